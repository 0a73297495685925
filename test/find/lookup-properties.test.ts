import fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import type { Note } from '../../src/catalog/note.ts';
import { atOnce } from '../../src/catalog/steps.ts';
import { buildIndex, createIndex, type Index } from '../../src/find/index.ts';
import { squash } from '../../src/find/text.ts';
import { anyText } from '../texts.ts';
import { madeUp, makeNote } from './notes.ts';

function indexOf(notes: readonly Note[]): Index {
  const index = createIndex();
  for (const note of notes) index.add(note);
  return index;
}

const notes = madeUp(1000);
const index = indexOf(notes);
const namesOf = ({ name, title, aliases }: Note): string[] => [name, title, ...aliases];

/** The ids a query leads to. */
function ids(query: string, from = index): string[] {
  const found = from.lookup(query);
  if (found.kind === 'none') return [];
  return (found.kind === 'one' ? [found.note] : found.notes).map(({ id }) => id);
}

const someNote = fc.nat(notes.length - 1);
const noteAt = (i: number): Note => notes[i] as Note;

/** A name and a text that one edit of a letter makes of it. */
const slip = fc
  .tuple(
    someNote,
    fc.nat(),
    fc.nat(),
    fc.nat(25).map((i) => String.fromCharCode(97 + i)),
    fc.nat(3),
  )
  .map(([number, which, place, letter, edit]) => {
    const note = noteAt(number);
    const name = namesOf(note)[which % namesOf(note).length] ?? '';
    const i = place % name.length;
    const [a = '', b = ''] = [name[i], name[i + 1]];
    const [from, to] = [name.slice(0, i), name.slice(i + 1)];
    const typed = [
      from + to,
      from + letter + a + to,
      from + letter + to,
      from + b + a + to.slice(1),
    ][edit];
    return { id: note.id, name, typed: typed ?? '' };
  });

/** A query of pieces of notes, mixed. */
const pieces = fc
  .array(
    someNote
      .map(noteAt)
      .map((note) => `${note.name} ${note.title} ${note.authors[0] ?? ''} ${note.year}`),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((list) => list.join(' ').slice(0, 4000));
const hostile = fc.oneof(
  anyText,
  fc.string({ maxLength: 4000, unit: 'binary' }),
  fc
    .tuple(
      fc.constantFrom(
        ...[
          'a',
          'a ',
          'ab-',
          '1',
          '1.',
          '.',
          ').',
          '+',
          '/',
          'https://',
          'lora ',
          'é',
          'ﬁ',
          '<',
          '%',
        ],
        ...['et al 2017 ', 'the ', '2106.09685 ', 'attention is all you need ', "a's "],
      ),
      fc.nat(4000),
    )
    .map(([piece, n]) => piece.repeat(n).slice(0, 4000)),
  pieces,
  // Long near misses, and thousands of authors.
  someNote.map((i) =>
    notes
      .slice(i)
      .map(({ title }) => title.slice(1))
      .join(' ')
      .slice(0, 4000),
  ),
  someNote.map((i) => `${noteAt(i).authors[0] ?? ''} `.repeat(300).slice(0, 4000)),
);

describe('lookup at 1,000 notes', () => {
  it('never throws and never takes longer than 50 ms', () => {
    // Of processor time, since other tests run beside this one; the least of three, since the first is
    // slower than all that follow it in a running program.
    const took = (find: (query: string) => unknown, query: string): number => {
      const times = [1, 2, 3].map(() => {
        const start = process.cpuUsage();
        find(query);
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      });
      return Math.min(...times);
    };
    const complete = (typed: string): unknown => index.complete(typed, 25);
    // In the first seconds of a program its code is not compiled yet.
    for (const query of fc.sample(hostile, 30)) {
      for (const find of [index.lookup, complete, index.mentions]) find(query);
    }
    fc.assert(
      fc.property(hostile, (query) => {
        expect(took(index.lookup, query)).toBeLessThan(50);
        expect(took(complete, query)).toBeLessThan(50);
        expect(took(index.mentions, query)).toBeLessThan(50);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('finds every note by each of its names', () => {
    const owners = new Map<string, Set<string>>();
    for (const note of notes) {
      for (const key of namesOf(note).map(squash)) {
        owners.set(key, (owners.get(key) ?? new Set()).add(note.id));
      }
    }
    for (const note of notes) {
      for (const name of namesOf(note)) {
        const found = ids(name);
        expect([name, owners.get(squash(name))?.has(found[0] ?? '')]).toEqual([name, true]);
        if (owners.get(squash(name))?.size === 1) expect([name, found]).toEqual([name, [note.id]]);
      }
    }
  });

  it('gives the same answers in whatever order notes are added, one by one or all at once, and after any of them changed', () => {
    const few = notes.slice(0, 60);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...few.keys()], { minLength: few.length }),
        fc.subarray([...few.keys()]),
        fc.array(
          fc.oneof(
            slip.map(({ typed }) => typed),
            pieces.map((text) => text.slice(0, 60)),
          ),
          {
            minLength: 5,
          },
        ),
        (order, some, queries) => {
          const changed = some.map(noteAt);
          const [one, other] = [indexOf(few), indexOf(order.map(noteAt))];
          for (const note of changed)
            other.add({ ...note, name: 'Something Else', title: 'No More' });
          for (const { id } of changed) other.remove(id);
          for (const note of changed) other.add(note);
          const built = atOnce(buildIndex([...changed, ...few]));
          for (const query of queries) {
            const view = (from: Index) => [
              ids(query, from),
              from.complete(query, 10).map(({ note, matched }) => [note.id, matched]),
            ];
            expect(view(other)).toEqual(view(one));
            expect(view(built)).toEqual(view(one));
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);

  it('completes a word that very many names have alike, in whatever order notes are added', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      makeNote({
        id: `n${String((i * 7) % 300)}`,
        name: `N${String(i)}`,
        title: `On lanterns ${String(i)}`,
      }),
    );
    const view = (from: Index) => from.complete('lanterns', 25).map(({ note }) => note.id);
    expect(view(indexOf([...many].reverse()))).toEqual(view(indexOf(many)));
    expect(view(indexOf(many))).toHaveLength(25);
  });
});
