import { grown } from './grown.ts';

/**
 * Lists of what stands in which note, by number: sorted 32-bit numbers, the note's slot above
 * {@link FLAGS} bits of flags. All lists share a few big arrays: an array of its own for each of
 * hundreds of thousands would cost more than what is in it.
 */
export interface Postings {
  /**
   * Sets flags of a note beside those it has, and counts: its number of `times` is in the lower flags, and
   * stops at {@link TIMES}. One of both must not be 0.
   */
  post: (list: number, slot: number, flags: number, times?: number) => void;
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
const MASK = (1 << FLAGS) - 1;
/** The flags that count, if any do. */
export const TIMES = 15;

/** A page's room, as a power of two; a longer list has a page for itself. */
const PAGE_BITS = 15;
const PAGE = 1 << PAGE_BITS;
/** The rooms a list grows through inside a page. */
const ROOMS = [2, 3, 4, 6];
while ((ROOMS.at(-1) ?? 0) < PAGE / 8) ROOMS.push(2 * (ROOMS.at(-2) ?? 0));
const ALONE = ROOMS.length;
/**
 * Four numbers a list: how many entries; which room it has and where that is, if there are two or more;
 * the last entry again, so that one more is added without a look at the others.
 */
const USED = 0;
const ROOM = 1;
const WHERE = 2;
const LAST = 3;

/** The place of a slot's entry between two places, or where it would be. */
function placeIn(page: Uint32Array, from: number, to: number, slot: number): number {
  let low = from;
  let high = from;
  for (let step = 1; high < to && (page[high] ?? 0) >>> FLAGS < slot; step *= 2) {
    low = high + 1;
    high += step;
  }
  if (high > to) high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((page[middle] ?? 0) >>> FLAGS < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An entry with more flags, and counted so many times more. */
export function withMore(entry: number, flags: number, times: number): number {
  const counted = entry & TIMES;
  return (entry | flags) + (counted + times > TIMES ? TIMES - counted : times);
}

export function createPostings(): Postings {
  let heads = new Int32Array(256);
  const pages: Uint32Array<ArrayBuffer>[] = [];
  const freePages: number[] = [];
  /** By room, the places of that size that are free. */
  const free = ROOMS.map((): number[] => []);
  /** Where the page that is being filled has room. */
  let current = -1;
  let filled = PAGE;

  function newPage(room: number): number {
    const page = freePages.pop() ?? pages.length;
    pages[page] = new Uint32Array(room);
    return page;
  }

  /** A place for a list of this room, or of at least `length` where it is alone. */
  function take(room: number, length: number): number {
    const size = ROOMS[room];
    if (size === undefined) return newPage(Math.ceil(length * 1.3)) << PAGE_BITS;
    const known = free[room]?.pop();
    if (known !== undefined) return known;
    if (filled + size > PAGE) {
      current = newPage(PAGE);
      filled = 0;
    }
    filled += size;
    return (current << PAGE_BITS) | (filled - size);
  }

  function release(room: number, where: number): void {
    if (room < ALONE) free[room]?.push(where);
    else {
      pages[where >>> PAGE_BITS] = new Uint32Array(0);
      freePages.push(where >>> PAGE_BITS);
    }
  }

  const pageOf = (where: number): Uint32Array<ArrayBuffer> =>
    pages[where >>> PAGE_BITS] as Uint32Array<ArrayBuffer>;
  const startOf = (where: number): number => where & (PAGE - 1);

  /** Moves a list to where there is room for one more. */
  function widen(head: number): void {
    const used = heads[head + USED] ?? 0;
    const [room, where] = [heads[head + ROOM] ?? 0, heads[head + WHERE] ?? 0];
    const wider = Math.min(ALONE, room + 1);
    const to = take(wider, used + 1);
    const [old, from] = [pageOf(where), startOf(where)];
    const [page, start] = [pageOf(to), startOf(to)];
    // Most lists are short: a loop is done before a view of them would be made.
    for (let i = 0; i < used; i++) page[start + i] = old[from + i] ?? 0;
    release(room, where);
    heads[head + ROOM] = wider;
    heads[head + WHERE] = to;
  }

  /** Makes room for one more entry in a list that has some. */
  function makeRoom(head: number, used: number): void {
    if (used === 1) {
      const to = take(0, 2);
      pageOf(to)[startOf(to)] = heads[head + LAST] ?? 0;
      heads[head + ROOM] = 0;
      heads[head + WHERE] = to;
    } else {
      const room = ROOMS[heads[head + ROOM] ?? 0] ?? pageOf(heads[head + WHERE] ?? 0).length;
      if (used === room) widen(head);
    }
  }

  /** Sets an entry that is not after all others of its list. */
  function insert(head: number, slot: number, flags: number, times: number): void {
    const used = heads[head + USED] ?? 0;
    if (used > 1) {
      const where = heads[head + WHERE] ?? 0;
      const [page, from] = [pageOf(where), startOf(where)];
      const at = placeIn(page, from, from + used, slot);
      const entry = page[at] ?? 0;
      if (entry >>> FLAGS === slot) {
        page[at] = withMore(entry, flags, times);
        return;
      }
    }
    makeRoom(head, used);
    const where = heads[head + WHERE] ?? 0;
    const [page, from] = [pageOf(where), startOf(where)];
    const at = placeIn(page, from, from + used, slot);
    page.copyWithin(at + 1, at, from + used);
    page[at] = withMore(slot << FLAGS, flags, times);
    heads[head + USED] = used + 1;
  }

  function find(list: number, slot: number): number {
    const head = list * 4;
    const used = heads[head + USED] ?? 0;
    const last = (heads[head + LAST] ?? 0) >>> 0;
    if (used === 0 || last >>> FLAGS < slot) return 0;
    if (last >>> FLAGS === slot) return last;
    if (used === 1) return 0;
    const where = heads[head + WHERE] ?? 0;
    const page = pageOf(where);
    const entry = page[placeIn(page, startOf(where), startOf(where) + used, slot)] ?? 0;
    return entry >>> FLAGS === slot ? entry : 0;
  }

  function read(list: number): Uint32Array {
    const used = heads[list * 4 + USED] ?? 0;
    const where = heads[list * 4 + WHERE] ?? 0;
    if (used < 2) return Uint32Array.from(used === 1 ? [(heads[list * 4 + LAST] ?? 0) >>> 0] : []);
    return pageOf(where).subarray(startOf(where), startOf(where) + used);
  }

  return {
    post(list, slot, flags, times = 0) {
      const head = list * 4;
      if (head + 4 > heads.length) heads = grown(heads, head + 4);
      const own = heads;
      const used = own[head + USED] ?? 0;
      const last = own[head + LAST] ?? 0;
      if (used > 0 && last >>> FLAGS >= slot) {
        // Words mostly come note by note, and notes in the order of their slots.
        if (last >>> FLAGS > slot) {
          insert(head, slot, flags, times);
          return;
        }
        const entry = withMore(last, flags, times);
        own[head + LAST] = entry;
        if (used === 1) return;
        const where = own[head + WHERE] ?? 0;
        pageOf(where)[startOf(where) + used - 1] = entry;
        return;
      }
      const entry = withMore(slot << FLAGS, flags, times);
      if (used > 0) {
        makeRoom(head, used);
        const where = own[head + WHERE] ?? 0;
        pageOf(where)[startOf(where) + used] = entry;
      }
      own[head + LAST] = entry;
      own[head + USED] = used + 1;
    },
    unpost(list, slot) {
      if (find(list, slot) === 0) return;
      const head = list * 4;
      const used = heads[head + USED] ?? 0;
      heads[head + USED] = used - 1;
      if (used === 1) return;
      const where = heads[head + WHERE] ?? 0;
      const page = pageOf(where);
      const from = startOf(where);
      const at = placeIn(page, from, from + used, slot);
      page.copyWithin(at, at + 1, from + used);
      heads[head + LAST] = page[from + used - 2] ?? 0;
      if (used === 2) release(heads[head + ROOM] ?? 0, where);
    },
    flagsOf: (list, slot) => find(list, slot) & MASK,
    count: (list) => heads[list * 4 + USED] ?? 0,
    read,
    common(wanted, flags, most = Infinity) {
      const count = (list: number): number => heads[list * 4 + USED] ?? 0;
      const [rarest, ...others] = [...wanted].sort((a, b) => count(a) - count(b));
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
          other.at = placeIn(other.list, other.at, other.list.length, slot);
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
