import type { Note } from '../catalog/note.ts';
import { createPostings, FLAGS } from './postings.ts';
import { createSorted } from './sorted.ts';
import { wordsOf } from './text.ts';
import { inAuthors, slotOf, type Vocabulary } from './vocabulary.ts';

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
/** Of people with many papers, so many are looked at: those they lead, and later ones, first. */
const LOOKED = 100;

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

function isOf(note: Note, year: number): boolean {
  return note.year === year || note.venue.includes(String(year));
}

/** Whether the words name a person: the surname, and given names or their first letters. */
function names(own: readonly string[], words: readonly string[]): boolean {
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

/**
 * Who wrote what.
 *
 * @param vocabulary has all words of the authors of the notes that are in.
 */
export function createAuthors(vocabulary: Vocabulary) {
  const sorted = createSorted(vocabulary.textOf);
  /** By the number of a word of a name, its people's notes. */
  const postings = createPostings();

  function count(found: number, more: 1 | -1): void {
    const { scanned, uses } = vocabulary;
    for (let i = 0; i < found; i++) {
      const use = uses[i] ?? 0;
      const flags = inAuthors(use);
      if (flags === 0) continue;
      const word = scanned[i] ?? 0;
      if (more > 0) {
        if (postings.count(word) === 0) sorted.add(word);
        postings.post(word, slotOf(use), flags);
      } else {
        postings.unpost(word, slotOf(use));
        if (postings.count(word) === 0) sorted.remove(word);
      }
    }
  }

  return {
    /** Gathers the authors of a note that is to be added or removed. */
    gather(slot: number, note: Note): void {
      note.authors.forEach((author, i) => {
        const surname = GIVEN | SURNAME | (i === 0 ? FIRST : 0);
        vocabulary.gather(author, slot, GIVEN << FLAGS, 0, surname << FLAGS);
      });
    },
    /** Adds those of so many gathered words that are of authors, or removes them. */
    count,
    /** Sorts what was added so far, in steps. */
    settle: sorted.settle,
    knows: (word: string) => postings.count(vocabulary.numberOf(word)) > 0,
    /** Words of people's names that start with `start`. */
    startingWith: (start: string, most: number) =>
      sorted.startingWith(start, most).map(vocabulary.textOf),
    /**
     * The notes of the people that `words` name: all words belong to one person, or each is the
     * surname of an author. Of a surname alone, the papers it comes first in, if any. Those they lead
     * come first, then later ones; of people with very many, not all.
     *
     * @param asked `year`: only papers cited under it; `first`: only those that one of them leads.
     */
    find(
      words: readonly string[],
      noteAt: (slot: number) => Note | undefined,
      { year, first = false }: { year?: number | undefined; first?: boolean } = {},
    ): Note[] {
      if (words.length === 0 || words.length > 6) return [];
      const bare = words.length === 1;
      const full = bare ? words : words.filter((word) => word.length > 1);
      const lists = full.map(vocabulary.numberOf);
      if (lists.length === 0 || lists.includes(-1)) return [];
      const led = bare ? postings.common(lists, FIRST) : [];
      const slots = led.length > 0 ? led : postings.common(lists, bare ? SURNAME : GIVEN);
      const leads = (slot: number): boolean =>
        lists.some((list) => (postings.flagsOf(list, slot) & FIRST) !== 0);
      const shelves = new Map<number, Note[]>();
      for (const slot of slots) {
        const note = noteAt(slot);
        if (!note || (year !== undefined && !isOf(note, year))) continue;
        const leading = leads(slot);
        if (first && !leading) continue;
        const shelf = note.year + (leading ? 10_000 : 0);
        const others = shelves.get(shelf);
        if (others) others.push(note);
        else shelves.set(shelf, [note]);
      }
      const firsts: Note[] = [];
      const others: Note[] = [];
      let looked = 0;
      for (const [, shelf] of [...shelves].sort(([a], [b]) => b - a)) {
        if (looked > LOOKED) break;
        for (const note of shelf.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, LOOKED)) {
          looked += 1;
          const people = note.authors.map(wordsOf);
          const at = people.findIndex((own) => names(own, words));
          const surnames = people.map((own) => own.at(-1) ?? '');
          const together = words.every((word) => surnames.includes(word));
          if (at < 0 && !together) continue;
          const leading = at === 0 || (together && words.includes(surnames[0] ?? ''));
          (leading ? firsts : others).push(note);
        }
      }
      return [...firsts, ...others];
    },
  };
}
