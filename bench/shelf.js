// Prints how long /shelf takes in a table of 1,000,000 rows, on both databases: `npm run bench:shelf`.
// With DATABASE_URL=postgres://… that server is measured; else one that is installed here is started.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { createBot } from '../dist/src/bot.js';
import { loadCatalog } from '../dist/src/catalog/library.js';
import { commands } from '../dist/src/commands/index.js';
import { rowsAs } from '../dist/src/store/rows.js';
import { openStore } from '../dist/src/store/store.js';
import { record } from './record.js';

// The tests' own PostgreSQL is TypeScript outside of what is compiled for running.
const servers = join(import.meta.dirname, '../dist/bench/postgres.js');
await build({
  entryPoints: [join(import.meta.dirname, '../test/servers/postgres.ts')],
  outfile: servers,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
const { noPostgres, startPostgres } = await import(servers);

const ROWS = Number(process.env.ROWS ?? (process.env.BENCH_QUICK ? 10_000 : 1_000_000));
const RUNS = 2000;
const root = join(import.meta.dirname, '..');
const notes = await loadCatalog(join(root, 'notes'));
const log = { debug() {}, info() {}, warn() {}, error: console.error };
const STATES = ['saved', 'reading', 'read'];
/** A shelf holds half of the catalog. */
const EACH = Math.ceil(notes.notes.length / 2);

const COLUMNS = {
  platform: 'text',
  workspace: 'text',
  reader: 'text',
  note: 'text',
  state: 'text',
  changed_at: 'bigint',
};

async function fill(store) {
  const names = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
  for (let from = 0; from < ROWS; from += 20_000) {
    const rows = Array.from({ length: Math.min(20_000, ROWS - from) }, (_, i) => {
      const row = from + i;
      const reader = Math.floor(row / EACH);
      return [
        'slack',
        `T${reader % 500}`,
        readerOf(reader),
        notes.notes[((row % EACH) * 2 + reader) % notes.notes.length].id,
        STATES[row % 3],
        1_700_000_000_000 + row,
      ];
    });
    await sql`insert into shelf (${names}) select ${names} from ${rowsAs(store, COLUMNS, rows)} as v where true on conflict do nothing`.execute(
      store.db,
    );
  }
}

function readerOf(number) {
  return `T${number % 500}/U${number}`;
}

function callerOf(number) {
  return {
    platform: 'slack',
    surface: { name: 'Slack', choices: 24, typed: () => '' },
    workspace: `T${number % 500}`,
    channel: 'C1',
    user: `U${number}`,
    person: readerOf(number),
    timezone: () => Promise.resolve(undefined),
    mayManage: () => Promise.resolve(true),
    hindrance: () => Promise.resolve(undefined),
  };
}

/** Runs a command for one person after the other, far apart in the table. */
function measure(bot, line) {
  const [command, ...rest] = line.split(' ');
  return timed(async (caller) => {
    const { card } = await bot.run(command, rest.join(' '), caller);
    if (/database|our fault/.test(card.title)) throw new Error(card.title);
  });
}

/** The median, the 99th of a hundred and the slowest of many runs, ms. */
async function timed(run) {
  const people = Math.floor(ROWS / EACH);
  const times = [];
  for (let i = -100; i < RUNS; i++) {
    const caller = callerOf(((i + 100) * 7919) % people);
    const start = performance.now();
    await run(caller);
    if (i >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))];
  return { median: at(0.5), p99: at(0.99), slowest: at(1) };
}

function show(store, what, { median, p99, slowest }) {
  record(`The shelf, ${ROWS} rows on ${store.kind}, ms`, what, { median, p99 });
  const times = [median, p99, slowest].map((ms) => ms.toFixed(2).padStart(8));
  console.log(`${store.kind.padEnd(10)} ${what.padEnd(18)} ${times.join('  ')}`);
}

const postgres =
  process.env.DATABASE_URL === undefined && noPostgres === undefined
    ? await startPostgres()
    : undefined;
const file = join(tmpdir(), `paperboy-bench-shelf-${process.pid}.db`);
const address = process.env.DATABASE_URL ?? (await postgres?.database());
if (address === undefined) console.log(`PostgreSQL: left out, ${noPostgres}`);
console.log(`${ROWS.toLocaleString('en')} rows, ms          median       p99   slowest`);
for (const url of [file, ...(address === undefined ? [] : [address])]) {
  const store = await openStore(url, log);
  await fill(store);
  if (store.kind === 'postgres') await sql`analyze shelf`.execute(store.db);
  const bot = createBot({ catalog: () => notes, commands, version: '1', store, log });
  // What the machine itself makes of it, when others are busy on it as well.
  const nothing = await timed(() => sql`select 1`.execute(store.db));
  show(store, '(select 1)', nothing);
  for (const line of ['shelf', 'shelf read lora', 'path dpo', 'quiz']) {
    show(store, `/${line}`, await measure(bot, line));
  }
  await bot.stop();
  await store.close();
}
await postgres?.close();
for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
