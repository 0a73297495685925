import { isJson, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/** What a manifest makes of an app, as far as this Slack cares. */
export type Grant = {
  scopes: string[];
  events: string[];
  unfurlDomains: string[];
  commands: string[];
  shortcuts: string[];
  agent: boolean;
  home: boolean;
};

/** Reads a manifest as Slack does when an app is made from it. */
export function grantOf(manifest: object): Grant {
  const at = (...path: string[]): unknown =>
    path.reduce<unknown>((value, key) => (isJson(value) ? value[key] : undefined), manifest);
  const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  const named = (value: unknown, key: string): string[] =>
    (Array.isArray(value) ? value : []).map((it) => (isJson(it) ? str(it[key]) : ''));
  return {
    scopes: strings(at('oauth_config', 'scopes', 'bot')),
    events: strings(at('settings', 'event_subscriptions', 'bot_events')),
    unfurlDomains: strings(at('features', 'unfurl_domains')),
    commands: named(at('features', 'slash_commands'), 'command'),
    shortcuts: named(at('features', 'shortcuts'), 'callback_id'),
    agent: isJson(at('features', 'agent_view')),
    home: at('features', 'app_home', 'home_tab_enabled') === true,
  };
}

/** A conversation's kind, told by its first letter; Slack's own group messages have no letter to themselves. */
export function kindOf(channel: string): 'channels' | 'groups' | 'im' | 'mpim' {
  const kinds = new Map([
    ['G', 'groups'],
    ['D', 'im'],
    ['M', 'mpim'],
  ] as const);
  return kinds.get(channel[0] as 'G' | 'D' | 'M') ?? 'channels';
}

/** Scopes by method, from each method's page at docs.slack.dev/reference/methods; others need none. */
const NEEDED: Record<string, string | ((args: Json) => string)> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.startStream': 'chat:write',
  'chat.appendStream': 'chat:write',
  'chat.stopStream': 'chat:write',
  'chat.unfurl': 'links:write',
  'assistant.threads.setStatus': 'chat:write',
  'assistant.threads.setTitle': 'assistant:write',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'conversations.info': ({ channel }) => `${kindOf(str(channel))}:read`,
  'conversations.history': ({ channel }) => `${kindOf(str(channel))}:history`,
  'conversations.replies': ({ channel }) => `${kindOf(str(channel))}:history`,
  'users.info': 'users:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
};

/** The scope a call needs; undefined for none. */
export function scopeOf(method: string, args: Json): string | undefined {
  const needed = NEEDED[method];
  return typeof needed === 'function' ? needed(args) : needed;
}

/** The subscription and the scope that an event comes with, from its page at docs.slack.dev/reference/events. */
export function subscriptionOf(event: Json): { name: string; scope: string | undefined } {
  const kind = kindOf(str(event['channel']));
  switch (event['type']) {
    case 'message':
      return { name: `message.${kind}`, scope: `${kind}:history` };
    case 'app_mention':
      return { name: 'app_mention', scope: 'app_mentions:read' };
    case 'link_shared':
      return { name: 'link_shared', scope: 'links:read' };
    default:
      return { name: str(event['type']), scope: undefined };
  }
}
