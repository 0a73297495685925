/**
 * What stands in which note: sorted 32-bit numbers, the note's slot above {@link FLAGS} bits of flags.
 * One number per note; several for the same note become one with the flags of both.
 */
export interface Postings {
  list: Uint32Array<ArrayBuffer>;
  used: number;
}

export const FLAGS = 5;

const NONE = new Uint32Array(0);

export function createPostings(): Postings {
  return { list: NONE, used: 0 };
}

/** The place of a slot's number, or where it would be. */
function placeOf({ list, used }: Postings, slot: number): number {
  // Notes mostly come in the order of their slots.
  if (used === 0 || (list[used - 1] ?? 0) >>> FLAGS < slot) return used;
  let low = 0;
  let high = used;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) >>> FLAGS < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A note's number, with its flags; 0 if it has none. */
export function postingOf(postings: Postings, slot: number): number {
  const at = placeOf(postings, slot);
  const found = at < postings.used ? (postings.list[at] ?? 0) : 0;
  return found >>> FLAGS === slot ? found : 0;
}

/** Sets flags of a note, which must not be 0, beside those it has. */
export function post(postings: Postings, slot: number, flags: number): void {
  const at = placeOf(postings, slot);
  const known = at < postings.used && (postings.list[at] ?? 0) >>> FLAGS === slot;
  if (!known) {
    if (postings.used === postings.list.length) {
      const larger = new Uint32Array(Math.ceil(postings.used * 1.4) + 1);
      larger.set(postings.list);
      postings.list = larger;
    }
    if (at < postings.used) postings.list.copyWithin(at + 1, at, postings.used);
    postings.used += 1;
  }
  postings.list[at] = ((known ? (postings.list[at] ?? 0) : slot << FLAGS) | flags) >>> 0;
}

export function unpost(postings: Postings, slot: number): void {
  const at = placeOf(postings, slot);
  if (at >= postings.used || (postings.list[at] ?? 0) >>> FLAGS !== slot) return;
  postings.list.copyWithin(at, at + 1, postings.used);
  postings.used -= 1;
}
