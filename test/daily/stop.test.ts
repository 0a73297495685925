import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { expect, it, vi } from 'vitest';
import { createDaily } from '../../src/daily/daily.ts';
import { subscribe } from '../../src/daily/subscribe.ts';
import { openStore } from '../../src/store/store.ts';
import { memoryLog, notes } from '../adapters/world.ts';
import { memoryChannels } from './channels.ts';

it('gives up at a stop what was not begun, however long a post takes', async () => {
  let now = Temporal.Instant.from('2026-03-25T12:00Z').epochMilliseconds;
  const log = memoryLog();
  const store = await openStore(':memory:', log);
  const channels = memoryChannels(() => now);
  const slow = { ...channels, post: () => new Promise<never>(() => undefined) };
  const daily = createDaily({
    ...{ store, catalog: () => notes, log, catchUpMs: 6 * 3_600_000 },
    ...{ clock: () => now, sleep: () => wait(3) },
  });
  daily.start(new Map([['memory', slow]]));
  const rhythm = {
    ...{ time: '13:00', timezone: 'Europe/London', days: '1234567' },
    ...{ topics: [], thread: false },
  };
  for (let i = 0; i < 60; i++) {
    const place = { platform: 'memory', workspace: `W${i}`, channel: `C${i}` };
    await subscribe(daily, place, 'U1', rhythm);
  }
  now += 3_600_000;
  daily.wake();
  const open = () => store.db.selectFrom('picks').selectAll().where('state', '=', 'claimed');
  await vi.waitFor(async () => expect(await open().execute()).toHaveLength(60));
  await wait(50);
  void daily.stop();
  await wait(1000);
  const free = await open().where('lease_until', '<=', now).execute();
  // 48 are being sent.
  expect(free).toHaveLength(12);
});
