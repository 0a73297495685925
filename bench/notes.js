// Prints how long reading the notes takes at 22, 1,000 and 10,000 of them, how long until a saved note
// is live, and how long nothing else had its turn meanwhile. Plain JavaScript over dist/, because Node
// 20 does not run TypeScript. Arguments: the numbers of notes.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openLibrary } from '../dist/src/catalog/library.js';
import { record } from './record.js';

const SHIPPED = join(import.meta.dirname, '../notes');
/** How long a machine that is busy with other things may take, ms. */
const PATIENCE_MS = 300_000;
const log = { info() {}, warn() {}, error: console.error };

// Links that lead nowhere would be problems, tens of thousands of them.
const text = (await readFile(join(SHIPPED, 'alignment/lora.md'), 'utf8'))
  .replace(/(?<=- id: ).*$/gm, 'note-0')
  .replace(/(?<=\]\()[a-z0-9-]+(?=\))/g, 'note-1');
const picture = await readFile(join(SHIPPED, 'alignment/lora.svg'), 'utf8');

/** Writes notes with pictures, as many as asked for, in ten topics. @returns their ids' places */
async function fill(folder, count) {
  const places = Array.from({ length: count }, (_, i) => `topic-${i % 10}/note-${i}`);
  for (let i = 0; i < 10; i++) await mkdir(join(folder, `topic-${i}`));
  for (const place of places) await save(folder, place, place);
  return places;
}

async function save(folder, place, name) {
  await writeFile(join(folder, `${place}.svg`), picture);
  await writeFile(join(folder, `${place}.md`), text.replace(/^name: .*$/m, `name: ${name}`));
}

/** Does something and measures how long it took and how long nothing else had its turn, ms. */
async function timed(act) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const result = await act();
  const took = performance.now() - start;
  delay.disable();
  return { result, took, longest: delay.max / 1e6 };
}

async function until(what, check) {
  const end = performance.now() + PATIENCE_MS;
  while (!check()) {
    if (performance.now() > end) throw new Error(`${what} did not happen`);
    await pause(5);
  }
}

async function row(size, what, act) {
  const { took, longest, result } = await timed(act);
  record(`Notes: ${size} of them, ms`, what, { took, 'longest block': longest });
  console.log(
    `  ${what.padEnd(28)} ${took.toFixed(0).padStart(7)} ms   longest block ${longest.toFixed(0).padStart(4)} ms`,
  );
  return result;
}

const sizes = process.argv.slice(2).map(Number).filter(Boolean);
for (const size of sizes.length > 0 ? sizes : [22, 1000, 10000]) {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
  try {
    const shipped = size <= 22;
    if (shipped) await cp(SHIPPED, folder, { recursive: true });
    const places = shipped ? ['alignment/lora'] : await fill(folder, size);
    const id = places[0].split('/')[1];
    console.log(`\n${size} notes`);
    const library = await row(size, 'load', () => openLibrary([folder]));
    // The watcher's own start: until a first save is seen.
    await row(size, 'start to watch', async () => {
      library.watch(log);
      await save(folder, places[0], 'Seen');
      await until('watching', () => library.catalog.get(id).name === 'Seen');
      await pause(shipped ? 500 : 5000);
    });
    await row(size, 'a saved note is live', async () => {
      await save(folder, places[0], 'Saved');
      await until('a saved note', () => library.catalog.get(id).name === 'Saved');
    });
    await row(size, 'all notes saved are live', async () => {
      for (const place of places) await save(folder, place, 'All');
      await until('all', () =>
        places.every((p) => library.catalog.get(p.split('/')[1]).name === 'All'),
      );
    });
    await row(size, 'close', () => library.close());
  } finally {
    await rm(folder, { recursive: true });
  }
}
