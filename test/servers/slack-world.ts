import { hear } from '../heard.ts';
import { saidObject } from './slack-events.ts';
import type { SaidMessage } from './slack-events.ts';
import { pings } from './slack-limits.ts';
import type { OAuthOptions } from './slack-oauth.ts';
import { messageObject, ts } from './slack-payloads.ts';
import type { Place, SlackMessage } from './slack-payloads.ts';
import { grantOf } from './slack-scopes.ts';
import { isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';
import type { SlackView } from './slack-views.ts';

/** How users' acts reach the app: its HTTP endpoint, or the sockets it opened here. */
export type Transport = { kind: 'http'; url: string; signingSecret: string } | { kind: 'socket' };

/** One Web API call, as it came in. `at` is in milliseconds since the epoch. */
export type Call = { method: string; token: string; args: Json; at: number };

/** A payload Slack would not have shown. `where` is a Web API method, `response_url` or `ack`. */
export type Refusal = { where: string; problems: string[]; payload: unknown };

/** An act the app did not answer, as its user is told. */
export type Failure = { act: string; error: 'operation_timeout' | 'dispatch_failed' };

/**
 * What happens to one call of a method instead of the usual. All but `dropAnswer` and `delayMs`
 * replace the method's work; `dropAnswer` does the work, then cuts the connection.
 */
export type Behaviour = {
  delayMs?: number;
  httpStatus?: number;
  headers?: Record<string, string>;
  error?: string;
  /** What stands in the body in place of JSON, as of a proxy before the API. */
  text?: string;
  dropAnswer?: boolean;
  /** Does the work, waits this long, then answers. */
  answerDelayMs?: number;
};

/** What the app said to a user's act. */
export type Ack = {
  /** The HTTP status (200 for an acked envelope), `timeout`, or `unreachable` (nobody listens). */
  status: number | 'timeout' | 'unreachable';
  /** Parsed JSON, plain text, or undefined for an empty ack. */
  body: unknown;
  ackMs: number;
  triggerId: string;
  responseUrl: string;
};

/** A file somebody uploaded. */
export type SlackFile = {
  id: string;
  name: string;
  length: number;
  altText: string;
  bytes?: Buffer;
  complete?: boolean;
};

export type SlackOptions = {
  botToken?: string;
  appToken?: string;
  team?: string;
  user?: string;
  channel?: string;
  /** Time for an ack, in ms; shorter than Slack's only to keep a test of the timeout short. */
  ackTimeoutMs?: number;
  /** Life of a response_url, in ms. */
  responseUrlMs?: number;
  /** The app as its manifest made it; without one it may do everything, and hears of everything. */
  manifest?: object;
  /** Lets people install the app in other workspaces, beside the one that `botToken` is for. */
  oauth?: OAuthOptions;
  /** Whether a call comes too soon: how long to wait, in s. It is answered with 429 then. */
  limit?: (method: string, args: Json) => number | undefined;
};

export type Invitation = Place & { source: SlackMessage | undefined };
export type Answer = { status: number; body: Json };

/** Slack waits this long for an ack (docs.slack.dev/interactivity/implementing-slash-commands). */
const ACK_MS = 3000;

/** What people and the app see of a local Slack, and what they have done. */
export function openWorld(options: SlackOptions) {
  const botToken = options.botToken ?? 'xoxb-fake';
  const appToken = options.appToken ?? 'xapp-fake';
  const home = {
    team: options.team ?? 'T0FAKE',
    user: options.user ?? 'U0READER',
    channel: options.channel ?? 'C0GENERAL',
  };
  const ackTimeoutMs = options.ackTimeoutMs ?? ACK_MS;

  const messages: SlackMessage[] = [];
  const calls: Call[] = [];
  const refusals: Refusal[] = [];
  const failures: Failure[] = [];
  /** What people wrote, apart from what the app did. */
  const said: SaidMessage[] = [];
  const grant = options.manifest && grantOf(options.manifest);
  /** The scopes that something needed, whether the app had them or not. */
  const usedScopes = new Set<string>();
  /** Events that are on their way. */
  const underWay = new Set<Promise<unknown>>();

  const behaviours: { method: string; behaviour: Behaviour }[] = [];
  const responseUrls = new Map<string, Invitation & { uses: number; expires: number }>();
  const timers = new Set<NodeJS.Timeout>();
  const watchers = new Set<() => void>();

  // --- waiting ----------------------------------------------------------------------------------

  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  };
  const changed = () => {
    for (const look of [...watchers]) look();
  };

  /** Resolves with the first value `read` returns that is not undefined; looks at every change. */
  function waitFor<T>(what: string, read: () => T | undefined, timeoutMs = 5000): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const value = read();
        if (value === undefined) return;
        stop();
        resolve(value);
      };
      const cancel = after(timeoutMs, () => {
        stop();
        const state = JSON.stringify({ messages, refusals, failures }, null, 1);
        reject(new Error(`Slack saw no ${what} within ${timeoutMs} ms. It has ${state}`));
      });
      const stop = () => {
        cancel();
        watchers.delete(look);
      };
      watchers.add(look);
      look();
    });
  }

  /** Uploaded files: bytes once they came, and whether the upload was completed. */
  const files: SlackFile[] = [];

  // --- channels and people ----------------------------------------------------------------------

  const views: SlackView[] = [];
  /** The Home tabs that the app has published, by user. */
  const homes = new Map<string, SlackView>();
  /** "is reading the notes…", by channel and thread, until something is posted there. */
  const statuses = new Map<string, string>();
  const shownStatuses: string[] = [];
  /** Titles of conversations, by their first message. */
  const titles = new Map<string, string>();
  /** What is suggested in a direct message's composer. */
  const prompts = new Map<string, { title: string; message: string }[]>();
  const triggers = new Map<string, { place: Place; at: number }>();
  /** What the bot has of a channel; every other one it is a member of. */
  const channels = new Map<string, 'member' | 'outside' | 'archived' | 'gone'>();
  const people = new Map<string, { timezone?: string; admin?: boolean; locale?: string }>();
  /** The workspaces that channels and people are in, where it is not the home one. */
  const residents = new Map<string, string>();
  const workspaceOf = (id: string) => residents.get(id) ?? home.team;
  const settle = ({ team, channel, user }: Place) => {
    for (const id of [channel, user]) {
      if (!residents.has(id) && team !== home.team) residents.set(id, team);
      if (workspaceOf(id) !== team) throw new Error(`${id} is not in ${team}`);
    }
  };
  const channelError = (id: string): string | undefined => {
    const state = channels.get(id) ?? 'member';
    const errors = {
      outside: 'not_in_channel',
      archived: 'is_archived',
      gone: 'channel_not_found',
    };
    return state === 'member' ? undefined : errors[state];
  };

  // --- messages ---------------------------------------------------------------------------------

  const refuse = (where: string, problems: string[], payload: unknown) => {
    refusals.push({ where, problems, payload });
    changed();
  };
  const content = (payload: Json) => {
    const { text, blocks, metadata } = payload;
    // Nobody in a chat is to be told a secret.
    hear(JSON.stringify({ text, blocks, metadata }));
    return { text: str(text), blocks: list(blocks), metadata, pings: pings(payload) };
  };
  let lastTs = 0;
  /** A message's id, later than all before it. */
  function nextTs(): string {
    lastTs = Math.max(Date.now() * 1000, lastTs + 1);
    return ts(lastTs);
  }
  function show(
    payload: Json,
    { team, channel }: Omit<Place, 'user'>,
    visibleTo: string,
  ): SlackMessage {
    const shown: SlackMessage = {
      id: nextTs(),
      team,
      channel,
      visibleTo,
      ...content(payload),
      thread: typeof payload['thread_ts'] === 'string' ? payload['thread_ts'] : undefined,
      deleted: false,
      editedCount: 0,
    };
    messages.push(shown);
    if (visibleTo === 'channel') {
      statuses.delete(`${channel} ${shown.thread ?? ''}`);
      world.posted(shown);
    }
    changed();
    return shown;
  }
  const find = (channel: string, id: string) =>
    messages.find((it) => it.channel === channel && it.id === id && !it.deleted);
  const stands = (channel: string, id: string) =>
    find(channel, id) !== undefined || said.some((it) => it.channel === channel && it.id === id);
  /** What stands in a channel for everybody, oldest first, in the shape the API has. */
  const standing = (channel: string): Json[] =>
    [
      ...said.filter((it) => it.channel === channel).map(saidObject),
      ...messages
        .filter((it) => it.channel === channel && it.visibleTo === 'channel' && !it.deleted)
        .map((it): Json => ({
          ...messageObject(it),
          ...(it.thread !== undefined && { thread_ts: it.thread }),
          metadata: it.metadata,
        })),
    ].sort((a, b) => Number(a['ts']) - Number(b['ts']));
  const audience = (payload: Json, user: string) =>
    payload['response_type'] === 'in_channel' ? 'channel' : user;

  /** Slack shows only files whose upload is complete. */
  function unknownFiles(payload: Json): string[] {
    return list(payload['blocks']).flatMap((block) => {
      const id =
        isJson(block) && isJson(block['slack_file']) ? block['slack_file']['id'] : undefined;
      const known = files.some((file) => file.id === id && file.complete === true);
      return id === undefined || known ? [] : [`invalid_blocks: no such file ${str(id)}`];
    });
  }

  const world = {
    options,
    botToken,
    appToken,
    home,
    ackTimeoutMs,
    messages,
    calls,
    refusals,
    failures,
    said,
    grant,
    usedScopes,
    underWay,
    behaviours,
    responseUrls,
    timers,
    after,
    changed,
    waitFor,
    files,
    views,
    homes,
    statuses,
    shownStatuses,
    titles,
    prompts,
    triggers,
    channels,
    people,
    workspaceOf,
    settle,
    channelError,
    refuse,
    content,
    nextTs,
    show,
    find,
    stands,
    standing,
    audience,
    unknownFiles,
    /** Where this Slack listens, once it does. */
    origin: '',
    /** Where events go: to whom somebody's last act went. */
    listening: undefined as Transport | undefined,
    /** Called with what the app has posted for everybody. */
    posted: (() => undefined) as (message: SlackMessage) => void,
  };
  return world;
}

export type World = ReturnType<typeof openWorld>;

/** The error that Slack gives a payload with these problems. */
export function refusalCode(problems: readonly string[]): string {
  if (problems.some((it) => it.includes('no_text'))) return 'no_text';
  return problems.some((it) => it.startsWith('/blocks')) ? 'invalid_blocks' : 'invalid_arguments';
}
