import { build } from 'esbuild';
import { buildPage } from './adapters/playground/page/build.js';

// The program in a few files: Node reads one large file much faster than hundreds of small ones.
// What has native parts, or is loaded only by those who use it, stays a package.

await build({
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  external: [
    'discord.js',
    '@slack/*',
    '@resvg/resvg-js',
    '@expo-google-fonts/*',
    'pino',
    'chokidar',
  ],
  // Bundled CommonJS packages still ask for Node's own modules this way.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});
await buildPage();
