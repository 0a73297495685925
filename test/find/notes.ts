import type { Note } from '../../src/catalog/note.ts';

/** A note with nothing in it but what is given. */
export function makeNote(given: Partial<Note> & { id: string }): Note {
  return {
    topic: 'made-up',
    title: given.id,
    name: given.id,
    aliases: [],
    authors: ['Ada Lovelace'],
    year: 2020,
    venue: 'arXiv preprint',
    url: `https://example.org/${given.id}`,
    numbers: [],
    reviewed: '2026-11-22',
    buildsOn: [],
    tldr: '',
    contributions: '',
    why: '',
    next: [],
    file: `made-up/${given.id}.md`,
    ...given,
  };
}

const SYLLABLES = [
  'ba',
  'cor',
  'di',
  'fen',
  'go',
  'hul',
  'ka',
  'lem',
  'mi',
  'nor',
  'pe',
  'rus',
  'ta',
  'vox',
];

/** Made-up notes with names like `Bacor` and titles of several words; always the same ones. */
export function madeUp(count: number): Note[] {
  let seed = 7;
  const below = (n: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  const word = (): string =>
    Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)] ?? '').join('');
  const words = (n: number): string => Array.from({ length: n }, word).join(' ');
  return Array.from({ length: count }, (_, i) =>
    makeNote({
      id: `note-${i}`,
      name: word(),
      title: words(4),
      aliases: [words(2), word()],
      authors: [`${word()} ${word()}`, `${word()} ${word()}`],
      year: 1990 + below(36),
      tldr: words(30),
      contributions: words(30),
      why: words(30),
    }),
  );
}
