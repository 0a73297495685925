import { grown } from './grown.ts';

/**
 * Lists of what stands in which note, by number: sorted 32-bit numbers, the note's slot above
 * {@link FLAGS} bits of flags. Most lists have one entry, which takes no list.
 */
export interface Postings {
  /** Sets flags of a note, which must not be 0, beside those it has. */
  post: (list: number, slot: number, flags: number) => void;
  unpost: (list: number, slot: number) => void;
  /** The flags of a note; 0 if it is not in the list. */
  flagsOf: (list: number, slot: number) => number;
  /** How many notes are in a list. */
  count: (list: number) => number;
  /** The list itself, to be read at once: it may change with the next call. */
  read: (list: number) => Uint32Array;
  /** The slots that are in all lists with all of these flags, in their order; stops at `most`. */
  common: (lists: readonly number[], flags: number, most?: number) => number[];
}

export const FLAGS = 5;
const NONE = new Uint32Array(0);
const MASK = (1 << FLAGS) - 1;

/** The place of a slot's entry, or where it would be, not before `from`. */
function placeIn(list: Uint32Array, used: number, slot: number, from = 0): number {
  // Notes mostly come in the order of their slots.
  if (used === 0 || (list[used - 1] ?? 0) >>> FLAGS < slot) return used;
  let low = from;
  let high = from;
  for (let step = 1; high < used && (list[high] ?? 0) >>> FLAGS < slot; step *= 2) {
    low = high + 1;
    high += step;
  }
  if (high > used) high = used;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) >>> FLAGS < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function createPostings(): Postings {
  /** How many entries each list has, and its entry while it is the only one. */
  let used = new Uint32Array(64);
  let single = new Uint32Array(64);
  const lists: (Uint32Array<ArrayBuffer> | undefined)[] = [];

  function read(list: number): Uint32Array {
    const many = lists[list];
    if (many) return many.subarray(0, used[list]);
    return (used[list] ?? 0) === 0 ? NONE : Uint32Array.of(single[list] ?? 0);
  }

  function find(list: number, slot: number): number {
    const many = lists[list];
    const n = used[list] ?? 0;
    if (!many) {
      const entry = single[list] ?? 0;
      return n > 0 && entry >>> FLAGS === slot ? entry : 0;
    }
    const at = placeIn(many, n, slot);
    const entry = at < n ? (many[at] ?? 0) : 0;
    return entry >>> FLAGS === slot ? entry : 0;
  }

  return {
    post(list, slot, flags) {
      if (list >= used.length) {
        used = grown(used, list + 1);
        single = grown(single, list + 1);
      }
      const n = used[list] ?? 0;
      let many = lists[list];
      if (!many) {
        const entry = single[list] ?? 0;
        if (n === 0 || entry >>> FLAGS === slot) {
          single[list] = (slot << FLAGS) | flags | (n === 0 ? 0 : entry & MASK);
          used[list] = 1;
          return;
        }
        lists[list] = many = new Uint32Array(3);
        many[0] = entry;
      }
      const at = placeIn(many, n, slot);
      if (at < n && (many[at] ?? 0) >>> FLAGS === slot) {
        many[at] = (many[at] ?? 0) | flags;
        return;
      }
      if (n === many.length) lists[list] = many = grown(many, Math.ceil(n * 1.3) + 2, true);
      if (at < n) many.copyWithin(at + 1, at, n);
      many[at] = (slot << FLAGS) | flags;
      used[list] = n + 1;
    },
    unpost(list, slot) {
      const n = used[list] ?? 0;
      if (find(list, slot) === 0) return;
      const many = lists[list];
      if (many) {
        const at = placeIn(many, n, slot);
        many.copyWithin(at, at + 1, n);
      }
      used[list] = n - 1;
      if (n === 1) lists[list] = undefined;
    },
    flagsOf: (list, slot) => find(list, slot) & MASK,
    count: (list) => used[list] ?? 0,
    read,
    common(wanted, flags, most = Infinity) {
      const [rarest, ...others] = [...wanted].sort((a, b) => (used[a] ?? 0) - (used[b] ?? 0));
      const found: number[] = [];
      if (rarest === undefined) return found;
      const rest = others.map((list) => ({ list: read(list), at: 0 }));
      const first = read(rarest);
      for (let i = 0; i < first.length && found.length < most; i++) {
        const entry = first[i] ?? 0;
        if ((entry & flags) !== flags) continue;
        const slot = entry >>> FLAGS;
        let all = true;
        for (const other of rest) {
          other.at = placeIn(other.list, other.list.length, slot, other.at);
          if (other.at === other.list.length) return found;
          const its = other.list[other.at] ?? 0;
          if (its >>> FLAGS !== slot || (its & flags) !== flags) {
            all = false;
            break;
          }
        }
        if (all) found.push(slot);
      }
      return found;
    },
  };
}
