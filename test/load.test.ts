import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLoad, MOST_UNDER_WAY, type Load } from '../src/load.ts';

/** Keeps the processor, so that nothing else has its turn. */
function keepBusy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('the load', () => {
  let load: Load;
  beforeEach(() => (load = createLoad()));
  afterEach(() => load.stop());

  it('is too much while more is under way than can be answered in time', () => {
    for (let i = 0; i < MOST_UNDER_WAY; i++) load.begin();
    expect(load.isTooMuch()).toBe(false);
    load.begin();
    expect(load.isTooMuch()).toBe(true);
    load.end();
    expect(load.isTooMuch()).toBe(false);
    expect(load.underWay()).toBe(MOST_UNDER_WAY);
  });

  it('is too much while things are done late again and again, but not after one pause', async () => {
    keepBusy(700);
    await wait(1);
    expect(load.isTooMuch()).toBe(false);
    keepBusy(700);
    await wait(1);
    expect(load.isTooMuch()).toBe(true);
    await vi.waitFor(() => expect(load.isTooMuch()).toBe(false), 5000);
  });
});
