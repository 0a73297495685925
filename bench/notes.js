// Prints how long reading the notes takes at 22, 1,000 and 10,000 of them, how long until a saved note
// is live, and how long nothing else had its turn meanwhile. Plain JavaScript over dist/, because Node
// 20 does not run TypeScript. Arguments: the numbers of notes.
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
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
  await writeFile(join(folder, `${place}.md`), textOf(place, name));
}

/** A note with a title, names and an arXiv id of its own. */
function textOf(place, name) {
  const number = place.split('-')[2];
  const named = text.replace(/^name: .*$/m, `name: ${name} ${number ?? ''}`.trim());
  if (number === undefined) return named;
  return named
    .replace(/^title: .*$/m, `title: 'Low-rank adaptation, part ${number}'`)
    .replace(/^aliases:\n( {2}- .*\n)+/m, (list) => list.replace(/(?<=- .*)$/gm, ` ${number}`))
    .replace(/^arxiv: .*$/m, `arxiv: '2106.${number.padStart(5, '0')}'`);
}

/**
 * Another thread that saves all notes when it is told to, as an editor or a checkout would: here, each
 * save would wait for its turn.
 */
async function openEditor(folder, places, name) {
  const code = `
    const { writeFileSync } = require('node:fs');
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.once('message', () => {
      for (const [path, content] of workerData.files) writeFileSync(path, content);
    });`;
  const files = places.flatMap((place) => [
    [join(folder, `${place}.svg`), picture],
    [join(folder, `${place}.md`), textOf(place, name)],
  ]);
  const editor = new Worker(code, { eval: true, workerData: { files } });
  await once(editor, 'online');
  return editor;
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
    const ids = places.map((place) => place.split('/')[1]);
    const [id] = ids;
    console.log(`\n${size} notes`);
    const library = await row(size, 'load', () => openLibrary([folder]));
    const isNamed = (id, name) => library.catalog.get(id).name.startsWith(name);
    // The watcher's own start: until a first save is seen.
    await row(size, 'start to watch', async () => {
      library.watch(log);
      await save(folder, places[0], 'Seen');
      await until('watching', () => isNamed(id, 'Seen'));
      await pause(shipped ? 500 : 5000);
    });
    await row(size, 'a saved note is live', async () => {
      await save(folder, places[0], 'Saved');
      await until('a saved note', () => isNamed(id, 'Saved'));
    });
    const editor = await openEditor(folder, places, 'All');
    await row(size, 'all notes saved are live', async () => {
      editor.postMessage('save');
      let at = 0;
      await until('all', () => {
        while (at < ids.length && isNamed(ids[at], 'All')) at++;
        return at === ids.length;
      });
    });
    await row(size, 'close', () => library.close());
  } finally {
    await rm(folder, { recursive: true });
  }
}
