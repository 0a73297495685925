import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { vi } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { claim, findDue, nextMoment, type Claimed } from '../../src/daily/claims.ts';
import { claimFor, createDaily, type Daily } from '../../src/daily/daily.ts';
import type { Place, Publisher } from '../../src/daily/publisher.ts';
import { dayAt } from '../../src/daily/slots.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { memoryLog, notes } from '../adapters/world.ts';
import { memoryChannels } from './channels.ts';

// Daily picks in a time that tests make pass, in channels kept in memory.

/** ms. */
export const HOUR = 3_600_000;
export const start = Temporal.Instant.from('2026-03-25T12:00Z').epochMilliseconds;
export const london = {
  time: '09:00',
  timezone: 'Europe/London',
  days: '1234567',
  topics: [],
  thread: false,
};
export const place = (channel: string): Place => ({ platform: 'memory', workspace: 'W1', channel });

/** Time that passes when it is told to, channels, and one or more replicas over one database. */
export function createWorld(url: string) {
  let now = start;
  const clock = (): number => now;
  const channels = memoryChannels(clock);
  const replicas: { daily: Daily; store: Store }[] = [];
  let catalog: Catalog = notes;
  const world = {
    clock,
    channels,
    log: memoryLog(),
    show: (shown: Catalog): void => void (catalog = shown),
    async replica(publisher: Publisher = channels): Promise<{ daily: Daily; store: Store }> {
      const store = await openStore(url, world.log);
      const daily = createDaily({
        store,
        catalog: () => catalog,
        log: world.log,
        catchUpMs: 6 * HOUR,
        clock,
        // A sleep is a look away: what is due is found by the clock, not by waiting.
        sleep: () => wait(3),
      });
      daily.start(new Map([['memory', publisher]]));
      const made = { daily, store };
      replicas.push(made);
      return made;
    },
    async stop(): Promise<void> {
      for (const { daily, store } of replicas.splice(0)) {
        await daily.stop();
        await store.close();
      }
    },
    /**
     * Lets time go to a moment, and all that is due on the way happen when it is due.
     *
     * @param look called after each moment at which something was due.
     */
    async to(moment: number, look = (): Promise<void> => Promise.resolve()): Promise<void> {
      await world.settled();
      while (now < moment) {
        const [first] = replicas;
        const next = first && (await nextMoment(first.store, 'memory'));
        now = Math.min(moment, Math.max(next ?? moment, now + 1));
        await world.settled();
        await look();
      }
    },
    setAtOnce: (moment: number): void => void (now = moment),
    /** Sets the clock, forward or back, at once. */
    async set(moment: number): Promise<void> {
      now = moment;
      await world.settled();
    },
    async settled(): Promise<void> {
      const [first] = replicas;
      if (!first) return;
      await vi.waitFor(
        async () => {
          const next = await nextMoment(first.store, 'memory');
          const busy = replicas.some(({ daily }) => daily.counts().underWay > 0);
          const trouble = replicas.some(({ daily }) => daily.trouble('memory') !== undefined);
          if (busy || (!trouble && next !== undefined && next <= now)) throw new Error('not yet');
        },
        { timeout: 10_000, interval: 1 },
      );
    },
    days: (channel: string): string[] =>
      channels.messages
        .filter((message) => message.channel === channel)
        .map((message) => dayAt(message.at, 'Europe/London')),
  };
  return world;
}

export const need = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('not there');
  return found;
};

/** Claims all that is due, as a replica would whose loop stands still. */
export async function claimDue(daily: Daily, now: number): Promise<Claimed[]> {
  const due = await findDue(daily.store, 'memory', now, 10);
  const claims = due.map((it) => claimFor(it, now, daily));
  return claim(daily.store, claims, now);
}
