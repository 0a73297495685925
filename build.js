import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { buildPage } from './adapters/playground/page/build.js';
import { bundle, undici } from './bundle.js';

rmSync('dist', { recursive: true, force: true });
await build({ ...bundle, entryPoints: { main: 'src/begin.ts' }, outdir: 'dist', sourcemap: true });
await build({ ...undici, outfile: 'dist/undici.cjs' });
await buildPage();
