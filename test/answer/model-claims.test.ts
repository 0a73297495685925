import { describe, expect, it } from 'vitest';
import { checkClaim, plainPassage } from '../../src/answer/claims.ts';
import { passagesOf, type Passage } from '../../src/answer/passages.ts';
import { wordsOf } from '../../src/find/text.ts';
import { notes } from '../adapters/world.ts';

/** Every sentence of the shipped notes that is long enough to be quoted, with its passage. */
const sentences = notes.notes.flatMap((note) =>
  passagesOf(note).flatMap((passage) =>
    plainPassage(passage)
      .split(/(?<=[.;]) /)
      .filter((text) => wordsOf(text).length >= 6)
      .map((text) => ({ text, passage })),
  ),
);

const check = (claim: string, quote: string, passage: Passage) =>
  checkClaim({ passage: 'p1', quote, claim }, new Map([['p1', passage]]));

/** What of changed sentences is taken all the same. @param change undefined where it can't be made. */
function taken(change: (text: string) => string | undefined): { tried: number; taken: string[] } {
  const passed: string[] = [];
  let tried = 0;
  for (const { text, passage } of sentences) {
    const claim = change(text);
    if (claim === undefined || claim === text) continue;
    tried += 1;
    if (typeof check(claim, text, passage) !== 'string') passed.push(claim);
  }
  return { tried, taken: passed };
}

describe('a model’s sentence', () => {
  it('holds where it is the note’s own, alone or quoted with its passage', () => {
    expect(sentences.length).toBeGreaterThan(400);
    for (const { text, passage } of sentences) {
      expect(check(text, text, passage), text).toMatchObject({ text });
      expect(check(text, plainPassage(passage), passage), text).toMatchObject({ text });
    }
  });

  it.each<[string, (text: string) => string | undefined]>([
    ['a number', (text) => text.replace(/\p{N}+/u, (digits) => `${digits}7`)],
    ['a unit', (text) => text.replace(/(?<=\p{N} ?)(?:MB|GB|TB|%|×)/u, 'kg')],
    ['a word of its own', (text) => text.replace(' ', ' allegedly ')],
    ['a name of its own', (text) => text.replace(' ', ' (unlike Mamba) ')],
    [
      'a "not"',
      (text) =>
        /\b(?:no|not|nor|never|none|nothing|neither|without|cannot|unlike)\b|n't/i.test(text)
          ? undefined
          : text.replace(' ', ' not '),
    ],
    ['a link', (text) => `${text} https://arxiv.org`],
    ['a mention', (text) => `@here ${text}`],
  ])('is dropped with %s added or changed', (_what, change) => {
    const outcome = taken(change);
    expect(outcome.tried).toBeGreaterThan(20);
    expect(outcome.taken).toEqual([]);
  });

  it('is dropped when a denial is left out', () => {
    const outcome = taken((text) =>
      (text.match(/\b(?:no|not|never|without|cannot)\b/gi) ?? []).length === 1
        ? text.replace(/\b(?:no|not|never|without|cannot) /i, '')
        : undefined,
    );
    expect(outcome.tried).toBeGreaterThan(20);
    expect(outcome.taken).toEqual([]);
  });

  it('is dropped when two numbers, or two names, change places', () => {
    const swap = (pattern: RegExp) => (text: string) => {
      const [one, other] = [...new Set(text.match(pattern) ?? [])];
      if (one === undefined || other === undefined) return undefined;
      if (text.split(one).length + text.split(other).length !== 4) return undefined;
      return text.replace(one, '\0').replace(other, one).replace('\0', other);
    };
    for (const pattern of [/(?<![\p{L}\p{N}.-])\d+\.\d+(?![\p{L}\p{N}])/gu, /\b[A-Z]{3,}\b/gu]) {
      const outcome = taken(swap(pattern));
      expect(outcome.tried).toBeGreaterThan(10);
      expect(outcome.taken).toEqual([]);
    }
  });

  it('holds of every note by its name, whatever characters that has', () => {
    for (const note of notes.notes) {
      const passage = {
        ...(passagesOf(note)[0] as Passage),
        text: 'It trains faster on long text.',
      };
      const named = { ...passage, note: { ...note, name: `${note.name} (v1.5)+[x]\\` } };
      for (const one of [passage, named]) {
        const claim = `${one.note.name} trains faster on text.`;
        expect(check(claim, 'It trains faster on long text.', one)).toMatchObject({ text: claim });
      }
    }
  });
});
