import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { isAlias, isNode, parseDocument, visit } from 'yaml';
import { findHidden } from '../../src/catalog/hidden.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { readPlainList, readPlainYaml } from '../../src/catalog/plain-yaml.ts';
import { root } from '../../src/package.ts';
import { scaffold } from '../../src/tools/scaffold.ts';

const NAMES = new Set(['title', 'year', 'aliases', 'numbers', 'value', 'id', 'alt', 'arxiv']);
const ALL = new Set([
  ...['name', 'authors', 'venue', 'url', 'code', 'label', 'source', 'reviewed', 'builds_on'],
  ...NAMES,
]);

/** As the parser reads it that tells places; undefined when anything is wrong. */
function readSlowly(text: string): unknown {
  const yaml = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'error',
    version: '1.2',
    uniqueKeys: true,
  });
  let refused = yaml.errors.length + yaml.warnings.length > 0;
  visit(yaml, {
    Node: (_key, node) => {
      if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor)) refused = true;
    },
  });
  return refused ? undefined : (yaml.toJS({ maxAliasCount: 0 }) as unknown);
}

/** @returns whether it was read at once; fails unless it was then read as the parser does. */
function readsTheSame(text: string): boolean {
  const read = readPlainYaml(text, ALL);
  if (read !== undefined) expect({ text, read: readSlowly(text) }).toEqual({ text, read });
  return read !== undefined;
}

const front = (text: string): string => text.split('\n---')[0]?.slice(3) ?? '';

/** The front matter of the shipped notes, and of a new one. */
async function known(): Promise<string[]> {
  const { notes } = await loadCatalog(join(root, 'notes'));
  const texts = notes.map(({ file }) => readFileSync(join(root, 'notes', file), 'utf8'));
  return texts.map(front);
}

describe('front matter that is read at once', () => {
  it('is that of the shipped notes, and of a new one', async () => {
    const texts = await known();
    expect(texts).toHaveLength(22);
    for (const text of texts) expect(readsTheSame(text)).toBe(true);
    const paper = { title: 'On Cats', authors: ['A. Cat'], year: 2020 };
    const text = front(scaffold('2001.00001', paper, '2026-11-22'));
    // Its hints are quoted with what is not read at once; the parser reads them.
    expect(readPlainYaml(text.replaceAll('TODO: ', ''), ALL)).toBeDefined();
  });

  it.each([
    ['2106.09680'],
    ['0x1f'],
    ['1e3'],
    ['007'],
    ['0o17'],
    ['12345678901234567890'],
    ['null'],
    ['Null'],
    ['TRUE'],
    ['false'],
    ['~'],
    ['-1'],
    ['.5'],
    ['.inf'],
    ['a: b'],
    ['a:'],
    ['a #b'],
    ['a\t#b'],
    ['a '],
    ['a\u00a0'],
    ['*a'],
    ['&a b'],
    ['!!str a'],
    ['!a'],
    ['[a]'],
    ['{a: b}'],
    ['"a\\tb"'],
    ['"a'],
    ['"a" b'],
    ["'a'"],
    ['|'],
    ['>'],
    ['>-'],
    ['@a'],
    ['`a'],
    ['%a'],
    ['? a'],
    ['- a'],
    ['a\r'],
  ])('has no value %j', (value) => {
    for (const text of [`title: ${value}`, `aliases:\n  - ${value}`, `numbers:\n  - id: ${value}`])
      expect(readPlainYaml(text, NAMES)).toBeUndefined();
  });

  it.each([
    'title: a\ntitle: b',
    'numbers:\n  - id: a\n    id: b',
    'other: a',
    '__proto__: a',
    'numbers:\n  - __proto__: a',
    'title:',
    'title: a\n  b',
    'title:\n  a',
    'aliases:\n- a',
    'aliases:\n   - a',
    'aliases:\n  - a\n   - b',
    'aliases:\n  - a\n    b',
    'aliases:\n  - a\n\n  - b\n  c',
    'aliases:\n  -\n',
    'numbers:\n  - id: a\n     value: b',
    'numbers:\n  - id: a\n  value: b',
    'alt: >-\n   a',
    'alt: >-\n  a\n\n  b',
    'alt: >-\n  a\n   b',
    'alt: >-\n  a \n  b',
    'alt: >-\ntitle: b',
    'alt: >-\n  a\n b',
    '---\ntitle: a',
    'title: a\n...\n',
    '%YAML 1.1\n---\ntitle: a',
    ' title: a',
    'title : a',
    'title:a',
    '"title": a',
  ])('has no lines %j', (text) => {
    expect(readPlainYaml(text, NAMES)).toBeUndefined();
  });

  it('is read as the parser reads it, whatever is written', () => {
    const pieces = fc.constantFrom(
      ...['title', 'year', 'aliases', 'numbers', 'value', 'id', 'alt', 'null', 'y', 'true'],
      ...[': ', ':', '\n', '\n', '\n  ', '\n  - ', '\n    ', '\n- ', ' ', '  ', '\t', '\r', '\r\n'],
      ...['a', 'Z', 'é', '×', '10', '0', '2026-11-22', '1_000', 'e', '.', '-', '+', 'x', '“q”'],
      ...['"', "'", '#', ' #', '>-', '|', '>', '[]', '[', ']', '{', '}', ',', '&', '*', '!', '?'],
      ...['@', '%', '`', '\\', '---', '...', '<<', '~', '(', ')', '/', 'https://a.b/c#d', '\u00a0'],
      ...['\u2028', '\u0085', '\ufeff', '\u3000', '😀', 'Ω', '中', '=', 'alt: >-\n  ', '"a"'],
    );
    const starts = ['title: ', 'year: ', 'aliases:\n  - ', 'numbers:\n  - id: ', 'alt: >-\n  '];
    const value = fc.array(
      fc.constantFrom(
        ...['a', 'Z9', '-', ': ', ':', ' #', ' ', '1', '0', '.', '"', "'", 'é', '(', ')', '[', '%'],
        ...[' b', '\n  - c', '\n  - id: d', '\n    value: e', '\n  f', '×', 'e', 'null', ',', '“'],
      ),
      { minLength: 1, maxLength: 4 },
    );
    const line = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.tuple(
          fc.constantFrom(...starts),
          value.map((all) => all.join('')),
        ),
      },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...starts), fc.string()) },
      { weight: 1, arbitrary: fc.array(pieces, { maxLength: 6 }) },
    );
    let atOnce = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
        const text = lines.map((one) => one.join('')).join('\n');
        // A note with such a character is refused before its fields are read.
        fc.pre(!findHidden(text));
        if (readsTheSame(text)) atOnce++;
      }),
      { numRuns: 10_000 },
    );
    expect(atOnce).toBeGreaterThan(1000);
  });

  it('is read as the parser reads it, wherever a note is broken', async () => {
    const texts = await known();
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat(3),
      put: fc.oneof(
        fc.constantFrom(...['\n', ' ', '  ', ':', ': ', ' #', '"', '-', '- ', '\t', '', '>', '1']),
        fc.string({ maxLength: 3 }),
      ),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        (text, edits) => {
          const broken = edits.reduce((before, { at, cut, put }) => {
            const from = at % before.length;
            return before.slice(0, from) + put + before.slice(from + cut);
          }, text);
          fc.pre(!findHidden(broken));
          readsTheSame(broken);
        },
      ),
      { numRuns: 3000 },
    );
  }, 60_000);
});

describe('a list that is read at once', () => {
  it('is that of the shipped topics', () => {
    const topics = readFileSync(join(root, 'notes', 'topics.yaml'), 'utf8');
    const list = readPlainList(topics, new Set(['id', 'name', 'colour']));
    expect(list).toHaveLength(6);
    expect(list).toEqual(readSlowly(topics));
  });

  it.each(['', '# none', '[]', ' - a', '- a\n b', '- id: a\nid: b', '- a\nb', '- - a', '-', '- '])(
    'has no lines %j',
    (text) => {
      expect(readPlainList(text, NAMES)).toBeUndefined();
    },
  );

  it('is read as the parser reads it, whatever is written', () => {
    const piece = fc.constantFrom(
      ...['a', 'b c', '1', '0', '"', '"a"', ':', ': ', '-', ' ', '\t', '\r', '\u00a0', 'null', '×'],
      ...['[', '&', '%', '>-', '#', ' #'],
    );
    const start = fc.constantFrom(
      ...['- ', '- ', '- id: ', '- id: ', '  title: ', '  title: ', '', '  ', '    ', 'id: ', '# '],
    );
    const line = fc
      .tuple(start, fc.array(piece, { minLength: 1, maxLength: 2 }))
      .map(([first, rest]) => first + rest.join(''));
    let atOnce = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = lines.join('\n');
        fc.pre(!findHidden(text));
        const read = readPlainList(text, ALL);
        if (read === undefined) return;
        atOnce++;
        expect({ text, read: readSlowly(text) }).toEqual({ text, read });
      }),
      { numRuns: 30_000 },
    );
    expect(atOnce).toBeGreaterThan(500);
  });
});
