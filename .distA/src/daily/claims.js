import { sql } from 'kysely';
import { rowsAs } from "../store/rows.js";
import { writeBag } from "./bag.js";
import { CLAIMED, ON } from "./ledger.js";
/**
 * How long whoever claimed a slot has it alone, ms. Much longer than a post may take, as nobody else
 * may post while the first one's request may still be under way.
 */
export const LEASE_MS = 20 * 60_000;
/** What claiming takes of a subscription. The rest is read when the pick is sent, as it is by then. */
const DUE = [
    ...['id', 'platform', 'workspace', 'since', 'revision'],
    ...['next_at', 'time', 'timezone', 'days', 'topics', 'bag'],
];
/**
 * Subscriptions of a platform that are due, in the order of arrival: of their slots, and among those
 * that are due together of who came first.
 *
 * @param busy workspaces that get none for now.
 */
export function findDue(store, platform, now, most, busy = []) {
    const due = store.db
        .selectFrom('subscriptions')
        .select(DUE)
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
export async function nextMoment({ db }, platform, busy = []) {
    const slots = db
        .selectFrom('subscriptions')
        .select((it) => it.fn.min('next_at').as('at'))
        .where('state', '=', ON)
        .where('platform', '=', platform);
    const due = await (busy.length === 0 ? slots : slots.where('workspace', 'not in', busy)).executeTakeFirst();
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
export async function claim(store, claims, now) {
    if (claims.length === 0)
        return [];
    // Whoever claims the same takes the rows in the same order, so that none waits for another in a ring.
    const inOrder = claims.toSorted((a, b) => (a.subscription.id < b.subscription.id ? -1 : 1));
    const taken = (await takeAll(store, inOrder, now))
        ? undefined
        : await takeSome(store, inOrder, now);
    return claims.flatMap(({ subscription, day, dueAt, note, state }) => state === 'claimed' && (taken === undefined || taken.has(subscription.id))
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
        : []);
}
/** Claims all slots, or none where not every one is to be had. Mostly every one is, and nobody asks which. */
async function takeAll(store, claims, now) {
    const notAll = new Error('not all');
    try {
        await store.db.transaction().execute(async (one) => {
            const inserted = await insertPicks(store, claims, now).execute(one);
            if (Number(inserted.numAffectedRows) < claims.length)
                throw notAll;
            const moved = await moveOn(store, claims, () => true).execute(one);
            if (Number(moved.numAffectedRows) < claims.length)
                throw notAll;
        });
        return true;
    }
    catch (error) {
        if (error !== notAll)
            throw error;
        return false;
    }
}
/** Claims those slots that are to be had. @returns their subscriptions. */
function takeSome(store, claims, now) {
    return store.db.transaction().execute(async (one) => {
        const inserted = await sql `
      ${insertPicks(store, claims, now)} returning subscription`.execute(one);
        const ours = new Set(inserted.rows.map(({ subscription }) => subscription));
        const moved = await sql `
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
function insertPicks(store, claims, now) {
    const slots = rowsAs(store, {
        ...{ id: 'text', platform: 'text', day: 'text', since: 'bigint' },
        ...{ due_at: 'bigint', note: 'text', state: 'text', error: 'text' },
    }, claims.map(({ subscription: { id, platform, since }, day, dueAt, note, state, error }) => [
        ...[id, platform, day, since],
        ...[dueAt, note, state, error],
    ]));
    return sql `
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
function moveOn(store, claims, isOurs) {
    const moved = rowsAs(store, { id: 'text', bag: 'text', next_at: 'bigint', revision: 'bigint' }, claims.map(({ subscription: { id, bag: before, revision }, bag, nextAt, state }) => [
        id,
        state === 'claimed' && isOurs(id) ? writeBag(bag) : before,
        nextAt,
        revision,
    ]));
    return sql `
    update subscriptions
    set next_at = v.next_at, bag = v.bag, revision = subscriptions.revision + 1
    from ${moved} as v
    where subscriptions.id = v.id and subscriptions.revision = v.revision`;
}
/** One try at a pick, in a table of {@link rowsAs}. */
const PICK_TRY = { day: 'text', since: 'bigint', subscription: 'text', attempt: 'bigint' };
function tryOf({ day, since, subscription, attempt }) {
    return [day, since, subscription, attempt];
}
/** Takes over picks whose lease has ended, oldest slots first: each goes to one of those who ask. */
export async function takeOver(store, platform, now, most) {
    const open = await store.db
        .selectFrom('picks')
        .select(['day', 'since', 'subscription', 'attempt'])
        .where('state', '=', CLAIMED)
        .where('platform', '=', platform)
        .where('lease_until', '<=', now)
        .orderBy('lease_until')
        .limit(most)
        .execute();
    if (open.length === 0)
        return [];
    const known = rowsAs(store, PICK_TRY, open.map(tryOf));
    const { rows: picks } = await sql `
    update picks
    set attempt = attempt + 1, lease_until = cast(${now + LEASE_MS} as bigint)
    where state = ${CLAIMED} and (day, since, subscription, attempt) in
      (select v.day, v.since, v.subscription, v.attempt from ${known} as v)
    returning *`.execute(store.db);
    const { rows: subscriptions } = await sql `
    select id, workspace from subscriptions where id in (select v.id from ${rowsAs(store, { id: 'text' }, picks.map(({ subscription }) => [subscription]))} as v)`.execute(store.db);
    const workspaces = new Map(subscriptions.map(({ id, workspace }) => [id, workspace]));
    return picks
        .flatMap((pick) => {
        const workspace = workspaces.get(pick.subscription);
        return workspace === undefined ? [] : { pick, workspace };
    })
        .sort((a, b) => a.pick.due_at - b.pick.due_at);
}
/** Gives up slots that were not begun, so that whoever comes next need not wait for the leases. */
export async function giveUp(store, claimed, now) {
    if (claimed.length === 0)
        return;
    const ours = rowsAs(store, PICK_TRY, claimed.map(({ pick }) => tryOf(pick)));
    await sql `
    update picks set lease_until = cast(${now} as bigint)
    where state = ${CLAIMED} and (day, since, subscription, attempt) in
      (select v.day, v.since, v.subscription, v.attempt from ${ours} as v)`.execute(store.db);
}
/** Picks of a platform whose questions nobody is about to ask, though they are to be asked. */
export async function findUnasked({ db }, platform, now, most) {
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
//# sourceMappingURL=claims.js.map