// Prints what it costs to find and claim the picks of channels that are all due in the same minute:
// `npm run bench:daily`, with DATABASE_URL=postgres://… for PostgreSQL as well.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { loadCatalog } from '../dist/src/catalog/library.js';
import { AT_ONCE, claimFor } from '../dist/src/daily/daily.js';
import { claim, findDue, takeOver } from '../dist/src/daily/ledger.js';
import { rowsAs } from '../dist/src/store/rows.js';
import { openStore } from '../dist/src/store/store.js';

const root = join(import.meta.dirname, '..');
const notes = await loadCatalog(join(root, 'notes'));
const log = { debug() {}, info() {}, warn() {}, error: console.error };
const MINUTE = Date.parse('2026-11-26T09:00:00Z');

const COLUMNS = {
  id: 'text',
  platform: 'text',
  workspace: 'text',
  channel: 'text',
  state: 'text',
  time: 'text',
  timezone: 'text',
  days: 'text',
  topics: 'text',
  thread: 'bigint',
  set_by: 'text',
  next_at: 'bigint',
  bag: 'text',
  revision: 'bigint',
};

async function fill(store, count) {
  await sql`delete from picks`.execute(store.db);
  await sql`delete from subscriptions`.execute(store.db);
  const row = (i) => ({
    id: `slack/T${i % 50}/C${String(i).padStart(6, '0')}`,
    platform: 'slack',
    workspace: `T${i % 50}`,
    channel: `C${i}`,
    state: 'on',
    time: '09:00',
    timezone: 'UTC',
    days: '1234567',
    topics: '[]',
    thread: 0,
    set_by: 'U1',
    next_at: MINUTE,
    bag: JSON.stringify({
      round: 1,
      given: notes.notes.slice(0, i % 20).map(({ id }) => id),
      skipped: [],
    }),
    revision: 1,
  });
  const names = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, count - from) }, (_, i) => row(from + i));
    await sql`insert into subscriptions (${names}) select ${names} from ${rowsAs(store, COLUMNS, rows)} as v`.execute(
      store.db,
    );
  }
}

/** Claims all, as the scheduler does; posts take no time here. */
async function claimAll(store) {
  const now = MINUTE + 1000;
  const desk = { catalog: () => notes, catchUpMs: 6 * 3_600_000 };
  let claimed = 0;
  for (;;) {
    await takeOver(store, 'slack', now, AT_ONCE);
    const due = await findDue(store, 'slack', now, AT_ONCE);
    if (due.length === 0) return claimed;
    const claims = due.map((subscription) => claimFor(subscription, now, desk));
    claimed += (await claim(store, claims, now)).length;
  }
}

const file = join(tmpdir(), `paperboy-bench-${process.pid}.db`);
const urls = [file, ...(process.env.DATABASE_URL ? [process.env.DATABASE_URL] : [])];
console.log(`claims ${AT_ONCE} at a time                CPU s    wall s   µs each   RSS MB more`);
for (const url of urls) {
  const store = await openStore(url, log);
  for (const count of [1000, 10_000, 100_000]) {
    await fill(store, count);
    globalThis.gc?.();
    const rss = process.memoryUsage.rss();
    const cpu = process.cpuUsage();
    const start = performance.now();
    const claimed = await claimAll(store);
    const wall = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const used = (user + system) / 1e6;
    if (claimed !== count) throw new Error(`${claimed} of ${count} claimed`);
    console.log(
      `${store.kind.padEnd(10)} ${String(count).padStart(9)} due   ${used.toFixed(2).padStart(8)}  ${wall.toFixed(2).padStart(8)}  ${((used * 1e6) / count).toFixed(1).padStart(8)}  ${((process.memoryUsage.rss() - rss) / 1e6).toFixed(0).padStart(12)}`,
    );
  }
  await store.close();
}
for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
