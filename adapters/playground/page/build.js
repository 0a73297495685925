import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Puts the page together: page.js with everything it imports, page.css with the Slack renderer's
 * styles before the page's own, and index.html.
 *
 * @param {string} folder where to, by default dist/page
 */
export async function buildPage(folder = join(here, '../../../dist/page')) {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(here, 'main.tsx')],
    outfile: join(folder, 'page.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'page.css'), await styles());
  await copyFile(join(here, 'index.html'), join(folder, 'index.html'));
}

async function styles() {
  const library = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
  // The library styles by an id, which only one message of a page may have. The class it sets as well
  // does instead, as strong as the id was.
  const slack = (await readFile(library, 'utf8')).replaceAll(
    '#slack_blocks_to_jsx',
    ':is(#slack_blocks_to_jsx,.slack_blocks_to_jsx)',
  );
  const own = await readFile(join(here, 'page.css'), 'utf8');
  const { code } = await transform(`${slack}\n${own}`, { loader: 'css', minify: true });
  return code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage();
