import { sql, type Selectable } from 'kysely';
import { rowsAs } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Bag } from './bag.ts';
import type { Place, Posted } from './publisher.ts';
import type { PickTable, SubscriptionTable } from './tables.ts';

export type Subscription = Selectable<SubscriptionTable>;
export type PickRow = Selectable<PickTable>;

/**
 * How long whoever claimed a slot has it alone, ms. Much longer than a post may take, as nobody else
 * may post while the first one's request may still be under way.
 */
export const LEASE_MS = 20 * 60_000;

/** A place as one text. Ids of the platforms hold no slash. */
export function subscriptionId({ platform, workspace, channel }: Place): string {
  return `${platform}/${workspace}/${channel}`;
}

/** What is written of a slot that is due: who gets what, and when the channel's next one is. */
export interface Claim {
  subscription: Subscription;
  day: string;
  dueAt: number;
  note: string;
  bag: Bag;
  nextAt: number;
  state: 'claimed' | 'missed';
  /** Why it was missed, in words. */
  error: string | null;
}

/** A slot that is ours for as long as its lease lasts. */
export interface Claimed {
  pick: PickRow;
  subscription: Subscription;
}

/** The states as the indexes of what is open know them: a parameter would not do. */
const ON = sql.lit('on' as const);
const CLAIMED = sql.lit('claimed' as const);

/**
 * Subscriptions of a platform that are due, in the order of arrival: of their slots, and among those
 * that are due together of who came first.
 *
 * @param busy workspaces that get none for now.
 */
export function findDue(
  store: Store,
  platform: string,
  now: number,
  most: number,
  busy: readonly string[] = [],
): Promise<Subscription[]> {
  const due = store.db
    .selectFrom('subscriptions')
    .selectAll()
    .where('state', '=', ON)
    .where('platform', '=', platform)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('since')
    .limit(most);
  return (busy.length === 0 ? due : due.where('workspace', 'not in', busy)).execute();
}

/**
 * When the next slot of a platform is due, or the next lease ends; undefined when there is none.
 *
 * @param busy workspaces whose slots don't count.
 */
export async function nextMoment(
  { db }: Store,
  platform: string,
  busy: readonly string[] = [],
): Promise<number | undefined> {
  const slots = db
    .selectFrom('subscriptions')
    .select((it) => it.fn.min('next_at').as('at'))
    .where('state', '=', ON)
    .where('platform', '=', platform);
  const due = await (
    busy.length === 0 ? slots : slots.where('workspace', 'not in', busy)
  ).executeTakeFirst();
  const open = await db
    .selectFrom('picks')
    .select((it) => it.fn.min('lease_until').as('at'))
    .where('state', '=', CLAIMED)
    .where('platform', '=', platform)
    .executeTakeFirst();
  // Without any row the least is null, whatever its type says.
  const moments = [due?.at, open?.at].filter((at) => typeof at === 'number');
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/**
 * Claims slots, each for the first that asks. A slot and its subscription change together or not at all.
 *
 * @returns the picks that are ours now, in the order of the claims: not those that somebody else
 *   claimed or whose subscription was changed since it was read, nor missed ones.
 */
export async function claim(
  store: Store,
  claims: readonly Claim[],
  now: number,
): Promise<Claimed[]> {
  if (claims.length === 0) return [];
  // Whoever claims the same takes the rows in the same order, so that none waits for another in a ring.
  const inOrder = claims.toSorted((a, b) => (a.subscription.id < b.subscription.id ? -1 : 1));
  const slots = rowsAs(
    store,
    {
      id: 'text',
      platform: 'text',
      day: 'text',
      due_at: 'bigint',
      note: 'text',
      state: 'text',
      error: 'text',
    },
    inOrder.map(({ subscription: { id, platform }, day, dueAt, note, state, error }) => [
      id,
      platform,
      day,
      dueAt,
      note,
      state,
      error,
    ]),
  );
  const leaseUntil = now + LEASE_MS;
  const written = await store.db.transaction().execute(async (one) => {
    const inserted = await sql<{ subscription: string }>`
      insert into picks
        (subscription, day, platform, state, note, due_at, error, attempt, lease_until, began_at)
      select v.id, v.day, v.platform, v.state, v.note, v.due_at, v.error, 1,
        cast(${leaseUntil} as bigint), cast(${now} as bigint)
      from ${slots} as v where true
      on conflict (subscription, day) do nothing
      returning subscription`.execute(one);
    const ours = new Set(inserted.rows.map(({ subscription }) => subscription));
    // A slot that is there already (posted by hand) moves the subscription on as well, but takes no note.
    const moved = rowsAs(
      store,
      { id: 'text', bag: 'json', next_at: 'bigint', revision: 'bigint' },
      inOrder.map(({ subscription: { id, bag: before, revision }, bag, nextAt, state }) => [
        id,
        state === 'claimed' && ours.has(id) ? bag : (JSON.parse(before) as Bag),
        nextAt,
        revision,
      ]),
    );
    const updated = await sql<{ id: string }>`
      update subscriptions
      set next_at = v.next_at, bag = v.bag, revision = subscriptions.revision + 1
      from ${moved} as v
      where subscriptions.id = v.id and subscriptions.revision = v.revision
      returning subscriptions.id`.execute(one);
    const unchanged = new Set(updated.rows.map(({ id }) => id));
    // Whoever was changed since they were read has another bag by now: their slot is claimed anew.
    const changed = inOrder.filter(
      ({ subscription: { id } }) => ours.has(id) && !unchanged.has(id),
    );
    for (const { subscription, day } of changed) {
      ours.delete(subscription.id);
      await one
        .deleteFrom('picks')
        .where('subscription', '=', subscription.id)
        .where('day', '=', day)
        .execute();
    }
    return ours;
  });
  return claims.flatMap(({ subscription, day, dueAt, note, state }) =>
    state === 'claimed' && written.has(subscription.id)
      ? {
          subscription,
          pick: {
            subscription: subscription.id,
            day,
            platform: subscription.platform,
            state,
            note,
            due_at: dueAt,
            attempt: 1,
            lease_until: leaseUntil,
            began_at: now,
            message: null,
            url: null,
            error: null,
          },
        }
      : [],
  );
}

/** One try at a pick, in a table of {@link rowsAs}. */
const PICK_TRY = { subscription: 'text', day: 'text', attempt: 'bigint' } as const;

function tryOf({ subscription, day, attempt }: Pick<PickRow, keyof typeof PICK_TRY>) {
  return [subscription, day, attempt];
}

/** Takes over picks whose lease has ended, oldest slots first: each goes to one of those who ask. */
export async function takeOver(
  store: Store,
  platform: string,
  now: number,
  most: number,
): Promise<Claimed[]> {
  const open = await store.db
    .selectFrom('picks')
    .select(['subscription', 'day', 'attempt'])
    .where('state', '=', CLAIMED)
    .where('platform', '=', platform)
    .where('lease_until', '<=', now)
    .orderBy('lease_until')
    .limit(most)
    .execute();
  if (open.length === 0) return [];
  const known = rowsAs(store, PICK_TRY, open.map(tryOf));
  const { rows: picks } = await sql<PickRow>`
    update picks
    set attempt = attempt + 1, lease_until = cast(${now + LEASE_MS} as bigint)
    where state = ${CLAIMED} and (subscription, day, attempt) in
      (select v.subscription, v.day, v.attempt from ${known} as v)
    returning *`.execute(store.db);
  const { rows: subscriptions } = await sql<Subscription>`
    select * from subscriptions where id in (select v.id from ${rowsAs(
      store,
      { id: 'text' },
      picks.map(({ subscription }) => [subscription]),
    )} as v)`.execute(store.db);
  const byId = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
  return picks
    .flatMap((pick) => {
      const subscription = byId.get(pick.subscription);
      return subscription ? { pick, subscription } : [];
    })
    .sort((a, b) => a.pick.due_at - b.pick.due_at);
}

/** Gives up slots that were not begun, so that whoever comes next need not wait for the leases. */
export async function giveUp(store: Store, claimed: readonly Claimed[], now: number) {
  if (claimed.length === 0) return;
  const ours = rowsAs(
    store,
    PICK_TRY,
    claimed.map(({ pick }) => tryOf(pick)),
  );
  await sql`
    update picks set lease_until = cast(${now} as bigint)
    where state = ${CLAIMED} and (subscription, day, attempt) in
      (select v.subscription, v.day, v.attempt from ${ours} as v)`.execute(store.db);
}

/** Changes a pick, if nobody has taken it over since. @returns whether it was still ours. */
export async function settle(
  { db }: Store,
  { subscription, day, attempt }: PickRow,
  change: Partial<Omit<PickRow, 'subscription' | 'day'>>,
): Promise<boolean> {
  const done = await db
    .updateTable('picks')
    .set(change)
    .where('subscription', '=', subscription)
    .where('day', '=', day)
    .where('attempt', '=', attempt)
    .where('state', '=', CLAIMED)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** Says where a pick was posted, see {@link settle}. */
export function confirm(store: Store, pick: PickRow, posted: Posted): Promise<boolean> {
  return settle(store, pick, {
    state: 'posted',
    message: posted.id,
    url: posted.url ?? null,
    error: null,
  });
}

/** The pick of a channel on one day. */
export function pickOn(
  { db }: Store,
  subscription: string,
  day: string,
): Promise<PickRow | undefined> {
  return db
    .selectFrom('picks')
    .selectAll()
    .where('subscription', '=', subscription)
    .where('day', '=', day)
    .executeTakeFirst();
}

/** The last pick of a channel in one of some states. */
export function lastPick(
  { db }: Store,
  subscription: string,
  states: readonly PickRow['state'][],
): Promise<PickRow | undefined> {
  return db
    .selectFrom('picks')
    .selectAll()
    .where('subscription', '=', subscription)
    .where('state', 'in', states)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function subscriptionAt({ db }: Store, place: Place): Promise<Subscription | undefined> {
  return db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', subscriptionId(place))
    .executeTakeFirst();
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
    .where('picks.state', '=', 'posted');
}
