import { expect, test, vi } from 'vitest';
import { createSorted } from '../../src/find/sorted.ts';
import { random } from '../random.ts';

const MANY = 20_000;

/** Keys in no order: many of one beginning, many in another script, and many that are the same. */
function makeKeys(): string[] {
  const next = random(3);
  return Array.from({ length: MANY }, (_, i) => {
    const number = Math.floor(next() * MANY);
    switch (i % 4) {
      case 0:
        return `reinforcementlearning${String(number)}`;
      case 1:
        return `強化学習${String(number)}`;
      case 2:
        return `network${String(number % 10)}`;
      default:
        return number.toString(36);
    }
  });
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

test('gives what starts alike in the order of keys, however many share a beginning', () => {
  const keys = makeKeys();
  const sorted = createSorted((i) => keys[i] ?? '');
  keys.forEach((_, i) => sorted.add(i));
  for (const start of ['', 'reinforcement', '強化', 'network', 'network3', '7', 'nothing']) {
    const found = sorted.startingWith(start, Infinity).map((i) => keys[i] ?? '');
    expect(found).toEqual(keys.filter((key) => key.startsWith(start)).sort(inOrder));
  }
});

test('sorts in steps of which none takes long, though all keys begin alike', () => {
  const keys = Array.from({ length: MANY }, (_, i) => `強化学習${String((i * 7919) % MANY)}`);
  let looked = 0;
  const sorted = createSorted((i) => {
    looked += 1;
    return keys[i] ?? '';
  });
  keys.forEach((_, i) => sorted.add(i));
  const sort = vi.spyOn(Array.prototype, 'sort');
  const steps = sorted.settle();
  let most = 0;
  while (steps.next().done !== true) {
    most = Math.max(most, looked);
    looked = 0;
  }
  const lengths = sort.mock.contexts.map((list) => (list as unknown[]).length);
  sort.mockRestore();
  expect(most).toBeLessThan(MANY / 10);
  expect(Math.max(...lengths)).toBeLessThan(MANY / 5);
});
