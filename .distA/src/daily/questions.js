import { StoreError } from "../store/store.js";
import { phrasesOf, placeOf } from "./delivery.js";
import { moveAsk, subscriptionOf } from "./ledger.js";
import { questionsReply } from "./pick-card.js";
import { PostError } from "./publisher.js";
import { dayAt } from "./slots.js";
/** For how long whoever is about to ask has that alone, ms: much longer than a message may take. */
export const ASK_MS = 5 * 60_000;
/** Between a pick and the questions below it, ms: Slack takes a message a second in a channel. */
const REST_MS = 1_000;
/** How often questions that the platform wants to be sent later are sent again before they are left to whoever looks. */
const TRIES = 5;
/** When somebody looks for questions whose answer was lost, ms: surely after the request is over. */
const LOOK_MS = 3 * 60_000;
/**
 * Has questions written below a pick that stands in its channel. The pick says until then that they
 * are to be asked, so that whoever comes after a process that ended asks them, on the pick's day.
 *
 * @param pick a posted one whose `ask_at` is ours. @param options `again`: somebody may have asked
 *   them, so that they are looked for. `restMs`: when they are sent.
 */
export function askBelow(pick, subscription, publisher, desk, { again = false, restMs = REST_MS, tries = 1 } = {}) {
    const { store, log, clock, asking, catalog } = desk;
    asking.add(pick);
    async function send() {
        asking.delete(pick);
        const ours = { ...pick, ask_at: clock() + ASK_MS };
        if (!(await moveAsk(store, pick, ours.ask_at)))
            return 0;
        const now = await subscriptionOf(store, pick.subscription);
        const note = catalog().get(pick.note);
        const over = again && now !== undefined && dayAt(clock(), now.timezone) !== pick.day;
        if (!now || now.state === 'off' || now.thread === 0 || !note || over) {
            await moveAsk(store, ours, null);
            return 0;
        }
        const place = placeOf(now);
        const posted = { id: pick.message ?? '', ...(pick.url !== null && { url: pick.url }) };
        const reply = questionsReply(note, catalog(), phrasesOf(now));
        try {
            if (!again || !(await publisher.replied(place, posted, reply))) {
                await publisher.reply(place, posted, reply);
            }
            await moveAsk(store, ours, null);
            return 0;
        }
        catch (error) {
            if (!(error instanceof PostError))
                throw error;
            const { reason, retryMs = REST_MS } = error;
            if (reason === 'later' && tries < TRIES) {
                askBelow(ours, subscription, publisher, desk, { again, restMs: retryMs, tries: tries + 1 });
                return retryMs;
            }
            log.warn({ err: error, platform: pick.platform }, 'the questions were not posted');
            const open = reason === 'later' || reason === 'unknown';
            await moveAsk(store, ours, open ? clock() + LOOK_MS : null);
            return 0;
        }
    }
    desk.afterwards(subscription, pick.due_at, restMs, () => send().catch((error) => {
        if (!(error instanceof StoreError))
            throw error;
        log.error({ err: error, platform: pick.platform }, 'the questions wait for the database');
        return 0;
    }));
}
//# sourceMappingURL=questions.js.map