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
}

/** Subscriptions of a platform that are due, in the order of their slots. */
export function findDue(
  { db }: Store,
  platform: string,
  now: number,
  most: number,
): Promise<Subscription[]> {
  return db
    .selectFrom('subscriptions')
    .selectAll()
    .where('state', '=', 'on')
    .where('platform', '=', platform)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** When the next slot of a platform is due, or the next lease ends; undefined when there is none. */
export async function nextMoment({ db }: Store, platform: string): Promise<number | undefined> {
  const due = await db
    .selectFrom('subscriptions')
    .select((it) => it.fn.min('next_at').as('at'))
    .where('state', '=', 'on')
    .where('platform', '=', platform)
    .executeTakeFirst();
  const open = await db
    .selectFrom('picks')
    .select((it) => it.fn.min('lease_until').as('at'))
    .where('state', '=', 'claimed')
    .where('platform', '=', platform)
    .executeTakeFirst();
  // Without any row the least is null, whatever its type says.
  const moments = [due?.at, open?.at].filter((at) => typeof at === 'number');
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/**
 * Claims slots, each for the first that asks. Slots and subscriptions change together or not at all.
 *
 * @returns the picks that are ours now: not those that somebody else claimed, nor missed ones.
 */
export async function claim(
  store: Store,
  claims: readonly Claim[],
  now: number,
): Promise<{ pick: PickRow; subscription: Subscription }[]> {
  if (claims.length === 0) return [];
  const rows = claims.map(({ subscription, day, dueAt, note, state }) => ({
    id: subscription.id,
    platform: subscription.platform,
    day,
    due_at: dueAt,
    note,
    state,
  }));
  const table = rowsAs(
    store,
    {
      id: 'text',
      platform: 'text',
      day: 'text',
      due_at: 'bigint',
      note: 'text',
      state: 'text',
    },
    rows,
  );
  const won = await store.db.transaction().execute(async (one) => {
    const inserted = await sql<PickRow>`
      insert into picks (subscription, day, platform, state, note, due_at, attempt, lease_until, began_at)
      select v.id, v.day, v.platform, v.state, v.note, v.due_at, 1, ${sql.lit(now + LEASE_MS)}, ${sql.lit(now)}
      from ${table} as v where true
      on conflict (subscription, day) do nothing
      returning *`.execute(one);
    // A slot that is there already (posted by hand) moves the subscription on as well, but takes no note.
    const taken = new Set(
      inserted.rows.flatMap(({ state, subscription }) =>
        state === 'claimed' ? [subscription] : [],
      ),
    );
    const moved = rowsAs(
      store,
      { id: 'text', bag: 'text', next_at: 'bigint', revision: 'bigint' },
      claims.map(({ subscription: { id, bag: before, revision }, bag, nextAt }) => ({
        id,
        bag: taken.has(id) ? JSON.stringify(bag) : before,
        next_at: nextAt,
        revision,
      })),
    );
    await sql`
      update subscriptions
      set next_at = v.next_at, bag = v.bag, revision = subscriptions.revision + 1
      from ${moved} as v
      where subscriptions.id = v.id and subscriptions.revision = v.revision`.execute(one);
    return inserted.rows;
  });
  const byId = new Map(claims.map((it) => [it.subscription.id, it]));
  return won.flatMap((pick) => {
    const made = byId.get(pick.subscription);
    if (pick.state !== 'claimed' || !made) return [];
    const subscription = { ...made.subscription, bag: JSON.stringify(made.bag) };
    return [{ pick, subscription }];
  });
}

/** Takes over picks whose lease has ended: each goes to one of those who ask. */
export async function takeOver(
  { db }: Store,
  platform: string,
  now: number,
  most: number,
): Promise<{ pick: PickRow; subscription: Subscription }[]> {
  const open = await db
    .selectFrom('picks')
    .selectAll()
    .where('state', '=', 'claimed')
    .where('platform', '=', platform)
    .where('lease_until', '<=', now)
    .orderBy('lease_until')
    .limit(most)
    .execute();
  const taken: { pick: PickRow; subscription: Subscription }[] = [];
  for (const pick of open) {
    const mine = await db
      .updateTable('picks')
      .set({ attempt: pick.attempt + 1, lease_until: now + LEASE_MS })
      .where('subscription', '=', pick.subscription)
      .where('day', '=', pick.day)
      .where('attempt', '=', pick.attempt)
      .where('state', '=', 'claimed')
      .returningAll()
      .executeTakeFirst();
    const subscription =
      mine &&
      (await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('id', '=', pick.subscription)
        .executeTakeFirst());
    if (mine && subscription) taken.push({ pick: mine, subscription });
  }
  return taken;
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
    .where('state', '=', 'claimed')
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
