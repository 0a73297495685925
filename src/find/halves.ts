import { lengthOf } from './letters.ts';
import { hashOf, type Table } from './table.ts';

/**
 * Finds texts in spite of slips in them: one edit leaves the first or the last half of a text whole
 * (of a long one, its first or last letters), and more edits mostly do. Each text stands under both
 * halves and its length in a {@link Table}.
 */

/** Letters of a half at most. */
const MOST = 10;
/** Texts with the same half and length that are looked at; there are so many in no real catalog. */
const LOOKED = 3000;
const START = 16;
const END = 17;

function startOf(text: string, length: number): number {
  return hashOf(text, START + 2 * length, 0, Math.min(length >> 1, MOST));
}

function endOf(text: string, length: number): number {
  const half = Math.min(length - (length >> 1), MOST);
  return hashOf(text, END + 2 * length, lengthOf(text) - half);
}

/** The two hashes under which a text of two letters or more stands. */
export function halvesOf(text: string): [number, number] {
  const length = lengthOf(text);
  return [startOf(text, length), endOf(text, length)];
}

/**
 * Adds to `into` what may be under texts that a misspelt one was meant to be: all that are one edit
 * away, and most of those up to `most` edits away, beside others.
 */
export function collectNear(table: Table, typed: string, most: number, into: Set<number>): void {
  const n = typed.length;
  const look = (hash: number): void => {
    table.collect(hash, into, into.size + LOOKED);
  };
  for (let length = Math.max(2, n - most); length <= n + most; length++) {
    if (length - (length >> 1) > n) continue;
    look(startOf(typed, length));
    look(endOf(typed, length));
  }
  // Two letters swapped across the middle are in both halves.
  const middle = n >> 1;
  if (middle === 0 || middle > MOST) return;
  const [before = '', after = ''] = [typed[middle - 1], typed[middle]];
  look(startOf(typed.slice(0, middle - 1) + after + before, n));
}
