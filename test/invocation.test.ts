import fc from './property.ts';
import { describe, expect, it } from 'vitest';
import type { Invocation } from '../src/card.ts';
import type { Command, Option } from '../src/command.ts';
import { commands } from '../src/commands/index.ts';
import { paper } from '../src/commands/paper.ts';
import { paperboy } from '../src/commands/paperboy.ts';
import { papers } from '../src/commands/papers.ts';
import {
  commandOf,
  InvocationError,
  positional,
  readInvocation,
  readOptions,
  readPress,
  writeInvocation,
  writePress,
} from '../src/invocation.ts';

const read = (definition: Command, text: string): Invocation['options'] =>
  readInvocation(definition, text).options;
const find = (name: string): Command | undefined => commands.find((it) => it.name === name);

describe('readOptions', () => {
  it.each(['lora --hide', '--hide lora', '—Hide lora', ' –hide  lora'])(
    'takes the flag out of the text "%s"',
    (query) => {
      expect(readOptions(paper, { query })).toEqual({ query: 'lora', hide: true });
    },
  );

  it('hides when either says so, and leaves nothing where there was only the flag', () => {
    expect(readOptions(paper, { query: 'lora --hide', hide: false })).toEqual({
      query: 'lora',
      hide: true,
    });
    expect(readOptions(paper, { query: '--hide' })).toEqual({ hide: true });
  });

  it('changes no other text', () => {
    for (const query of ['hide', 'lora --hidden', 'a  b', '--', '--page 2']) {
      expect(readOptions(paper, { query })).toEqual({ query });
    }
    expect(readOptions(paperboy, { hide: true })).toEqual({ hide: true });
  });
});

describe('readInvocation', () => {
  it('takes the words as the first text option, with single spaces', () => {
    expect(readInvocation(paper, '  attention \n is\tall  ')).toEqual({
      command: 'paper',
      options: { query: 'attention is all' },
    });
    expect(read(paper, '')).toEqual({});
    expect(read(paper, '   ')).toEqual({});
  });

  it.each(['--hide lora 2', 'lora --hide 2', 'lora 2 --hide', 'lora 2 —hide', '–hide lora 2'])(
    'finds the flag in "%s"',
    (text) => {
      expect(read(paper, text)).toEqual({ query: 'lora 2', hide: true });
    },
  );

  it('finds the flag whatever a keyboard made of its case', () => {
    expect(read(paper, '—Hide lora')).toEqual({ query: 'lora', hide: true });
    expect(read(paper, 'lora --HIDE')).toEqual({ query: 'lora', hide: true });
  });

  it.each(['retrieval --page 2', 'retrieval --page=2', '—page 2 retrieval', '–page=2 retrieval'])(
    'reads the number in "%s"',
    (text) => {
      expect(read(papers, text)).toEqual({ topic: 'retrieval', page: 2 });
    },
  );

  it('reads an option by its name even when the words could give it', () => {
    expect(read(paper, '--query=lora')).toEqual({ query: 'lora' });
    expect(read(paper, '--query lora')).toEqual({ query: 'lora' });
  });

  it('leaves dashes alone that belong to no option', () => {
    for (const text of [
      '--hidden',
      '-hide',
      '--',
      '—',
      'a --b c',
      '--page 2',
      'gpt-3',
      '---hide',
    ]) {
      expect(read(paper, text)).toEqual({ query: text });
    }
  });

  it('does not take the names of built-in properties for options', () => {
    for (const text of ['--constructor', '--toString', '--__proto__', '--hasOwnProperty=x']) {
      expect(read(paper, text)).toEqual({ query: text });
    }
  });

  it.each([
    ['--page x', 'needs a whole number after it'],
    ['--page 1.5', 'needs a whole number after it'],
    ['--page -1', 'needs a whole number after it'],
    ['--page 0x10', 'needs a whole number after it'],
    ['--page=two', 'needs a whole number after it'],
    ['--page 99999999999999999999', 'needs a whole number after it'],
    ['--page', 'needs a value after it'],
    ['--page=', 'needs a value after it'],
  ])('says what is wrong with "%s"', (text, fault) => {
    const attempt = (): unknown => readInvocation(papers, text);
    expect(attempt).toThrow(InvocationError);
    expect(attempt).toThrow(`\`--page\` ${fault}`);
  });

  it('ignores words a command has no use for', () => {
    expect(read(paperboy, 'please help --hide')).toEqual({ hide: true });
  });
});

describe('writeInvocation', () => {
  it('writes options before words and leaves out flags that are off', () => {
    const write = (definition: Command, options: Invocation['options']): string =>
      writeInvocation({ command: definition.name, options }, definition);
    expect(write(papers, { topic: 'retrieval', page: 2 })).toBe('papers --page 2 retrieval');
    expect(write(paper, { query: 'lora', hide: true })).toBe('paper --hide lora');
    expect(write(paper, { query: 'lora', hide: false })).toBe('paper lora');
    expect(write(paperboy, {})).toBe('paperboy');
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    'writes /%s so that it reads back as it was',
    (_name, command) => {
      fc.assert(
        fc.property(optionsOf(command), (options) => {
          const invocation = { command: command.name, options };
          const written = writeInvocation(invocation, command);
          expect(written.startsWith(command.name)).toBe(true);
          expect(readInvocation(command, written.slice(command.name.length))).toEqual(invocation);
        }),
        { numRuns: 200 },
      );
    },
  );

  it.each(commands.map((command) => [command.name, command] as const))(
    'writes every example of /%s so that it reads back as it was',
    (_name, command) => {
      for (const options of command.examples) {
        const written = writeInvocation({ command: command.name, options }, command);
        expect(read(command, written.slice(command.name.length))).toEqual(options);
      }
    },
  );
});

describe('positional', () => {
  it('is the first text option, wherever it stands', () => {
    expect(positional(paper)).toBe('query');
    expect(positional(papers)).toBe('topic');
    expect(positional(paperboy)).toBeUndefined();
  });
});

describe('writePress and readPress', () => {
  it('bring back what a button does', () => {
    for (const command of commands) {
      fc.assert(
        fc.property(optionsOf(command), fc.constantFrom('run', 'share'), (options, kind) => {
          const run = { command: command.name, options };
          const press = readPress(writePress({ kind, label: 'x', run } as const, find));
          if (press?.kind !== kind || !('text' in press)) throw new Error('lost');
          const meant = commandOf(press.command, press.text, find);
          expect(meant?.command).toBe(command);
          expect(readInvocation(command, meant?.rest ?? '')).toEqual(run);
        }),
        { numRuns: 100 },
      );
    }
    expect(readPress(writePress({ kind: 'dismiss', label: 'x' }, find))).toEqual({
      kind: 'dismiss',
    });
    expect(readPress(writePress({ kind: 'link', label: 'x', url: 'https://a.org' }, find))).toEqual(
      { kind: 'link' },
    );
  });

  it('keep the written form, which messages already posted carry', () => {
    const run = { command: 'papers', options: { topic: 'retrieval', page: 2 } };
    expect(writePress({ kind: 'run', label: 'x', run }, find)).toBe(
      'run:papers --page 2 retrieval',
    );
    expect(readPress('share:paper lora')).toEqual({
      kind: 'share',
      command: 'paper',
      text: 'lora',
    });
    expect(readPress('run:paperboy')).toEqual({ kind: 'run', command: 'paperboy', text: '' });
  });

  it('refuse a button for a command that does not exist', () => {
    const run = { command: 'nothing', options: {} };
    expect(() => writePress({ kind: 'run', label: 'x', run }, find)).toThrow('nothing');
  });

  it('know what is none of ours', () => {
    for (const text of ['', 'run', 'run:', 'share: paper', 'other:paper lora', 'DISMISS', '{}']) {
      expect(readPress(text)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const press = readPress(text);
        expect(press === undefined || typeof press.kind === 'string').toBe(true);
      }),
    );
  });
});

/** Values for a command's options as people and buttons give them: words, page numbers, flags that are on. */
function optionsOf(command: Command): fc.Arbitrary<Invocation['options']> {
  const names = [...Object.keys(command.options), 'hide'];
  const own = new RegExp(`^(--|—|–)(${names.join('|')})(=|$)`, 'i');
  const word = fc
    .oneof(
      fc.constantFrom('lora', '--other', '—', '-x', 'a=b', 'https://a.org/?b=c#d', '注意', '😀'),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    )
    .filter((text) => !/\s/u.test(text) && !own.test(text));
  const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
  const valueOf = (name: string, kind: Option['kind']): fc.Arbitrary<string | number | true> => {
    if (kind === 'number') return fc.nat({ max: Number.MAX_SAFE_INTEGER });
    if (kind === 'flag') return fc.constant(true);
    return name === positional(command) ? words : word;
  };
  const values = Object.entries(command.options).map(
    ([name, { kind }]) => [name, valueOf(name, kind)] as const,
  );
  return fc.record(
    { ...Object.fromEntries(values), hide: fc.constant(true) },
    { requiredKeys: [] },
  );
}
