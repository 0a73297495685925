import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work in small steps: wherever it yields, others may have their turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** How long work goes on at a stretch before others have their turn, ms. */
const STRETCH_MS = 10;

/** Does all steps now. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Does all steps, and lets others have their turn in between. */
export async function gently<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + STRETCH_MS;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < until);
    await nextTurn();
  }
}
