// Prints how fast lookup is at 22 to 100,000 notes, beside other search libraries over the same names in
// the same run. Plain JavaScript over dist/, because Node 20 does not run TypeScript.
// Arguments: the numbers of notes.
import { execFileSync } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { join } from 'node:path';
import { loadCatalog } from '../dist/src/catalog/library.js';
import { buildIndex } from '../dist/src/find/index.js';
import { madeUpNotes } from './find-notes.js';
import { makers } from './find-others.js';
import { random, slip } from './find-sets.js';
import { record } from './record.js';

/** The index is built in pieces of this long, ms, with a turn of the event loop between them. */
const PIECE = 10;
/** A library that takes longer than this for its queries, ms, is asked fewer of them. */
const PATIENCE = 8000;
/**
 * All queries are asked so many times over, and of each the least time counts: a pause of the machine is
 * not the program's. In between all others are asked, so that what is kept of one is gone.
 */
const ROUNDS = 5;
/** Measures only this program. */
const ALONE = process.env.ALONE !== undefined;

const given = process.argv.slice(2).map(Number).filter(Boolean);
const sizes = given.length > 0 ? given : [22, 1000, 10000, 100000];
if (sizes.length > 1) {
  // A bot has one catalog: what V8 learnt from one index makes the next one slower by a quarter.
  for (const size of sizes) {
    const args = [...process.execArgv, import.meta.filename, String(size)];
    execFileSync(process.execPath, args, { stdio: 'inherit' });
  }
  process.exit();
}
const shipped = (await loadCatalog(join(import.meta.dirname, '../notes'))).notes;

const heap = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

/** Queries of every kind about notes of the catalog, and some about none. */
function queriesFor(notes, count) {
  const next = random(3);
  return Array.from({ length: count }, (_, i) => {
    const note = notes[Math.floor(next() * notes.length)];
    const { name, title, aliases, authors, year, arxiv, tldr } = note;
    switch (i % 10) {
      case 0:
        return name;
      case 1:
        return slip(title, next);
      case 2:
        return slip(name, next);
      case 3:
        return title.slice(0, 2 + Math.floor(next() * 12));
      case 4:
        return aliases[0] ?? name;
      case 5:
        return `${authors[0].split(' ').at(-1)} et al ${year}`;
      case 6:
        return authors[0];
      case 7:
        return arxiv ?? title;
      case 8:
        return tldr.split(' ').slice(3, 9).join(' ');
      default:
        return [
          'weather tomorrow',
          'gpt-7 turbo',
          'the learning of models',
          'zzzzqq',
          `${name} cooking recipe`,
        ][Math.floor(next() * 5)];
    }
  });
}

/** How long queries take, ms: of each the least of some rounds. */
function times(ask, queries, { rounds = 1, patience = Infinity } = {}) {
  const took = [];
  let all = 0;
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < queries.length && all < patience; i++) {
      const start = performance.now();
      ask(queries[i]);
      const time = performance.now() - start;
      all += time;
      took[i] = Math.min(took[i] ?? Infinity, time);
    }
  }
  if (process.env.SLOWEST) {
    const order = took
      .map((time, i) => ({ time, query: queries[i] }))
      .sort((a, b) => b.time - a.time);
    console.log(
      order.slice(0, 8).map(({ time, query }) => `${time.toFixed(2)} ${query.slice(0, 70)}`),
    );
  }
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  return { p50: at(0.5), p99: at(0.99), max: took.at(-1), n: took.length };
}

const ms = (n) => n.toFixed(n < 1 ? 3 : n < 100 ? 1 : 0).padStart(8);
const line = (notes, name, { p50, p99, max, n }, rest = '') => {
  record(`Lookup, ${notes.length} notes, ms per query`, name, { p50, p99, max });
  console.log(
    `  ${name.padEnd(22)}${ms(p50)} ${ms(p99)} ${ms(max)}  ${String(n).padStart(5)}  ${rest}`,
  );
};

async function build(notes) {
  const before = heap();
  const start = performance.now();
  const busy = process.cpuUsage();
  let longest = 0;
  let since = start;
  const steps = buildIndex(notes);
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    const now = performance.now();
    if (now - since < PIECE) continue;
    longest = Math.max(longest, now - since);
    await turn();
    since = performance.now();
  }
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(busy);
  return { index: step.value, took, cpu: (user + system) / 1000, longest, memory: heap() - before };
}

for (const size of sizes) {
  const notes = size <= shipped.length ? shipped : madeUpNotes(size);
  const queries = queriesFor(notes, 2000);
  const { index, took, cpu, longest, memory } = await build(notes);
  const built = `${notes.length} notes`;
  record('Lookup, building the index', built, {
    ms: took,
    'longest block, ms': longest,
    MB: memory,
  });
  console.log(
    `\n${notes.length} notes: built in ${took.toFixed(0)} ms (${cpu.toFixed(0)} ms of processor time), longest block ${longest.toFixed(1)} ms, ${memory.toFixed(0)} MB`,
  );
  console.log('  ms per query               p50      p99      max  asked');
  times(index.lookup, queries.slice(0, 500));
  const rounds = { rounds: ROUNDS };
  const short = { ...rounds, patience: PATIENCE };
  line(notes, 'paperboy lookup', times(index.lookup, queries, rounds));
  const typed = (query) => index.complete(query, 25);
  line(notes, 'paperboy complete', times(typed, queries, rounds));
  if (ALONE) continue;
  for (const { name, make } of makers(notes)) {
    const before = heap();
    const start = performance.now();
    const search = make();
    const took = performance.now() - start;
    const size = `built in ${took.toFixed(0)} ms, ${(heap() - before).toFixed(0)} MB`;
    line(notes, name, times(search, queries, short), size);
  }
}
