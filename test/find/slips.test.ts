import { join } from 'node:path';
import fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/library.ts';
import type { Note } from '../../src/catalog/note.ts';
import { createIndex, type Index } from '../../src/find/index.ts';
import { editDistance } from '../../src/find/text.ts';
import { wordsOfName } from '../../src/find/tokens.ts';
import { root } from '../../src/package.ts';
import { makeNote } from './notes.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
const keyOf = (text: string): string => wordsOfName(text).join('');
const namesOf = ({ name, title, aliases }: Note): string[] => [name, title, ...aliases];

/**
 * Every text that one edit of a letter in a word makes: one put in, left out, replaced or swapped with the
 * next. Digits stay as they are: another number is another paper.
 */
function* edits(text: string): Generator<string> {
  const isLetter = (i: number): boolean => /[a-z]/i.test(text[i] ?? '');
  const isWord = (i: number): boolean => /[a-z0-9]/i.test(text[i] ?? '');
  const isDigit = (i: number): boolean => isWord(i) && !isLetter(i);
  for (let i = 0; i <= text.length; i++) {
    const [before, after] = [text.slice(0, i), text.slice(i + 1)];
    const [letter = '', next = ''] = [text[i], text[i + 1]];
    if ((isWord(i) || isWord(i - 1)) && !(isDigit(i) && isDigit(i - 1))) {
      for (const other of LETTERS) yield before + other + text.slice(i);
    }
    if (!isLetter(i)) continue;
    yield before + after;
    for (const other of LETTERS) if (other !== letter.toLowerCase()) yield before + other + after;
    if (isLetter(i + 1) && next !== letter) yield before + next + letter + after.slice(1);
  }
}

function* slipsOf(notes: readonly Note[]): Generator<{ note: Note; name: string; typed: string }> {
  for (const note of notes) {
    for (const name of new Set(namesOf(note))) {
      if (keyOf(name).length < 5) continue;
      for (const typed of edits(name)) yield { note, name, typed };
    }
  }
}

/** The keys of all names, titles in parts too, by whose they are; of papers outside the catalog too. */
function keysOf(notes: readonly Note[]): [key: string, owner: string][] {
  const parts = (title: string): string[] => {
    const [head = '', ...tail] = title.split(/:\s+/);
    return [title, head, tail.join(': ')].map(keyOf).filter((key) => key !== '');
  };
  return notes.flatMap((note): [string, string][] => [
    ...[note.name, note.id, ...note.aliases].map((name): [string, string] => [
      keyOf(name),
      note.id,
    ]),
    ...parts(note.title).map((key): [string, string] => [key, note.id]),
    ...note.buildsOn.flatMap((to) =>
      'id' in to ? [] : parts(to.title).map((key): [string, string] => [key, to.title]),
    ),
    ...note.next.flatMap(({ label, to }) =>
      'id' in to ? [] : parts(label).map((key): [string, string] => [key, label]),
    ),
  ]);
}

function finds(index: Index, typed: string, { id }: Note): boolean {
  const found = index.lookup(typed);
  if (found.kind === 'none') return false;
  const notes = found.kind === 'one' ? [found.note, ...found.others] : found.notes;
  return notes.some((note) => note.id === id);
}

/** Slips by which a note is not found, though no name of another is as close. */
function* missed(
  notes: readonly Note[],
  slips: Iterable<{ note: Note; name: string; typed: string }>,
) {
  const index = createIndex();
  for (const note of notes) index.add(note);
  const keys = keysOf(notes);
  for (const { note, name, typed } of slips) {
    if (finds(index, typed, note)) continue;
    const key = keyOf(typed);
    const own = editDistance(key, keyOf(name), 2);
    const another = keys.some(
      ([other, id]) => id !== note.id && editDistance(key, other, own) <= own,
    );
    if (!another) yield `${typed} for ${name} of ${note.id}`;
  }
}

const SYLLABLES = [
  'ba',
  'cor',
  'di',
  'fen',
  'go',
  'hul',
  'a',
  'ing',
  'mi',
  'nor',
  's',
  'rus',
  'the',
  'on',
];
const word = fc
  .array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(''));
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const catalog = fc
  .uniqueArray(
    fc.record({
      name,
      title: name,
      aliases: fc.array(name, { maxLength: 3 }),
      authors: fc.array(name, { minLength: 1, maxLength: 2 }),
      tldr: name,
    }),
    { minLength: 1, maxLength: 12, selector: (given) => given.name },
  )
  .map((all) => all.map((given, i) => makeNote({ id: `n${i}x`, ...given })));

describe('names with a slip in them', () => {
  it('lead to every shipped note, whatever letter of its names of five or more is wrong', async () => {
    const { notes } = await loadCatalog(join(root, 'notes'));
    expect([...missed(notes, slipsOf(notes))]).toEqual([]);
  }, 240_000);

  it('lead to a name that ends in a small word, beside a name without it that is as close', () => {
    const notes = [
      makeNote({ id: 'n0x', name: 's ons', title: 'bababa' }),
      makeNote({ id: 'n2x', name: 'rus baonnor', title: 'babanorba', aliases: ['son the'] }),
    ];
    expect([...missed(notes, slipsOf(notes))]).toEqual([]);
  });

  it('lead to made-up notes as well', () => {
    fc.assert(
      fc.property(catalog, fc.nat(), (notes, start) => {
        // Some of the slips of each catalog: all of them would be thousands.
        const slips = [...slipsOf(notes)].filter((_, i) => i % 97 === start % 97);
        expect([...missed(notes, slips)]).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
