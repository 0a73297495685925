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

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Parts of the table of words: a power of two. */
const PARTS = 32;

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
   * In parts, that growing need not move all at once. Four numbers a place: a word's number, one above, and
   * two hashes which together are taken for the word. It stands where its first hash points to or in the
   * next free place after that.
   */
  const parts = Array.from({ length: PARTS }, () => new Int32Array(32 * 4));
  const wordsIn = new Int32Array(PARTS);
  let scanned = new Int32Array(256);
  /** Of the text that is being scanned. */
  let bytes = new Uint8Array(4096);
  /** Four numbers a word of the text that is being scanned: its two hashes, and where it begins and ends. */
  let found = new Int32Array(256 * 4);

  const textOf = (from = 0, to = 0): string =>
    decoder.decode(bytes.subarray(from, to)).toLowerCase();

  const partOf = (a: number): Int32Array<ArrayBuffer> =>
    parts[a & (PARTS - 1)] as Int32Array<ArrayBuffer>;

  function placeOf(places: Int32Array, a: number, b: number): number {
    const mask = places.length - 1;
    let at = ((a ^ (a >>> 15)) >>> 3) & mask & ~3;
    while (places[at] !== 0 && (places[at + 1] !== a || places[at + 2] !== b)) at = (at + 4) & mask;
    return at;
  }

  function place(places: Int32Array, number: number, a: number, b: number): void {
    const at = placeOf(places, a, b);
    places[at] = number;
    places[at + 1] = a;
    places[at + 2] = b;
  }

  /** The number of the word with these hashes; -1 if there is none. */
  function find(a: number, b: number): number {
    const places = partOf(a);
    return (places[placeOf(places, a, b)] ?? 0) - 1;
  }

  function grow(part: number): void {
    const old = parts[part] ?? [];
    const places = (parts[part] = new Int32Array(old.length * 2));
    for (let at = 0; at < old.length; at += 4) {
      if (old[at] !== 0) place(places, old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }

  function newWord(a: number, b: number, text: string): number {
    const number = free.pop() ?? texts.length;
    texts[number] = text;
    const part = a & (PARTS - 1);
    wordsIn[part] = (wordsIn[part] ?? 0) + 1;
    if ((wordsIn[part] ?? 0) * 8 > partOf(a).length) grow(part);
    place(partOf(a), number + 1, a, b);
    for (const hash of spellings(text)) table.add(hash, number);
    return number;
  }

  /** The bytes of a text, in {@link bytes}. @returns how many. */
  function write(text: string): number {
    if (text.length * 3 > bytes.length) bytes = new Uint8Array(text.length * 3);
    return encoder.encodeInto(text, bytes).written;
  }

  /**
   * Finds the words of a text that is ASCII, apart from what stands between words, or normalised. It is
   * read as bytes: how fast V8 reads a string hangs on how that came to be.
   *
   * @returns how many there are, and -1 for a text that must be normalised first. Their hashes and where
   * they stand is in `found` then.
   */
  function findWords(text: string, normalised: boolean): number {
    const length = write(text);
    const read = bytes;
    let into = found;
    let at = 0;
    let from = 0;
    let a = 0;
    let b = 0;
    for (let i = 0; i <= length; i++) {
      const byte = i < length ? (read[i] ?? 0) : 32;
      let letter = byte;
      let after = i + 1;
      if (byte < 128) letter = LOWER[byte] ?? 0;
      else if (!normalised) {
        after = i + signAt(read, i);
        if (after === i) return -1;
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
        into[at + 3] = i;
        at += 4;
      }
      from = after;
      i = after - 1;
      a = 0;
      b = 0;
    }
    return at / 4;
  }

  /**
   * Looks up the words that were found last. In a loop of its own, so that the processor fetches the
   * places of several words at a time: of a big vocabulary most are in no cache.
   */
  function lookUp(count: number): void {
    if (count > scanned.length) scanned = grown(scanned, count);
    const [words, into] = [found, scanned];
    let unknown = 0;
    for (let i = 0; i < count; i++) {
      const number = find(words[i * 4] ?? 0, words[i * 4 + 1] ?? 0);
      into[i] = number;
      if (number < 0) unknown += 1;
    }
    for (let i = 0; unknown > 0 && i < count; i++) {
      if (into[i] !== -1) continue;
      unknown -= 1;
      const [a = 0, b = 0, from, to] = words.subarray(i * 4, i * 4 + 4);
      const number = find(a, b);
      into[i] = number >= 0 ? number : newWord(a, b, textOf(from, to));
    }
  }

  /** The two hashes of a word. */
  function hashesOf(word: string): [number, number] {
    let a = 0;
    let b = 0;
    const length = write(word);
    for (let i = 0; i < length; i++) {
      const letter = bytes[i] ?? 0;
      a = (Math.imul(a, PRIME) + letter + 1) | 0;
      b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
    }
    return [a, b];
  }

  function numberOf(word: string): number {
    const number = find(...hashesOf(word));
    return number >= 0 && texts[number] === word ? number : -1;
  }

  return {
    get size() {
      return texts.length;
    },
    get scanned() {
      return scanned;
    },
    scan(text) {
      let count = findWords(text, false);
      if (count < 0) count = findWords(wordsOf(text).join(' '), true);
      lookUp(count);
      return count;
    },
    numberOf,
    textOf: (number) => texts[number] ?? '',
    forget(number) {
      const text = texts[number] ?? '';
      for (const hash of spellings(text)) table.remove(hash, number);
      // Those after it in the same row may now be found sooner.
      const [a, b] = hashesOf(text);
      const places = partOf(a);
      const mask = places.length - 1;
      let at = placeOf(places, a, b);
      places[at] = 0;
      wordsIn[a & (PARTS - 1)] = (wordsIn[a & (PARTS - 1)] ?? 0) - 1;
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
