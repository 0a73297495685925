import { setTimeout as wait } from 'node:timers/promises';
/**
 * Shows the better cards of a reply in place of its first one, as they come. While one is being
 * shown, or it is too early for the next, newer ones replace those that wait; the last is always shown.
 * Never rejects: when a change fails, that is logged and what is there stays.
 *
 * @param every ms between two changes, at least; the first card counts as one.
 * @param show changes the message that is there.
 */
export async function showLater(reply, every, log, show) {
    try {
        await pace(reply, every, show);
    }
    catch (error) {
        log.warn({ err: error }, 'a better answer did not get through');
    }
}
async function pace(reply, every, show) {
    const { later } = reply;
    if (!later)
        return;
    const coming = {
        done: false,
        news: () => undefined,
    };
    const reading = (async () => {
        try {
            for await (const card of later) {
                coming.card = card;
                coming.news();
            }
        }
        finally {
            coming.done = true;
            coming.news();
        }
    })();
    reading.catch(() => undefined);
    let shown = performance.now();
    for (;;) {
        if (!coming.card) {
            if (coming.done)
                return reading;
            await new Promise((resolve) => (coming.news = resolve));
            continue;
        }
        await wait(Math.max(0, shown + every - performance.now()));
        const { card } = coming;
        delete coming.card;
        await show({ ...reply, card });
        shown = performance.now();
    }
}
/** The reply with its last card, for where a message can't be changed once it is sent. */
export async function withLast(reply) {
    let { card } = reply;
    for await (const better of reply.later ?? [])
        card = better;
    return { ...reply, card };
}
//# sourceMappingURL=later.js.map