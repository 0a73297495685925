import { again } from "./again.js";
import { renderReply } from "./render.js";
import { typedText } from "./text.js";
/** Shows the cards of notes under the links of a message. */
export async function showUnderLinks({ links, channel, user, message_ts: ts, unfurl_id: id, source }, { client, workspace }, { bot, posts, locales }) {
    // The card is found by the address as Slack wrote it, escapes included.
    const written = new Map(links.map(({ url }) => [typedText(url), url]));
    // A channel has no language of its own: it is that of whoever posted the link.
    const place = { platform: 'slack', workspace, channel };
    const cards = await bot.linkCards([...written.keys()], place, () => locales.of(client, { workspace, user }));
    if (cards.size === 0)
        return;
    const unfurls = Object.fromEntries([...cards].map(([link, reply]) => [
        written.get(link) ?? link,
        { blocks: renderReply(reply, bot.find).blocks },
    ]));
    // In the composer there is no message yet.
    const sources = ['composer', 'conversations_history'];
    const from = sources.find((it) => it === source);
    const target = id !== undefined && from !== undefined ? { unfurl_id: id, source: from } : { channel, ts };
    // Setting the same cards twice changes nothing.
    await again(() => posts.apart(client).chat.unfurl({ ...target, unfurls }), { repeatable: true });
}
//# sourceMappingURL=unfurl.js.map