import { beforeEach, describe, expect, it } from 'vitest';
import {
  BEGUN_A_TURN,
  createLoad,
  LONGEST_IN_LINE_MS,
  MOST_UNDER_WAY,
  type Load,
} from '../src/load.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the load', () => {
  let load: Load;
  beforeEach(() => (load = createLoad()));

  it('is too much while more is under way than can be answered in time', () => {
    for (let i = 0; i < MOST_UNDER_WAY; i++) void load.begin();
    expect(load.isTooMuch(0)).toBe(false);
    void load.begin();
    expect(load.isTooMuch(0)).toBe(true);
    load.end();
    expect(load.isTooMuch(0)).toBe(false);
    expect(load.underWay()).toBe(MOST_UNDER_WAY);
  });

  it('is too much for those who stood in line for long', () => {
    expect(load.isTooMuch(LONGEST_IN_LINE_MS)).toBe(false);
    expect(load.isTooMuch(LONGEST_IN_LINE_MS + 1)).toBe(true);
  });

  it('begins so many a turn, and the others in the order they came', async () => {
    const begun: number[] = [];
    const come = (from: number, to: number): void => {
      for (let i = from; i < to; i++) {
        const later = load.begin();
        if (later) void later.then(() => begun.push(i));
        else begun.push(i);
      }
    };
    come(0, 2 * BEGUN_A_TURN + 1);
    expect(begun).toHaveLength(BEGUN_A_TURN);
    await turn();
    // The turn is full with those who stood in line.
    come(2 * BEGUN_A_TURN + 1, 2 * BEGUN_A_TURN + 3);
    await Promise.resolve();
    expect(begun).toHaveLength(2 * BEGUN_A_TURN);
    await turn();
    await turn();
    expect(begun).toEqual(Array.from({ length: 2 * BEGUN_A_TURN + 3 }, (_, i) => i));
  });

  it('lets nobody stand in line to be turned away', () => {
    for (let i = 0; i < MOST_UNDER_WAY; i++) void load.begin();
    expect(load.begin()).toBeUndefined();
  });
});
