import { endianness } from 'node:os';
import { compare } from '../catalog/catalog.ts';
import { codeAt, lengthOf } from './letters.ts';
import type { Steps } from '../catalog/steps.ts';

/** The letters of a rank, which is below 2^48: what is sorted has 64 bits, of which 16 are a place. */
const RANKED = 9;
/** Beyond the letters and digits of ASCII, which are in the order of their codes. */
const OTHER = 37;

/**
 * The beginning of a key as a number in the same order, so that most keys need not be looked at. It ends
 * at a letter beyond ASCII, since two of them may have one number.
 */
export function rankOf(key: string): number {
  const length = lengthOf(key);
  let rank = 0;
  let ended = false;
  for (let i = 0; i < RANKED; i++) {
    let digit = 0;
    if (!ended && i < length) {
      const code = codeAt(key, i);
      if (code >= 48 && code < 58) digit = code - 47;
      else if (code >= 97 && code < 123) digit = code - 86;
      else if (code > 122) digit = OTHER;
      ended = digit === OTHER || digit === 0;
    }
    rank = rank * (OTHER + 1) + digit;
  }
  return rank;
}

/** So many values are looked at in a step. */
const STEP = 256;
/** So many values of one rank are few. */
const FEW = 8;
/** So many keys are sorted at once, in about two milliseconds. */
const SORTED_AT_ONCE = 2048;
/** So many values are sorted at once, in about two milliseconds: at most 65,536, as their places have 16 bits. */
const CHUNK = 2 ** 14;

/** Where the two halves of a number of 64 bits are. */
const [LOW, HIGH] = endianness() === 'LE' ? [0, 1] : [1, 0];

/** Values and the ranks of their keys. */
export interface Ranked {
  values: Int32Array<ArrayBuffer>;
  ranks: Float64Array<ArrayBuffer>;
}

/** Sorts a part by rank: rank and place make one number of 64 bits, so that no function need compare them. */
function sortChunk({ values, ranks }: Ranked): void {
  const length = values.length;
  const numbers = new BigUint64Array(length);
  const halves = new Uint32Array(numbers.buffer);
  for (let i = 0; i < length; i++) {
    const rank = ranks[i] ?? 0;
    const above = Math.floor(rank / 2 ** 16);
    halves[2 * i + LOW] = ((rank - above * 2 ** 16) << 16) | i;
    halves[2 * i + HIGH] = above;
  }
  numbers.sort();
  const before = { values: values.slice(), ranks: ranks.slice() };
  for (let i = 0; i < length; i++) {
    const from = (halves[2 * i + LOW] ?? 0) & 0xffff;
    values[i] = before.values[from] ?? 0;
    ranks[i] = before.ranks[from] ?? 0;
  }
}

/** The values in the order of their ranks, and those of one rank as they were: parts are sorted, and merged by twos. */
function* sortByRank({ values, ranks }: Ranked): Steps<Ranked> {
  const length = values.length;
  for (let i = 0; i < length; i += CHUNK) {
    sortChunk({ values: values.subarray(i, i + CHUNK), ranks: ranks.subarray(i, i + CHUNK) });
    yield;
  }
  let nextValues = new Int32Array(length);
  let nextRanks = new Float64Array(length);
  for (let width = CHUNK; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(length, from + width);
      const to = Math.min(length, from + 2 * width);
      let [left, right] = [from, middle];
      for (let at = from; at < to; at++) {
        const isRight = right < to && (ranks[right] ?? 0) < (ranks[left] ?? 0);
        const i = left === middle || isRight ? right++ : left++;
        nextValues[at] = values[i] ?? 0;
        nextRanks[at] = ranks[i] ?? 0;
        if (at % STEP === 0) yield;
      }
    }
    [values, nextValues] = [nextValues, values];
    [ranks, nextRanks] = [nextRanks, ranks];
  }
  return { values, ranks };
}

/** Puts many values that mostly share few keys in the order of these: each key is looked at once. */
function* sortByKey(values: Int32Array, keyOf: (value: number) => string): Steps<void> {
  const byKey = new Map<string, number[]>();
  for (const [i, value] of values.entries()) {
    const key = keyOf(value);
    const others = byKey.get(key);
    if (others) others.push(value);
    else byKey.set(key, [value]);
    if (i % STEP === 0) yield;
  }
  let at = 0;
  for (const key of yield* sortKeys([...byKey.keys()])) {
    for (const value of byKey.get(key) ?? []) values[at++] = value;
    yield;
  }
}

/** Sorts keys of which there may be many: names in other scripts than ours all have one rank. */
function* sortKeys(keys: string[]): Steps<string[]> {
  if (keys.length <= SORTED_AT_ONCE) return keys.sort(compare);
  const middle = keys.length >> 1;
  const left = yield* sortKeys(keys.slice(0, middle));
  const right = yield* sortKeys(keys.slice(middle));
  const sorted: string[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const [a, b] = [left[i], right[j]];
    if (b === undefined || (a !== undefined && a < b)) {
      sorted.push(a ?? '');
      i += 1;
    } else {
      sorted.push(b);
      j += 1;
    }
    if (sorted.length % STEP === 0) yield;
  }
  return sorted;
}

/** Puts few values in the order of their keys. */
function insertByKey(values: Int32Array, keyOf: (value: number) => string): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i] ?? 0;
    const key = keyOf(value);
    let at = i;
    for (; at > 0 && keyOf(values[at - 1] ?? 0) > key; at--) values[at] = values[at - 1] ?? 0;
    values[at] = value;
  }
}

/** The values in the order of their keys, with the keys' ranks. */
export function* sortByKeys(
  unsorted: readonly number[],
  keyOf: (value: number) => string,
): Steps<Ranked> {
  const length = unsorted.length;
  const given = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    given[i] = rankOf(keyOf(unsorted[i] ?? 0));
    if (i % STEP === 0) yield;
  }
  const { values, ranks } = yield* sortByRank({ values: new Int32Array(unsorted), ranks: given });
  for (let from = 0, to = 0; from < length; from = to) {
    for (to = from + 1; to < length && ranks[to] === ranks[from];) to += 1;
    if (to - from > FEW) yield* sortByKey(values.subarray(from, to), keyOf);
    else if (to - from > 1) insertByKey(values.subarray(from, to), keyOf);
    if (to % STEP === 0) yield;
  }
  return { values, ranks };
}
