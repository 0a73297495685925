import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';

/** Ends the run with its sum on a line of its own: `412 passed, 0 failed`. */
const sum: Reporter = {
  onTestRunEnd(modules) {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
      // A file that can't even be loaded has no tests, but it did fail.
      if (module.errors().length > 0) counts.failed += 1;
    }
    const skipped = counts.skipped + counts.pending;
    const line = `${counts.passed} passed, ${counts.failed} failed`;
    // After the default reporter's own summary, which is written in the same turn.
    setImmediate(() => console.log(skipped > 0 ? `${line}, ${skipped} skipped` : line));
  },
};

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    setupFiles: ['test/patience.ts', 'test/secrets.ts'],
    reporters: ['default', sum],
    // Most tests wait for something rather than compute, so that there is room for more than one a core.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // As in patience.ts.
    expect: { poll: { timeout: 10_000 } },
  },
});
