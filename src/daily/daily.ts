import { setTimeout as wait } from 'node:timers/promises';
import type { Catalog } from '../catalog/catalog.ts';
import { StoreError } from '../store/store.ts';
import { readBag, take } from './bag.ts';
import { clockCheck } from './clock.ts';
import { deliver, NO_NOTE, TOO_LATE, type Desk } from './delivery.ts';
import {
  claim,
  findDue,
  findUnasked,
  giveUp,
  nextMoment,
  takeOver,
  type Claim,
  type Claimed,
  type Due,
} from './claims.ts';
import { changeSubscription, moveAsk, type Subscription } from './ledger.ts';
import { createLine, type Errand, type Line } from './line.ts';
import type { Place, Publisher } from './publisher.ts';
import { ASK_MS, askBelow } from './questions.ts';
import { createReaders } from './readers.ts';
import { dayAt, slotsAround } from './slots.ts';
import { keepWhy, type Why } from './why.ts';

/** Picks of one platform that are sent at once; a slow channel holds up none of the others. */
const AT_ONCE = 48;
/**
 * How many picks are claimed ahead of being sent, and so wait for a lease to end when the process is
 * killed. Even if each were to take as long as a post may, all are sent in half a lease.
 */
export const AHEAD = 1000;
/** The longest sleep, ms: what another replica or a command wrote is seen by then. */
const SLEEP_MS = 20_000;
/** The shortest, where something is due that can't be begun. */
const LEAST_MS = 250;
/** A pick that is posted so long after its time is counted as late, ms. */
const LATE_MS = 60_000;
/** How long a slot waits that this process can't tell, ms. */
const STRANGE_MS = 10 * 60_000;
/** After a failure of the store. */
const PAUSE_MS = 5_000;

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
  /** Takes note that a note came to or left a shelf: picks of it that stand in channels show it. */
  shelved: (where: Pick<Place, 'platform' | 'workspace'>, note: string) => void;
  /** Why nothing is posted on a platform right now; undefined when all is well. */
  trouble: (platform: string) => Why | undefined;
  /** How much is under way, and what became of the rest since the start. */
  counts: () => {
    underWay: number;
    posted: number;
    /** Of these, more than a minute after their time. */
    late: number;
    failed: number;
    missed: number;
    /** Put off, to be tried again. */
    later: number;
  };
}

/** Ids of the notes of each list of topics, as thousands of subscriptions have the same. */
const chosen = new WeakMap<Catalog, Map<string, string[]>>();

/** The notes that a subscription may be given. */
export function notesFor({ topics }: Pick<Subscription, 'topics'>, catalog: Catalog): string[] {
  const byTopics = chosen.get(catalog) ?? new Map<string, string[]>();
  chosen.set(catalog, byTopics);
  const known = byTopics.get(topics);
  if (known) return known;
  const wanted = JSON.parse(topics) as string[];
  const ids = catalog.notes
    .filter(({ topic }) => wanted.length === 0 || wanted.includes(topic))
    .map(({ id }) => id);
  byTopics.set(topics, ids);
  return ids;
}

/** What is due of a subscription now, as it would be claimed. */
export function claimFor(
  subscription: Due,
  now: number,
  { catalog, catchUpMs }: Pick<Desk, 'catalog' | 'catchUpMs'>,
): Claim {
  const bag = readBag(subscription.bag);
  const { newest, next } = slotsAround(now, subscription);
  // Nothing before the slot that was promised next, as when it was set up a moment ago.
  const due =
    newest && newest.at >= subscription.next_at
      ? newest
      : { day: dayAt(subscription.next_at, subscription.timezone), at: subscription.next_at };
  const taken = take(subscription.id, bag, notesFor(subscription, catalog()));
  const error = now - due.at > catchUpMs ? TOO_LATE : taken ? null : NO_NOTE;
  return {
    subscription,
    day: due.day,
    dueAt: due.at,
    note: taken?.id ?? '',
    bag: taken?.bag ?? bag,
    nextAt: next.at,
    state: error === null ? 'claimed' : 'missed',
    error: error && keepWhy(error),
  };
}

function sleepFor(ms: number, signal: AbortSignal): Promise<unknown> {
  return wait(ms, undefined, { signal });
}

/**
 * @param options `clock`, `sleep`: time, which tests make pass as they like. `elapsed`: ms that really
 *   passed, whatever the clock shows.
 */
export function createDaily(
  options: Omit<Desk, 'clock' | 'afterwards' | 'asking'> & {
    clock?: () => number;
    sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
    elapsed?: () => number;
  },
): Daily {
  const { store, log, clock = Date.now } = options;
  const { sleep = sleepFor, elapsed = () => performance.now() } = options;
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  const troubles = new Map<string, Why>();
  const counts = { posted: 0, late: 0, failed: 0, missed: 0, later: 0 };
  let looking = 0;
  let known: ReadonlyMap<string, Publisher> = new Map();
  const platforms = new Map<string, { line: Line; bell: Bell; look: boolean }>();

  const desk: Desk = {
    ...options,
    clock,
    asking: new Set(),
    afterwards: ({ platform, workspace, since }, dueAt, restMs, send) => {
      const running = platforms.get(platform);
      running?.line.add([{ lane: workspace, dueAt, since, restMs, send }]);
      running?.bell.ring();
    },
  };

  /** Errands that are claimed and not begun. */
  const held = new Set<Claimed>();

  function errandOf(claimed: Claimed, publisher: Publisher, look: () => void): Errand {
    const { pick, workspace } = claimed;
    held.add(claimed);
    return {
      lane: workspace,
      dueAt: pick.due_at,
      since: pick.since,
      async send() {
        held.delete(claimed);
        try {
          const { outcome, restMs = 0 } = await deliver(pick, publisher, desk);
          counts[outcome] += 1;
          if (outcome === 'posted' && clock() - pick.due_at > LATE_MS) counts.late += 1;
          if (outcome === 'later') look();
          return restMs;
        } catch (error) {
          log.error({ err: error, platform: pick.platform }, 'a pick failed');
          return 0;
        }
      },
    };
  }

  async function loop(platform: string, publisher: Publisher): Promise<void> {
    const isRight = clockCheck(platform, publisher, { store, log });
    const bell = createBell(sleep);
    stopping.signal.addEventListener('abort', bell.ring);
    const { everyMs = 0 } = publisher;
    const look = (): void => void (running.look = true);
    const line = createLine({
      ...{ atOnce: AT_ONCE, everyMs, elapsed },
      over: bell.ring,
      roomy: look,
    });
    const running = { line, bell, look: true };
    platforms.set(platform, running);
    let [lookAt, lookedAt] = [0, 0];
    while (!stopping.signal.aborted) {
      let pause = PAUSE_MS;
      looking += 1;
      try {
        // What is checked is what is used: the clock may jump at any moment.
        const now = clock();
        const wrong = await isRight(now);
        if (wrong === undefined) troubles.delete(platform);
        else troubles.set(platform, wrong);
        if (wrong === undefined) {
          if (now >= lookAt || elapsed() - lookedAt >= SLEEP_MS) running.look = true;
          if (running.look && line.waiting() <= AHEAD / 2) {
            running.look = false;
            const all = await fill(platform, publisher, line, look, now);
            const next = all ? await nextMoment(store, platform, line.busy()) : now;
            [lookAt, lookedAt] = [next ?? Infinity, elapsed()];
          }
          line.begin();
        }
        pause = wrong === undefined ? Math.max(lookAt - clock(), LEAST_MS) : SLEEP_MS;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        troubles.set(platform, ['database']);
        log.error({ err: error, platform }, 'the daily picks wait for the database');
      }
      looking -= 1;
      const idle = line.idleFor() ?? Infinity;
      pause = Math.min(pause, SLEEP_MS);
      if ((await bell.wait(Math.min(pause, idle))) && pause <= idle) look();
    }
    const over = line.close();
    // Whoever goes on need not wait for the leases. Now, since what is being sent may take longer than
    // this process may.
    await leave(platform);
    await over;
  }

  /** Gives up what was claimed and not begun. */
  async function leave(platform: string): Promise<void> {
    const left = [...held].filter(({ pick }) => pick.platform === platform);
    for (const claimed of left) held.delete(claimed);
    try {
      await giveUp(store, left, clock());
    } catch (error) {
      log.error({ err: error }, 'picks that were claimed wait for their leases');
    }
  }

  /**
   * Claims as much as there is room for.
   *
   * @param look called when one of these has to be looked at again.
   * @returns whether nothing more is due, but for workspaces that have enough to do.
   */
  async function fill(
    platform: string,
    publisher: Publisher,
    line: Line,
    look: () => void,
    now: number,
  ): Promise<boolean> {
    const room = AHEAD - line.waiting();
    for (const { pick, workspace } of await findUnasked(store, platform, now, room)) {
      const ours = { ...pick, ask_at: now + ASK_MS };
      if (!(await moveAsk(store, pick, ours.ask_at))) continue;
      const lane = { platform, workspace, since: pick.since };
      askBelow(ours, lane, publisher, desk, { again: true, restMs: 0 });
    }
    const add = (claimed: readonly Claimed[]): void =>
      line.add(claimed.map((it) => errandOf(it, publisher, look)));
    const again = await takeOver(store, platform, now, room);
    add(again);
    const most = room - again.length;
    const due = await findDue(store, platform, now, most, line.busy());
    const fitting = line.fitting(due, ({ workspace }) => workspace);
    const claims: Claim[] = [];
    for (const subscription of fitting) {
      try {
        claims.push(claimFor(subscription, now, desk));
      } catch (error) {
        // Another replica's Node may know its time zone; its slot waits for that one.
        log.error({ err: error, platform }, 'a channel’s slot can’t be told');
        await changeSubscription(store, subscription, { next_at: now + STRANGE_MS });
      }
    }
    const won = await claim(store, claims, now);
    counts.missed += claims.filter(({ state }) => state === 'missed').length;
    add(won);
    return due.length < most;
  }

  const publisher = (platform: string): Publisher | undefined => known.get(platform);
  return {
    ...desk,
    publisher,
    shelved: createReaders({ ...desk, publisher }),
    start(publishers) {
      known = publishers;
      for (const [platform, publisher] of publishers) loops.push(loop(platform, publisher));
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(loops);
      try {
        for (const pick of desk.asking) await moveAsk(store, pick, clock());
      } catch (error) {
        log.error({ err: error }, 'questions that were to be asked wait for their leases');
      }
      desk.asking.clear();
    },
    wake() {
      for (const running of platforms.values()) {
        running.look = true;
        running.bell.ring();
      }
    },
    trouble: (platform) => troubles.get(platform),
    counts: () => {
      const lines = [...platforms.values()].map(({ line }) => line.waiting() + line.sending());
      return { underWay: lines.reduce((sum, count) => sum + count, looking), ...counts };
    },
  };
}

/** Something to sleep by until it rings. */
interface Bell {
  ring: () => void;
  /** Sleeps, not at all if it rang since. @returns whether nobody rang. */
  wait: (ms: number) => Promise<boolean>;
}

function createBell(sleep: (ms: number, signal: AbortSignal) => Promise<unknown>): Bell {
  let rang = false;
  let wakeUp = (): void => undefined;
  return {
    ring() {
      rang = true;
      wakeUp();
    },
    async wait(ms) {
      if (!rang) {
        const over = new AbortController();
        const woken = new Promise<void>((resolve) => (wakeUp = resolve));
        await Promise.race([sleep(ms, over.signal).catch(() => undefined), woken]);
        over.abort('woken');
      }
      const slept = !rang;
      rang = false;
      return slept;
    },
  };
}
