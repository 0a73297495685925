import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBag } from '../../src/daily/bag.ts';
import { keyOf } from '../../src/daily/delivery.ts';
import { LEASE_MS } from '../../src/daily/claims.ts';
import { subscriptionId } from '../../src/daily/ledger.ts';
import type { Place } from '../../src/daily/publisher.ts';
import { root } from '../../src/package.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { memoryLog } from '../adapters/world.ts';
import { bundle } from '../../bundle.js';
import { random } from '../random.ts';
import { IDS, startDiscord, type FakeDiscord } from '../servers/discord.ts';
import { startSlack, type FakeSlack } from '../servers/slack.ts';
import { onEachDatabase } from '../store/databases.ts';

// Days of posts by processes that are killed at any moment, over servers that lose answers. What must
// come out is worked out here on its own, from the calendar alone.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAYS = Number(process.env['CRASH_DAYS'] ?? 62);
const FIRST = Temporal.PlainDate.from('2026-09-25');

interface Rhythm {
  time: string;
  timezone: string;
  weekdays: boolean;
}

/** Summer time ends in London and New York, and begins on Lord Howe, within the days. */
const CHANNELS: { place: Place; rhythm: Rhythm }[] = [
  {
    place: { platform: 'slack', workspace: 'T0FAKE', channel: 'C1' },
    rhythm: { time: '01:30', timezone: 'Europe/London', weekdays: false },
  },
  {
    place: { platform: 'slack', workspace: 'T0FAKE', channel: 'C2' },
    rhythm: { time: '09:00', timezone: 'America/New_York', weekdays: true },
  },
  {
    place: { platform: 'discord', workspace: IDS.guild, channel: IDS.channel },
    rhythm: { time: '02:15', timezone: 'Australia/Lord_Howe', weekdays: false },
  },
  {
    place: { platform: 'discord', workspace: IDS.guild, channel: IDS.otherChannel },
    rhythm: { time: '01:30', timezone: 'America/New_York', weekdays: false },
  },
];

interface Expected {
  key: string;
  channel: string;
  at: number;
}

function expectedOf({ place, rhythm }: (typeof CHANNELS)[number], days: number): Expected[] {
  return Array.from({ length: days }, (_, i) => FIRST.add({ days: i })).flatMap((date) => {
    if (rhythm.weekdays && date.dayOfWeek > 5) return [];
    const { epochMilliseconds: at } = date.toZonedDateTime({
      timeZone: rhythm.timezone,
      plainTime: rhythm.time,
    });
    const key = keyOf({ subscription: subscriptionId(place), day: date.toString() });
    return [{ key, channel: place.channel, at }];
  });
}

const folder = mkdtempSync(join(root, 'node_modules/.paperboy-crash-'));
const program = join(folder, 'replica.mjs');

beforeAll(async () => {
  await build({
    ...bundle,
    entryPoints: [join(root, 'test/daily/replica.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two replicas over a database and two platforms, whose time stands still until it is moved. */
async function createWorld(url: string, more: Record<string, string> = {}) {
  const clockFile = join(folder, `clock-${process.pid}-${Math.random()}`);
  const slack = await startSlack();
  // Discord's own guard against doubles covers minutes, and years pass here in them.
  const discord = await startDiscord({ nonceMs: 0 });
  const store = await openStore(url, memoryLog());
  let now = 0;
  const set = (moment: number): void => {
    now = moment;
    writeFileSync(clockFile, String(moment));
  };
  set(FIRST.toZonedDateTime('UTC').epochMilliseconds - 24 * HOUR);
  const running = new Set<ChildProcess>();
  let errors = '';
  const begin = async (): Promise<void> => {
    const child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env['PATH'],
        CLOCK: clockFile,
        DATABASE_URL: url,
        NOTES_DIR: join(root, 'notes'),
        SLACK_API_URL: slack.apiUrl,
        DISCORD_API_URL: discord.apiUrl,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  };
  const kill = async (child: ChildProcess | undefined): Promise<void> => {
    if (!child) return;
    const over = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
    child.kill('SIGKILL');
    await over;
    running.delete(child);
  };
  return {
    slack,
    discord,
    store,
    now: () => now,
    set,
    begin,
    running: () => running.size,
    killOne: () => kill([...running][0]),
    killAll: () => Promise.all([...running].map(kill)),
    errors: () => errors,
    async close(): Promise<void> {
      await Promise.all([...running].map(kill));
      await Promise.all([slack.close(), discord.close(), store.close()]);
    },
  };
}

type World = Awaited<ReturnType<typeof createWorld>>;

async function subscribeAll(store: Store, now: number): Promise<void> {
  for (const { place, rhythm } of CHANNELS) {
    const days = rhythm.weekdays ? '12345' : '1234567';
    const first = expectedOf({ place, rhythm }, 10).find(({ at }) => at > now);
    await store.db
      .insertInto('subscriptions')
      .values({
        id: subscriptionId(place),
        ...place,
        state: 'on',
        reason: null,
        time: rhythm.time,
        timezone: rhythm.timezone,
        days,
        topics: '[]',
        thread: 0,
        set_by: 'U1',
        next_at: first?.at ?? 0,
        since: 0,
        bag: writeBag({ round: 1, given: [], skipped: [], last: undefined }),
        revision: 1,
      })
      .execute();
  }
}

/** How often each key is in a channel. */
function postedIn({ slack, discord }: { slack: FakeSlack; discord: FakeDiscord }) {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { metadata, deleted } of slack.messages) {
    const { event_payload: payload } = metadata as { event_payload: { key: string } };
    if (!deleted) add(payload.key);
  }
  for (const { components, deleted } of discord.messages) {
    const [, key = ''] = /~([0-9a-f]{25}) /.exec(JSON.stringify(components)) ?? [];
    if (!deleted) add(key);
  }
  return counts;
}

type Mishap =
  'none' | 'kill' | 'kill after post' | 'lost answer' | '429' | '5xx' | 'no history' | 'slow';

function prepare({ slack, discord }: World, mishap: Mishap): void {
  const route = 'POST /channels/:channel/messages' as const;
  switch (mishap) {
    case 'lost answer':
      slack.next('chat.postMessage', { dropAnswer: true });
      discord.inject(route, { dropAnswer: 'close' });
      break;
    case '429':
      slack.next('chat.postMessage', { httpStatus: 429, headers: { 'retry-after': '30' } });
      discord.inject(route, { retryAfter: 30 });
      break;
    case '5xx':
      slack.next('chat.postMessage', { httpStatus: 503 });
      discord.inject(route, { status: 502 });
      break;
    case 'slow':
      slack.next('chat.postMessage', { answerDelayMs: 5500 });
      discord.inject(route, { answerDelayMs: 5500 });
      break;
    case 'no history':
      slack.next('chat.postMessage', { dropAnswer: true });
      discord.inject(route, { dropAnswer: 'reset' });
      slack.next('conversations.history', { httpStatus: 500 });
      discord.inject('GET /channels/:channel/messages', { status: 500 });
      break;
    case 'kill after post':
      slack.next('chat.postMessage', { answerDelayMs: 400 });
      discord.inject(route, { answerDelayMs: 400 });
      break;
    case 'kill':
    case 'none':
      break;
  }
}

/** Lets all that is due at this moment be over, and what was left open be taken over later. */
async function settle(world: World, killed: boolean): Promise<void> {
  const { db } = world.store;
  const began = performance.now();
  let patience = killed ? 700 : 7000;
  for (;;) {
    const due = await db
      .selectFrom('subscriptions')
      .select('id')
      .where('next_at', '<=', world.now())
      .execute();
    const open = await db
      .selectFrom('picks')
      .select(['lease_until', 'error'])
      .where('state', '=', 'claimed')
      .execute();
    if (due.length === 0 && open.length === 0) return;
    const until = Math.max(...open.map((it) => it.lease_until));
    // Who failed says so and pauses for less than a lease; who was killed can't, and what it had
    // under way is over with it. Whoever still posts must not be overtaken by the clock.
    const waiting = open.every(
      ({ error, lease_until: lease }) =>
        error !== null && lease > world.now() && lease < world.now() + LEASE_MS - MINUTE,
    );
    if (due.length === 0 && (waiting || performance.now() - began > patience)) {
      world.set(Math.max(world.now(), until) + 1);
      patience += 7000;
    }
    if (performance.now() - began > 60_000)
      throw new Error(`stuck: ${JSON.stringify({ due, open })}`);
    await wait(10);
  }
}

async function run(world: World, days: number, mishapOf: (step: number) => Mishap) {
  await subscribeAll(world.store, world.now());
  await Promise.all([world.begin(), world.begin()]);
  const expected = CHANNELS.flatMap((channel) => expectedOf(channel, days));
  const moments = [...new Set(expected.map(({ at }) => at))].sort((a, b) => a - b);
  const mishaps = new Map<Mishap, number>();
  const next = random(7);
  for (const [step, moment] of moments.entries()) {
    const mishap = mishapOf(step);
    mishaps.set(mishap, (mishaps.get(mishap) ?? 0) + 1);
    prepare(world, mishap);
    const before = postedIn(world);
    world.set(Math.max(world.now(), moment) + Math.floor(next() * 5000));
    let killed = false;
    if (mishap === 'kill') {
      await wait(next() * 60);
      await world.killOne();
      killed = true;
    } else if (mishap === 'kill after post') {
      for (let i = 0; i < 200 && postedIn(world).size === before.size; i++) await wait(5);
      await world.killAll();
      killed = true;
    }
    const revived = Promise.all(Array.from({ length: 2 - world.running() }, () => world.begin()));
    await (world.running() > 1 ? revived : Promise.all([revived]));
    await settle(world, killed);
  }
  const counts = postedIn(world);
  return {
    mishaps: Object.fromEntries(mishaps),
    expected: expected.length,
    lost: expected.filter(({ key }) => !counts.has(key)).length,
    doubled: [...counts.values()].filter((count) => count > 1).length,
    strange: [...counts.keys()].filter((key) => !expected.some((it) => it.key === key)).length,
    counts,
  };
}

onEachDatabase('daily posts by processes that are killed', ({ fresh }) => {
  it(`are neither lost nor doubled in ${DAYS} days`, async () => {
    const world = await createWorld(await fresh());
    try {
      const next = random(3);
      const result = await run(world, DAYS, (step) => {
        if (step === 20) return 'slow';
        const dice = next();
        if (dice < 0.1) return 'kill';
        if (dice < 0.2) return 'kill after post';
        if (dice < 0.28) return 'lost answer';
        if (dice < 0.36) return '429';
        if (dice < 0.44) return '5xx';
        return dice < 0.5 ? 'no history' : 'none';
      });
      console.log(`crash test: ${JSON.stringify({ ...result, counts: undefined })}`);
      expect(result).toMatchObject({ lost: 0, doubled: 0, strange: 0 });
      expect(result.expected).toBeGreaterThan(220);
      const rows = await world.store.db.selectFrom('picks').selectAll().execute();
      const late = rows.filter(({ state }) => state !== 'posted');
      expect(late).toEqual([]);
      // Each note once a round, in each channel.
      for (const { place } of CHANNELS) {
        const shown = rows
          .filter(({ subscription }) => subscription === subscriptionId(place))
          .sort((a, b) => (a.day < b.day ? -1 : 1));
        const told = shown.map((it) => `${it.day} ${it.note}, ${it.attempt} tries`).join('\n');
        const notes = shown.map(({ note }) => note);
        const round = notes.slice(0, 22);
        const again = round.filter((note, i) => round.indexOf(note) < i);
        expect(again, told).toEqual([]);
        const twice = notes.filter((note, i) => note === notes[i - 1]);
        expect(twice, told).toEqual([]);
      }
    } finally {
      await world.close();
    }
  }, 420_000);

  it('are doubled without the look into the history: this test can fail', async () => {
    const world = await createWorld(await fresh(), { FORGETFUL: 'true' });
    try {
      const result = await run(world, 3, (step) =>
        step % 2 === 0 ? 'kill after post' : 'lost answer',
      );
      expect(result.doubled).toBeGreaterThan(0);
    } finally {
      await world.close();
    }
  }, 120_000);
});
