import { randomUUID } from 'node:crypto';
import type { Json, SlackButton } from './slack-text.ts';

/** The one app this workspace knows, and its bot. */
export const APP = { id: 'A0FAKE', botId: 'B0FAKE', botUser: 'U0FAKEBOT' } as const;

/** The deprecated token Slack still sends with everything. */
export const VERIFICATION_TOKEN = 'verification-token';

/** A message as people see it. The object is updated in place when the app edits it. */
export type SlackMessage = {
  /** Slack's `ts`: unique, and growing with each message. */
  id: string;
  team: string;
  channel: string;
  /** `channel`: everybody in it; else the id of the one user an ephemeral message is shown to. */
  visibleTo: string;
  text: string;
  blocks: Json[];
  thread: string | undefined;
  metadata: unknown;
  /** What in it notifies somebody (see `pings`). */
  pings: string[];
  deleted: boolean;
  editedCount: number;
};

/** Who acts, and where. */
export type Place = { user: string; channel: string; team: string };

/** The form of a slash command, as sent over both transports: every value is a string. */
export function slashBody(who: Place, command: string, text: string, responseUrl: string) {
  return {
    token: VERIFICATION_TOKEN,
    team_id: who.team,
    team_domain: 'fake-team',
    channel_id: who.channel,
    channel_name: channelName(who.channel),
    user_id: who.user,
    user_name: who.user.toLowerCase(),
    command,
    text,
    api_app_id: APP.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: randomUUID(),
  };
}

/** The `block_actions` payload of a pressed button; an ephemeral message is not part of it. */
export function blockActions(
  user: string,
  message: SlackMessage,
  button: SlackButton,
  responseUrl: string,
) {
  const { team, channel } = message;
  const name = user.toLowerCase();
  const is_ephemeral = message.visibleTo !== 'channel';
  return {
    type: 'block_actions',
    user: { id: user, username: name, name, team_id: team },
    api_app_id: APP.id,
    token: VERIFICATION_TOKEN,
    container: {
      type: 'message',
      message_ts: message.id,
      channel_id: channel,
      is_ephemeral,
      ...(message.thread !== undefined && { thread_ts: message.thread }),
    },
    trigger_id: randomUUID(),
    team: { id: team, domain: 'fake-team' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: channelName(channel) },
    ...(is_ephemeral ? {} : { message: messageObject(message) }),
    state: { values: {} },
    response_url: responseUrl,
    actions: [
      {
        type: button.type,
        action_id: button.actionId,
        block_id: button.blockId,
        text: { type: 'plain_text', text: button.label, emoji: true },
        ...(button.value === undefined ? {} : { value: button.value }),
        ...(button.url === undefined ? {} : { url: button.url }),
        action_ts: ts(Date.now() * 1000),
      },
    ],
  };
}

/** A message of the bot in the shape of chat.postMessage's answer and of `block_actions`. */
export function messageObject({ id, text, blocks, team }: SlackMessage): Json {
  const from = { user: APP.botUser, bot_id: APP.botId, app_id: APP.id, team };
  return { type: 'message', ts: id, text, blocks, ...from };
}

/** Slack's timestamp, `1790000000.000123`, from microseconds since the epoch. */
export function ts(microseconds: number): string {
  return `${Math.floor(microseconds / 1e6)}.${String(microseconds % 1e6).padStart(6, '0')}`;
}

function channelName(channel: string): string {
  return channel.startsWith('D') ? 'directmessage' : channel.toLowerCase();
}
