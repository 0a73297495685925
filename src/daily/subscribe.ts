import type { Catalog } from '../catalog/catalog.ts';
import { allOrNone } from '../store/transaction.ts';
import { readBag, take, writeBag, type Bag } from './bag.ts';
import { notesFor, type Daily } from './daily.ts';
import { deliver, NO_NOTE, placeOf, SWITCHED_OFF } from './delivery.ts';
import { claim, LEASE_MS, type Claimed } from './claims.ts';
import {
  changeSubscription,
  pickOn,
  subscriptionAt,
  subscriptionId,
  type PickRow,
  type Subscription,
} from './ledger.ts';
import type { Place } from './publisher.ts';
import { dayAt, nextSlot, type Rhythm, type Slot } from './slots.ts';
import { keepWhy } from './why.ts';

// What people do with a channel's daily pick.

export interface Settings {
  time: string;
  timezone: string;
  days: string;
  /** Topic ids; empty for all. */
  topics: string[];
  thread: boolean;
  /** The language of the server, like `ja`; without it, English. */
  locale?: string;
}

const NEW_BAG: Bag = { round: 1, given: [], skipped: [], last: undefined };

/** Switches a channel's daily pick on, or changes when and of what it is. The bag stays as it was. */
export async function subscribe(
  daily: Daily,
  place: Place,
  by: string,
  settings: Settings,
): Promise<Subscription> {
  const { store, clock } = daily;
  const id = subscriptionId(place);
  const { time, timezone, days, thread } = settings;
  const before = await subscriptionAt(store, place);
  // A slot that is due already, and that nobody has come to yet, is not passed over.
  const overdue =
    before?.state === 'on' &&
    before.next_at <= clock() &&
    (['time', 'timezone', 'days'] as const).every((name) => before[name] === settings[name]);
  const next = overdue
    ? { at: before.next_at }
    : await freeSlot(daily, before, nextSlot(clock(), settings), settings);
  const changed = {
    state: 'on',
    reason: null,
    time,
    timezone,
    days,
    topics: JSON.stringify(settings.topics),
    thread: Number(thread),
    set_by: by,
    locale: settings.locale ?? null,
    next_at: next.at,
  } as const;
  const subscription = await store.db
    .insertInto('subscriptions')
    .values({
      id,
      ...place,
      ...changed,
      since: clock(),
      bag: writeBag(NEW_BAG),
      revision: 1,
    })
    .onConflict((it) =>
      it
        .column('id')
        .doUpdateSet((row) => ({ ...changed, revision: row('subscriptions.revision', '+', 1) })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  daily.wake();
  return subscription;
}

/** A slot, or the first after it whose day has no pick yet. */
async function freeSlot(
  { store }: Daily,
  subscription: Subscription | undefined,
  slot: Slot,
  rhythm: Rhythm,
): Promise<Slot> {
  let free = slot;
  if (!subscription) return free;
  while (await pickOn(store, subscription, free.day)) free = nextSlot(free.at, rhythm);
  return free;
}

/** Switches it off. @returns false when it was not on. */
export async function unsubscribe({ store }: Daily, place: Place): Promise<boolean> {
  const done = await store.db
    .updateTable('subscriptions')
    .set((row) => ({ state: 'off', reason: null, revision: row('revision', '+', 1) }))
    .where('id', '=', subscriptionId(place))
    .where('state', '!=', 'off')
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** `why` is as {@link keepWhy} writes it. */
export type PostedNow =
  | { kind: 'posted'; pick: PickRow }
  | { kind: 'already'; pick: PickRow }
  | { kind: 'under way' }
  | { kind: 'failed'; why: string };

/** Posts today's pick now, if it is not there yet; the day's regular slot is served by it. */
export async function postNow(daily: Daily, subscription: Subscription): Promise<PostedNow> {
  const { store, clock } = daily;
  const publisher = daily.publisher(subscription.platform);
  const trouble = daily.trouble(subscription.platform);
  if (!publisher || trouble !== undefined) {
    return { kind: 'failed', why: keepWhy(trouble ?? ['nowhere']) };
  }
  const now = clock();
  const day = dayAt(now, subscription.timezone);
  const known = await pickOn(store, subscription, day);
  if (!known || cameToNothing(known)) {
    if (upcoming(subscription, daily.catalog()) === undefined) {
      return { kind: 'failed', why: keepWhy(NO_NOTE) };
    }
  }
  const [mine] =
    known && cameToNothing(known)
      ? await reopen(daily, known, subscription)
      : await claimNow(daily, subscription, day, now);
  if (!mine) {
    const other = await pickOn(store, subscription, day);
    if (other?.state === 'posted') return { kind: 'already', pick: other };
    if (other?.state === 'claimed') return { kind: 'under way' };
    // Somebody changed the channel's settings since they were read.
    const changed = await subscriptionAt(store, placeOf(subscription));
    return changed?.state === 'on'
      ? postNow(daily, changed)
      : { kind: 'failed', why: keepWhy(SWITCHED_OFF) };
  }
  await deliver(mine.pick, publisher, daily);
  // Should it be tried again, that is not seen by sleeping.
  daily.wake();
  const after = await pickOn(store, subscription, day);
  return after?.state === 'posted'
    ? { kind: 'posted', pick: after }
    : { kind: 'failed', why: after?.error ?? keepWhy(['noAnswerYet']) };
}

function cameToNothing({ state }: PickRow): boolean {
  return state === 'missed' || state === 'failed';
}

function claimNow(
  { store, catalog }: Daily,
  subscription: Subscription,
  day: string,
  now: number,
): Promise<Claimed[]> {
  const bag = readBag(subscription.bag);
  const taken = take(subscription.id, bag, notesFor(subscription, catalog()));
  if (!taken) return Promise.resolve([]);
  const { next_at: next, timezone } = subscription;
  return claim(
    store,
    [
      {
        subscription,
        day,
        dueAt: now,
        note: taken.id,
        bag: taken.bag,
        // Its own slot is served by this.
        nextAt: dayAt(next, timezone) === day ? nextSlot(next, subscription).at : next,
        state: 'claimed',
        error: null,
      },
    ],
    now,
  );
}

/** A slot that nothing came of is tried again, under the same key. */
async function reopen(
  { store, catalog, clock }: Daily,
  known: PickRow,
  subscription: Subscription,
): Promise<Claimed[]> {
  const bag = readBag(subscription.bag);
  const taken = take(subscription.id, bag, notesFor(subscription, catalog()));
  if (!taken) return [];
  let pick: PickRow | undefined;
  const opened = await allOrNone(store, async (within) => {
    pick = await within.db
      .updateTable('picks')
      .set({
        state: 'claimed',
        note: taken.id,
        due_at: clock(),
        attempt: known.attempt + 1,
        lease_until: clock() + LEASE_MS,
        error: null,
      })
      .where('day', '=', known.day)
      .where('since', '=', known.since)
      .where('subscription', '=', known.subscription)
      .where('attempt', '=', known.attempt)
      .where('state', '=', known.state)
      .returningAll()
      .executeTakeFirst();
    if (!pick) return false;
    return changeSubscription(within, subscription, { bag: writeBag(taken.bag) });
  });
  return opened && pick ? [{ pick, workspace: subscription.workspace }] : [];
}

/** The note that comes next, as things are. */
export function upcoming(subscription: Subscription, catalog: Catalog): string | undefined {
  const bag = readBag(subscription.bag);
  return take(subscription.id, bag, notesFor(subscription, catalog))?.id;
}
