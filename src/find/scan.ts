import { codeAt, lengthOf } from './letters.ts';

/**
 * Finds words in bytes of UTF-8. Texts are read as bytes: how soon V8 reads a string hangs on how that came
 * to be. What is read for each byte is a constant, or given as an argument: V8 does not know that another
 * variable stays as it is, and would read it each time.
 */

/** FNV's prime, and another one. */
const PRIME = 0x01000193;
const OTHER = 0x5bd1e995;

/** Parts of the vocabulary, by the first two letters of words, which no ending changes: a power of two. */
export const PARTS = 32;
const PART_SHIFT = 32 - Math.log2(PARTS);
/** In place of a byte's letter: it stands between words, or is part of what is looked at more closely. */
export const GAP = 0;
const ODD = 1;

/** By byte, what an ASCII letter or digit is in lower case; every other byte is {@link ODD} or a gap. */
export const LETTERS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte > 127) return ODD;
  const letter = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : GAP;
});
/** The same for normalised text, in which all other bytes are parts of letters. */
const NORMALISED = LETTERS.map((letter, byte) => (letter === ODD ? byte : letter));

/**
 * How many bytes of UTF-8 from `at` on are one sign that stands between words: general punctuation and ×,
 * which are in most texts. 0 for a letter, and for all that is looked at more closely.
 */
function signAt(bytes: Uint8Array, at: number): number {
  const [first, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === 0xe2) return second === 0x80 || (second === 0x81 && third < 0xb0) ? 3 : 0;
  return first === 0xc3 && second === 0x97 ? 2 : 0;
}

/** By the first two bytes of a word, or by the only one and what stands behind it: its part. */
const PART_OF = new Uint8Array(256 * 256);
NORMALISED.forEach((first, a) => {
  for (let b = 0; b < 256; b++) {
    const letters = first * 37 + (NORMALISED[b] ?? 0);
    PART_OF[(a << 8) | b] = Math.imul(letters, 0x9e3779b1) >>> PART_SHIFT;
  }
});

/** How long the array must be in which the words of so many bytes are told. */
export function roomFor(bytes: number): number {
  return 4 * ((bytes >> 1) + 1);
}

/**
 * Finds the words of a text which is ASCII, apart from what stands between words, or normalised.
 *
 * @param end where the text ends; a byte that is no letter's must be there.
 * @param into gets four numbers a word: its two hashes, where it begins, and its part.
 * @returns how many words there are, and -1 for a text that must be normalised first.
 */
export function findWords(
  bytes: Uint8Array,
  start: number,
  end: number,
  normalised: boolean,
  into: Int32Array,
): number {
  const letters = normalised ? NORMALISED : LETTERS;
  let at = 0;
  for (let i = start; i < end; i++) {
    const from = i;
    let a = 0;
    let b = 0;
    let letter = letters[bytes[i] ?? 0] ?? 0;
    // A loop of its own, in which nothing is called or stored: V8 then checks the arrays but once.
    while (letter > ODD) {
      a = (Math.imul(a, PRIME) + letter + 1) | 0;
      b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
      letter = letters[bytes[++i] ?? 0] ?? 0;
    }
    if (letter === ODD) {
      const sign = signAt(bytes, i);
      if (sign === 0) return -1;
      for (let j = i; j < i + sign; j++) bytes[j] = 32;
    }
    if (i === from) continue;
    into[at] = a;
    into[at + 1] = b;
    into[at + 2] = from;
    into[at + 3] = PART_OF[((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0)] ?? 0;
    at += 4;
  }
  return at / 4;
}

/** As {@link findWords} of one normalised word of ASCII. */
export function hashWord(word: string, into: Int32Array): void {
  const end = lengthOf(word);
  let a = 0;
  let b = 0;
  for (let i = 0; i < end; i++) {
    const letter = codeAt(word, i);
    a = (Math.imul(a, PRIME) + letter + 1) | 0;
    b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
  }
  into[0] = a;
  into[1] = b;
  into[2] = 0;
  into[3] = PART_OF[(codeAt(word, 0) << 8) | (end > 1 ? codeAt(word, 1) : 0)] ?? 0;
}

/** Where the word ends that begins at `from`. */
export function endOfWord(bytes: Uint8Array, from: number): number {
  let to = from + 1;
  while (NORMALISED[bytes[to] ?? 0] !== GAP) to += 1;
  return to;
}
