import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { root } from '../src/package.ts';

it('a process that tells its measures goes on when the one that hears them is gone', async () => {
  const folder = mkdtempSync(join(root, 'node_modules/.paperboy-afar-'));
  try {
    await build({
      entryPoints: [join(root, 'src/metrics/afar.ts')],
      outfile: join(folder, 'afar.mjs'),
      format: 'esm',
    });
    const request = { platform: 'discord', command: 'x', outcome: 'answered', receivedAt: 0 };
    const program = join(folder, 'child.mjs');
    writeFileSync(
      program,
      `import { tellMetrics } from './afar.mjs';
      const metrics = tellMetrics();
      process.once('disconnect', () => {
        metrics.answered(${JSON.stringify(request)}, 1);
        setTimeout(() => process.exit(7), 200);
      });
      metrics.waited('discord');`,
    );
    const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(child, 'message');
    const over = once(child, 'exit');
    child.disconnect();
    expect(await over).toEqual([7, null]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
