import { createHash } from 'node:crypto';
import { readersOf } from "../shelf/shelf.js";
import { setDaily } from "../commands/calls.js";
import { phrasesFor } from "../phrases/languages.js";
import { putBack, readBag, writeBag } from "./bag.js";
import { LEASE_MS } from "./claims.js";
import { changeSubscription, confirm, lastPosted, settle, subscriptionAt, subscriptionOf, } from "./ledger.js";
import { pausedCard, pickReply } from "./pick-card.js";
import { PostError } from "./publisher.js";
import { ASK_MS, askBelow } from "./questions.js";
import { keepWhy, sayWhy } from "./why.js";
/** Why a pick was missed. */
export const TOO_LATE = ['tooLate'];
export const NO_NOTE = ['noNote'];
export const SWITCHED_OFF = ['switchedOff'];
const TAKEN_OUT = ['takenOut'];
/**
 * Waits before the next try, ms. Where no answer came the message may still appear: nobody looks for
 * it before the request is surely over.
 */
const AGAIN_MS = { later: 5_000, unknown: 3 * 60_000, refused: 0 };
const LONGEST_WAIT_MS = 15 * 60_000;
/** How long after the last moment for a post it is still looked for, ms, when nobody knows whether it is there. */
const GIVE_UP_MS = 24 * 3_600_000;
/** A message is looked for from a little before its slot was claimed: clocks differ. */
const BEFORE_MS = 10 * 60_000;
/** What goes with a message so that it is found again: 25 characters, as Discord's nonce holds. */
export function keyOf({ subscription, day }) {
    return createHash('sha256').update(`${subscription}|${day}`).digest('hex').slice(0, 25);
}
/** What is said in the channel of a subscription. */
export function phrasesOf({ locale }) {
    return phrasesFor({ locale: locale ?? undefined });
}
/** Where a subscription is, or whoever calls. */
export function placeOf({ platform, workspace, channel }) {
    return { platform, workspace, channel };
}
/**
 * Posts a pick that is claimed, once, as its channel's settings are by now. A pick that was tried
 * before is looked for first. Whatever goes wrong is written down; the ledger has it tried again later.
 * Rejects only when the store fails.
 *
 * @returns what became of it, `later` also where somebody else has taken it over since, and for how long
 *   the platform wants to be left alone, ms.
 */
export async function deliver(pick, publisher, desk) {
    const { store, clock, catchUpMs } = desk;
    const subscription = await subscriptionOf(store, pick.subscription);
    // A workspace that is forgotten leaves nothing to post, nor a pick.
    if (!subscription)
        return { outcome: 'missed' };
    const place = placeOf(subscription);
    const key = keyOf(pick);
    try {
        let posted;
        if (pick.attempt > 1) {
            posted = await publisher.find(place, key, pick.began_at - BEFORE_MS);
        }
        const note = desk.catalog().get(pick.note);
        if (!posted) {
            const late = clock() - pick.due_at > catchUpMs;
            if (late || !note || subscription.state === 'off') {
                const error = late ? TOO_LATE : note ? SWITCHED_OFF : TAKEN_OUT;
                const ours = await settle(store, pick, { state: 'missed', error: keepWhy(error) });
                if (!ours)
                    return { outcome: 'later' };
                await giveBack(pick, desk);
                return { outcome: 'missed' };
            }
            // Somebody else may think it theirs soon, or may have taken it.
            if (clock() > pick.lease_until - LEASE_MS / 2) {
                const still = await settle(store, pick, { lease_until: clock() + LEASE_MS });
                if (!still)
                    return { outcome: 'later' };
            }
            const last = await lastNote(desk, pick);
            const readers = await readersOf(store, place, note.id);
            const reply = pickReply(note, desk.catalog(), last, readers, phrasesOf(subscription));
            posted = await publisher.post(place, reply, key);
        }
        const askAt = subscription.thread === 1 ? clock() + ASK_MS : null;
        const standing = await confirm(store, pick, posted, askAt);
        if (standing && askAt !== null)
            askBelow(standing, subscription, publisher, desk);
        return { outcome: 'posted' };
    }
    catch (error) {
        if (!(error instanceof PostError))
            throw error;
        return failed(error, pick, subscription, publisher, desk);
    }
}
/** Writes down why a try failed, and what follows from it. */
async function failed(error, pick, subscription, publisher, desk) {
    const { store, log, clock, catchUpMs } = desk;
    log.warn({ err: error, platform: pick.platform, attempt: pick.attempt }, 'a pick was not posted');
    switch (error.reason) {
        case 'later':
        case 'unknown': {
            // Nobody knows whether it is there, so that its note counts as shown.
            if (clock() - pick.due_at > catchUpMs + GIVE_UP_MS) {
                await settle(store, pick, { state: 'missed', error: keepWhy(error.why) });
                return { outcome: 'missed' };
            }
            const pause = Math.max(error.retryMs ?? 0, Math.min(AGAIN_MS[error.reason] * 2 ** Math.min(pick.attempt - 1, 10), LONGEST_WAIT_MS));
            await settle(store, pick, { lease_until: clock() + pause, error: keepWhy(error.why) });
            return { outcome: 'later', restMs: error.retryMs ?? 0 };
        }
        case 'refused':
            await settle(store, pick, { state: 'failed', error: keepWhy(error.why) });
            return { outcome: 'failed' };
        case 'gone':
        case 'forbidden': {
            // Whoever took it over may have posted it since, and sees for themselves.
            const ours = await settle(store, pick, { state: 'failed', error: keepWhy(error.why) });
            if (!ours)
                return { outcome: 'later' };
            await giveBack(pick, desk);
            const place = placeOf(subscription);
            const now = await subscriptionAt(store, place);
            if (now?.state === 'on') {
                await changeSubscription(store, now, { state: 'paused', reason: keepWhy(error.why) });
                const phrases = phrasesOf(subscription);
                const set = publisher.typed(setDaily(), subscription.locale ?? undefined);
                const news = pausedCard(sayWhy(error.why, phrases), publisher.link(place), set, phrases);
                await publisher.tell(place, subscription.set_by, news).catch((silence) => {
                    log.warn({ err: silence, platform: place.platform }, 'nobody was told of a pause');
                });
            }
            return { outcome: 'failed' };
        }
    }
}
/** A note that was not shown after all is not used up. */
async function giveBack(pick, desk) {
    const { store } = desk;
    const subscription = await subscriptionOf(store, pick.subscription);
    if (!subscription)
        return;
    const bag = readBag(subscription.bag);
    if (!bag.given.includes(pick.note))
        return;
    // What stands in the channel must not come again right after itself.
    const last = bag.last === pick.note ? (await lastNote(desk, pick))?.id : bag.last;
    const back = putBack(bag, pick.note, last);
    await changeSubscription(store, subscription, {
        bag: writeBag({ ...back, skipped: bag.skipped }),
    });
}
/** The note that the channel was shown before this pick. */
export async function lastNote({ store, catalog }, pick) {
    const last = await lastPosted(store, pick.subscription, pick.day);
    return last && catalog().get(last.note);
}
//# sourceMappingURL=delivery.js.map