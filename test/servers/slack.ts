import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FORM, decodeArgs, parseJson, post, raw, readAll, signedHeaders } from './slack-http.ts';
import type { HttpAnswer } from './slack-http.ts';
import { checkMessage, pings } from './slack-limits.ts';
import {
  APP,
  VERIFICATION_TOKEN,
  blockActions,
  messageObject,
  slashBody,
  ts,
} from './slack-payloads.ts';
import type { Place, SlackMessage } from './slack-payloads.ts';
import { socketMode } from './slack-socket.ts';
import { checkView, submission } from './slack-views.ts';
import type { SlackView } from './slack-views.ts';
import { buttons, isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

export { raw, sign } from './slack-http.ts';
export type { HttpAnswer } from './slack-http.ts';
export { checkMessage, pings } from './slack-limits.ts';
export type { SlackMessage } from './slack-payloads.ts';
export { buttons, visibleText } from './slack-text.ts';
export type { SlackButton } from './slack-text.ts';

/** Slack waits this long for an ack (docs.slack.dev/interactivity/implementing-slash-commands). */
const ACK_MS = 3000;
/** A response_url: 5 responses within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
const RESPONSE_USES = 5;
const RESPONSE_MS = 30 * 60 * 1000;
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
  const triggers = new Map<string, { place: Place; at: number }>();
  /** What the bot has of a channel; every other one it is a member of. */
  const channels = new Map<string, 'member' | 'outside' | 'archived' | 'gone'>();
  const people = new Map<string, { timezone?: string; admin?: boolean }>();
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
  const content = (payload: Json) => ({
    text: str(payload['text']),
    blocks: list(payload['blocks']),
    metadata: payload['metadata'],
    pings: pings(payload),
  });
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
    changed();
    return shown;
  }
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
      const problems = checkView(view);
      if (problems.length > 0 || !isJson(view)) {
        refuse('views.open', problems, view);
        return { ok: false, error: 'invalid_arguments', errors: problems };
      }
      const shown = {
        id: `V${views.length + 1}`,
        place: trigger.place,
        view,
        errors: {},
        open: true,
      };
      views.push(shown);
      changed();
      return { ok: true, view: { ...view, id: shown.id } };
    },
    'users.info': (args) => {
      const person = people.get(str(args['user']));
      const { timezone = 'Europe/London', admin = false } = person ?? {};
      const id = str(args['user']);
      return { ok: true, user: { id, tz: timezone, is_admin: admin, is_owner: false } };
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
      const found = messages
        .filter((it) => it.channel === id && it.visibleTo === 'channel' && !it.deleted)
        .filter((it) => it.thread === undefined && Number(it.id) > oldest && Number(it.id) < before)
        .reverse();
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        ok: true,
        messages: page.map((message) => ({
          ...messageObject(message),
          // Shown only to who asks for it.
          ...(String(args['include_all_metadata']) === 'true' && { metadata: message.metadata }),
        })),
        has_more: found.length > limit,
        response_metadata: { next_cursor: found.length > limit && last ? last.id : '' },
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
      const posted = show(args, { team: home.team, channel }, 'channel');
      return { ok: true, channel, ts: posted.id, message: messageObject(posted) };
    },
  };

  function answerMethod(method: string, token: string, args: Json): Json {
    const run = METHODS[method];
    if (run === undefined) return { ok: false, error: 'unknown_method', req_method: method };
    if (token === '') return { ok: false, error: 'not_authed' };
    const wanted = method === 'apps.connections.open' ? appToken : botToken;
    return token === wanted ? run(args) : { ok: false, error: 'invalid_auth' };
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
      work = () => ({ status: 200, body: answerMethod(method, token, args) });
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

  // --- users' acts ------------------------------------------------------------------------------

  async function deliver(
    transport: Transport,
    envelopeType: 'slash_commands' | 'interactive',
    act: string,
    payload: Json,
    form: Record<string, string>,
  ): Promise<Ack> {
    const start = performance.now();
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
    const body = slashBody(who, command, text, invite('commands', { ...who, source: undefined }));
    triggers.set(body.trigger_id, { place: who, at: Date.now() });
    const name = `${command} ${text}`.trim();
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
    const payload = submission(shown, filled);
    const form = { payload: JSON.stringify(payload) };
    const ack = await deliver(transport, 'interactive', 'submit', payload, form);
    const faults = isJson(ack.body) && ack.body['response_action'] === 'errors';
    shown.errors = faults && isJson(ack.body) ? (ack.body['errors'] as Record<string, string>) : {};
    const blocks = list(shown.view['blocks']).map((it) => isJson(it) && it['block_id']);
    const unknown = Object.keys(shown.errors).filter((block) => !blocks.includes(block));
    if (unknown.length > 0)
      refuse('ack', [`errors for unknown blocks: ${unknown.join()}`], ack.body);
    shown.open = faults || ack.status !== 200;
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
    submit,
    disconnectSockets: (reason = 'refresh_requested') => sockets.disconnect(reason),

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
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function refusalCode(problems: readonly string[]): string {
  if (problems.some((it) => it.includes('no_text'))) return 'no_text';
  return problems.some((it) => it.startsWith('/blocks')) ? 'invalid_blocks' : 'invalid_arguments';
}
