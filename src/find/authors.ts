import type { Note } from '../catalog/note.ts';
import { createPostings, FLAGS, post, postingOf, unpost, type Postings } from './postings.ts';
import { wordsOf } from './text.ts';

/** What somebody wrote of a paper's authors: names, and perhaps "et al" and a year. */
export interface Citation {
  words: string[];
  year?: number;
  /** "et al": the one named is the first author. */
  first: boolean;
}

const GIVEN = 1;
const SURNAME = 2;
/** A surname, and of the first author. */
const FIRST = 4;
/** People with more papers than this are asked for more closely. */
const MOST = 5000;

/** Reads "vaswani et al 2017", "kingma & ba, 2014", "brown 2020" as a citation. */
export function readCitation(words: readonly string[]): Citation {
  const year = words.find((word) => /^(?:19|20)\d\d[a-z]?$/.test(word));
  const first = words.some((word, i) => word === 'al' && words[i - 1] === 'et');
  return {
    words: words.filter((word) => word !== year && !['et', 'al', 'and', 'by'].includes(word)),
    ...(year !== undefined && { year: Number(year.slice(0, 4)) }),
    first,
  };
}

/** The years under which a paper is cited: when it appeared, and its venue's. */
export function yearsOf({ year, venue }: Note): number[] {
  return [year, ...(venue.match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number)];
}

/** Who wrote what. */
export function createAuthors() {
  /** Per word of a name, the notes of its people. */
  const byWord = new Map<string, Postings>();

  /** Whether the words name this person: the surname, and given names or their first letters. */
  function names(author: string, words: readonly string[]): boolean {
    const own = wordsOf(author);
    const surname = own.at(-1) ?? '';
    if (!words.includes(surname)) return false;
    const given = own.slice(0, -1);
    return words.every(
      (word) =>
        word === surname ||
        given.includes(word) ||
        (word.length === 1 && given.some((name) => name.startsWith(word))),
    );
  }

  return {
    add(slot: number, note: Note): void {
      note.authors.forEach((author, i) => {
        const words = wordsOf(author);
        words.forEach((word, j) => {
          const surname = j === words.length - 1;
          const flags = GIVEN | (surname ? SURNAME : 0) | (surname && i === 0 ? FIRST : 0);
          let known = byWord.get(word);
          if (!known) byWord.set(word, (known = createPostings()));
          post(known, slot, flags);
        });
      });
    },
    remove(slot: number, note: Note): void {
      for (const word of note.authors.flatMap(wordsOf)) {
        const known = byWord.get(word);
        if (!known) continue;
        unpost(known, slot);
        if (known.used === 0) byWord.delete(word);
      }
    },
    knows: (word: string) => byWord.has(word),
    /**
     * The slots of the notes of the people that `words` name: all words belong to one person, or
     * each is the surname of an author. Of a surname alone, the papers it comes first in, if any.
     */
    find(words: readonly string[], noteAt: (slot: number) => Note | undefined): number[] {
      if (words.length === 0 || words.length > 6) return [];
      const full = words.filter((word) => word.length > 1).map((word) => byWord.get(word));
      full.sort((a, b) => (a?.used ?? 0) - (b?.used ?? 0));
      const [rarest, ...rest] = full;
      if (!rarest || rest.some((postings) => !postings)) return [];
      const bare = words.length === 1;
      const firsts: number[] = [];
      const others: number[] = [];
      for (let i = 0; i < Math.min(MOST, rarest.used); i++) {
        const entry = rarest.list[i] ?? 0;
        const slot = entry >>> FLAGS;
        if (bare) {
          if ((entry & SURNAME) !== 0) ((entry & FIRST) !== 0 ? firsts : others).push(slot);
          continue;
        }
        if (!rest.every((postings) => postings && postingOf(postings, slot) !== 0)) continue;
        const authors = noteAt(slot)?.authors ?? [];
        const at = authors.findIndex((author) => names(author, words));
        const surnames = authors.map((author) => wordsOf(author).at(-1) ?? '');
        const together = words.every((word) => surnames.includes(word));
        if (at < 0 && !together) continue;
        const leads = at === 0 || (together && words.includes(surnames[0] ?? ''));
        (leads ? firsts : others).push(slot);
      }
      return bare && firsts.length > 0 ? firsts : [...firsts, ...others];
    },
  };
}
