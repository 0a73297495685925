import { sql, type Selectable } from 'kysely';
import type { Store } from '../store/store.ts';
import type { Place, Posted } from './publisher.ts';
import type { PickTable, SubscriptionTable } from './tables.ts';

export type Subscription = Selectable<SubscriptionTable>;
export type PickRow = Selectable<PickTable>;

/** A place as one text. Ids of the platforms hold no slash. */
export function subscriptionId({ platform, workspace, channel }: Place): string {
  return `${platform}/${workspace}/${channel}`;
}

/** The states as the indexes of what is open know them: a parameter would not do. */
export const ON = sql.lit('on' as const);
export const CLAIMED = sql.lit('claimed' as const);
export const POSTED = sql.lit('posted' as const);

/** Changes a pick, if nobody has taken it over since. @returns whether it was still ours. */
export async function settle(
  { db }: Store,
  { day, since, subscription, attempt }: PickRow,
  change: Partial<Omit<PickRow, 'day' | 'since' | 'subscription'>>,
): Promise<boolean> {
  const done = await db
    .updateTable('picks')
    .set(change)
    .where((is) => is.and({ day, since, subscription, attempt }))
    .where('state', '=', CLAIMED)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/**
 * Says where a pick was posted, see {@link settle}.
 *
 * @param askAt until when whoever says so has its questions to ask alone, ms; null for none.
 * @returns the pick as it is now; undefined when it was not ours any more.
 */
export async function confirm(
  store: Store,
  pick: PickRow,
  posted: Posted,
  askAt: number | null,
): Promise<PickRow | undefined> {
  const change = {
    ...({ state: 'posted', message: posted.id, url: posted.url ?? null } as const),
    ...{ error: null, ask_at: askAt },
  };
  return (await settle(store, pick, change)) ? { ...pick, ...change } : undefined;
}

/**
 * Moves the moment from which anybody may ask a pick's questions, unless somebody else moved it since.
 *
 * @param to null when there is nothing to ask any more. @returns whether it was still as the pick has it.
 */
export async function moveAsk(
  { db }: Store,
  { day, since, subscription, ask_at }: PickRow,
  to: number | null,
): Promise<boolean> {
  const done = await db
    .updateTable('picks')
    .set({ ask_at: to })
    .where((is) => is.and({ day, since, subscription }))
    .where('ask_at', '=', ask_at)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** Changes what a pick shows, if it still shows a note. @returns whether it did. */
export async function changeNote(
  { db }: Store,
  { day, since, subscription }: PickRow,
  note: string,
  change: Pick<PickRow, 'note' | 'ask_at'>,
): Promise<boolean> {
  const done = await db
    .updateTable('picks')
    .set(change)
    .where((is) => is.and({ day, since, subscription, note }))
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** The subscription of a pick that is still claimed by this try, as it is now. */
export function claimedFor(
  { db }: Store,
  { day, since, subscription, attempt }: PickRow,
): Promise<Subscription | undefined> {
  return db
    .selectFrom('picks')
    .innerJoin('subscriptions', 'subscriptions.id', 'picks.subscription')
    .selectAll('subscriptions')
    .where('picks.day', '=', day)
    .where('picks.since', '=', since)
    .where('picks.subscription', '=', subscription)
    .where('picks.attempt', '=', attempt)
    .where('picks.state', '=', CLAIMED)
    .executeTakeFirst();
}

/** The pick of a channel on one day. */
export function pickOn(
  { db }: Store,
  { id, since }: Pick<Subscription, 'id' | 'since'>,
  day: string,
): Promise<PickRow | undefined> {
  return db
    .selectFrom('picks')
    .selectAll()
    .where((is) => is.and({ day, since, subscription: id }))
    .executeTakeFirst();
}

/** The last pick that a channel was shown, before a day or of all. */
export function lastPosted(
  { db }: Store,
  subscription: string,
  before?: string,
): Promise<PickRow | undefined> {
  const posted = db
    .selectFrom('picks')
    .selectAll()
    .where('subscription', '=', subscription)
    .where('state', '=', POSTED);
  return (before === undefined ? posted : posted.where('day', '<', before))
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The last of a channel's picks that has not been posted, of some days. */
export function lastUnposted(
  { db }: Store,
  { id, since }: Pick<Subscription, 'id' | 'since'>,
  days: readonly string[],
): Promise<PickRow | undefined> {
  return db
    .selectFrom('picks')
    .selectAll()
    .where('day', 'in', days)
    .where('since', '=', since)
    .where('subscription', '=', id)
    .where('state', '!=', POSTED)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function subscriptionAt(store: Store, place: Place): Promise<Subscription | undefined> {
  return subscriptionOf(store, subscriptionId(place));
}

/** @param id see {@link subscriptionId}. */
export function subscriptionOf({ db }: Store, id: string): Promise<Subscription | undefined> {
  return db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Changes a subscription as it was read.
 *
 * @returns false when somebody else changed it meanwhile, and nothing was done.
 */
export async function changeSubscription(
  { db }: Store,
  { id, revision }: Pick<Subscription, 'id' | 'revision'>,
  change: Partial<Omit<Subscription, 'id' | 'revision'>>,
): Promise<boolean> {
  const done = await db
    .updateTable('subscriptions')
    .set({ ...change, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** Changes a subscription's bag, whatever else changes meanwhile. @param to the bag as it is to be, from the one there is. */
export async function changeBag(
  store: Store,
  id: string,
  to: (subscription: Subscription) => string | Promise<string>,
): Promise<void> {
  for (;;) {
    const subscription = await subscriptionOf(store, id);
    if (!subscription) return;
    const bag = await to(subscription);
    if (bag === subscription.bag || (await changeSubscription(store, subscription, { bag })))
      return;
  }
}

/** The picks that were posted in a workspace's channels: which note, and for when (ms since 1970). */
export function postedIn(
  { db }: Store,
  { platform, workspace }: Pick<Place, 'platform' | 'workspace'>,
) {
  return db
    .selectFrom('picks')
    .innerJoin('subscriptions', 'subscriptions.id', 'picks.subscription')
    .select(['picks.note', 'picks.due_at'])
    .where('subscriptions.platform', '=', platform)
    .where('subscriptions.workspace', '=', workspace)
    .where('picks.state', '=', POSTED);
}
