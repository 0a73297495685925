import { setTimeout as wait } from 'node:timers/promises';
import type { Catalog } from '../catalog/catalog.ts';
import type { Log } from '../log.ts';
import { StoreError, type Store } from '../store/store.ts';
import { take, type Bag } from './bag.ts';
import { deliver, type Desk } from './delivery.ts';
import { claim, findDue, nextMoment, takeOver, type Claim, type Subscription } from './ledger.ts';
import type { Publisher } from './publisher.ts';
import { dayAt, slotsAround } from './slots.ts';

/** Picks of one platform that are under way at once; a slow channel holds up none of the others. */
export const AT_ONCE = 48;
/** The longest sleep, ms: what another replica or a command wrote is seen by then. */
const SLEEP_MS = 20_000;
/** After a failure of the store. */
const PAUSE_MS = 5_000;
/** A clock that is this far ahead of the others is wrong, ms. */
const AHEAD_MS = 24 * 3_600_000;
/** How much further than the time that really passed a clock may go before it is checked, ms. */
const JUMP_MS = 3_600_000;

/** Posts each channel's pick when it is due, for as long as it runs. */
export interface Daily extends Desk {
  /** Begins to post. @param publishers by the adapter's name. */
  start: (publishers: ReadonlyMap<string, Publisher>) => void;
  /** Who posts on a platform; undefined where nothing can be posted. */
  publisher: (platform: string) => Publisher | undefined;
  /** Claims nothing more; resolves when what was begun is over. */
  stop: () => Promise<void>;
  /** Looks at once whether something is due, as after a change. */
  wake: () => void;
  /** Why nothing is posted right now, in words; undefined when all is well. */
  trouble: () => string | undefined;
  /** How much is under way, and what became of the rest since the start. */
  counts: () => { underWay: number; posted: number; failed: number; missed: number; later: number };
}

/** The notes that a subscription may be given. */
export function notesFor({ topics }: Pick<Subscription, 'topics'>, catalog: Catalog): string[] {
  const wanted = JSON.parse(topics) as string[];
  return catalog.notes
    .filter(({ topic }) => wanted.length === 0 || wanted.includes(topic))
    .map(({ id }) => id);
}

/** What is due of a subscription now, as it would be claimed. */
export function claimFor(
  subscription: Subscription,
  now: number,
  { catalog, catchUpMs }: Pick<Desk, 'catalog' | 'catchUpMs'>,
): Claim {
  const bag = JSON.parse(subscription.bag) as Bag;
  const { newest, next } = slotsAround(now, subscription);
  // Nothing before the slot that was promised next, as when it was set up a moment ago.
  const due =
    newest && newest.at >= subscription.next_at
      ? newest
      : { day: dayAt(subscription.next_at, subscription.timezone), at: subscription.next_at };
  const taken = take(subscription.id, bag, notesFor(subscription, catalog()));
  const late = now - due.at > catchUpMs;
  return {
    subscription,
    day: due.day,
    dueAt: due.at,
    note: taken?.id ?? '',
    bag: taken?.bag ?? bag,
    nextAt: next.at,
    state: late || !taken ? 'missed' : 'claimed',
  };
}

function sleepFor(ms: number, signal: AbortSignal): Promise<unknown> {
  return wait(ms, undefined, { signal });
}

/**
 * @param options `clock`, `sleep`: time, which tests make pass as they like.
 */
export function createDaily(
  options: Omit<Desk, 'clock'> & {
    clock?: () => number;
    sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  },
): Daily {
  const { store, log, clock = Date.now } = options;
  const { sleep = sleepFor } = options;
  const desk: Desk = { ...options, clock };
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  let awake = new AbortController();
  const troubles = new Map<string, string>();
  const counts = { posted: 0, failed: 0, missed: 0, later: 0 };
  let underWay = 0;
  let known: ReadonlyMap<string, Publisher> = new Map();

  async function loop(platform: string, publisher: Publisher): Promise<void> {
    const running = new Set<Promise<void>>();
    const isRight = clockCheck(platform, publisher, { store, log });
    while (!stopping.signal.aborted) {
      let pause: number | undefined;
      try {
        // What is checked is what is used: the clock may jump at any moment.
        const now = clock();
        const wrong = await isRight(now);
        if (wrong === undefined) troubles.delete(platform);
        else troubles.set(platform, wrong);
        underWay += 1;
        const begun = await (
          wrong === undefined ? begin(platform, publisher, running, now) : Promise.resolve(0)
        ).finally(() => (underWay -= 1));
        if (begun === 0 && running.size < AT_ONCE) {
          const next = wrong === undefined ? await nextMoment(store, platform) : undefined;
          pause = Math.min(Math.max((next ?? Infinity) - clock(), 250), SLEEP_MS);
        }
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        troubles.set(platform, 'the database can’t be reached');
        log.error({ err: error, platform }, 'the daily picks wait for the database');
        pause = PAUSE_MS;
      }
      if (pause === undefined) {
        if (running.size >= AT_ONCE) await Promise.race(running);
      } else await nap(pause, running.size > 0 ? [...running] : []);
    }
    await Promise.all(running);
  }

  /** Sleeps, until woken, stopped, or one of those that run is over. */
  async function nap(ms: number, running: Promise<void>[]): Promise<void> {
    const signal = AbortSignal.any([awake.signal, stopping.signal]);
    await Promise.race([sleep(ms, signal).catch(() => undefined), ...running]);
    if (awake.signal.aborted) awake = new AbortController();
  }

  /** Claims as much as there is room for and begins to post it. @returns how many. */
  async function begin(
    platform: string,
    publisher: Publisher,
    running: Set<Promise<void>>,
    now: number,
  ): Promise<number> {
    const room = AT_ONCE - running.size;
    if (room <= 0) return 0;
    const again = await takeOver(store, platform, now, room);
    const due = await findDue(store, platform, now, room - again.length);
    const claims = due.map((subscription) => claimFor(subscription, now, desk));
    const won = await claim(store, claims, now);
    counts.missed += claims.filter(({ state }) => state === 'missed').length;
    for (const one of [...again, ...won]) {
      underWay += 1;
      const work = deliver(one, publisher, desk)
        .then((outcome) => void (counts[outcome] += 1))
        .catch((error: unknown) => log.error({ err: error, platform }, 'a pick failed'))
        .finally(() => {
          underWay -= 1;
          running.delete(work);
        });
      running.add(work);
    }
    return again.length + due.length;
  }

  return {
    ...desk,
    publisher: (platform) => known.get(platform),
    start(publishers) {
      known = publishers;
      for (const [platform, publisher] of publishers) loops.push(loop(platform, publisher));
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(loops);
    },
    wake: () => awake.abort(),
    trouble: () => [...new Set(troubles.values())].join('; ') || undefined,
    counts: () => ({ underWay, ...counts }),
  };
}

/**
 * Whether the clock can be trusted: at the start, and whenever it went further than time did, it is
 * held against the database's and the platform's.
 *
 * @returns a function from what the clock shows, ms, to undefined, or what is wrong in words.
 */
function clockCheck(
  platform: string,
  publisher: Publisher,
  { store, log }: { store: Store; log: Log },
): (now: number) => Promise<string | undefined> {
  let seen: { clock: number; real: number } | undefined;
  return async (now) => {
    const real = performance.now();
    const jumped = !seen || now - seen.clock > real - seen.real + JUMP_MS;
    if (!jumped) {
      seen = { clock: now, real };
      return undefined;
    }
    try {
      const others = [await store.now(), await publisher.now()];
      const ahead = now - Math.min(...others);
      if (ahead >= AHEAD_MS) {
        log.error({ platform, aheadHours: Math.round(ahead / 3_600_000) }, 'this clock is ahead');
        return 'this machine’s clock is more than a day ahead, so nothing is posted until it is set right';
      }
    } catch (error) {
      if (error instanceof StoreError) throw error;
      log.warn({ err: error, platform }, 'the platform’s clock could not be asked');
      return 'the platform can’t be reached';
    }
    seen = { clock: now, real };
    return undefined;
  };
}
