import type { Steps } from '../catalog/steps.ts';
import { grown } from './grown.ts';
import { collectNear, halvesOf } from './halves.ts';
import { bearable, isCommonSlip, isExtended } from './slips.ts';
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
   * Puts the words of a text by until {@link Vocabulary.drain}, with a tag; the last with one of its own.
   *
   * @returns how many there are.
   */
  gather: (text: string, tag: number, last?: number) => number;
  /** Whether enough was gathered to be drained. */
  readonly full: boolean;
  /**
   * Looks up the words of all texts that were gathered: part by part of the vocabulary and not text by
   * text, since a part of a big one fits into the processor's caches. Words of one stem are in one part.
   *
   * @param use is called with so many words at a time. Their numbers are in {@link Vocabulary.scanned},
   *   those of a part in the order in which they were gathered, and their tags in {@link Vocabulary.tags}.
   */
  drain: (use: (count: number) => void) => Steps<void>;
  readonly tags: Int32Array;
  /** A word's number; -1 if it has none. */
  numberOf: (word: string) => number;
  textOf: (number: number) => string;
  /** Its number goes to the next new word. */
  forget: (number: number) => void;
  /** Words that a misspelt one may have been meant to be, with the edits between them. */
  near: (word: string) => { number: number; distance: number; common: boolean }[];
}

/** Lengths of words that others may be respelt to. What is respelt is longer than the least. */
const RESPELT = { least: 4, most: 24 };
/** FNV's prime, and another one. */
const PRIME = 0x01000193;
const OTHER = 0x5bd1e995;

/** Parts of the vocabulary, by the first two letters of words, which no ending changes: a power of two. */
const PARTS = 32;
const PART_SHIFT = 32 - Math.log2(PARTS);
/** So many gathered words are looked up in a step. */
const STEP = 1024;
/** So many bytes of texts are gathered: enough that a part is asked often while it is in the cache. More are no faster. */
const FULL = 2 ** 19;

/** What an ASCII letter or digit is in lower case; 0 for what stands between words. */
const LOWER = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});

/**
 * How many bytes of UTF-8 from `at` on are one sign that stands between words: general punctuation and ×,
 * which are in most texts. 0 for a letter, and for all that is looked at more closely.
 */
function signAt(bytes: Uint8Array, at: number): number {
  const [first, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === 0xe2) return second === 0x80 || (second === 0x81 && third < 0xb0) ? 3 : 0;
  return first === 0xc3 && second === 0x97 ? 2 : 0;
}

/** The part of the words that begin with these bytes; the second is 0 in a word of one. */
function partOf(first: number, second: number): number {
  const letters = (LOWER[first] ?? first) * 37 + (LOWER[second] ?? second);
  return Math.imul(letters, 0x9e3779b1) >>> PART_SHIFT;
}

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
  const tags = new Int32Array(STEP);
  /** Of the texts that were gathered and, after them, of the one that is being read; a space ends each. */
  let bytes = new Uint8Array(4096);
  let buffer = Buffer.from(bytes.buffer);
  let written = 0;
  /** Four numbers a word of the text that is being read: its two hashes, where it begins, and its part. */
  let found = new Int32Array(256 * 4);
  /** By part, four numbers a word that was gathered: its two hashes, where it begins, and its tag. */
  const gathered = Array.from({ length: PARTS }, () => new Int32Array(16));
  const ends = new Int32Array(PARTS);

  const partAt = (part: number): Int32Array<ArrayBuffer> => parts[part] as Int32Array<ArrayBuffer>;

  function placeOf(places: Int32Array, a: number, b: number): number {
    const mask = places.length - 1;
    let at = ((a ^ (a >>> 15)) << 2) & mask;
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

  /** Where the word ends that begins at `from`. */
  function endOf(from: number): number {
    let to = from + 1;
    while ((bytes[to] ?? 0) >= 128 || LOWER[bytes[to] ?? 0] !== 0) to += 1;
    return to;
  }

  /** The number of the word with these hashes that begins at `from`; a new one if it has none. */
  function numberAt(from: number, part: number, a: number, b: number): number {
    const places = partAt(part);
    const known = places[placeOf(places, a, b)] ?? 0;
    return known > 0 ? known - 1 : newWord(from, part, a, b);
  }

  function newWord(from: number, part: number, a: number, b: number): number {
    const text = buffer.toString('utf8', from, endOf(from)).toLowerCase();
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

  /**
   * Finds the words of the text that was written last, which is ASCII, apart from what stands between
   * words, or normalised. It is read as bytes: how soon V8 reads a string hangs on how that came to be.
   *
   * @returns how many there are, and -1 for a text that must be normalised first. What is known of them is
   * in `found` then.
   */
  function findWords(end: number, normalised: boolean): number {
    const read = bytes;
    let into = found;
    let at = 0;
    let from = written;
    let a = 0;
    let b = 0;
    for (let i = from; i <= end; i++) {
      const byte = read[i] ?? 0;
      let letter = byte;
      if (byte < 128) letter = LOWER[byte] ?? 0;
      else if (!normalised) {
        const sign = signAt(read, i);
        if (sign === 0) return -1;
        read.fill(32, i, i + sign);
        letter = 0;
      }
      if (letter !== 0) {
        a = (Math.imul(a, PRIME) + letter + 1) | 0;
        b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
        continue;
      }
      if (i > from) {
        if (at + 4 > into.length) into = found = grown(found, at + 4);
        into[at] = a;
        into[at + 1] = b;
        into[at + 2] = from;
        into[at + 3] = partOf(read[from] ?? 0, i - from > 1 ? (read[from + 1] ?? 0) : 0);
        at += 4;
      }
      from = i + 1;
      a = 0;
      b = 0;
    }
    return at / 4;
  }

  /** Writes any text and finds its words. @returns how many there are. */
  function read(text: string): number {
    const count = findWords(write(text), false);
    return count < 0 ? findWords(write(wordsOf(text).join(' ')), true) : count;
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
      tags[i] = words[at + 3] ?? 0;
      if (number === 0) unknown += 1;
    }
    for (let at = from, i = 0; unknown > 0; at += 4, i++) {
      if (into[i] !== -1) continue;
      unknown -= 1;
      into[i] = numberAt(words[at + 2] ?? 0, part, words[at] ?? 0, words[at + 1] ?? 0);
    }
  }

  /** The part of a normalised word, and its two hashes. */
  function hashesOf(word: string): [number, number, number] {
    // Most words are ASCII: their letters are their bytes, and need not be written first.
    const plain = !/[^\x20-\x7e]/.test(word);
    const end = plain ? word.length : write(word) - written;
    let a = 0;
    let b = 0;
    for (let i = 0; i < end; i++) {
      const letter = plain ? word.charCodeAt(i) : (bytes[written + i] ?? 0);
      a = (Math.imul(a, PRIME) + letter + 1) | 0;
      b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
    }
    if (!plain) return [partOf(bytes[written] ?? 0, bytes[written + 1] ?? 0), a, b];
    return [partOf(word.charCodeAt(0), end > 1 ? word.charCodeAt(1) : 0), a, b];
  }

  function numberOf(word: string): number {
    const [part, a, b] = hashesOf(word);
    const places = partAt(part);
    const number = (places[placeOf(places, a, b)] ?? 0) - 1;
    return number >= 0 && texts[number] === word ? number : -1;
  }

  return {
    get size() {
      return texts.length;
    },
    get scanned() {
      return scanned;
    },
    tags,
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
    gather(text, tag, last = tag) {
      const count = read(text);
      const words = found;
      const end = count * 4;
      for (let i = 0; i < end; i += 4) {
        const part = words[i + 3] ?? 0;
        const at = ends[part] ?? 0;
        let into = gathered[part] ?? words;
        if (at + 4 > into.length) into = gathered[part] = grown(into, at + 4);
        into[at] = words[i] ?? 0;
        into[at + 1] = words[i + 1] ?? 0;
        into[at + 2] = words[i + 2] ?? 0;
        into[at + 3] = i + 4 < end ? tag : last;
        ends[part] = at + 4;
      }
      if (count > 0) written = endOf(words[end - 2] ?? 0) + 1;
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
    },
    numberOf,
    textOf: (number) => texts[number] ?? '',
    forget(number) {
      const text = texts[number] ?? '';
      for (const hash of spellings(text)) table.remove(hash, number);
      // Those after it in the same row may now be found sooner.
      const [part, a, b] = hashesOf(text);
      const places = partAt(part);
      const mask = places.length - 1;
      let at = placeOf(places, a, b);
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
