import { randomUUID } from 'node:crypto';
import { APP, VERIFICATION_TOKEN, ts } from './slack-payloads.ts';
import { kindOf } from './slack-scopes.ts';
import type { Json } from './slack-text.ts';

/** A message that somebody wrote, as it is kept. Those of the app are `SlackMessage`s. */
export type SaidMessage = {
  id: string;
  team: string;
  channel: string;
  user: string;
  /** As it travels: links in angle brackets, `&`, `<` and `>` escaped. */
  text: string;
  thread: string | undefined;
  /** Another app's bot wrote it. */
  byBot: boolean;
  /** The web addresses in it. */
  links: string[];
  /** What the app shows under its links, by address. */
  unfurls: Record<string, { blocks: Json[] }>;
};

/** Typed text as Slack sends it: mentions stay, addresses are marked, the rest is escaped. */
export function formatted(typed: string): { text: string; links: string[] } {
  const links: string[] = [];
  const text = typed
    .split(/(<[@#!][^>]*>|https?:\/\/[^\s<>]*[^\s<>.,;:!?)])/)
    .map((piece) => {
      if (/^<[@#!]/.test(piece)) return piece;
      const escaped = piece.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
      if (!/^https?:/.test(piece)) return escaped;
      links.push(escaped);
      return `<${escaped}>`;
    })
    .join('');
  return { text, links };
}

/** A message in the shape of an event and of conversations.replies. */
export function saidObject({ id, team, user, text, thread, byBot }: SaidMessage): Json {
  return {
    type: 'message',
    ts: id,
    team,
    text,
    ...(byBot
      ? { subtype: 'bot_message', bot_id: 'B0OTHER', user }
      : { user, client_msg_id: randomUUID() }),
    ...(thread !== undefined && { thread_ts: thread }),
    blocks: [
      {
        type: 'rich_text',
        block_id: 'b1',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
  };
}

/** The `message` event of anybody's message, the app's own included. */
export function messageEvent(channel: string, message: Json): Json {
  return {
    ...message,
    channel,
    channel_type: { channels: 'channel', groups: 'group', im: 'im', mpim: 'mpim' }[kindOf(channel)],
    event_ts: message['ts'],
  };
}

export function mentionEvent(message: SaidMessage): Json {
  return { ...messageEvent(message.channel, saidObject(message)), type: 'app_mention' };
}

/** @param links those of the domains that the app unfurls. */
export function linkEvent(message: SaidMessage, links: readonly string[]): Json {
  return {
    type: 'link_shared',
    channel: message.channel,
    is_bot_user_member: true,
    user: message.user,
    message_ts: message.id,
    ...(message.thread !== undefined && { thread_ts: message.thread }),
    unfurl_id: `${message.channel}.${message.id}`,
    source: 'conversations_history',
    links: links.map((url) => ({ url, domain: new URL(url).hostname.replace(/^www\./, '') })),
    event_ts: message.id,
  };
}

/** The envelope that an event travels in, the same on each redelivery. */
export function callback(event: Json, team: string): Json & { event_id: string } {
  return {
    token: VERIFICATION_TOKEN,
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: APP.id,
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team,
        user_id: APP.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: randomUUID(),
  };
}

/** A global shortcut, chosen from Slack's menus. */
export function globalShortcut(callbackId: string, user: string, team: string): Json {
  return {
    type: 'shortcut',
    token: VERIFICATION_TOKEN,
    action_ts: ts(Date.now() * 1000),
    team: { id: team, domain: 'fake-team' },
    user: { id: user, username: user.toLowerCase(), team_id: team },
    is_enterprise_install: false,
    enterprise: null,
    callback_id: callbackId,
    trigger_id: randomUUID(),
  };
}

/** A shortcut chosen in the menu of a message. */
export function messageShortcut(
  callbackId: string,
  who: { user: string; team: string; channel: string },
  message: Json,
  responseUrl: string,
): Json {
  return {
    ...globalShortcut(callbackId, who.user, who.team),
    type: 'message_action',
    message_ts: message['ts'],
    channel: { id: who.channel, name: who.channel.toLowerCase() },
    message,
    response_url: responseUrl,
  };
}
