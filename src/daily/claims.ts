import { sql } from 'kysely';
import { rowsAs } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { allOrNone } from '../store/transaction.ts';
import { writeBag, type Bag } from './bag.ts';
import { CLAIMED, ON, type PickRow, type Subscription } from './ledger.ts';

/**
 * How long whoever claimed a slot has it alone, ms. Much longer than a post may take, as nobody else
 * may post while the first one's request may still be under way.
 */
export const LEASE_MS = 20 * 60_000;

/** What claiming takes of a subscription. The rest is read when the pick is sent, as it is by then. */
const DUE = [
  ...(['id', 'platform', 'workspace', 'since', 'revision'] as const),
  ...(['next_at', 'time', 'timezone', 'days', 'topics', 'bag'] as const),
] as const;

export interface Due extends Pick<Subscription, (typeof DUE)[number]> {
  /** Where SQLite has it, which is found sooner than by its id. It may be another's by the time it is used. */
  row?: number;
}

/** What is written of a slot that is due: who gets what, and when the channel's next one is. */
export interface Claim {
  subscription: Due;
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
  workspace: string;
}

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
): Promise<Due[]> {
  const due = store.db
    .selectFrom('subscriptions')
    .select(DUE)
    .$if(store.kind === 'sqlite', (it) => it.select(sql<number>`rowid`.as('row')))
    .where('state', '=', ON)
    .where('platform', '=', platform)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('since')
    .limit(most);
  return (busy.length === 0 ? due : due.where('workspace', 'not in', busy)).execute();
}

/**
 * When the next slot of a platform is due, or the next lease ends, of a pick or of its questions;
 * undefined when there is none.
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
  const asked = await db
    .selectFrom('picks')
    .select((it) => it.fn.min('ask_at').as('at'))
    .where('ask_at', 'is not', null)
    .where('platform', '=', platform)
    .executeTakeFirst();
  // Without any row the least is null, whatever its type says.
  const moments = [due?.at, open?.at, asked?.at].filter((at) => typeof at === 'number');
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
  const taken = (await takeAll(store, inOrder, now))
    ? undefined
    : await takeSome(store, inOrder, now);
  return claims.flatMap(({ subscription, day, dueAt, note, state }) =>
    state === 'claimed' && (taken === undefined || taken.has(subscription.id))
      ? {
          workspace: subscription.workspace,
          pick: {
            subscription: subscription.id,
            day,
            since: subscription.since,
            platform: subscription.platform,
            state,
            note,
            due_at: dueAt,
            attempt: 1,
            lease_until: now + LEASE_MS,
            began_at: now,
            message: null,
            url: null,
            error: null,
            ask_at: null,
          },
        }
      : [],
  );
}

/** Claims all slots, or none where not every one is to be had. Mostly every one is, and nobody asks which. */
function takeAll(store: Store, claims: readonly Claim[], now: number): Promise<boolean> {
  return allOrNone(store, async ({ db }) => {
    const inserted = await insertPicks(store, claims, now).execute(db);
    if (Number(inserted.numAffectedRows) < claims.length) return false;
    const moved = await moveOn(store, claims, () => true).execute(db);
    return Number(moved.numAffectedRows) >= claims.length;
  });
}

/** Claims those slots that are to be had. @returns their subscriptions. */
function takeSome(store: Store, claims: readonly Claim[], now: number): Promise<Set<string>> {
  return store.db.transaction().execute(async (one) => {
    const inserted = await sql<{ subscription: string }>`
      ${insertPicks(store, claims, now)} returning subscription`.execute(one);
    const ours = new Set(inserted.rows.map(({ subscription }) => subscription));
    const moved = await sql<{ id: string }>`
      ${moveOn(store, claims, (id) => ours.has(id))} returning subscriptions.id`.execute(one);
    const unchanged = new Set(moved.rows.map(({ id }) => id));
    // Whoever was changed since they were read has another bag by now: their slot is claimed anew.
    const changed = claims.filter(({ subscription: { id } }) => ours.has(id) && !unchanged.has(id));
    for (const { subscription, day } of changed) {
      ours.delete(subscription.id);
      await one
        .deleteFrom('picks')
        .where((is) => is.and({ day, since: subscription.since, subscription: subscription.id }))
        .execute();
    }
    return ours;
  });
}

/** Writes slots down, but for those that are there already. */
function insertPicks(store: Store, claims: readonly Claim[], now: number) {
  const slots = rowsAs(
    store,
    {
      ...({ id: 'text', platform: 'text', day: 'text', since: 'bigint' } as const),
      ...({ due_at: 'bigint', note: 'text', state: 'text', error: 'text' } as const),
    },
    claims.map(({ subscription: { id, platform, since }, day, dueAt, note, state, error }) =>
      // prettier-ignore
      [id, platform, day, since, dueAt, note, state, error],
    ),
  );
  return sql`
    insert into picks
      (subscription, day, since, platform, state, note, due_at, error, attempt, lease_until, began_at)
    select v.id, v.day, v.since, v.platform, v.state, v.note, v.due_at, v.error, 1,
      cast(${now + LEASE_MS} as bigint), cast(${now} as bigint)
    from ${slots} as v where true
    on conflict (day, since, subscription) do nothing`;
}

/**
 * Moves subscriptions on to their next slots, but for those that were changed since they were read.
 *
 * @param isOurs whether its slot was written down: one that is there already (posted by hand) takes no note.
 */
function moveOn(store: Store, claims: readonly Claim[], isOurs: (id: string) => boolean) {
  const moved = rowsAs(
    store,
    { id: 'text', row: 'bigint', bag: 'text', next_at: 'bigint', revision: 'bigint' },
    claims.map(
      ({ subscription: { id, row = null, bag: before, revision }, bag, nextAt, state }) => [
        id,
        row,
        state === 'claimed' && isOurs(id) ? writeBag(bag) : before,
        nextAt,
        revision,
      ],
    ),
  );
  const sought =
    store.kind === 'sqlite'
      ? sql`subscriptions.rowid = coalesce(v.row, (select rowid from subscriptions where id = v.id)) and`
      : sql``;
  return sql`
    update subscriptions
    set next_at = v.next_at, bag = v.bag, revision = subscriptions.revision + 1
    from ${moved} as v
    where ${sought} subscriptions.id = v.id and subscriptions.revision = v.revision`;
}

/** One try at a pick, in a table of {@link rowsAs}. */
const PICK_TRY = { day: 'text', since: 'bigint', subscription: 'text', attempt: 'bigint' } as const;

function tryOf({ day, since, subscription, attempt }: Pick<PickRow, keyof typeof PICK_TRY>) {
  return [day, since, subscription, attempt];
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
    .select(['day', 'since', 'subscription', 'attempt'])
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
    where state = ${CLAIMED} and (day, since, subscription, attempt) in
      (select v.day, v.since, v.subscription, v.attempt from ${known} as v)
    returning *`.execute(store.db);
  const { rows: subscriptions } = await sql<Pick<Subscription, 'id' | 'workspace'>>`
    select id, workspace from subscriptions where id in (select v.id from ${rowsAs(
      store,
      { id: 'text' },
      picks.map(({ subscription }) => [subscription]),
    )} as v)`.execute(store.db);
  const workspaces = new Map(subscriptions.map(({ id, workspace }) => [id, workspace]));
  return picks
    .flatMap((pick) => {
      const workspace = workspaces.get(pick.subscription);
      return workspace === undefined ? [] : { pick, workspace };
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
    where state = ${CLAIMED} and (day, since, subscription, attempt) in
      (select v.day, v.since, v.subscription, v.attempt from ${ours} as v)`.execute(store.db);
}

/** Picks of a platform whose questions nobody is about to ask, though they are to be asked. */
export async function findUnasked(
  { db }: Store,
  platform: string,
  now: number,
  most: number,
): Promise<Claimed[]> {
  const rows = await db
    .selectFrom('picks')
    .innerJoin('subscriptions', 'subscriptions.id', 'picks.subscription')
    .selectAll('picks')
    .select('subscriptions.workspace')
    .where('picks.ask_at', 'is not', null)
    .where('picks.platform', '=', platform)
    .where('picks.ask_at', '<=', now)
    .orderBy('picks.ask_at')
    .limit(most)
    .execute();
  return rows.map(({ workspace, ...pick }) => ({ pick, workspace }));
}
