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

/** Parts of the table of words: a power of two. */
const PARTS = 32;

/** What an ASCII letter or digit is in lower case; 0 for what stands between words. */
const LOWER = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});

/** Beyond ASCII: general punctuation and ×, which are in most texts and never in a word. */
function isBetween(code: number): boolean {
  return (code >= 0x2000 && code < 0x2070) || code === 0xd7;
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
  /** Four numbers a word of the text that is being scanned: its two hashes, and where it begins and ends. */
  let found = new Int32Array(256 * 4);

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
    // A piece of a text would keep all of that text in memory.
    texts[number] = text.length < 13 ? text : Buffer.from(text).toString();
    const part = a & (PARTS - 1);
    wordsIn[part] = (wordsIn[part] ?? 0) + 1;
    if ((wordsIn[part] ?? 0) * 8 > partOf(a).length) grow(part);
    place(partOf(a), number + 1, a, b);
    for (const hash of spellings(text)) table.add(hash, number);
    return number;
  }

  /**
   * Finds the words of a text that is ASCII, apart from what stands between words, or normalised.
   *
   * @returns how many there are, and -1 for a text that must be normalised first. Their hashes and where
   * they stand is in `found` then.
   */
  function findWords(text: string, normalised: boolean): number {
    let count = 0;
    let from = 0;
    let a = 0;
    let b = 0;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 32;
      let letter: number;
      if (code < 128) letter = LOWER[code] ?? 0;
      else if (normalised) letter = code;
      else if (isBetween(code)) letter = 0;
      else return -1;
      if (letter !== 0) {
        a = (Math.imul(a, PRIME) + letter + 1) | 0;
        b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
        continue;
      }
      if (i > from) {
        if (count * 4 + 4 > found.length) found = grown(found, count * 4 + 4);
        found[count * 4] = a;
        found[count * 4 + 1] = b;
        found[count * 4 + 2] = from;
        found[count * 4 + 3] = i;
        count += 1;
      }
      from = i + 1;
      a = 0;
      b = 0;
    }
    return count;
  }

  /**
   * Looks up the words that were found last. In a loop of its own, so that the processor fetches the
   * places of several words at a time: of a big vocabulary most are in no cache.
   */
  function lookUp(count: number, text: string): void {
    if (count > scanned.length) scanned = grown(scanned, count);
    for (let i = 0; i < count; i++) {
      scanned[i] = find(found[i * 4] ?? 0, found[i * 4 + 1] ?? 0);
    }
    for (let i = 0; i < count; i++) {
      if (scanned[i] !== -1) continue;
      const [a = 0, b = 0, from, to] = found.subarray(i * 4, i * 4 + 4);
      const number = find(a, b);
      scanned[i] = number >= 0 ? number : newWord(a, b, text.slice(from, to).toLowerCase());
    }
  }

  /** The two hashes of a word. */
  function hashesOf(word: string): [number, number] {
    let a = 0;
    let b = 0;
    for (let i = 0; i < word.length; i++) {
      const letter = word.charCodeAt(i);
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
      let plain = text;
      let count = findWords(text, false);
      if (count < 0) count = findWords((plain = wordsOf(text).join(' ')), true);
      lookUp(count, plain);
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
