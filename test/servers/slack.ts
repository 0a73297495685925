import { hear } from '../heard.ts';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FORM, decodeArgs, parseJson, post, raw, readAll, signedHeaders } from './slack-http.ts';
import type { HttpAnswer } from './slack-http.ts';
import {
  callback,
  formatted,
  globalShortcut,
  linkEvent,
  mentionEvent,
  messageEvent,
  messageShortcut,
  saidObject,
} from './slack-events.ts';
import type { SaidMessage } from './slack-events.ts';
import { checkMessage, checkUnfurl, pings } from './slack-limits.ts';
import {
  APP,
  VERIFICATION_TOKEN,
  blockActions,
  messageObject,
  slashBody,
  ts,
} from './slack-payloads.ts';
import type { Place, SlackMessage } from './slack-payloads.ts';
import { botUser, inOrganisation, oauthServer } from './slack-oauth.ts';
import type { OAuthOptions } from './slack-oauth.ts';
import { grantOf, scopeOf, subscriptionOf } from './slack-scopes.ts';
import { socketMode } from './slack-socket.ts';
import { streaming } from './slack-streams.ts';
import { checkView, submission } from './slack-views.ts';
import type { SlackView } from './slack-views.ts';
import { buttons, isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

export { raw, sign } from './slack-http.ts';
export type { HttpAnswer } from './slack-http.ts';
export { checkMessage, pings } from './slack-limits.ts';
export type { SaidMessage } from './slack-events.ts';
export type { SlackMessage } from './slack-payloads.ts';
export { buttons, visibleText } from './slack-text.ts';
export type { SlackButton } from './slack-text.ts';
export type { SlackView } from './slack-views.ts';

/** Slack waits this long for an ack (docs.slack.dev/interactivity/implementing-slash-commands). */
const ACK_MS = 3000;
/** A response_url: 5 responses within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
const RESPONSE_USES = 5;
const RESPONSE_MS = 30 * 60 * 1000;
/** An event that is not acked comes again, up to 3 times; the waits are shorter here. */
const RETRY_MS = [0, 40, 80];
/** A trigger_id opens one view, within this time. */
const TRIGGER_MS = 3000;

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

export type FakeSlack = Awaited<ReturnType<typeof startSlack>>;

type Invitation = Place & { source: SlackMessage | undefined };
type Answer = { status: number; body: Json };

/**
 * Starts a local Slack on 127.0.0.1: Web API, Socket Mode and response_urls, refusing what Slack
 * refuses, with users who act through it. `close()` ends every socket and timer.
 */
export async function startSlack(options: SlackOptions = {}) {
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
  /** Where events go: to whom somebody's last act went. */
  let listening: Transport | undefined;
  /** Events that are on their way. */
  const underWay = new Set<Promise<unknown>>();

  const behaviours: { method: string; behaviour: Behaviour }[] = [];
  const responseUrls = new Map<string, Invitation & { uses: number; expires: number }>();
  const timers = new Set<NodeJS.Timeout>();
  const watchers = new Set<() => void>();
  let seen = 0;
  let lastTs = 0;

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
  function show(
    payload: Json,
    { team, channel }: Omit<Place, 'user'>,
    visibleTo: string,
  ): SlackMessage {
    lastTs = Math.max(Date.now() * 1000, lastTs + 1);
    const shown: SlackMessage = {
      id: ts(lastTs),
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
      tellOfOwn(shown);
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

  function answerResponseUrl(key: string, payload: unknown): Answer {
    const no = (status: number, error: string, problems = [error]): Answer => {
      refuse('response_url', problems, payload);
      return { status, body: { ok: false, error } };
    };
    const url = responseUrls.get(key);
    if (url === undefined) return no(404, 'invalid_url');
    if (Date.now() >= url.expires) return no(404, 'expired_url');
    if (url.uses >= RESPONSE_USES) return no(404, 'used_url');
    if (!isJson(payload)) return no(400, 'invalid_payload');
    const problems = [...checkMessage(payload), ...unknownFiles(payload)];
    if (problems.length > 0) return no(400, refusalCode(problems), problems);

    const { source } = url;
    const remove = payload['delete_original'] === true;
    const replace = payload['replace_original'] === true && source !== undefined;
    if ((remove || replace) && (source === undefined || source.deleted)) {
      return no(404, 'message_not_found');
    }
    url.uses += 1;
    if (source !== undefined && remove) {
      source.deleted = true;
    } else if (source !== undefined && replace) {
      // Slack never changes who sees a message: response_type has no say here.
      Object.assign(source, content(payload));
      source.editedCount += 1;
    } else {
      show(payload, url, audience(payload, url.user));
    }
    changed();
    return { status: 200, body: { ok: true } };
  }

  // --- the Web API ------------------------------------------------------------------------------

  /** Uploaded files: bytes once they came, and whether the upload was completed. */
  const files: SlackFile[] = [];
  const METHODS: Record<string, (args: Json) => Json> = {
    'files.getUploadURLExternal': (args) => {
      const id = `F${files.length + 1}`;
      const length = Number(args.length);
      if (!str(args.filename) || !(length > 0)) return { ok: false, error: 'invalid_arguments' };
      files.push({
        id,
        name: str(args.filename),
        length,
        altText: str(args.alt_txt ?? args.alt_text),
      });
      return { ok: true, upload_url: `${origin}/upload/${id}`, file_id: id };
    },
    'files.completeUploadExternal': (args) => {
      const named =
        typeof args.files === 'string' ? (JSON.parse(args.files) as unknown) : args.files;
      const found = list(named).map((one) =>
        files.find(({ id, bytes }) => isJson(one) && id === one.id && bytes !== undefined),
      );
      if (found.length === 0 || found.includes(undefined))
        return { ok: false, error: 'file_not_found' };
      for (const file of found) if (file) file.complete = true;
      return { ok: true, files: found.map((file) => ({ id: file?.id, title: file?.name })) };
    },
    'auth.test': () => ({
      ok: true,
      url: `${origin}/`,
      team: 'Fake Team',
      team_id: home.team,
      user: 'paperboy',
      user_id: APP.botUser,
      bot_id: APP.botId,
      is_enterprise_install: false,
    }),
    'apps.connections.open': () => ({
      ok: true,
      url: origin.replace('http', 'ws') + sockets.ticket(),
    }),
    'api.test': () => ({ ok: true }),
    'views.open': (args) => {
      const trigger = triggers.get(str(args['trigger_id']));
      if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
      triggers.delete(str(args['trigger_id']));
      if (Date.now() - trigger.at > TRIGGER_MS) return { ok: false, error: 'expired_trigger_id' };
      const view = typeof args['view'] === 'string' ? parseJson(args['view']) : args['view'];
      const problems = [...checkView(view), ...unknownFiles(isJson(view) ? view : {})];
      if (problems.length > 0 || !isJson(view)) {
        refuse('views.open', problems, view);
        return { ok: false, error: 'invalid_arguments', errors: problems };
      }
      const shown = {
        id: `V${randomUUID()}`,
        place: trigger.place,
        view,
        errors: {},
        open: true,
        hash: 1,
      };
      views.push(shown);
      changed();
      return { ok: true, view: { ...view, id: shown.id } };
    },
    'views.update': (args) => {
      const shown = views.find(({ id, open }) => id === str(args['view_id']) && open);
      if (!shown) return { ok: false, error: 'not_found' };
      const view = typeof args['view'] === 'string' ? parseJson(args['view']) : args['view'];
      const problems = [...checkView(view), ...unknownFiles(isJson(view) ? view : {})];
      if (problems.length > 0 || !isJson(view)) {
        refuse('views.update', problems, view);
        return { ok: false, error: 'invalid_arguments', errors: problems };
      }
      keepChosen(shown, view);
      changed();
      return { ok: true, view: { ...view, id: shown.id } };
    },
    'views.push': (args) => {
      const trigger = triggers.get(str(args['trigger_id']));
      // A view is pushed onto the one that was acted in, three deep at most.
      if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
      return METHODS['views.open']?.(args) ?? { ok: false, error: 'not_found' };
    },
    'views.publish': (args) => {
      const user = str(args['user_id']);
      if (grant?.home === false) return { ok: false, error: 'not_enabled' };
      const view = typeof args['view'] === 'string' ? parseJson(args['view']) : args['view'];
      const problems = [...checkView(view, 'home'), ...unknownFiles(isJson(view) ? view : {})];
      if (problems.length > 0 || !isJson(view)) {
        refuse('views.publish', problems, view);
        return { ok: false, error: 'invalid_arguments', errors: problems };
      }
      const place = { team: workspaceOf(user), user, channel: '' };
      const known = homes.get(user);
      if (known) keepChosen(known, view);
      else homes.set(user, { id: `VH${user}`, place, view, errors: {}, open: true, hash: 1 });
      changed();
      return { ok: true, view: { ...view, id: `VH${user}` } };
    },
    'chat.postEphemeral': (args) => {
      const [channel, user] = [str(args['channel']), str(args['user'])];
      const closed = channelError(channel);
      if (closed !== undefined) return { ok: false, error: closed };
      const payload = Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'user'));
      const problems = [...checkMessage(payload), ...unknownFiles(payload)];
      if (problems.length > 0) {
        refuse('chat.postEphemeral', problems, args);
        return { ok: false, error: refusalCode(problems), errors: problems };
      }
      const posted = show(payload, { team: workspaceOf(channel), channel }, user);
      return { ok: true, message_ts: posted.id };
    },
    'chat.unfurl': (args) => {
      const byId = str(args['unfurl_id']);
      const [channel, ts] =
        byId === ''
          ? [str(args['channel']), str(args['ts'])]
          : [byId.slice(0, byId.indexOf('.')), byId.slice(byId.indexOf('.') + 1)];
      if (byId !== '' && str(args['source']) === '') return { ok: false, error: 'missing_source' };
      const message = said.find((it) => it.channel === channel && it.id === ts);
      if (!message) return { ok: false, error: 'cannot_unfurl_message' };
      const unfurls = isJson(args['unfurls']) ? args['unfurls'] : {};
      const urls = Object.keys(unfurls);
      if (urls.length === 0) return { ok: false, error: 'missing_unfurls' };
      if (urls.some((url) => !message.links.includes(url))) {
        refuse('chat.unfurl', ['cannot_unfurl_url'], args);
        return { ok: false, error: 'cannot_unfurl_url' };
      }
      const problems = urls.flatMap((url) => checkUnfurl(unfurls[url]));
      if (problems.length > 0) {
        refuse('chat.unfurl', problems, args);
        return { ok: false, error: 'cannot_parse_attachment', errors: problems };
      }
      Object.assign(message.unfurls, unfurls);
      changed();
      return { ok: true };
    },
    'assistant.threads.setStatus': (args) => {
      const [channel, thread] = [str(args['channel_id']), str(args['thread_ts'])];
      if (!stands(channel, thread)) return { ok: false, error: 'invalid_thread_ts' };
      statuses.set(`${channel} ${thread}`, str(args['status']));
      shownStatuses.push(str(args['status']));
      return { ok: true };
    },
    'assistant.threads.setTitle': (args) => {
      const [channel, thread] = [str(args['channel_id']), str(args['thread_ts'])];
      if (!stands(channel, thread)) return { ok: false, error: 'invalid_thread_ts' };
      if (grant?.agent === false) return { ok: false, error: 'not_allowed_token_type' };
      titles.set(thread, str(args['title']));
      changed();
      return { ok: true };
    },
    'assistant.threads.setSuggestedPrompts': (args) => {
      const given = list(args['prompts']).map((it) => ({
        title: str(it['title']),
        message: str(it['message']),
      }));
      if (given.length === 0 || given.length > 4) return { ok: false, error: 'invalid_arguments' };
      if (given.some(({ title, message }) => title === '' || message === '')) {
        return { ok: false, error: 'invalid_arguments' };
      }
      // Of an agent's conversation Slack takes a thread's time stamp in silence, and does nothing.
      if (args['thread_ts'] === undefined) prompts.set(str(args['channel_id']), given);
      changed();
      return { ok: true };
    },
    'conversations.replies': (args) => {
      const [channel, thread] = [str(args['channel']), str(args['ts'])];
      const refused = channelError(channel);
      if (refused !== undefined) return { ok: false, error: refused };
      if (!stands(channel, thread)) return { ok: false, error: 'thread_not_found' };
      const limit = Number(args['limit'] ?? 1000);
      // The first message always comes along.
      const after = Number(args['cursor'] ?? args['oldest'] ?? 0);
      const found = standing(channel).filter(
        (it) => it['ts'] === thread || (it['thread_ts'] === thread && Number(it['ts']) > after),
      );
      const page = found.slice(0, limit);
      const more = found.length > limit;
      const all = String(args['include_all_metadata']) === 'true';
      return {
        ok: true,
        messages: page.map(({ metadata, ...it }) => (all ? { ...it, metadata } : it)),
        has_more: more,
        response_metadata: { next_cursor: more ? str(page.at(-1)?.['ts']) : '' },
      };
    },
    'users.info': (args) => {
      const person = people.get(str(args['user']));
      const { timezone = 'Europe/London', admin = false, locale = 'en-US' } = person ?? {};
      const id = str(args['user']);
      const asked = String(args['include_locale']) === 'true';
      return {
        ok: true,
        user: { id, tz: timezone, is_admin: admin, is_owner: false, ...(asked && { locale }) },
      };
    },
    'conversations.info': (args) => {
      const id = str(args['channel']);
      const state = channels.get(id) ?? 'member';
      if (state === 'gone') return { ok: false, error: 'channel_not_found' };
      return {
        ok: true,
        channel: {
          id,
          is_member: state === 'member',
          is_archived: state === 'archived',
          is_im: id.startsWith('D'),
        },
      };
    },
    'conversations.history': (args) => {
      const id = str(args['channel']);
      const refused = channelError(id);
      if (refused !== undefined) return { ok: false, error: refused };
      const limit = Number(args['limit'] ?? 100);
      if (limit < 1 || limit > 999) return { ok: false, error: 'invalid_limit' };
      const oldest = Number(args['oldest'] ?? 0);
      const before = Number(args['cursor'] ?? Infinity);
      const latest = Number(args['latest'] ?? Infinity);
      const found = standing(id)
        .filter(({ thread_ts: thread, ts: at }) => thread === undefined || thread === at)
        .filter(({ ts: at }) => Number(at) > oldest && Number(at) < Math.min(before, latest))
        .reverse();
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        ok: true,
        messages: page.map(({ metadata, ...message }) => ({
          ...message,
          // Shown only to who asks for it.
          ...(String(args['include_all_metadata']) === 'true' && { metadata }),
        })),
        has_more: found.length > limit,
        response_metadata: { next_cursor: found.length > limit && last ? str(last['ts']) : '' },
      };
    },
    'chat.getPermalink': (args) => {
      const [channel, at] = [str(args['channel']), str(args['message_ts'])];
      const known = messages.some((it) => it.channel === channel && it.id === at);
      return known
        ? {
            ok: true,
            channel,
            permalink: `https://fake.slack.com/archives/${channel}/p${at.replace('.', '')}`,
          }
        : { ok: false, error: 'message_not_found' };
    },
    'chat.update': (args) => {
      const message = messages.find(
        (it) => it.channel === str(args['channel']) && it.id === str(args['ts']) && !it.deleted,
      );
      if (!message) return { ok: false, error: 'message_not_found' };
      if (streams.isOpen(message)) return { ok: false, error: 'streaming_state_conflict' };
      const edited = Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'ts'));
      const problems = [...checkMessage(edited), ...unknownFiles(args)];
      if (problems.length > 0) {
        refuse('chat.update', problems, args);
        return { ok: false, error: refusalCode(problems), errors: problems };
      }
      Object.assign(message, content(args));
      message.editedCount += 1;
      changed();
      return { ok: true, channel: message.channel, ts: message.id };
    },
    'chat.postMessage': (args) => {
      const channel = str(args['channel']);
      if (channel === '') return { ok: false, error: 'channel_not_found' };
      const closed = channelError(channel);
      if (closed !== undefined) return { ok: false, error: closed };
      const problems = [...checkMessage(args), ...unknownFiles(args)];
      if (problems.length > 0) {
        refuse('chat.postMessage', problems, args);
        const messages = problems.map((it) => `[ERROR] ${it}`);
        const error = refusalCode(problems);
        return { ok: false, error, errors: problems, response_metadata: { messages } };
      }
      if (args['thread_ts'] !== undefined && !stands(channel, str(args['thread_ts']))) {
        return { ok: false, error: 'thread_not_found' };
      }
      const posted = show(args, { team: workspaceOf(channel), channel }, 'channel');
      return { ok: true, channel, ts: posted.id, message: messageObject(posted) };
    },
  };

  const streams = streaming({
    find,
    stands,
    show: (args) => {
      const channel = str(args['channel']);
      return show(args, { team: workspaceOf(channel), channel }, 'channel');
    },
    refuse,
    check: (payload) => [...checkMessage(payload), ...unknownFiles(payload)],
    changed,
  });
  Object.assign(METHODS, streams.methods);

  function answerMethod(method: string, token: string, args: Json): Json {
    const run = METHODS[method];
    if (run === undefined) return { ok: false, error: 'unknown_method', req_method: method };
    if (token === '') return { ok: false, error: 'not_authed' };
    if (method === 'apps.connections.open') {
      return token === appToken ? run(args) : { ok: false, error: 'invalid_auth' };
    }
    const holder = token === botToken ? { team: home.team } : oauth.holderOf(token);
    if (typeof holder === 'string') return { ok: false, error: holder };
    if (method === 'auth.test' && token !== botToken) {
      const whole = 'orgWide' in holder && holder.orgWide === true;
      const known = { user_id: botUser(holder), bot_id: `B0${holder.team}` };
      return { ...run(args), ...known, team_id: holder.team, is_enterprise_install: whole };
    }
    // A token shows and changes nothing of another workspace.
    for (const [name, error] of [
      ['channel', 'channel_not_found'],
      ['user', 'user_not_found'],
    ] as const) {
      const id = str(args[name]);
      if (id !== '' && !oauth.reaches(holder, workspaceOf(id))) {
        refuse(method, [`${error}: ${id} is in another workspace`], args);
        return { ok: false, error };
      }
    }
    const place = triggers.get(str(args['trigger_id']))?.place;
    if (place && !oauth.reaches(holder, place.team)) {
      refuse(method, ['invalid_trigger_id: of another workspace'], args);
      return { ok: false, error: 'invalid_trigger_id' };
    }
    const needed = scopeOf(method, args);
    if (needed !== undefined) usedScopes.add(needed);
    if (needed !== undefined && grant && !grant.scopes.includes(needed)) {
      refuse(method, [`missing_scope: ${needed}`], args);
      return { ok: false, error: 'missing_scope', needed, provided: grant.scopes.join(',') };
    }
    return run(args);
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname } = new URL(req.url ?? '/', origin);
    if (pathname.startsWith('/upload/')) {
      const file = files.find(({ id }) => pathname === `/upload/${id}`);
      const chunks: Buffer[] = [];
      for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
      if (file) file.bytes = Buffer.concat(chunks);
      res.writeHead(file ? 200 : 404).end(file ? `OK - ${file.bytes?.length ?? 0}` : 'not found');
      return;
    }
    const body = await readAll(req);
    const method = pathname.startsWith('/api/') ? pathname.slice('/api/'.length) : 'response_url';
    const index = behaviours.findIndex((it) => it.method === method);
    const odd = index < 0 ? {} : (behaviours.splice(index, 1)[0]?.behaviour ?? {});

    let tooSoon: number | undefined;
    let work: () => Answer;
    if (method === 'response_url') {
      work = () => answerResponseUrl(pathname, parseJson(body));
    } else {
      const { token: inBody, ...args } = decodeArgs(body, req.headers['content-type']);
      const token = req.headers.authorization?.replace(/^Bearer /, '') ?? str(inBody);
      calls.push({ method, token, args, at: Date.now() });
      changed();
      work = () => ({
        status: 200,
        body: method === 'oauth.v2.access' ? oauth.access(args) : answerMethod(method, token, args),
      });
      tooSoon = options.limit?.(method, args);
    }

    if (tooSoon !== undefined) {
      const headers = { 'content-type': 'application/json', 'retry-after': String(tooSoon) };
      res.writeHead(429, headers).end(JSON.stringify({ ok: false, error: 'ratelimited' }));
      return;
    }
    if (odd.delayMs !== undefined) {
      const { delayMs } = odd;
      await new Promise<void>((resolve) => after(delayMs, resolve));
    }
    const failed = odd.httpStatus !== undefined || odd.error !== undefined;
    const answer: Answer = failed
      ? { status: odd.httpStatus ?? 200, body: { ok: false, error: odd.error ?? 'fatal_error' } }
      : work();
    if (odd.answerDelayMs !== undefined) {
      const { answerDelayMs } = odd;
      await new Promise<void>((resolve) => after(answerDelayMs, resolve));
    }
    if (odd.dropAnswer === true) {
      req.socket.destroy();
      return;
    }
    res.writeHead(answer.status, { 'content-type': 'application/json', ...odd.headers });
    res.end(JSON.stringify(answer.body));
  }

  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500);
      res.end(String(error));
    });
  });
  const sockets = socketMode(server, { appId: APP.id, ackTimeoutMs, changed });
  const oauth = oauthServer(options.oauth ?? { redirectUrls: [] }, {
    changed,
    send: (body, to) => follow(sendEvent(to as Transport, body, 0, 0)),
  });

  // --- users' acts ------------------------------------------------------------------------------

  /** Changed views keep what was chosen in inputs whose block_id and action_id stay the same. */
  function keepChosen(shown: SlackView, view: Json): void {
    const ids = list(view['blocks']).map((it) => str(it['block_id']));
    shown.view = view;
    shown.hash = (shown.hash ?? 0) + 1;
    shown.chosen = Object.fromEntries(
      Object.entries(shown.chosen ?? {}).filter(([id]) => ids.includes(id)),
    );
  }

  /** Sends an event until it is acked, at most four times; one that the app does not hear of is dropped. */
  async function tell(
    transport: Transport,
    event: Json,
    { loseAcks = 0, team = home.team } = {},
  ): Promise<Json | undefined> {
    const { name, scope } = subscriptionOf(event);
    if (grant && !grant.events.includes(name)) return undefined;
    if (scope !== undefined) usedScopes.add(scope);
    if (scope !== undefined && grant && !grant.scopes.includes(scope)) {
      refuse(name, [`missing_scope: ${scope}`], event);
      return undefined;
    }
    const organisation = oauth.servedBy(team);
    const plain = callback(event, team);
    const body = organisation === undefined ? plain : inOrganisation(plain, organisation);
    await sendEvent(transport, body, 0, loseAcks);
    return body;
  }

  async function sendEvent(
    transport: Transport,
    body: Json,
    attempt: number,
    loseAcks: number,
  ): Promise<void> {
    const reason = attempt === 0 ? '' : 'http_timeout';
    let status: number | 'timeout' | 'unreachable';
    if (transport.kind === 'socket') {
      const more = { retry_attempt: attempt, retry_reason: attempt === 0 ? '' : 'timeout' };
      status = (await sockets.send('events_api', body, more)).status;
    } else {
      const text = JSON.stringify(body);
      const answer = await post(
        transport.url,
        text,
        signedHeaders(text, transport.signingSecret, {
          'content-type': 'application/json',
          ...(attempt > 0 && {
            'x-slack-retry-num': String(attempt),
            'x-slack-retry-reason': reason,
          }),
        }),
        ackTimeoutMs,
      );
      status = typeof answer === 'string' ? answer : answer.status;
    }
    if (status === 200 && attempt >= loseAcks) return;
    const wait = RETRY_MS[attempt];
    if (wait === undefined) {
      failures.push({
        act: `event ${str(isJson(body['event']) ? body['event']['type'] : '')}`,
        error: status === 'timeout' ? 'operation_timeout' : 'dispatch_failed',
      });
      changed();
      return;
    }
    await new Promise<void>((resolve) => after(wait, resolve));
    return sendEvent(transport, body, attempt + 1, loseAcks);
  }

  /** The app hears of its own messages as of everybody's. */
  function tellOfOwn(message: SlackMessage): void {
    if (listening === undefined) return;
    const transport = listening;
    const event = messageEvent(message.channel, {
      ...messageObject(message),
      ...(message.thread !== undefined && { thread_ts: message.thread }),
    });
    const links = [...JSON.stringify(message.blocks).matchAll(/https?:\/\/[^\s"\\<>|]+/g)].map(
      ([url]) => url,
    );
    const own: SaidMessage = {
      ...message,
      user: APP.botUser,
      thread: undefined,
      byBot: false,
      links,
      unfurls: {},
    };
    const events = [event, ...(links.length > 0 ? [linkEvent(own, links)] : [])];
    const { team } = message;
    for (const one of events) void follow(tell(transport, one, { team }));
  }

  function follow<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const done = () => void underWay.delete(work);
    work.then(done, done);
    return work;
  }

  /**
   * Somebody writes a message. The app hears of it as it has subscribed.
   *
   * @param act `loseAcks`: so many of the app's acks get lost, and Slack sends the events again.
   */
  async function say(
    transport: Transport,
    act: Partial<Place> & { text: string; thread?: string; byBot?: boolean; loseAcks?: number },
  ): Promise<SaidMessage> {
    listening = transport;
    const { user = home.user, channel = home.channel, team = home.team, loseAcks = 0 } = act;
    settle({ user, channel, team });
    lastTs = Math.max(Date.now() * 1000, lastTs + 1);
    const message: SaidMessage = {
      id: ts(lastTs),
      team,
      channel,
      user,
      ...formatted(act.text),
      thread: act.thread,
      byBot: act.byBot ?? false,
      unfurls: {},
    };
    said.push(message);
    const direct = channel.startsWith('D');
    const isOurs = (url: string) => {
      const host = new URL(url.replaceAll('&amp;', '&')).hostname;
      return !grant || grant.unfurlDomains.some((it) => host === it || host.endsWith(`.${it}`));
    };
    const links = message.links.filter(isOurs);
    const events = [
      ...(message.text.includes(`<@${APP.botUser}>`) && !direct ? [mentionEvent(message)] : []),
      messageEvent(channel, saidObject(message)),
      ...(links.length > 0 ? [linkEvent(message, links)] : []),
    ];
    await Promise.all(events.map((event) => follow(tell(transport, event, { loseAcks, team }))));
    return message;
  }

  /** Somebody opens the app's Home tab, or the conversation with it. */
  async function open(
    transport: Transport,
    tab: 'home' | 'messages',
    user = home.user,
  ): Promise<void> {
    listening = transport;
    const team = workspaceOf(user);
    settle({ user, team, channel: `D${user}` });
    const event = {
      type: 'app_home_opened',
      user,
      channel: `D${user}`,
      tab,
      event_ts: ts(Date.now() * 1000),
      ...(tab === 'home' && homes.has(user) && { view: homes.get(user)?.view }),
    };
    await follow(tell(transport, event, { team }));
  }

  /** Somebody chooses a shortcut, of a message or from Slack's menus. */
  async function shortcut(
    transport: Transport,
    callbackId: string,
    on?: SaidMessage,
    user = home.user,
  ): Promise<Ack> {
    if (grant) {
      usedScopes.add('commands');
      if (!grant.scopes.includes('commands') || !grant.shortcuts.includes(callbackId)) {
        throw new Error(`there is no shortcut ${callbackId}`);
      }
    }
    const team = workspaceOf(user);
    const channel = on?.channel ?? '';
    const who = { user, team, channel };
    const payload = on
      ? messageShortcut(
          callbackId,
          who,
          saidObject(on),
          invite('actions', { ...who, source: undefined }),
        )
      : globalShortcut(callbackId, user, team);
    triggers.set(str(payload['trigger_id']), { place: who, at: Date.now() });
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `shortcut ${callbackId}`, payload, form);
  }

  const inView = (shown: SlackView, actionId: string): Json => {
    const block = list(shown.view['blocks']).find((it) =>
      JSON.stringify(it).includes(`"action_id":${JSON.stringify(actionId)}`),
    );
    if (!block) throw new Error(`the view has no ${actionId}`);
    return block;
  };
  const viewObject = (shown: SlackView): Json => {
    // Only modals are submitted, but their state travels with every act in them.
    const { view } = submission(shown, {}, () => '');
    return { ...(view as Json), hash: String(shown.hash ?? 1) };
  };
  const actor = (shown: SlackView): Json => {
    const { user, team } = shown.place;
    return {
      user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: team },
      api_app_id: APP.id,
      token: VERIFICATION_TOKEN,
      team: { id: team, domain: 'fake-team' },
      enterprise: null,
      is_enterprise_install: false,
      container: { type: 'view', view_id: shown.id },
      view: viewObject(shown),
    };
  };

  /** Somebody types into a list that the app fills: what is offered. */
  async function suggestions(
    transport: Transport,
    shown: SlackView,
    actionId: string,
    typed: string,
  ): Promise<{ offered: { label: string; value: string }[]; ackMs: number }> {
    const block = inView(shown, actionId);
    const payload = {
      type: 'block_suggestion',
      ...actor(shown),
      action_id: actionId,
      block_id: str(block['block_id']) || 'b',
      value: typed,
    };
    const form = { payload: JSON.stringify(payload) };
    const ack = await deliver(transport, 'interactive', `type ${typed}`, payload, form);
    const options = isJson(ack.body) ? list(ack.body['options']) : [];
    const problems = options.flatMap((it) => {
      const [text, value] = [isJson(it['text']) ? str(it['text']['text']) : '', str(it['value'])];
      const ok = text !== '' && text.length <= 75 && value !== '' && value.length <= 150;
      return ok ? [] : [`option ${text} ${value}`];
    });
    if (options.length > 100) problems.push('over 100 options');
    if (problems.length > 0) refuse('options', problems, ack.body);
    const offered = options.map((it) => ({
      label: isJson(it['text']) ? str(it['text']['text']) : '',
      value: str(it['value']),
    }));
    return { offered, ackMs: ack.ackMs };
  }

  /** Somebody acts in a view: presses a button, or chooses from a list. */
  async function actIn(transport: Transport, shown: SlackView, action: Json): Promise<Ack> {
    const trigger_id = randomUUID();
    triggers.set(trigger_id, { place: shown.place, at: Date.now() });
    const payload = {
      type: 'block_actions',
      ...actor(shown),
      trigger_id,
      actions: [{ ...action, action_ts: ts(Date.now() * 1000) }],
    };
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `act ${str(action['action_id'])}`, payload, form);
  }

  async function pressIn(transport: Transport, shown: SlackView, label: string): Promise<Ack> {
    const there = buttons({ blocks: list(shown.view['blocks']) });
    const button = there.find((it) => it.label === label);
    if (!button) {
      throw new Error(`no button "${label}"; there are: ${there.map((it) => it.label).join(', ')}`);
    }
    return actIn(transport, shown, {
      type: 'button',
      action_id: button.actionId,
      block_id: button.blockId,
      text: { type: 'plain_text', text: label, emoji: true },
      ...(button.value !== undefined && { value: button.value }),
      ...(button.url !== undefined && { url: button.url }),
    });
  }

  /** Somebody chooses one of the values that the app offered. */
  async function choose(
    transport: Transport,
    shown: SlackView,
    actionId: string,
    chosen: { label: string; value: string },
  ): Promise<Ack> {
    const block = inView(shown, actionId);
    const blockId = str(block['block_id']) || 'b';
    if (block['type'] === 'input') {
      shown.chosen = { ...shown.chosen, [blockId]: { text: chosen.label, value: chosen.value } };
      if (block['dispatch_action'] !== true) throw new Error('the app does not hear of that');
    }
    return actIn(transport, shown, {
      type: 'external_select',
      action_id: actionId,
      block_id: blockId,
      selected_option: {
        text: { type: 'plain_text', text: chosen.label, emoji: true },
        value: chosen.value,
      },
    });
  }

  /** Somebody presses a button of the card under a link. */
  async function pressUnfurl(
    transport: Transport,
    on: SaidMessage,
    url: string,
    label: string,
    user = home.user,
  ): Promise<Ack> {
    const blocks = on.unfurls[url]?.blocks ?? [];
    const button = buttons({ blocks }).find((it) => it.label === label);
    if (!button) throw new Error(`no button "${label}" under ${url}`);
    const { team, channel } = on;
    const responseUrl = invite('actions', { user, channel, team, source: undefined });
    const shown = { ...on, blocks: [], visibleTo: 'channel' } as unknown as SlackMessage;
    const payload = {
      ...blockActions(user, shown, button, responseUrl),
      container: {
        type: 'message_attachment',
        message_ts: on.id,
        attachment_id: 1,
        channel_id: channel,
        is_ephemeral: false,
        is_app_unfurl: true,
        app_unfurl_url: url,
      },
      app_unfurl: { app_unfurl_url: url, is_app_unfurl: true, blocks },
    };
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `press ${label}`, payload, form);
  }

  async function deliver(
    transport: Transport,
    envelopeType: 'slash_commands' | 'interactive',
    act: string,
    payload: Json,
    form: Record<string, string>,
  ): Promise<Ack> {
    const start = performance.now();
    const team = isJson(payload['team']) ? str(payload['team']['id']) : str(payload['team_id']);
    const organisation = oauth.servedBy(team);
    if (organisation !== undefined) {
      payload = inOrganisation(payload, organisation);
      form = 'payload' in form ? { payload: JSON.stringify(payload) } : (payload as typeof form);
    }
    let result: Pick<Ack, 'status' | 'body'>;
    if (transport.kind === 'socket') {
      result = await sockets.send(envelopeType, payload);
    } else {
      const body = new URLSearchParams(form).toString();
      const headers = signedHeaders(body, transport.signingSecret, FORM);
      const answer = await post(transport.url, body, headers, ackTimeoutMs);
      const type = typeof answer === 'string' ? '' : (answer.headers['content-type'] ?? '');
      result =
        typeof answer === 'string'
          ? { status: answer, body: undefined }
          : {
              status: answer.status,
              body: type.includes('json') ? parseJson(answer.body) : answer.body || undefined,
            };
    }
    if (result.status !== 200) {
      const error = result.status === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
      failures.push({ act, error });
      changed();
    }
    return {
      ...result,
      ackMs: performance.now() - start,
      triggerId: str(payload['trigger_id']),
      responseUrl: str(payload['response_url']),
    };
  }

  function invite(kind: 'commands' | 'actions', invitation: Invitation): string {
    const key = `/${kind}/${invitation.team}/${randomUUID()}`;
    const expires = Date.now() + (options.responseUrlMs ?? RESPONSE_MS);
    responseUrls.set(key, { ...invitation, uses: 0, expires });
    return origin + key;
  }

  /** A user types `command text`. An answer in the ack is shown as Slack would. */
  async function slash(
    transport: Transport,
    act: Partial<Place> & { command: string; text?: string },
  ): Promise<Ack> {
    const { command, text = '', user = home.user, channel = home.channel, team = home.team } = act;
    const who = { user, channel, team };
    settle(who);
    const body = slashBody(who, command, text, invite('commands', { ...who, source: undefined }));
    triggers.set(body.trigger_id, { place: who, at: Date.now() });
    const name = `${command} ${text}`.trim();
    if (grant) {
      usedScopes.add('commands');
      if (!grant.scopes.includes('commands') || !grant.commands.includes(command)) {
        throw new Error(`there is no ${command}`);
      }
    }
    const ack = await deliver(transport, 'slash_commands', name, body, body);
    if (ack.status === 200 && ack.body !== undefined) {
      const payload = isJson(ack.body) ? ack.body : { text: ack.body };
      const problems = checkMessage(payload);
      if (problems.length > 0) refuse('ack', problems, payload);
      else show(payload, who, audience(payload, who.user));
    }
    return ack;
  }

  /** A user presses the button with this label; link buttons tell the app too, as at Slack. */
  async function press(
    transport: Transport,
    message: SlackMessage,
    label: string,
    act: { user?: string } = {},
  ): Promise<Ack> {
    const ephemeral = message.visibleTo !== 'channel';
    const user = act.user ?? (ephemeral ? message.visibleTo : home.user);
    if (message.deleted) throw new Error('the message is deleted, nobody can press its buttons');
    if (ephemeral && user !== message.visibleTo) throw new Error(`${user} cannot see the message`);
    const labels = buttons(message).map((it) => it.label);
    const button = buttons(message)[labels.indexOf(label)];
    if (button === undefined) {
      throw new Error(`no button "${label}"; there are: ${labels.join(', ') || 'none'}`);
    }
    const { team, channel } = message;
    const responseUrl = invite('actions', { user, channel, team, source: message });
    const payload = blockActions(user, message, button, responseUrl);
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `press ${label}`, payload, form);
  }

  /** A user fills in and submits a modal; one that the app finds fault with stays open. */
  async function submit(
    transport: Transport,
    shown: SlackView,
    filled: Record<string, string> = {},
  ): Promise<Ack> {
    const payload = submission(shown, filled, (channel) =>
      invite('actions', { ...shown.place, channel, source: undefined }),
    );
    const form = { payload: JSON.stringify(payload) };
    const ack = await deliver(transport, 'interactive', 'submit', payload, form);
    const faults = isJson(ack.body) && ack.body['response_action'] === 'errors';
    shown.errors = faults && isJson(ack.body) ? (ack.body['errors'] as Record<string, string>) : {};
    const blocks = list(shown.view['blocks']).map((it) => isJson(it) && it['block_id']);
    const unknown = Object.keys(shown.errors).filter((block) => !blocks.includes(block));
    if (unknown.length > 0)
      refuse('ack', [`errors for unknown blocks: ${unknown.join()}`], ack.body);
    const updated = isJson(ack.body) && ack.body['response_action'] === 'update';
    if (updated && isJson(ack.body) && isJson(ack.body['view'])) {
      const problems = checkView(ack.body['view']);
      if (problems.length > 0) refuse('ack', problems, ack.body);
      keepChosen(shown, ack.body['view']);
    }
    shown.open = faults || updated || ack.status !== 200;
    changed();
    return ack;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    /** The value for the SDK's `slackApiUrl`. */
    apiUrl: `${origin}/api/`,
    botToken,
    appToken,
    oauth,
    /** Puts a channel and a person into another workspace, as an act there does. */
    settle,
    ...home,
    botUser: APP.botUser,
    botId: APP.botId,
    messages,
    channels,
    people,
    files,
    calls,
    refusals,
    failures,
    slash,
    press,
    views,
    homes,
    submit,
    said,
    say,
    open,
    shortcut,
    suggestions,
    pressIn,
    choose,
    pressUnfurl,
    statuses,
    shownStatuses,
    titles,
    prompts,
    usedScopes,
    /** Whether a message is still being written. */
    isOpen: (message: SlackMessage) => streams.isOpen(message),
    /** Sends an event, as Slack would send it on its own account. */
    tell,
    /** Sends an event's envelope once more, as Slack does whose ack got lost. */
    redeliver: (transport: Transport, body: Json) => sendEvent(transport, body, 1, 0),
    /** Resolves when no event is on its way. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    disconnectSockets: (reason = 'refresh_requested', most?: number) =>
      sockets.disconnect(reason, most),
    resetSocket: sockets.reset,

    /** Queues a one-off behaviour for the next call of `method` (or of any `response_url`). */
    next(method: string, behaviour: Behaviour): void {
      behaviours.push({ method, behaviour });
    },
    /** Makes every response_url given out so far 30 minutes old. */
    expireResponseUrls(): void {
      for (const url of responseUrls.values()) url.expires = 0;
    },
    /** Resolves when exactly `count` sockets are open. */
    async waitForSockets(count: number, timeoutMs?: number): Promise<void> {
      await waitFor(
        `${count} open sockets`,
        () => (sockets.count() === count ? true : undefined),
        timeoutMs,
      );
    },
    /** The first visible message, there already or yet to come, that `test` likes. */
    waitForMessage(
      test: (message: SlackMessage) => boolean = () => true,
      timeoutMs?: number,
    ): Promise<SlackMessage> {
      return waitFor(
        'such message',
        () => messages.find((it) => !it.deleted && test(it)),
        timeoutMs,
      );
    },
    /** The oldest message no earlier `nextMessage` has returned. Edits are not new messages. */
    nextMessage(timeoutMs?: number): Promise<SlackMessage> {
      const take = () => (seen < messages.length ? messages[seen++] : undefined);
      return waitFor('next message', take, timeoutMs);
    },
    /** Slack's unsigned check of the certificate behind a slash command's URL. */
    sslCheck(url: string): Promise<HttpAnswer> {
      return raw(url, { body: `ssl_check=1&token=${VERIFICATION_TOKEN}`, headers: FORM });
    },
    /** Slack's challenge when an events URL is saved; the answer's body must carry it. */
    urlVerification(
      transport: Extract<Transport, { kind: 'http' }>,
      challenge: string,
    ): Promise<HttpAnswer> {
      const body = JSON.stringify({
        type: 'url_verification',
        token: VERIFICATION_TOKEN,
        challenge,
      });
      const type = { 'content-type': 'application/json' };
      return raw(transport.url, {
        body,
        headers: signedHeaders(body, transport.signingSecret, type),
      });
    },
    /** Ends every connection and timer. */
    async close(): Promise<void> {
      for (const timer of timers) clearTimeout(timer);
      listening = undefined;
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** The blocks of a view. */
export function blocksOf(shown: SlackView | undefined): Json[] {
  return list(shown?.view['blocks']);
}

function refusalCode(problems: readonly string[]): string {
  if (problems.some((it) => it.includes('no_text'))) return 'no_text';
  return problems.some((it) => it.startsWith('/blocks')) ? 'invalid_blocks' : 'invalid_arguments';
}
