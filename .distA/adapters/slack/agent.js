import { setTimeout as wait } from 'node:timers/promises';
import { showLater } from "../../src/later.js";
import { clip, oneLine } from "../../src/markdown.js";
import { again } from "./again.js";
import { asPostError } from "./publisher.js";
import { renderReply } from "./render.js";
import { beginningOf, endOf, paragraphsOf, piecesOf } from "./stream.js";
/** What Slack shows of a conversation's title. */
const TITLE = 80;
/** An answer waits no longer than this for Slack to show that it is being written. */
const STATUS_MS = 1000;
/**
 * Answers in the conversation that people have with the app itself: each first message begins one,
 * with a title; the answer comes in its thread, piece by piece, and nothing else is shown meanwhile
 * but that it is being written.
 *
 * @param begins whether the question is the first message.
 * @param key travels with the answer, see `Posts`.
 */
export async function answerDirect(question, spot, ask, { key, begins, phrases, ...agent }) {
    const status = showStatus(spot, phrases.slack.status, agent);
    if (begins) {
        const title = clip(oneLine(question), TITLE);
        void agent.track(setTitle(spot, title, agent));
    }
    const reply = await ask();
    await status.shown;
    try {
        await tell(spot, reply, key, agent);
    }
    finally {
        status.end();
    }
}
/** Slack takes the status away when the answer comes; one that was set late is taken away here. */
function showStatus({ channel, thread }, words, { client, posts, log, track }) {
    const set = (status) => posts
        .apart(client)
        .assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status })
        .then(() => undefined, (error) => log.warn({ err: error, platform: 'Slack' }, 'no status was shown'));
    let late = true;
    const setting = set(words).then(() => void (late = false));
    return {
        shown: Promise.race([setting, wait(STATUS_MS)]),
        end: () => {
            if (late)
                void track(setting.then(() => set('')));
        },
    };
}
async function setTitle({ channel, thread }, title, { client, posts, log }) {
    if (title === '')
        return;
    const named = { channel_id: channel, thread_ts: thread, title };
    await again(() => posts.apart(client).assistant.threads.setTitle(named), {
        repeatable: true,
    }).catch((error) => log.warn({ err: error, platform: 'Slack' }, 'a conversation has no title'));
}
/**
 * Streams an answer: what a model says as it comes, then the rest. Where nothing was begun it is
 * posted whole, and where it broke off, or what stands there is not what it became, it is put right.
 */
async function tell(spot, first, key, agent) {
    const { bot, posts, client, log } = agent;
    const stream = openStream(spot, agent);
    const quotes = paragraphsOf(first.card);
    let reply = first;
    await showLater(first, 0, log, async (better) => {
        reply = better;
        await stream.write(beginningOf(paragraphsOf(better.card), quotes));
    });
    await stream.write(paragraphsOf(reply.card));
    const metadata = posts.metadata(key);
    const { ts, isWhole } = await stream.end({ blocks: endOf(reply, bot.find), metadata });
    if (isWhole)
        return;
    if (ts === undefined) {
        await posts.answer(client, spot, reply, key);
        return;
    }
    const whole = { channel: spot.channel, ts, ...renderReply(reply, bot.find), metadata };
    await again(() => posts.apart(client).chat.update(whole), { repeatable: true });
}
function openStream(spot, agent) {
    const { posts, client, log } = agent;
    const { channel } = spot;
    const { chat } = posts.apart(client);
    const written = [];
    let isBroken = false;
    let ts;
    async function append(markdown_text) {
        if (ts === undefined) {
            ts = await begin(spot, markdown_text, agent);
            if (ts === undefined)
                throw new Error('there is nothing to go on from');
            return;
        }
        const more = { channel, ts, markdown_text };
        await again(() => chat.appendStream(more), { repeatable: false });
    }
    return {
        async write(paragraphs) {
            if (isBroken)
                return;
            if (!written.every((paragraph, i) => paragraph === paragraphs[i])) {
                isBroken = true;
                return;
            }
            const more = paragraphs.slice(written.length);
            written.push(...more);
            try {
                for (const piece of piecesOf(more))
                    await append(piece);
            }
            catch (error) {
                isBroken = true;
                log.warn({ err: error, platform: 'Slack' }, 'an answer broke off and is written anew');
            }
        },
        async end(below) {
            if (ts === undefined)
                return { ts, isWhole: false };
            const place = { channel, ts };
            if (!isBroken) {
                try {
                    await again(() => chat.stopStream({ ...place, ...below }), { repeatable: false });
                    return { ts, isWhole: true };
                }
                catch (error) {
                    log.warn({ err: error, platform: 'Slack' }, 'an answer broke off and is written anew');
                }
            }
            // It may have ended already.
            await again(() => chat.stopStream(place), { repeatable: true }).catch(() => undefined);
            return { ts, isWhole: false };
        },
    };
}
/** Begins a stream. @returns its message; undefined when there is none. */
async function begin(spot, first, { client, posts, botId, log }) {
    const { channel, thread } = spot;
    try {
        const start = { channel, thread_ts: thread, markdown_text: first };
        const { ts } = await posts.apart(client).chat.startStream(start);
        return ts;
    }
    catch (error) {
        const { reason } = asPostError(error);
        log.warn({ err: error, platform: 'Slack' }, 'an answer could not be streamed');
        if (reason !== 'unknown')
            return undefined;
        // Its receipt was lost: it may be there.
        const standing = await posts.since(client, spot);
        return standing.find(({ by, key }) => by === botId && key === undefined)?.ts;
    }
}
//# sourceMappingURL=agent.js.map