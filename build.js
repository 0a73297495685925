import { build } from 'esbuild';
import { buildPage } from './adapters/playground/page/build.js';
import { bundle } from './bundle.js';

await build({ ...bundle, entryPoints: ['src/main.ts'], outdir: 'dist', sourcemap: true });
await buildPage();
