import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBot, type Bot } from '../src/bot.ts';
import { commands } from '../src/commands/index.ts';
import { serve, type HttpServer } from '../src/http.ts';
import { createPrometheus } from '../src/metrics/prometheus.ts';
import { root } from '../src/package.ts';
import { stateRoutes } from '../src/state.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { discordChat } from './adapters/discord-chat.ts';
import { slackChat } from './adapters/slack-chat.ts';
import { daily, memoryLog, notes } from './adapters/world.ts';

const token = 'reader-of-metrics-1';
const log = memoryLog();
let store: Store;
let bot: Bot;
let server: HttpServer;
let stopping: boolean;
let health: { ok: true } | { ok: false; reason: string };
const prometheus = createPrometheus();
const counts = { underWay: 3, posted: 9, late: 2, failed: 1, missed: 4, later: 5 };

beforeEach(async () => {
  stopping = false;
  health = { ok: true };
  store = await openStore(':memory:', log);
  const deps = { catalog: () => notes, commands, version: '1', store, daily, log };
  bot = createBot({ ...deps, metrics: prometheus });
  const adapter = {
    name: 'slack',
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    health: () => health,
  };
  const routes = stateRoutes({
    ...{ adapters: [adapter], bot, store, version: '1', isStopping: () => stopping },
    daily: { ...daily, counts: () => counts },
    metrics: { prometheus, token },
  });
  server = await serve(routes, { host: '127.0.0.1', port: 0, log });
});
afterEach(async () => {
  await server.stop(500);
  await store.close();
});

const get = (path: string, authorization?: string): Promise<Response> =>
  fetch(
    `${server.address}${path}`,
    authorization === undefined ? {} : { headers: { authorization } },
  );

/** The value of a metric; the labels are part of its name. */
async function value(name: string): Promise<number | undefined> {
  const text = await (await get('/metrics', `Bearer ${token}`)).text();
  const found = text.split('\n').find((line) => line.startsWith(`${name} `));
  return found === undefined ? undefined : Number(found.slice(name.length + 1));
}

it('shows metrics to whoever has the token, and to nobody else', async () => {
  for (const wrong of [undefined, 'Bearer ', 'Bearer reader-of-metrics-2', token]) {
    const refused = await get('/metrics', wrong);
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain('paperboy_');
  }
  const shown = await get('/metrics', `Bearer ${token}`);
  expect(shown.status).toBe(200);
  expect(shown.headers.get('content-type')).toContain('text/plain');
});

it('counts requests by platform, command and outcome, and times them', async () => {
  for (const chat of [await slackChat('http'), await discordChat()]) {
    const adapter = await chat.connect(bot, log);
    const { name } = adapter;
    await chat.type('/paper lora');
    await chat.type('/cite nothing of the kind');
    const answered = `paperboy_requests_total{platform="${name}",command="paper",outcome="answered"}`;
    await vi.waitFor(async () => {
      expect(await value(answered)).toBe(1);
      expect(await value(`paperboy_ack_seconds_count{platform="${name}"}`)).toBe(2);
      expect(await value(`paperboy_answer_seconds_count{platform="${name}"}`)).toBe(2);
    });
    expect(await value(`paperboy_answer_seconds_sum{platform="${name}"}`)).toBeLessThan(10);
    await adapter.stop();
    await chat.close();
  }
  // What people type names no metric.
  const text = await (await get('/metrics', `Bearer ${token}`)).text();
  expect(text).not.toMatch(/lora|nothing of/);
});

it('counts when a platform asks to wait', async () => {
  const chat = await slackChat('http');
  const adapter = await chat.connect(bot, log);
  const before = (await value('paperboy_rate_limit_waits_total{platform="slack"}')) ?? 0;
  chat.slack.next('response_url', { httpStatus: 429, headers: { 'retry-after': '0' } });
  await chat.type('/paper lora');
  expect(await value('paperboy_rate_limit_waits_total{platform="slack"}')).toBe(before + 1);
  await adapter.stop();
  await chat.close();
});

it('tells what is under way, connected and kept', async () => {
  expect(await value('paperboy_connected{platform="slack"}')).toBe(1);
  health = { ok: false, reason: 'reconnecting' };
  expect(await value('paperboy_connected{platform="slack"}')).toBe(0);
  expect(await value('paperboy_notes')).toBe(22);
  expect(await value('paperboy_note_problems')).toBe(0);
  expect(await value('paperboy_picks_under_way')).toBe(3);
  for (const [outcome, count] of Object.entries({ posted: 7, late: 2, failed: 1, missed: 4 })) {
    expect(await value(`paperboy_picks_total{outcome="${outcome}"}`)).toBe(count);
  }
  expect(await value('paperboy_resident_memory_bytes')).toBeGreaterThan(20e6);
  const until = performance.now() + 120;
  await wait(20);
  while (performance.now() < until);
  await wait(20);
  expect(await value('paperboy_event_loop_delay_seconds{quantile="1"}')).toBeGreaterThan(0.05);
});

it('is ready when the database answers, all is connected and nobody stops it', async () => {
  const ready = async (): Promise<number> => (await get('/readyz')).status;
  const live = async (): Promise<number> => (await get('/healthz')).status;
  expect([await ready(), await live()]).toEqual([200, 200]);
  stopping = true;
  expect([await ready(), await live()]).toEqual([503, 200]);
  stopping = false;
  health = { ok: false, reason: 'reconnecting' };
  expect([await ready(), await live()]).toEqual([503, 503]);
  health = { ok: true };
  await store.close();
  const told = await get('/readyz');
  expect(told.status).toBe(503);
  expect(await told.json()).toMatchObject({ ok: false, database: 'unreachable' });
  expect(await live()).toBe(200);
});

it('a dashboard shows each metric there is, and none that there isn’t', async () => {
  const text = await (await get('/metrics', `Bearer ${token}`)).text();
  const exported = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  const dashboard = JSON.parse(readFileSync(join(root, 'docs', 'grafana.json'), 'utf8')) as {
    panels: { targets: { expr: string }[] }[];
  };
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const shown = expressions.flatMap((expr) => expr.match(/paperboy_\w+/g) ?? []);
  const names = new Set(shown.map((name) => name.replace(/_bucket$/, '')));
  expect(exported.length).toBeGreaterThan(8);
  expect([...names].sort()).toEqual(exported.sort());
});
