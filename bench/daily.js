// Prints what daily picks cost that are all due in the same minute: `npm run bench:daily`.
// First what it takes to find and claim them, on SQLite and on a PostgreSQL of its own where one is
// installed; then when and in which order they are posted, on a platform and in time that are made up.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalog } from '../dist/src/catalog/library.js';
import { AHEAD, claimFor, createDaily } from '../dist/src/daily/daily.js';
import { claim, findDue, takeOver } from '../dist/src/daily/claims.js';
import { openStore } from '../dist/src/store/store.js';
import { noPostgres, startPostgres } from '../dist/test/servers/postgres.js';
import { createPlatform, createTime } from './daily-platform.js';
import { fill, MINUTE } from './daily-rows.js';
import { record } from './record.js';

const asked = process.argv.slice(2).map(Number).filter(Boolean);
const COUNTS = asked.length > 0 ? asked : [1000, 10_000, 100_000];
/** Slack's, see adapters/slack/publisher.ts. */
const EVERY_MS = 200;
const HOUR = 3_600_000;

const notes = await loadCatalog(join(import.meta.dirname, '../notes'));
const log = { debug() {}, info() {}, warn() {}, error: console.error };
const catalog = () => notes;

/** What some work costs this process. */
async function measure(/** @type {() => Promise<void>} */ work) {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  most = Math.max(most, process.memoryUsage.rss());
  return {
    cpu: (user + system) / 1e6,
    wall: (performance.now() - start) / 1000,
    memory: (most - before) / 1e6,
  };
}

/** Claims all, as the scheduler does when picks are sent as fast as they are claimed. */
async function claimAll(/** @type {import('../dist/src/store/store.js').Store} */ store) {
  let claimed = 0;
  for (let turn = 0; ; turn++) {
    const now = MINUTE + 1000 + turn;
    await takeOver(store, 'slack', now, AHEAD / 2);
    const due = await findDue(store, 'slack', now, AHEAD / 2);
    if (due.length === 0) return claimed;
    const desk = { catalog, catchUpMs: 6 * HOUR };
    const claims = due.map((subscription) => claimFor(subscription, now, desk));
    claimed += (await claim(store, claims, now)).length;
  }
}

const line = (/** @type {string} */ first, /** @type {(string | number)[]} */ ...cells) =>
  console.log([first.padEnd(22), ...cells.map((cell) => String(cell).padStart(12))].join(''));

async function benchClaims(/** @type {string} */ url) {
  const store = await openStore(url, log);
  for (const count of COUNTS) {
    await fill(store, notes, count, (i) => `T${i % 500}`);
    let claimed = 0;
    const { cpu, wall, memory } = await measure(async () => {
      claimed = await claimAll(store);
    });
    if (claimed !== count) throw new Error(`${claimed} of ${count} claimed`);
    const each = ((cpu * 1e6) / count).toFixed(1);
    const values = { 'CPU s': cpu, 'wall s': wall, 'MB more': memory };
    record('Daily picks, claiming', `${store.kind}, ${count}`, values);
    line(`${store.kind} ${count}`, cpu.toFixed(2), wall.toFixed(2), each, memory.toFixed(0));
  }
  await store.close();
}

/** A fifth of all channels are in one workspace, fifty in each other; one in a thousand never answers. */
async function benchPosts(/** @type {number} */ count) {
  const large = (/** @type {number} */ i) => i % 5 === 0;
  const small = Math.ceil((count * 0.8) / 50);
  const store = await openStore(':memory:', log);
  await fill(store, notes, count, (i) => (large(i) ? 'large' : `T${i % small}`));
  const time = createTime(MINUTE - 1000);
  const isSilent = (/** @type {string} */ channel) => Number(channel.slice(1)) % 1000 === 501;
  const { publisher, posts, refused } = createPlatform(time, EVERY_MS, isSilent);
  const clock = time.now;
  const daily = createDaily({
    ...{ store, catalog, log, catchUpMs: 6 * HOUR, clock, elapsed: clock },
    sleep: time.wait,
  });
  const silent = count / 1000;
  const { cpu, memory } = await measure(async () => {
    daily.start(new Map([['slack', publisher]]));
    await time.run(() => posts.length >= count - silent);
  });
  const stopped = daily.stop();
  let over = false;
  void stopped.then(() => (over = true));
  await time.run(() => over);
  await store.close();

  const lastOf = (/** @type {typeof posts} */ some) =>
    `${((Math.max(...some.map(({ at }) => at - MINUTE)) || 0) / 60_000).toFixed(1)} min`;
  const [many, few] = [true, false].map((is) =>
    posts.filter(({ workspace }) => (workspace === 'large') === is),
  );
  /** @type {Map<string, number>} */
  const newest = new Map();
  let overtaken = 0;
  for (const { workspace, channel } of posts) {
    const number = Number(channel.slice(1));
    if (number < (newest.get(workspace) ?? -1)) overtaken += 1;
    else newest.set(workspace, number);
  }
  const least = (/** @type {typeof posts} */ some) => parseFloat(lastOf(some));
  record('Daily picks, posting, a fifth to one workspace', `${count}`, {
    'others done, min': least(few ?? []),
    'all done, min': least(many ?? []),
    'CPU µs each': (cpu * 1e6) / count,
    'MB more': memory,
  });
  line(
    `${count}`,
    lastOf(few ?? []),
    lastOf(many ?? []),
    overtaken,
    refused(),
    ((cpu * 1e6) / count).toFixed(0),
    memory.toFixed(0),
  );
}

line(`claims, ${AHEAD / 2} at a time`, 'CPU s', 'wall s', 'µs each', 'MB more');
const file = join(tmpdir(), `paperboy-bench-${process.pid}.db`);
await benchClaims(file);
for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
if (noPostgres === undefined) {
  const postgres = await startPostgres({});
  try {
    await benchClaims(await postgres.database());
  } finally {
    await postgres.close();
  }
} else console.log(`postgres: skipped, ${noPostgres}`);

console.log();
line(
  'posts, a fifth to one',
  'others done',
  'all done',
  'overtaken',
  'refused',
  'CPU µs each',
  'MB more',
);
for (const count of COUNTS) await benchPosts(count);
process.exit(0);
