import type { Steps } from '../catalog/steps.ts';
import { grown } from './grown.ts';
import { collectNear, halvesOf } from './halves.ts';
import { FLAGS, withMore } from './postings.ts';
import { bearable, isCommonSlip, isExtended } from './slips.ts';
import { endOfWord, findWords, hashWord, PARTS, roomFor } from './scan.ts';
import { createTable } from './table.ts';
import { editDistance, wordsOf } from './text.ts';

/** Words, each with a number. */
export interface Vocabulary {
  /** One more than the largest number. */
  readonly size: number;
  /** The numbers of a text's words in {@link Vocabulary.scanned}, new ones with new numbers. @returns how many. */
  scan: (text: string) => number;
  readonly scanned: Int32Array;
  /**
   * Puts the words of a note's text by until {@link Vocabulary.drain}, each as a use with these flags,
   * counted so many times, as {@link Postings.post} sets them. Most words that the note has more than once
   * are one use.
   *
   * @param last the flags of the last one.
   * @returns how many words there are.
   */
  gather: (text: string, slot: number, flags: number, times?: number, last?: number) => number;
  /** Whether enough was gathered to be drained. */
  readonly full: boolean;
  /**
   * Looks up the words of all texts that were gathered: part by part of the vocabulary and not text by
   * text, since a part of a big one fits into the processor's caches. Words of one stem are in one part.
   *
   * @param use is called with so many words at a time. Their numbers are in {@link Vocabulary.scanned},
   *   those of a part in the order in which they were gathered, and what they were gathered as in
   *   {@link Vocabulary.uses}.
   */
  drain: (use: (count: number) => void) => Steps<void>;
  readonly uses: Int32Array;
  /** A word's number; -1 if it has none. */
  numberOf: (word: string) => number;
  textOf: (number: number) => string;
  /** Its number goes to the next new word. */
  forget: (number: number) => void;
  /** Words that a misspelt one may have been meant to be, with the edits between them. */
  near: (word: string) => { number: number; distance: number; common: boolean }[];
}

/**
 * Bits below the slot of the note that uses a word: the flags of its text, and above them, from
 * {@link FLAGS} on, those of its authors.
 */
const USE = 8;
export const slotOf = (use: number): number => use >>> USE;
export const inAuthors = (use: number): number => (use & ((1 << USE) - 1)) >>> FLAGS;

/** Lengths of words that others may be respelt to. What is respelt is longer than the least. */
const RESPELT = { least: 4, most: 24 };
/** So many gathered words are looked up in a step. */
const STEP = 512;
/** So many bytes of texts are gathered: enough that a part is asked often while it is in the cache. More are no faster. */
const FULL = 2 ** 22;
/** So many of the words that were gathered last are remembered, to count those that a note repeats. */
const RECENT = 512;
const NONE = -1;

/** Where a word with this first hash is to be, in the lower bits. */
const placeFor = (a: number): number => a ^ (a >>> 15);

/** The hashes under which a word is found in spite of a slip. */
function spellings(word: string): readonly number[] {
  if (word.length < RESPELT.least || word.length > RESPELT.most || /\p{N}/u.test(word)) return [];
  return halvesOf(word);
}

export function createVocabulary(): Vocabulary {
  const texts: (string | undefined)[] = [];
  const free: number[] = [];
  const table = createTable();
  /**
   * By part, four numbers a place: a word's number, one above, and two hashes which together are taken for
   * the word. It stands where its first hash points to or in the next free place after that.
   */
  const parts = Array.from({ length: PARTS }, () => new Int32Array(32 * 4));
  const wordsIn = new Int32Array(PARTS);
  let scanned = new Int32Array(STEP);
  const uses = new Int32Array(STEP);
  /** Of the texts that were gathered and, after them, of the one that is being read; a space ends each. */
  let bytes = new Uint8Array(4096);
  let buffer = Buffer.from(bytes.buffer);
  let written = 0;
  /** Four numbers a word of the text that is being read: its two hashes, where it begins, and its part. */
  let found = new Int32Array(256 * 4);
  /** By part, four numbers a word that was gathered: its two hashes, where it begins, and its use. */
  const gathered = Array.from({ length: PARTS }, () => new Int32Array(16));
  const ends = new Int32Array(PARTS);
  /** By hash, four numbers a word: its two hashes, the slot of its note, and where in its part it is. */
  const recent = new Int32Array(RECENT * 4).fill(NONE);

  const partAt = (part: number): Int32Array<ArrayBuffer> => parts[part] as Int32Array<ArrayBuffer>;

  function placeOf(places: Int32Array, a: number, b: number): number {
    const mask = places.length - 1;
    let at = (placeFor(a) << 2) & mask;
    while (places[at] !== 0 && (places[at + 1] !== a || places[at + 2] !== b)) at = (at + 4) & mask;
    return at;
  }

  function place(places: Int32Array, number: number, a: number, b: number): void {
    const at = placeOf(places, a, b);
    places[at] = number;
    places[at + 1] = a;
    places[at + 2] = b;
  }

  function grow(part: number): void {
    const old = partAt(part);
    const places = (parts[part] = new Int32Array(old.length * 2));
    for (let at = 0; at < old.length; at += 4) {
      if (old[at] !== 0) place(places, old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }

  /** The number of the word with these hashes that begins at `from`; a new one if it has none. */
  function numberAt(from: number, part: number, a: number, b: number): number {
    const places = partAt(part);
    const known = places[placeOf(places, a, b)] ?? 0;
    return known > 0 ? known - 1 : newWord(from, part, a, b);
  }

  function newWord(from: number, part: number, a: number, b: number): number {
    const text = buffer.toString('utf8', from, endOfWord(bytes, from)).toLowerCase();
    const number = free.pop() ?? texts.length;
    texts[number] = text;
    wordsIn[part] = (wordsIn[part] ?? 0) + 1;
    if ((wordsIn[part] ?? 0) * 8 > partAt(part).length) grow(part);
    place(partAt(part), number + 1, a, b);
    for (const hash of spellings(text)) table.add(hash, number);
    return number;
  }

  /** Writes the bytes of a text after those that were gathered. @returns where they end. */
  function write(text: string): number {
    const most = written + text.length * 3 + 1;
    if (most > bytes.length) {
      bytes = grown(bytes, most);
      buffer = Buffer.from(bytes.buffer);
    }
    const end = written + buffer.write(text, written);
    bytes[end] = 32;
    return end;
  }

  /** Writes any text and finds its words. @returns how many there are. */
  function read(text: string): number {
    const count = find(write(text), false);
    return count < 0 ? find(write(wordsOf(text).join(' ')), true) : count;
  }

  function find(end: number, normalised: boolean): number {
    const room = roomFor(end - written);
    if (room > found.length) found = grown(found, room);
    return findWords(bytes, written, end, normalised, found);
  }

  /** Looks up words of a part that were gathered. */
  function lookUp(part: number, from: number, to: number): void {
    const words = gathered[part] ?? found;
    const places = partAt(part);
    const into = scanned;
    let unknown = 0;
    // In a loop of its own, so that the processor fetches the places of several words at a time.
    for (let at = from, i = 0; at < to; at += 4, i++) {
      const number = places[placeOf(places, words[at] ?? 0, words[at + 1] ?? 0)] ?? 0;
      into[i] = number - 1;
      uses[i] = words[at + 3] ?? 0;
      if (number === 0) unknown += 1;
    }
    for (let at = from, i = 0; unknown > 0; at += 4, i++) {
      if (into[i] !== -1) continue;
      unknown -= 1;
      into[i] = numberAt(words[at + 2] ?? 0, part, words[at] ?? 0, words[at + 1] ?? 0);
    }
  }

  /** Reads one normalised word: it is the only one in `found` then. */
  function readWord(word: string): void {
    // Most words are ASCII: their letters are their bytes, and need not be written first.
    if (/[^\x20-\x7e]/.test(word)) find(write(word), true);
    else hashWord(word, found);
  }

  function numberOf(word: string): number {
    readWord(word);
    const places = partAt(found[3] ?? 0);
    const number = (places[placeOf(places, found[0] ?? 0, found[1] ?? 0)] ?? 0) - 1;
    return number >= 0 && texts[number] === word ? number : -1;
  }

  return {
    get size() {
      return texts.length;
    },
    get scanned() {
      return scanned;
    },
    uses,
    scan(text) {
      const count = read(text);
      if (count > scanned.length) scanned = grown(scanned, count);
      for (let i = 0; i < count; i++) {
        const [a, b] = [found[i * 4] ?? 0, found[i * 4 + 1] ?? 0];
        scanned[i] = numberAt(found[i * 4 + 2] ?? 0, found[i * 4 + 3] ?? 0, a, b);
      }
      return count;
    },
    get full() {
      return written > FULL;
    },
    gather(text, slot, flags, times = 0, last = flags) {
      const count = read(text);
      const words = found;
      const end = count * 4;
      for (let i = 0; i < end; i += 4) {
        const [a, b, part] = [words[i] ?? 0, words[i + 1] ?? 0, words[i + 3] ?? 0];
        const own = i + 4 < end ? flags : last;
        const row = (placeFor(a) << 2) & (recent.length - 1);
        let into = gathered[part] ?? words;
        if (recent[row] === a && recent[row + 1] === b && recent[row + 2] === slot) {
          const at = recent[row + 3] ?? 0;
          into[at + 3] = withMore(into[at + 3] ?? 0, own, times);
          continue;
        }
        const at = ends[part] ?? 0;
        if (at + 4 > into.length) into = gathered[part] = grown(into, at + 4);
        into[at] = recent[row] = a;
        into[at + 1] = recent[row + 1] = b;
        into[at + 2] = words[i + 2] ?? 0;
        into[at + 3] = withMore(slot << USE, own, times);
        recent[row + 2] = slot;
        recent[row + 3] = at;
        ends[part] = at + 4;
      }
      if (count > 0) written = endOfWord(bytes, words[end - 2] ?? 0) + 1;
      return count;
    },
    *drain(use) {
      for (let part = 0; part < PARTS; part++) {
        const end = ends[part] ?? 0;
        for (let at = 0; at < end; at += STEP * 4) {
          const to = Math.min(end, at + STEP * 4);
          lookUp(part, at, to);
          use((to - at) / 4);
          yield;
        }
        ends[part] = 0;
      }
      written = 0;
      recent.fill(NONE);
    },
    numberOf,
    textOf: (number) => texts[number] ?? '',
    forget(number) {
      const text = texts[number] ?? '';
      for (const hash of spellings(text)) table.remove(hash, number);
      // Those after it in the same row may now be found sooner.
      readWord(text);
      const part = found[3] ?? 0;
      const places = partAt(part);
      const mask = places.length - 1;
      let at = placeOf(places, found[0] ?? 0, found[1] ?? 0);
      places[at] = 0;
      wordsIn[part] = (wordsIn[part] ?? 0) - 1;
      for (at = (at + 4) & mask; places[at] !== 0; at = (at + 4) & mask) {
        const moved = places[at] ?? 0;
        places[at] = 0;
        place(places, moved, places[at + 1] ?? 0, places[at + 2] ?? 0);
      }
      texts[number] = undefined;
      free.push(number);
    },
    near(word) {
      if (word.length <= RESPELT.least) return [];
      const numbers = new Set<number>();
      if (spellings(word).length > 0) collectNear(table, word, bearable(word.length), numbers);
      return [...numbers].flatMap((number) => {
        const meant = texts[number] ?? '';
        const most = Math.min(bearable(word.length), bearable(meant.length));
        const distance = editDistance(word, meant, most);
        const common = distance === 1 && isCommonSlip(word, meant);
        return distance > most ||
          isExtended(word, meant) ||
          (distance === 1 && meant.length < 6 && !common)
          ? []
          : [{ number, distance, common }];
      });
    },
  };
}
