import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../property.ts';
import sax from 'sax';
import { describe, expect, it } from 'vitest';
import { readPlainly } from '../../src/picture/plain-svg.ts';

const notes = join(import.meta.dirname, '../../notes');
const drawings = readdirSync(notes, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svg'))
  .map((file) => [file, readFileSync(join(notes, file), 'utf8')] as const);

/** What a parser tells of the same text. */
function parsed(text: string): string[] {
  const told: string[] = [];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    told.push(`error ${error.message}`);
    parser.resume();
  };
  parser.onopentag = ({ name, attributes }) => told.push(`${name} ${JSON.stringify(attributes)}`);
  parser.onclosetag = () => told.push('close');
  for (const other of ['ondoctype', 'onprocessinginstruction', 'oncdata', 'oncomment'] as const) {
    parser[other] = () => told.push(other);
  }
  parser.write(text).close();
  return told;
}

function plain(text: string): string[] | undefined {
  const told: string[] = [];
  const done = readPlainly(text, {
    open: (name, attributes) => told.push(`${name} ${JSON.stringify(attributes)}`),
    close: () => told.push('close'),
  });
  return done ? told : undefined;
}

describe('a drawing read plainly', () => {
  it.each(drawings)('%s tells what a parser tells of it', (_file, text) => {
    expect(plain(text)).toEqual(parsed(text));
  });

  it.each([
    '',
    'words',
    '<svg>',
    '</svg>',
    '<svg/><svg/>',
    '<svg></g>',
    '<svg><g></svg></g>',
    '<svg/>words',
    '<svg a="1" a="2"/>',
    "<svg a='1'/>",
    '<svg a="&#9;"/>',
    '<svg>&nbsp;</svg>',
    '<svg>a > b</svg>',
    '<svg>]]></svg>',
    '<svg><!-- --></svg>',
    '<?xml version="1.0"?><svg/>',
    '<!DOCTYPE svg><svg/>',
    '<svg><![CDATA[x]]></svg>',
    '<svg a/>',
    '<svg a="1"b="2"/>',
    '< svg/>',
  ])('%s is left to the parser', (text) => {
    expect(plain(text)).toBeUndefined();
  });

  it('never differs from the parser where it reads to the end, whatever was changed in a drawing', () => {
    const scraps = fc.constantFrom(
      ...['<', '>', '/', '"', "'", '=', '&', '&amp;', ' ', '\n', 'a', ']]>', '<!--', '-->', '<g>'],
      ...['</g>', ' a="1"', ' a="2"', '<?x?>', '\u00a0', '\ufeff', 'é', '<g/>', ' x:href="#a"'],
    );
    const change = fc.record({
      at: fc.nat(6000),
      drop: fc.nat(12),
      put: fc.array(scraps, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.nat(drawings.length - 1),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (which, changes) => {
          let text = drawings[which]?.[1] ?? '';
          for (const { at, drop, put } of changes) {
            const place = at % (text.length + 1);
            text = text.slice(0, place) + put.join('') + text.slice(place + drop);
          }
          const told = plain(text);
          if (told) expect(told).toEqual(parsed(text));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('gives up on a long broken tag as quickly as on a short one', () => {
    const started = performance.now();
    for (const tail of [' ', ' a="1"', ' a', 'a', '<', '&amp;']) plain(`<svg${tail.repeat(5000)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
