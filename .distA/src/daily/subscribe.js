import { putBack, readBag, take, writeBag } from "./bag.js";
import { notesFor } from "./daily.js";
import { deliver, keyOf, lastNote, NO_NOTE, phrasesOf, placeOf, SWITCHED_OFF } from "./delivery.js";
import { claim, LEASE_MS } from "./claims.js";
import { changeSubscription, pickOn, subscriptionAt, subscriptionId, } from "./ledger.js";
import { pickReply } from "./pick-card.js";
import { PostError } from "./publisher.js";
import { ASK_MS, askBelow } from "./questions.js";
import { dayAt, nextSlot } from "./slots.js";
import { readersOf } from "../shelf/shelf.js";
import { keepWhy } from "./why.js";
const NEW_BAG = { round: 1, given: [], skipped: [], last: undefined };
/** Switches a channel's daily pick on, or changes when and of what it is. The bag stays as it was. */
export async function subscribe(daily, place, by, settings) {
    const { store, clock } = daily;
    const id = subscriptionId(place);
    const { time, timezone, days, thread } = settings;
    const before = await subscriptionAt(store, place);
    const next = await freeSlot(daily, before, nextSlot(clock(), settings), settings);
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
    };
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
        .onConflict((it) => it
        .column('id')
        .doUpdateSet((row) => ({ ...changed, revision: row('subscriptions.revision', '+', 1) })))
        .returningAll()
        .executeTakeFirstOrThrow();
    daily.wake();
    return subscription;
}
/** A slot, or the first after it whose day has no pick yet. */
async function freeSlot({ store }, subscription, slot, rhythm) {
    let free = slot;
    if (!subscription)
        return free;
    while (await pickOn(store, subscription, free.day))
        free = nextSlot(free.at, rhythm);
    return free;
}
/** Switches it off. @returns false when it was not on. */
export async function unsubscribe({ store }, place) {
    const done = await store.db
        .updateTable('subscriptions')
        .set((row) => ({ state: 'off', reason: null, revision: row('revision', '+', 1) }))
        .where('id', '=', subscriptionId(place))
        .where('state', '!=', 'off')
        .executeTakeFirst();
    return Number(done.numUpdatedRows) > 0;
}
/** Posts today's pick now, if it is not there yet; the day's regular slot is served by it. */
export async function postNow(daily, subscription) {
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
    const [mine] = known && cameToNothing(known)
        ? await reopen(daily, known, subscription)
        : await claimNow(daily, subscription, day, now);
    if (!mine) {
        const other = await pickOn(store, subscription, day);
        if (other?.state === 'posted')
            return { kind: 'already', pick: other };
        if (other?.state === 'claimed')
            return { kind: 'under way' };
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
function cameToNothing({ state }) {
    return state === 'missed' || state === 'failed';
}
function claimNow({ store, catalog }, subscription, day, now) {
    const bag = readBag(subscription.bag);
    const taken = take(subscription.id, bag, notesFor(subscription, catalog()));
    if (!taken)
        return Promise.resolve([]);
    const { next_at: next, timezone } = subscription;
    return claim(store, [
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
    ], now);
}
/** A slot that nothing came of is tried again, under the same key. */
async function reopen({ store, catalog, clock }, known, subscription) {
    const bag = readBag(subscription.bag);
    const taken = take(subscription.id, bag, notesFor(subscription, catalog()));
    if (!taken || !(await changeSubscription(store, subscription, { bag: writeBag(taken.bag) })))
        return [];
    const pick = await store.db
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
    return pick ? [{ pick, workspace: subscription.workspace }] : [];
}
/**
 * Puts a note back to the end of the bag: today's, whose message then shows another one, or, while
 * today's is not posted, the one that would come next.
 */
export async function skip(daily, subscription) {
    const { store, catalog, clock } = daily;
    const ids = notesFor(subscription, catalog());
    const bag = readBag(subscription.bag);
    const today = await pickOn(store, subscription, dayAt(clock(), subscription.timezone));
    if (today?.state === 'claimed')
        return { kind: 'busy' };
    const posted = today?.state === 'posted' ? today : undefined;
    const from = posted?.note ?? take(subscription.id, bag, ids)?.id;
    if (from === undefined || ids.length < 2)
        return { kind: 'only one' };
    // The round turns over with the note that is skipped, when that would be its first.
    const taken = posted ? bag : (take(subscription.id, bag, ids)?.bag ?? bag);
    const back = putBack(taken, from, posted ? undefined : bag.last);
    const wanted = { ...back, last: posted ? from : back.last };
    // Nor may it be what stands in the channel above.
    const above = posted && (await lastNote(daily, posted));
    const others = ids.filter((id) => id !== above?.id);
    const found = take(subscription.id, wanted, others);
    // Where it was the only one left, the next round begins early.
    const other = found?.id === from ? take(subscription.id, { ...wanted, given: [...ids] }, others) : found;
    if (!other || other.id === from)
        return { kind: 'only one' };
    const kept = posted
        ? other.bag
        : other === found
            ? back
            : { ...back, given: [...ids], last: from };
    if (!(await changeSubscription(store, subscription, { bag: writeBag(kept) })))
        return { kind: 'busy' };
    if (!posted)
        return { kind: 'next', from, to: other.id };
    const note = catalog().get(other.id);
    const publisher = daily.publisher(subscription.platform);
    if (!note || !publisher)
        return { kind: 'busy' };
    const message = { id: posted.message ?? '', ...(posted.url !== null && { url: posted.url }) };
    const readers = await readersOf(store, placeOf(subscription), note.id);
    const reply = pickReply(note, catalog(), above, readers, phrasesOf(subscription));
    try {
        await publisher.replace(placeOf(subscription), message, reply, keyOf(posted));
    }
    catch (error) {
        // Where no answer came either may stand there, and neither is to come again soon.
        const known = error instanceof PostError && error.reason === 'unknown'
            ? { ...other.bag, given: [...new Set([...bag.given, other.id])] }
            : bag;
        const { revision } = subscription;
        const kept = { id: subscription.id, revision: revision + 1 };
        await changeSubscription(store, kept, { bag: writeBag(known) });
        throw error;
    }
    // Later than that of the note before, whose questions are not asked any more.
    const askAt = subscription.thread === 1 ? Math.max(clock() + ASK_MS, (posted.ask_at ?? 0) + 1) : null;
    await store.db
        .updateTable('picks')
        .set({ note: other.id, ask_at: askAt })
        .where('day', '=', posted.day)
        .where('since', '=', posted.since)
        .where('subscription', '=', posted.subscription)
        .execute();
    if (askAt !== null) {
        askBelow({ ...posted, note: other.id, ask_at: askAt }, subscription, publisher, daily);
    }
    return { kind: 'replaced', from, to: other.id, pick: posted };
}
/** The note that comes next, as things are. */
export function upcoming(subscription, catalog) {
    const bag = readBag(subscription.bag);
    return take(subscription.id, bag, notesFor(subscription, catalog))?.id;
}
//# sourceMappingURL=subscribe.js.map