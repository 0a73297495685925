import fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { makeCatalog, type Catalog } from '../../src/catalog/catalog.ts';
import type { Note } from '../../src/catalog/note.ts';
import { writePress } from '../../src/invocation.ts';
import { numbersIn } from '../../src/quiz/numbers.ts';
import { keysOf, pickOf, questionOf, type Question } from '../../src/quiz/questions.ts';
import { quiz } from '../../src/commands/quiz.ts';
import { notes } from '../adapters/world.ts';

function allQuestions(catalog: Catalog): Question[] {
  return catalog.notes.flatMap((note) =>
    keysOf(note).flatMap((key) => questionOf(key, catalog) ?? []),
  );
}

/** All that a note says, as it is written. */
function textOf({ title, tldr, contributions, why, alt = '', numbers, next }: Note): string {
  return [
    title,
    tldr,
    contributions,
    why,
    alt,
    ...numbers.flatMap(({ label, value }) => [label, value]),
    ...next.map((entry) => entry.why),
  ].join('\n');
}

/** The numbers of a text as they are written, but `300 billion` as `300b`. */
function digitsIn(text: string): string[] {
  const written =
    /\d[\d,]*(?:\.\d+)?(?:e-?\d+)?(?: ?(?:thousand|million|billion|trillion)|[kKMBT]\b)?/g;
  return (text.match(written) ?? []).map((one) =>
    one
      .toLowerCase()
      .replace('thousand', 'k')
      .replace(/ ?([kmbt])\w*$/, '$1'),
  );
}

/** The options that could be called right, told by other means than those that made the question. */
function defensible({ kind, note, text, options }: Question, { notes: all }: Catalog): string[] {
  const noteOf = (name: string): Note => {
    const found = all.filter((one) => one.name === name);
    if (!found[0]) throw new Error(`no note is called ${name}`);
    return found[0];
  };
  switch (kind) {
    case 'number':
      return options.filter((option) =>
        digitsIn(option).some((digits) => digitsIn(textOf(note)).includes(digits)),
      );
    case 'paper of a number': {
      const value = /\*\*(.*)\*\*/.exec(text)?.[1] ?? '';
      return options.filter((option) =>
        digitsIn(value).every((digits) => digitsIn(textOf(noteOf(option))).includes(digits)),
      );
    }
    case 'who': {
      const by = /is by \*\*(.*)\*\*/.exec(text)?.[1];
      return by === undefined
        ? options.filter((option) => note.authors.includes(option))
        : options.filter((option) => noteOf(option).authors.includes(by));
    }
    case 'first':
    case 'last': {
      const years = options.map((option) => noteOf(option).year);
      const best = kind === 'first' ? Math.min(...years) : Math.max(...years);
      return options.filter((_, i) => years[i] === best);
    }
    case 'change': {
      const pieces = text
        .slice(text.indexOf('> ') + 2)
        .split('[this paper]')
        .filter((piece) => piece.length > 8);
      return options.filter((option) =>
        pieces.every((piece) => textOf(noteOf(option)).includes(piece)),
      );
    }
  }
}

function check(question: Question, catalog: Catalog): void {
  const { options, right, key } = question;
  expect(options).toHaveLength(4);
  expect(new Set(options.map((option) => option.toLowerCase())).size).toBe(4);
  expect(new Set(options.map((option) => pickOf(key, option))).size).toBe(4);
  expect(options).toContain(right);
  const shown = { text: question.text, options };
  expect({ ...shown, right: defensible(question, catalog) }).toEqual({ ...shown, right: [right] });
}

describe('the questions of the shipped notes', () => {
  const questions = allQuestions(notes);

  it('are many, of every kind, and about every note', () => {
    expect(questions.length).toBeGreaterThan(300);
    expect(new Set(questions.map(({ kind }) => kind)).size).toBe(6);
    expect(new Set(questions.map(({ note }) => note.id)).size).toBe(notes.notes.length);
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
  });

  it('have four options each, of which one alone is right', () => {
    for (const question of questions) check(question, notes);
  });

  it('do not name the paper they ask for', () => {
    for (const { kind, text, right } of questions) {
      if (kind === 'change' || kind === 'paper of a number') {
        expect(text.split(/[^\p{L}\p{N}-]+/u)).not.toContain(right);
      }
    }
  });

  it('say where the note answers them', () => {
    for (const { kind, note, because, right } of questions) {
      if (kind === 'number') expect(because).toContain(right.replace(/[()]/g, '\\$&'));
      if (kind === 'first' || kind === 'last') expect(because).toContain(String(note.year));
      if (kind === 'change') expect(textOf(note)).toContain(because.slice(2));
    }
  });

  it('fit a button, however long the ids are', () => {
    const id = 'a'.repeat(60);
    const [note] = notes.notes;
    if (!note) throw new Error('no note');
    const long = makeCatalog(notes.topics, [{ ...note, id }, ...notes.notes.slice(1)], []);
    for (const question of allQuestions(long)) {
      const answer = `${question.key}:${pickOf(question.key, question.right)}:t`;
      const run = { command: 'quiz', options: { answer } };
      const press = writePress({ kind: 'run', label: '', run }, () => quiz);
      expect(press.length).toBeLessThanOrEqual(100);
    }
  });

  it('are asked in the same words with the same options again', () => {
    const again = makeCatalog(notes.topics, [...notes.notes], []);
    expect(allQuestions(again)).toEqual(questions);
  });
});

describe('the questions of any notes', () => {
  const shuffled = fc
    .array(
      fc.record({
        year: fc.integer({ min: 2018, max: 2021 }),
        authors: fc.uniqueArray(
          fc.constantFrom(
            'Ada Byron',
            'A. Byron',
            'Alan M. Turing',
            'José Núñez',
            'Jose Nunez',
            'X',
          ),
          { minLength: 1, maxLength: 3 },
        ),
        values: fc.array(
          fc.constantFrom('10%', '10.0%', '10.05%', '300 billion', '300B', '4', '4 of 8', '5', '6'),
          { minLength: 3, maxLength: 3 },
        ),
      }),
      { minLength: 3, maxLength: 12 },
    )
    // A function, so that a failure does not print whole notes.
    .map((made) => ({
      made: () =>
        makeCatalog(
          notes.topics,
          made.map(({ year, authors, values }, i): Note => {
            const note = notes.notes[i];
            if (!note) throw new Error('no note');
            const numbers = values.map((value, n) => ({
              label: `thing ${'abc'[n]}`,
              value,
              source: 's',
            }));
            return { ...note, year, authors, numbers, alt: '' };
          }),
          [],
        ),
    }));

  it('never have two right options, however alike the notes are', () => {
    fc.assert(
      fc.property(shuffled, ({ made }) => {
        const catalog = made();
        for (const question of allQuestions(catalog)) check(question, catalog);
      }),
      { numRuns: 40 },
    );
  });
});

describe('numbers', () => {
  it.each([
    ['300 billion and 300B', [3e11]],
    ['1.4 trillion, 1.4T', [1.4e12]],
    ['10,000× fewer', [10_000]],
    ['13k, 33k and 31k', [13_000, 33_000, 31_000]],
    ['350 GB to 35 MB', [350, 35]],
    ['5.76e23 FLOPs', [5.76e23]],
  ])('of %j are told by what they mean', (text, numbers) => {
    expect([...numbersIn(text)]).toEqual(numbers);
  });
});
