import { WebClient } from '@slack/web-api';
import { again } from "./again.js";
import { asPostError } from "./publisher.js";
import { picturesOf, renderReply } from "./render.js";
const EVENT = 'paperboy_answer';
const POST_MS = 8000;
const TRIES = 3;
/** Messages of a thread that are looked through. */
const PAGE = 200;
/** Clients that are kept, one per workspace. */
const CLIENTS = 1000;
export function createPosts(options, { bot, pictures }) {
    const clients = new Map();
    function apart({ token = '' }) {
        const known = clients.get(token);
        if (known)
            return known;
        const made = new WebClient(token, {
            ...options,
            retryConfig: { retries: 0 },
            timeout: POST_MS,
            rejectRateLimitedCalls: true,
        });
        const [oldest] = clients.keys();
        if (clients.size >= CLIENTS && oldest !== undefined)
            clients.delete(oldest);
        clients.set(token, made);
        return made;
    }
    const metadata = (key) => ({ event_type: EVENT, event_payload: { key } });
    async function since(client, { channel, thread, ts }) {
        const { messages = [] } = await again(() => apart(client).conversations.replies({
            channel,
            ts: thread,
            oldest: ts,
            limit: PAGE,
            include_all_metadata: true,
        }), { repeatable: true });
        return messages.flatMap((message) => {
            const { bot_id: by, ts: at, metadata: carried } = message;
            if (by === undefined || at === undefined)
                return [];
            const ours = carried?.event_type === EVENT;
            return [{ ts: at, by, key: ours ? carried.event_payload?.key : undefined }];
        });
    }
    async function post(client, spot, message, key) {
        const { channel, thread, user } = spot;
        const place = { channel, thread_ts: thread };
        const { chat } = apart(client);
        if (user !== undefined)
            await chat.postEphemeral({ ...place, user, ...message });
        else {
            const marked = { ...message, unfurl_links: false, metadata: metadata(key) };
            await chat.postMessage({ ...place, ...marked });
        }
    }
    const isThere = async (client, spot, key) => (await since(client, spot)).some((standing) => standing.key === key);
    return {
        apart,
        metadata,
        since,
        async answer(client, spot, reply, key) {
            await pictures.bring(picturesOf(reply.card));
            const whole = renderReply(reply, bot.find, pictures.find);
            const bare = renderReply(reply, bot.find);
            // Better without its picture, or as words without a layout, than not at all.
            const drawings = [
                whole,
                ...(whole.blocks.length === bare.blocks.length ? [] : [bare]),
                { text: whole.text, blocks: [] },
            ];
            for (let drawing = 0, attempt = 1;;) {
                const message = drawings[drawing] ?? bare;
                try {
                    await again(() => post(client, spot, message, key), { repeatable: false });
                    return;
                }
                catch (error) {
                    const failure = asPostError(error);
                    if (failure.reason === 'refused' && drawing < drawings.length - 1)
                        drawing += 1;
                    else if (failure.reason !== 'unknown' || attempt++ >= TRIES)
                        throw failure;
                    // What one person alone sees stands in no thread, and is no harm twice.
                    else if (spot.user === undefined && (await isThere(client, spot, key)))
                        return;
                }
            }
        },
    };
}
//# sourceMappingURL=posts.js.map