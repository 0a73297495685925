// Prints how long reading the notes takes at 22, 1,000 and 10,000 of them, how long until a saved note
// is live, and how long nothing else had its turn meanwhile. Plain JavaScript over dist/, because Node
// 20 does not run TypeScript. Arguments: the numbers of notes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

/** The shipped notes, of which the others are made. Links that lead nowhere would be problems, tens of thousands of them. */
const shipped = await Promise.all(
  [...(await openLibrary([SHIPPED])).catalog.notes]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(async ({ file, title }) => ({
      title,
      text: (await readFile(join(SHIPPED, file), 'utf8'))
        .replace(/(?<=- id: ).*$/gm, 'note-0')
        .replace(/(?<=\]\()[a-z0-9-]+(?=\))/g, 'note-1'),
      picture: await readFile(join(SHIPPED, file.replace(/md$/, 'svg')), 'utf8'),
    })),
);

/** Writes notes with pictures, as many as asked for, in ten topics. @returns their ids' places */
async function fill(folder, count) {
  const places = Array.from({ length: count }, (_, i) => `topic-${i % 10}/note-${i}`);
  for (let i = 0; i < 10; i++) await mkdir(join(folder, `topic-${i}`));
  for (const place of places) await save(folder, place, place);
  return places;
}

const LORA = shipped.find(({ title }) => title.startsWith('LoRA'));

async function save(folder, place, name) {
  const number = place.split('-')[2];
  const of = number === undefined ? LORA : shipped[Number(number) % shipped.length];
  await writeFile(join(folder, `${place}.svg`), of.picture);
  await writeFile(join(folder, `${place}.md`), textOf(of, name, number));
}

/** A note with a title, names and an arXiv id of its own. */
function textOf({ text, title }, name, number) {
  const named = text.replace(/^name: .*$/m, `name: ${name} ${number ?? ''}`.trim());
  if (number === undefined) return named;
  return named
    .replace(/^title: .*$/m, `title: "${title}, part ${number}"`)
    .replace(/^aliases:\n( {2}- .*\n)+/m, (list) => list.replace(/(?<=- .*)$/gm, ` ${number}`))
    .replace(/^arxiv: .*$/m, `arxiv: "2106.${number.padStart(5, '0')}"`);
}

/** Another program that saves all notes when it is told to, as an editor or a checkout would. */
async function openEditor(folder, places, name) {
  const saved = await mkdtemp(join(tmpdir(), 'paperboy-bench-saved-'));
  for (const place of places) {
    await mkdir(join(saved, place, '..'), { recursive: true });
    await save(saved, place, name);
  }
  const code = `
    process.send('ready');
    process.once('message', () => {
      require('node:fs').cpSync(${JSON.stringify(saved)}, ${JSON.stringify(folder)}, { recursive: true });
      process.disconnect();
    });`;
  const program = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 1, 2, 'ipc'] });
  const ended = once(program, 'exit');
  await once(program, 'message');
  return {
    save: () => program.send('save'),
    close: async () => {
      await ended;
      await rm(saved, { recursive: true });
    },
  };
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
      editor.save();
      let at = 0;
      await until('all', () => {
        while (at < ids.length && isNamed(ids[at], 'All')) at++;
        return at === ids.length;
      });
    });
    await editor.close();
    await row(size, 'close', () => library.close());
  } finally {
    await rm(folder, { recursive: true });
  }
}
