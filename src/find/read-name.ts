import { lengthOf } from './letters.ts';
import { addToHash, endHash, hashOf } from './table.ts';
import { gist, isSmall, ISE, plainForm, STOP_ENDS } from './text.ts';
import { GAP, LETTERS } from './scan.ts';
import { wordsOfName } from './tokens.ts';

/** What a name is found by. */
export interface ReadName {
  /** Its words without spaces; of a very long one, only the beginning. */
  key: string;
  /** The hash of its key, and that of its gist, see {@link gistHash}. */
  whole: number;
  said: number;
}

/** Letters of a key at most. */
const LONGEST = 200;
const WHOLE = 1;
const GIST = 2;

export function wholeHash(key: string): number {
  return hashOf(key, WHOLE);
}

/** The hash of what a name says. A gist of one word is mostly the whole name: then they share one hash. */
export function gistHash(said: string): number {
  return hashOf(said, said.includes(' ') ? GIST : WHOLE);
}

/** Reads a name. */
export function readName(text: string): ReadName {
  return readPlain(text) ?? readAny(text);
}

function readAny(text: string): ReadName {
  const words = wordsOfName(text);
  const key = words.join('').slice(0, LONGEST);
  return { key, whole: wholeHash(key), said: gistHash(gist(words)) };
}

/** The bytes of a name that is being read, and the letters of its words. */
const read = Buffer.alloc(LONGEST * 3);
const letters = Buffer.alloc(LONGEST);
const PLUS = '+'.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);
const I = 'i'.charCodeAt(0);
const S = 's'.charCodeAt(0);
/** By the last letter of a word, how long the ending is for which it may be spelt in another way. */
const ENDINGS = new Uint8Array(256);
for (const ending of ISE) ENDINGS[ending.charCodeAt(ending.length - 1)] = ending.length;

/**
 * Reads a name of ASCII, as most are: as bytes, so that only those of its words become strings that may be
 * small, or change. That takes a third of the time.
 */
function readPlain(text: string): ReadName | undefined {
  const length = lengthOf(text);
  if (length > LONGEST) return undefined;
  const end = read.write(text);
  if (end !== length) return undefined;
  const ofByte = LETTERS;
  let whole = 0;
  let said = 0;
  let saidLength = 0;
  let saidWords = 0;
  let to = 0;
  let from = 0;
  for (let i = 0; i <= end; i++) {
    const byte = i < end ? (read[i] ?? 0) : SPACE;
    const letter = ofByte[byte] ?? GAP;
    if (letter !== GAP) {
      letters[to++] = letter;
      whole = addToHash(whole, letter);
      continue;
    }
    if (byte === PLUS) return undefined;
    if (to === from) continue;
    const word = mayDiffer(from, to) ? letters.toString('latin1', from, to) : undefined;
    if (word === undefined || !isSmall(word)) {
      if (saidWords++ > 0) {
        said = addToHash(said, SPACE);
        saidLength += 1;
      }
      const plain = word === undefined ? undefined : plainForm(word);
      const more = plain?.length ?? to - from;
      for (let j = 0; j < more; j++) {
        said = addToHash(said, plain?.charCodeAt(j) ?? letters[from + j] ?? 0);
      }
      saidLength += more;
    }
    from = to;
  }
  return {
    key: letters.toString('latin1', 0, to),
    whole: endHash(whole, to, WHOLE),
    said: endHash(said, saidLength, saidWords > 1 ? GIST : WHOLE),
  };
}

/** Whether a gist may lack a word, or have it in another form. */
function mayDiffer(from: number, to: number): boolean {
  const last = letters[to - 1] ?? 0;
  if (STOP_ENDS[(letters[from] ?? 0) * 128 + last] === 1 || last === S) return true;
  const ending = to - (ENDINGS[last] ?? 0);
  return ending < to && ending > from && letters[ending] === I && letters[ending + 1] === S;
}
