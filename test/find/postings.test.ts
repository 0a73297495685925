import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { atOnce } from '../../src/catalog/steps.ts';
import { createPostings, FLAGS, TIMES } from '../../src/find/postings.ts';
import { createNames } from '../../src/find/names.ts';
import { stem, wordsOf } from '../../src/find/text.ts';
import { createVocabulary, slotOf } from '../../src/find/vocabulary.ts';
import { makeNote } from './notes.ts';

const inText = (use: number): number => use & ((1 << FLAGS) - 1);

/** How many values all tables hold. */
const held = vi.hoisted(() => ({ values: 0 }));
vi.mock('../../src/find/table.ts', async (original) => {
  const { createTable, ...others } = await original<typeof import('../../src/find/table.ts')>();
  const counting: typeof createTable = () => {
    const table = createTable();
    return {
      ...table,
      add(hash, value) {
        held.values += 1;
        table.add(hash, value);
      },
      remove(hash, value) {
        const was = table.remove(hash, value);
        held.values -= was ? 1 : 0;
        return was;
      },
    };
  };
  return { ...others, createTable: counting };
});

// Whatever the numbers are at which what is kept grows, nothing may be lost there.
const MANY = 60_000;

test('keeps the first note of every list, however many lists there are', () => {
  const postings = createPostings();
  for (let list = 0; list < MANY; list++) postings.post(list, list + 1, 3);
  const lost = [];
  for (let list = 0; list < MANY; list++) {
    if (postings.read(list)[0] !== ((list + 1) << FLAGS) + 3) lost.push(list);
  }
  expect(lost).toEqual([]);
});

test('has of every list what a plain model has, whatever is set, counted and taken out', () => {
  const act = fc.record({
    list: fc.nat(3),
    slot: fc.nat(40),
    flags: fc.constantFrom(0, 16),
    times: fc.integer({ min: 1, max: 9 }),
    out: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 300 }), (acts) => {
      const postings = createPostings();
      const model = new Map<string, number>();
      for (const { list, slot, flags, times, out } of acts) {
        const key = `${String(list)} ${String(slot)}`;
        const before = model.get(key) ?? 0;
        if (out) {
          postings.unpost(list, slot);
          model.delete(key);
        } else {
          postings.post(list, slot, flags, times);
          model.set(key, ((before | flags) & ~TIMES) + Math.min(TIMES, (before & TIMES) + times));
        }
      }
      for (let list = 0; list < 4; list++) {
        const expected = Array.from({ length: 41 }, (_, slot) => {
          const flags = model.get(`${String(list)} ${String(slot)}`) ?? 0;
          expect(postings.flagsOf(list, slot)).toBe(flags);
          return flags === 0 ? [] : [(slot << FLAGS) + flags];
        }).flat();
        expect([...postings.read(list)]).toEqual(expected);
        expect(postings.count(list)).toBe(expected.length);
      }
    }),
  );
});

test('knows all words of a text, however long it is', () => {
  const vocabulary = createVocabulary();
  const words = Array.from({ length: MANY }, (_, i) => `w${String(i)}`);
  const count = vocabulary.scan(words.join(' '));
  const found = Array.from(vocabulary.scanned.subarray(0, count), vocabulary.textOf);
  expect(count).toBe(MANY);
  expect(found.findIndex((word, i) => word !== words[i])).toBe(-1);
});

test('looks up all words that were gathered, each as one use by its note, those of a note in their order', () => {
  const vocabulary = createVocabulary();
  const words = ['Größe', 'grösse', 'a', 'x×y', '“quoted”', '…', 'данные'].concat(
    Array.from({ length: MANY }, (_, i) => `${String.fromCharCode(97 + (i % 26))}w${String(i)}`),
  );
  // In every text a word that the one before it has as well, and one that it has itself twice.
  const texts = Array.from({ length: words.length / 3 }, (_, i) =>
    [...words.slice(i * 3 - 1, i * 3 + 3), words[i * 3]].join(' '),
  );
  const LAST = 16;
  const counts = texts.map((text, i) => vocabulary.gather(text, i, 0, 1, LAST));
  const found = texts.map((): { word: string; flags: number }[] => []);
  atOnce(
    vocabulary.drain((count) => {
      for (let i = 0; i < count; i++) {
        const use = vocabulary.uses[i] ?? 0;
        const word = vocabulary.textOf(vocabulary.scanned[i] ?? -1);
        found[slotOf(use)]?.push({ word, flags: inText(use) });
      }
    }),
  );
  const byWord = (a: { word: string }, b: { word: string }): number => (a.word < b.word ? -1 : 1);
  const expected = texts.map((text) => {
    const own = wordsOf(text);
    return [...new Set(own)]
      .map((word) => ({
        word,
        flags: own.filter((it) => it === word).length | (word === own.at(-1) ? LAST : 0),
      }))
      .sort(byWord);
  });
  expect(counts).toEqual(texts.map((text) => wordsOf(text).length));
  const wrong = found.findIndex((its, i) => !isDeepStrictEqual(its.sort(byWord), expected[i]));
  expect(wrong).toBe(-1);
  const known = [...new Set(texts.flatMap(wordsOf))].filter(
    (word) => vocabulary.textOf(vocabulary.numberOf(word)) !== word,
  );
  expect(known).toEqual([]);
});

test('a note that is put in again shares no use with what it was before', () => {
  const vocabulary = createVocabulary();
  const timesOf = (text: string): number[] => {
    vocabulary.gather(text, 7, 0, 1);
    const times: number[] = [];
    atOnce(
      vocabulary.drain((count) => {
        times.push(...Array.from(vocabulary.uses.subarray(0, count), inText));
      }),
    );
    return times;
  };
  expect(timesOf('lora lora lora')).toEqual([3]);
  expect(timesOf('lora')).toEqual([1]);
});

// What is known of a stem is counted where one part of the vocabulary is looked up.
test('leaves the first two letters of a word in its stem', () => {
  const word = fc.stringMatching(/^[a-z]{1,3}(?:[a-z]{0,3}(?:ies|ises?|es|s|ing|ed|er|ation|e)?)$/);
  fc.assert(
    fc.property(word, (it) => {
      expect(stem(it).slice(0, 2)).toBe(it.slice(0, 2));
    }),
    { numRuns: 3000 },
  );
});

test('knows all names of a paper, however many papers there are', () => {
  const names = createNames();
  const numbers = Array.from({ length: MANY / 4 }, (_, i) => {
    const id = `n${String(i)}`;
    return names.add({ note: makeNote({ id, name: `Name ${id}`, title: `Title: of ${id}` }) });
  });
  const lost = numbers.filter((first) => names.of(first).length !== 5);
  expect(lost).toEqual([]);
});

test('holds no more of a name each time it comes back, beside one that says the same', () => {
  const names = createNames();
  const before = held.values;
  const add = (id: string, name: string): number =>
    names.add({ note: makeNote({ id, name, title: name }) });
  const first = add('a', 'Adapter');
  const second = add('b', 'Adapters');
  const both = held.values;
  for (let i = 0; i < 100; i++) names.remove(add('c', 'Adapter'));
  expect(held.values).toBe(both);
  for (const number of [first, second]) names.remove(number);
  expect(held.values).toBe(before);
});
