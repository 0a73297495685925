import { showLater } from "../../src/later.js";
import { phrasesFor } from "../../src/phrases/languages.js";
import { openRequest } from "../../src/request.js";
import { answerDirect } from "./agent.js";
import { slackCaller } from "./caller.js";
import { saidBefore } from "./conversation.js";
import { CHANGE_MS, renderReply } from "./render.js";
import { serve } from "./serve.js";
import { typedText } from "./text.js";
import { showUnderLinks } from "./unfurl.js";
/** Slack sends an event again for up to a day, see https://docs.slack.dev/apis/events-api. */
const EVENT_MS = 26 * 3_600_000;
/** How long a thread that was answered in is listened to. */
const THREAD_MS = 30 * 24 * 3_600_000;
/** What an event asks for, as the log and the metrics name it. */
const KINDS = {
    app_mention: 'ask',
    message: 'ask',
    link_shared: 'links',
    app_home_opened: 'home',
};
/**
 * Listens to what is said to the bot: mentions, direct messages, replies in threads it has answered
 * in; and to links and to people who open its home. An event that comes twice, to whichever
 * replica, is taken once.
 */
export function listenToEvents(app, desk) {
    const { bot, log, home } = desk;
    /** Takes an event, unless it was taken before. Its failure is logged here; Slack is told nothing. */
    async function take(kind, { client, body, context }, work) {
        const workspace = body.team_id;
        const { botUserId: self = '', botId } = context;
        const request = openRequest('slack', KINDS[kind] ?? 'event');
        const envelope = { client, workspace, self, botId, id: body.event_id, request };
        const once = async () => {
            const mark = { platform: 'slack', workspace, key: `event/${body.event_id}` };
            if (!(await bot.marks.set(mark, EVENT_MS)))
                return;
            request.workspace = workspace;
            await serve(request, kind, desk, () => work(envelope));
        };
        await desk.track(once().catch((error) => log.error({ err: error, platform: 'Slack', command: kind }, 'an event was not answered')));
    }
    app.event('app_mention', async ({ event, ...args }) => {
        const said = event;
        // Mentions in a direct message come as messages, too.
        if (said.channel.startsWith('D') || !isPerson(said, args.context.botUserId))
            return;
        await take('app_mention', args, (envelope) => answer(said, envelope, desk));
    });
    app.event('message', async ({ event, ...args }) => {
        const said = event;
        if (!isPerson(said, args.context.botUserId))
            return;
        if (said.channel.startsWith('D')) {
            await take('message', args, (envelope) => answer(said, envelope, desk));
            return;
        }
        // A mention of the bot is an event of its own; one of somebody else is for them.
        if (said.thread_ts === undefined || /<@/.test(said.text ?? ''))
            return;
        const thread = { platform: 'slack', workspace: args.body.team_id, key: threadKey(said) };
        if (!(await isKnown(thread)))
            return;
        await take('message', args, (envelope) => answer(said, envelope, desk));
    });
    const isKnown = (thread) => bot.marks.has(thread).catch((error) => {
        log.error({ err: error, platform: 'Slack' }, 'a thread could not be recognised');
        return false;
    });
    app.event('link_shared', async ({ event, ...args }) => {
        await take('link_shared', args, ({ client, workspace }) => showUnderLinks(event, { client, workspace }, desk));
    });
    app.event('app_home_opened', async ({ event, ...args }) => {
        await take('app_home_opened', args, async ({ client, workspace }) => {
            const place = { client, workspace, user: event.user };
            if (event.tab === 'messages')
                await home.greet(place, event.channel);
            else
                await home.show(place);
        });
    });
}
/** A message that a person wrote just now: not edited, not deleted, not by any bot. */
function isPerson({ user, bot_id: bot, subtype }, self) {
    const written = subtype === undefined || subtype === 'thread_broadcast' || subtype === 'file_share';
    return written && bot === undefined && user !== undefined && user !== self;
}
function threadKey({ channel, ts, thread_ts: thread }) {
    return `thread/${channel}/${thread ?? ts}`;
}
async function answer(said, envelope, desk) {
    const { bot, posts } = desk;
    const { client, workspace, self, id, botId, request } = envelope;
    const { channel, ts, user = '', thread_ts: begun } = said;
    const spot = { channel, ts, thread: begun ?? ts };
    const text = typedText(said.text ?? '', self);
    const caller = await slackCaller({ workspace, channel, user }, { ...desk, client, request });
    const ask = async () => {
        const before = await saidBefore(posts.apart(client), { channel, ts, thread: begun });
        return bot.ask(text, before, caller);
    };
    if (channel.startsWith('D')) {
        const begins = begun === undefined;
        await answerDirect(text, spot, ask, {
            ...desk,
            client,
            botId,
            key: id,
            begins,
            phrases: phrasesFor(caller),
        });
        return;
    }
    const reply = await ask();
    // What the notes don't say is told to the one who asked.
    const alone = reply.to === 'caller' ? { user } : {};
    await posts.answer(client, { ...spot, ...alone }, reply, id);
    request.answeredAt = performance.now();
    await bot.marks.set({ platform: 'slack', workspace, key: threadKey(said) }, THREAD_MS);
    if (reply.to === 'channel')
        await improve(reply, spot, { client, key: id }, desk);
}
/** Shows the better cards of an answer in its place. @param key what it was posted with. */
async function improve(reply, spot, { client, key }, { bot, log, posts }) {
    let ts;
    await showLater(reply, CHANGE_MS, log, async (better) => {
        ts ??= (await posts.since(client, spot)).find((standing) => standing.key === key)?.ts;
        if (ts === undefined)
            throw new Error('the answer is not there any more');
        const message = { ...renderReply(better, bot.find), metadata: posts.metadata(key) };
        await posts.apart(client).chat.update({ channel: spot.channel, ts, ...message });
    });
}
//# sourceMappingURL=events.js.map