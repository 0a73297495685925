import { createRequire } from 'node:module';
import { join } from 'node:path';

const LATE_UNDICI = join(import.meta.dirname, 'adapters/slack/late-undici.cjs');

const NO_LOCALES = join(import.meta.dirname, 'src/no-locales.ts');

/** @type {import('esbuild').Plugin} */
const late = {
  name: 'late',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^undici$/ }, ({ importer }) =>
      importer.includes('@slack') ? { path: LATE_UNDICI } : undefined,
    );
    // All of zod's languages, of which only English is spoken.
    onResolve({ filter: /locales\/index\.js$/ }, ({ importer }) =>
      importer.includes(join('zod', 'v4')) ? { path: NO_LOCALES } : undefined,
    );
    onResolve({ filter: /undici\.cjs$/ }, ({ path, importer }) =>
      importer === LATE_UNDICI ? { path, external: true } : undefined,
    );
  },
};

const bolt = createRequire(import.meta.resolve('@slack/bolt'));
const slackUndici = createRequire(bolt.resolve('@slack/socket-mode')).resolve('undici');

/** Slack's undici, in a file of its own beside the program. @type {import('esbuild').BuildOptions} */
export const undici = {
  entryPoints: [slackUndici],
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * How TypeScript becomes a program in a few files: Node reads one large file much faster than a
 * thousand small ones. What has native parts stays a package, and so do extras that packages only
 * look for.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const bundle = {
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  alias: {
    'js-yaml': join(import.meta.dirname, 'src/catalog/no-yaml.ts'),
    express: join(import.meta.dirname, 'adapters/slack/no-express.ts'),
    'iconv-lite': join(import.meta.dirname, 'adapters/slack/no-iconv.ts'),
  },
  plugins: [late],
  external: [
    '@resvg/resvg-js',
    '@photostructure/sqlite',
    'pg-native',
    '@expo-google-fonts/*',
    'zlib-sync',
    'bufferutil',
    'utf-8-validate',
  ],
  // Bundled CommonJS packages still ask for Node's own modules and their folder this way.
  banner: {
    js: [
      "import { createRequire as requireFrom } from 'node:module';",
      'const require = requireFrom(import.meta.url);',
      'const __filename = import.meta.filename;',
      'const __dirname = import.meta.dirname;',
    ].join(' '),
  },
  legalComments: 'none',
  logLevel: 'warning',
};
