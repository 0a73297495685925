import { sql } from 'kysely';
/** A place as one text. Ids of the platforms hold no slash. */
export function subscriptionId({ platform, workspace, channel }) {
    return `${platform}/${workspace}/${channel}`;
}
/** The states as the indexes of what is open know them: a parameter would not do. */
export const ON = sql.lit('on');
export const CLAIMED = sql.lit('claimed');
export const POSTED = sql.lit('posted');
/** Changes a pick, if nobody has taken it over since. @returns whether it was still ours. */
export async function settle({ db }, { day, since, subscription, attempt }, change) {
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
export async function confirm(store, pick, posted, askAt) {
    const change = {
        ...{ state: 'posted', message: posted.id, url: posted.url ?? null },
        ...{ error: null, ask_at: askAt },
    };
    return (await settle(store, pick, change)) ? { ...pick, ...change } : undefined;
}
/**
 * Moves the moment from which anybody may ask a pick's questions, unless somebody else moved it since.
 *
 * @param to null when there is nothing to ask any more. @returns whether it was still as the pick has it.
 */
export async function moveAsk({ db }, { day, since, subscription, ask_at }, to) {
    const done = await db
        .updateTable('picks')
        .set({ ask_at: to })
        .where((is) => is.and({ day, since, subscription }))
        .where('ask_at', '=', ask_at)
        .executeTakeFirst();
    return Number(done.numUpdatedRows) > 0;
}
/** The pick of a channel on one day. */
export function pickOn({ db }, { id, since }, day) {
    return db
        .selectFrom('picks')
        .selectAll()
        .where((is) => is.and({ day, since, subscription: id }))
        .executeTakeFirst();
}
/** The last pick that a channel was shown, before a day or of all. */
export function lastPosted({ db }, subscription, before) {
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
export function lastUnposted({ db }, { id, since }, days) {
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
export function subscriptionAt(store, place) {
    return subscriptionOf(store, subscriptionId(place));
}
/** @param id see {@link subscriptionId}. */
export function subscriptionOf({ db }, id) {
    return db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
}
/**
 * Changes a subscription as it was read.
 *
 * @returns false when somebody else changed it meanwhile, and nothing was done.
 */
export async function changeSubscription({ db }, { id, revision }, change) {
    const done = await db
        .updateTable('subscriptions')
        .set({ ...change, revision: revision + 1 })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirst();
    return Number(done.numUpdatedRows) > 0;
}
/** The picks that were posted in a workspace's channels: which note, and for when (ms since 1970). */
export function postedIn({ db }, { platform, workspace }) {
    return db
        .selectFrom('picks')
        .innerJoin('subscriptions', 'subscriptions.id', 'picks.subscription')
        .select(['picks.note', 'picks.due_at'])
        .where('subscriptions.platform', '=', platform)
        .where('subscriptions.workspace', '=', workspace)
        .where('picks.state', '=', POSTED);
}
//# sourceMappingURL=ledger.js.map