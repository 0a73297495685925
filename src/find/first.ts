/**
 * The first items in an order: so many, or all if there are fewer. Most items of a long list are looked
 * at once, and not compared with one another as sorting would.
 */
export function firstOf<T>(items: Iterable<T>, most: number, compare: (a: T, b: T) => number): T[] {
  const kept: T[] = [];
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && compare(item, last) >= 0) continue;
    kept.push(item);
    if (kept.length < 2 * most) continue;
    kept.sort(compare).length = most;
    last = kept.at(-1);
  }
  return kept.sort(compare).slice(0, most);
}
