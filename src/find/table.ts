/** Numbers under hashes: many of them, in little memory, and never a pause to grow. */
export interface Table {
  add: (hash: number, value: number) => void;
  /** @returns whether it was there. */
  remove: (hash: number, value: number) => boolean;
  /** A value under a hash; -1 if there is none. */
  first: (hash: number) => number;
  /** Adds the values under a hash to `into`; values of another hash can't be among them. */
  collect: (hash: number, into: Set<number>, most?: number) => void;
}

interface Shard {
  /** The first entry of each chain, from 1; 0 ends a chain. */
  heads: Int32Array<ArrayBuffer>;
  next: Int32Array<ArrayBuffer>;
  hashes: Int32Array<ArrayBuffer>;
  values: Int32Array<ArrayBuffer>;
  used: number;
  free: number;
}

/** Parts that grow one by one: rehashing all of a big table at once would hold the event loop up. */
const SHARDS = 64;

function larger(old: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const array = new Int32Array(length);
  array.set(old);
  return array;
}

function grow(shard: Shard): void {
  const length = Math.ceil(shard.next.length * 1.5);
  shard.next = larger(shard.next, length);
  shard.hashes = larger(shard.hashes, length);
  shard.values = larger(shard.values, length);
  if (length <= shard.heads.length * 1.5) return;
  shard.heads = new Int32Array(shard.heads.length * 2);
  const mask = shard.heads.length - 1;
  const free = new Set<number>();
  for (let i = shard.free; i !== 0; i = shard.next[i] ?? 0) free.add(i);
  for (let i = 1; i <= shard.used; i++) {
    if (free.has(i)) continue;
    const bucket = (shard.hashes[i] ?? 0) & mask;
    shard.next[i] = shard.heads[bucket] ?? 0;
    shard.heads[bucket] = i;
  }
}

export function createTable(): Table {
  const shards = Array.from({ length: SHARDS }, (): Shard => ({
    heads: new Int32Array(16),
    next: new Int32Array(16),
    hashes: new Int32Array(16),
    values: new Int32Array(16),
    used: 0,
    free: 0,
  }));
  const shardOf = (hash: number): Shard => shards[hash >>> 26] as Shard;
  return {
    add(hash, value) {
      const shard = shardOf(hash);
      let i = shard.free;
      if (i === 0) {
        if (shard.used + 1 >= shard.next.length) grow(shard);
        i = shard.used += 1;
      } else shard.free = shard.next[i] ?? 0;
      const bucket = hash & (shard.heads.length - 1);
      shard.hashes[i] = hash;
      shard.values[i] = value;
      shard.next[i] = shard.heads[bucket] ?? 0;
      shard.heads[bucket] = i;
    },
    remove(hash, value) {
      const shard = shardOf(hash);
      const bucket = hash & (shard.heads.length - 1);
      let before = 0;
      for (let i = shard.heads[bucket] ?? 0; i !== 0; i = shard.next[i] ?? 0) {
        if (shard.hashes[i] === (hash | 0) && shard.values[i] === value) {
          const rest = shard.next[i] ?? 0;
          if (before === 0) shard.heads[bucket] = rest;
          else shard.next[before] = rest;
          shard.next[i] = shard.free;
          shard.free = i;
          return true;
        }
        before = i;
      }
      return false;
    },
    first(hash) {
      const shard = shardOf(hash);
      let i = shard.heads[hash & (shard.heads.length - 1)] ?? 0;
      while (i !== 0 && shard.hashes[i] !== (hash | 0)) i = shard.next[i] ?? 0;
      return i === 0 ? -1 : (shard.values[i] ?? 0);
    },
    collect(hash, into, most = Infinity) {
      const shard = shardOf(hash);
      let i = shard.heads[hash & (shard.heads.length - 1)] ?? 0;
      for (; i !== 0 && into.size < most; i = shard.next[i] ?? 0) {
        if (shard.hashes[i] === (hash | 0)) into.add(shard.values[i] ?? 0);
      }
    },
  };
}

const BASE = 0x01000193;

/** The hash of a text, or of a part of it, apart from those of the same text under another `kind`. */
export function hashOf(text: string, kind = 0, from = 0, to = text.length): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i) + 1) | 0;
  // Spreads the bits (the finish of MurmurHash3).
  let h = hash ^ Math.imul(to - from + 1, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
