/** Numbers kept in the order of their keys, for "everything that starts with". */
export interface Sorted {
  add: (value: number) => void;
  remove: (value: number) => void;
  /** The values whose keys start with `start`, in the order of keys; more than `most` only for equal keys. */
  startingWith: (start: string, most: number) => number[];
}

/** Inserting moves at most this many numbers. */
const BLOCK = 512;

/** @param keyOf gives a value's key; it must not change while the value is in. */
export function createSorted(keyOf: (value: number) => string): Sorted {
  const blocks: number[][] = [];

  /** The block in which a key's first place is. */
  function blockOf(key: string): number {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (keyOf(blocks[middle]?.[0] ?? 0) < key) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function placeIn(block: readonly number[], key: string): number {
    let low = 0;
    let high = block.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keyOf(block[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    add(value) {
      const key = keyOf(value);
      const at = blockOf(key);
      const block = blocks[at];
      if (!block) {
        blocks.push([value]);
        return;
      }
      block.splice(placeIn(block, key), 0, value);
      if (block.length > BLOCK) blocks.splice(at + 1, 0, block.splice(BLOCK / 2));
    },
    remove(value) {
      const key = keyOf(value);
      for (let at = blockOf(key); at < blocks.length; at++) {
        const block = blocks[at] ?? [];
        const place = block.indexOf(value, placeIn(block, key));
        if (place < 0) continue;
        block.splice(place, 1);
        if (block.length === 0) blocks.splice(at, 1);
        return;
      }
    },
    startingWith(start, most) {
      const found: number[] = [];
      let lastKey = '';
      for (let at = blockOf(start); at < blocks.length; at++) {
        const block = blocks[at] ?? [];
        for (let i = placeIn(block, start); i < block.length; i++) {
          const value = block[i] ?? 0;
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
