import { grown } from './grown.ts';
import { codeAt, lengthOf } from './letters.ts';

/** Numbers under hashes: many of them, in little memory, and never a pause to grow. */
export interface Table {
  add: (hash: number, value: number) => void;
  /** @returns whether it was there. */
  remove: (hash: number, value: number) => boolean;
  /** A value under a hash; -1 if there is none. */
  first: (hash: number) => number;
  /** The values under a hash. */
  under: (hash: number) => Iterable<number>;
  /** Adds the values under a hash to `into`; values of another hash can't be among them. */
  collect: (hash: number, into: Set<number>, most: number) => void;
}

interface Shard {
  /** The first entry of each chain, from 1; 0 ends a chain. */
  heads: Int32Array<ArrayBuffer>;
  /** Three numbers an entry, side by side since they are read together: see {@link NEXT}. */
  entries: Int32Array<ArrayBuffer>;
  used: number;
  free: number;
}

/** Of an entry: the next one of its chain, its hash and its value. */
const NEXT = 0;
const HASH = 1;
const VALUE = 2;

/** Parts that grow one by one: rehashing all of a big table at once would hold the event loop up. */
const SHARDS = 64;

function grow(shard: Shard): void {
  const length = Math.ceil((shard.entries.length / 3) * 1.5);
  shard.entries = grown(shard.entries, length * 3, true);
  if (length <= shard.heads.length * 1.5) return;
  const { entries, heads: old } = shard;
  const heads = new Int32Array(old.length * 2);
  const mask = heads.length - 1;
  for (let i of old) {
    while (i !== 0) {
      const next = entries[i * 3 + NEXT] ?? 0;
      const bucket = (entries[i * 3 + HASH] ?? 0) & mask;
      entries[i * 3 + NEXT] = heads[bucket] ?? 0;
      heads[bucket] = i;
      i = next;
    }
  }
  shard.heads = heads;
}

export function createTable(): Table {
  const shards = Array.from({ length: SHARDS }, (): Shard => ({
    heads: new Int32Array(16),
    entries: new Int32Array(16 * 3),
    used: 0,
    free: 0,
  }));
  const shardOf = (hash: number): Shard => shards[hash >>> 26] as Shard;
  return {
    add(hash, value) {
      const shard = shardOf(hash);
      let i = shard.free;
      if (i === 0) {
        i = shard.used += 1;
        if (i * 3 >= shard.entries.length) grow(shard);
      } else shard.free = shard.entries[i * 3 + NEXT] ?? 0;
      const { heads, entries } = shard;
      const bucket = hash & (heads.length - 1);
      entries[i * 3 + NEXT] = heads[bucket] ?? 0;
      entries[i * 3 + HASH] = hash;
      entries[i * 3 + VALUE] = value;
      heads[bucket] = i;
    },
    remove(hash, value) {
      const shard = shardOf(hash);
      const { heads, entries } = shard;
      const bucket = hash & (heads.length - 1);
      let before = 0;
      for (let i = heads[bucket] ?? 0; i !== 0; i = entries[i * 3 + NEXT] ?? 0) {
        if (entries[i * 3 + HASH] === (hash | 0) && entries[i * 3 + VALUE] === value) {
          const rest = entries[i * 3 + NEXT] ?? 0;
          if (before === 0) heads[bucket] = rest;
          else entries[before * 3 + NEXT] = rest;
          entries[i * 3 + NEXT] = shard.free;
          shard.free = i;
          return true;
        }
        before = i;
      }
      return false;
    },
    first(hash) {
      const { heads, entries } = shardOf(hash);
      let i = heads[hash & (heads.length - 1)] ?? 0;
      while (i !== 0 && entries[i * 3 + HASH] !== (hash | 0)) i = entries[i * 3 + NEXT] ?? 0;
      return i === 0 ? -1 : (entries[i * 3 + VALUE] ?? 0);
    },
    *under(hash) {
      const { heads, entries } = shardOf(hash);
      let i = heads[hash & (heads.length - 1)] ?? 0;
      for (; i !== 0; i = entries[i * 3 + NEXT] ?? 0) {
        if (entries[i * 3 + HASH] === (hash | 0)) yield entries[i * 3 + VALUE] ?? 0;
      }
    },
    collect(hash, into, most) {
      const { heads, entries } = shardOf(hash);
      let i = heads[hash & (heads.length - 1)] ?? 0;
      for (; i !== 0 && into.size < most; i = entries[i * 3 + NEXT] ?? 0) {
        if (entries[i * 3 + HASH] === (hash | 0)) into.add(entries[i * 3 + VALUE] ?? 0);
      }
    },
  };
}

const BASE = 0x01000193;

/** The hash so far of a text whose letters come one by one: begin with 0, and end with {@link endHash}. */
export function addToHash(hash: number, letter: number): number {
  return (Math.imul(hash, BASE) + letter + 1) | 0;
}

/** The hash of a text of so many letters, as {@link hashOf} gives it. */
export function endHash(hash: number, length: number, kind: number): number {
  // Spreads the bits (the finish of MurmurHash3).
  let h = hash ^ Math.imul(length + 1, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** The hash of a text, or of a part of it, apart from those of the same text under another `kind`. */
export function hashOf(text: string, kind = 0, from = 0, to = lengthOf(text)): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = addToHash(hash, codeAt(text, i));
  return endHash(hash, to - from, kind);
}
