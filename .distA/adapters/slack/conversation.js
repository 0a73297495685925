import { wordsOf } from "./text.js";
/** Messages of a thread that are read, from its end. */
const EARLIER = 30;
/** Messages before a new one in a direct message, which may be about the same paper. */
const EARLIER_DIRECT = 6;
/** Of a call, and calls: what is further back is forgotten. */
const PAGE = 200;
const PAGES = 5;
/**
 * What was said before a message, oldest first. It is read from Slack each time, so that nothing is
 * remembered here. Without it the question is answered by itself.
 */
export async function saidBefore(client, asked) {
    try {
        return asked.thread === undefined
            ? await directBefore(client, asked)
            : await threadBefore(client, asked, asked.thread);
    }
    catch {
        return [];
    }
}
async function directBefore(client, { channel, ts }) {
    if (!channel.startsWith('D'))
        return [];
    const { messages = [] } = await client.conversations.history({
        channel,
        latest: ts,
        limit: EARLIER_DIRECT,
    });
    return messages.reverse().map(wordsOf);
}
async function threadBefore(client, { channel, ts }, thread) {
    const said = [];
    let cursor;
    for (let page = 0; page < PAGES; page++) {
        const found = await client.conversations.replies({
            channel,
            ts: thread,
            limit: PAGE,
            ...(cursor !== undefined && { cursor }),
        });
        for (const message of found.messages ?? []) {
            if (Number(message.ts) < Number(ts))
                said.push(wordsOf(message));
        }
        cursor = found.response_metadata?.next_cursor;
        if (cursor === undefined || cursor === '')
            break;
    }
    return said.slice(-EARLIER);
}
//# sourceMappingURL=conversation.js.map