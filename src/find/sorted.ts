import { atOnce, type Steps } from '../catalog/steps.ts';
import { rankOf, sortByKeys } from './rank.ts';

/** Numbers kept in the order of their keys, for "everything that starts with". */
export interface Sorted {
  add: (value: number) => void;
  /** Sorts what was added before anything was asked, in steps; else the first question does it at once. */
  settle: () => Steps<void>;
  remove: (value: number) => void;
  /** The values whose keys start with `start`, in the order of keys; more than `most` only for equal keys. */
  startingWith: (start: string, most: number) => number[];
}

/** Inserting moves at most this many numbers. */
const BLOCK = 512;

interface Block {
  values: Int32Array<ArrayBuffer>;
  /** The keys' ranks. */
  ranks: Float64Array<ArrayBuffer>;
  used: number;
}

/** @param keyOf gives a value's key: normalised, and the same as long as the value is in. */
export function createSorted(keyOf: (value: number) => string): Sorted {
  const blocks: Block[] = [];
  /** The rank of each block's first value, side by side since most searches only look at these. */
  const firsts: number[] = [];
  /** What was added before anything was asked, in no order: sorting all of it is much less than putting in one by one. */
  let fresh: number[] | undefined = [];

  function isBefore(its: number, { values }: Block, i: number, key: string, rank: number): boolean {
    return its < rank || (its === rank && keyOf(values[i] ?? 0) < key);
  }

  /** The block in which a key's first place is. */
  function blockOf(key: string, rank: number): number {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isBefore(firsts[middle] ?? 0, blocks[middle] as Block, 0, key, rank)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function placeIn(block: Block, key: string, rank: number): number {
    let low = 0;
    let high = block.used;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(block.ranks[middle] ?? 0, block, middle, key, rank)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function newBlock(at: number, values: Int32Array, ranks: Float64Array): Block {
    const block = {
      values: new Int32Array(BLOCK),
      ranks: new Float64Array(BLOCK),
      used: values.length,
    };
    block.values.set(values);
    block.ranks.set(ranks);
    blocks.splice(at, 0, block);
    firsts.splice(at, 0, ranks[0] ?? 0);
    return block;
  }

  function* settle(): Steps<void> {
    if (!fresh) return;
    const { values, ranks } = yield* sortByKeys(fresh, keyOf);
    fresh = undefined;
    const size = (BLOCK * 3) / 4;
    for (let i = 0; i < values.length; i += size) {
      newBlock(blocks.length, values.subarray(i, i + size), ranks.subarray(i, i + size));
      yield;
    }
  }

  return {
    settle,
    add(value) {
      if (fresh) {
        fresh.push(value);
        return;
      }
      const key = keyOf(value);
      const rank = rankOf(key);
      const at = blockOf(key, rank);
      const block = blocks[at] ?? newBlock(0, new Int32Array(0), new Float64Array(0));
      const { values, ranks } = block;
      const place = placeIn(block, key, rank);
      values.copyWithin(place + 1, place, block.used);
      ranks.copyWithin(place + 1, place, block.used);
      values[place] = value;
      ranks[place] = rank;
      if (place === 0) firsts[at] = rank;
      if (++block.used < BLOCK) return;
      block.used = BLOCK / 2;
      newBlock(at + 1, values.subarray(BLOCK / 2), ranks.subarray(BLOCK / 2));
    },
    remove(value) {
      atOnce(settle());
      const key = keyOf(value);
      const rank = rankOf(key);
      for (let at = blockOf(key, rank); at < blocks.length; at++) {
        const block = blocks[at] as Block;
        const { values, ranks } = block;
        const place = values.subarray(0, block.used).indexOf(value, placeIn(block, key, rank));
        if (place < 0) continue;
        values.copyWithin(place, place + 1, block.used);
        ranks.copyWithin(place, place + 1, block.used);
        block.used -= 1;
        firsts[at] = ranks[0] ?? 0;
        if (block.used === 0) {
          blocks.splice(at, 1);
          firsts.splice(at, 1);
        }
        return;
      }
    },
    startingWith(start, most) {
      atOnce(settle());
      const found: number[] = [];
      let lastKey = '';
      const rank = rankOf(start);
      for (let at = blockOf(start, rank); at < blocks.length; at++) {
        const block = blocks[at] as Block;
        for (let i = placeIn(block, start, rank); i < block.used; i++) {
          const value = block.values[i] ?? 0;
          const key = keyOf(value);
          if (!key.startsWith(start)) return found;
          if (found.length >= most && key !== lastKey) return found;
          lastKey = key;
          found.push(value);
        }
      }
      return found;
    },
  };
}
