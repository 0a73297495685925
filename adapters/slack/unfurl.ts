import type { LinkSharedEvent } from '@slack/types';
import type { LinkUnfurls, WebClient } from '@slack/web-api';
import { again } from './again.ts';
import type { Desk } from './index.ts';
import { renderReply } from './render.ts';
import { typedText } from './text.ts';

interface ChannelAndTS {
  channel: string;
  ts: string;
}

/** Shows the cards of notes under the links of a message. */
export async function showUnderLinks(
  { links, channel, user, message_ts: ts, unfurl_id: id, source }: LinkSharedEvent,
  { client, workspace }: { client: WebClient; workspace: string },
  { bot, posts, locales }: Desk,
): Promise<void> {
  // The card is found by the address as Slack wrote it, escapes included.
  const written = new Map(links.map(({ url }) => [typedText(url), url]));
  // A channel has no language of its own: it is that of whoever posted the link.
  const place = { platform: 'slack', workspace, channel };
  const cards = await bot.linkCards([...written.keys()], place, () =>
    locales.of(client, { workspace, user }),
  );
  if (cards.size === 0) return;
  const unfurls = Object.fromEntries(
    [...cards].map(([link, reply]) => [
      written.get(link) ?? link,
      { blocks: renderReply(reply, bot.find).blocks },
    ]),
  ) as LinkUnfurls;
  // In the composer there is no message yet.
  const sources = ['composer', 'conversations_history'] as const;
  const from = sources.find((it) => it === source);
  const target: { unfurl_id: string; source: (typeof sources)[number] } | ChannelAndTS =
    id !== undefined && from !== undefined ? { unfurl_id: id, source: from } : { channel, ts };
  // Setting the same cards twice changes nothing.
  await again(() => posts.apart(client).chat.unfurl({ ...target, unfurls }), { repeatable: true });
}
