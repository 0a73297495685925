import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actsOf } from './slack-acts.ts';
import { deliveryOf } from './slack-delivery.ts';
import { decodeArgs, FORM, parseJson, raw, readAll, signedHeaders } from './slack-http.ts';
import type { HttpAnswer } from './slack-http.ts';
import { checkMessage } from './slack-limits.ts';
import { methodsOf } from './slack-methods.ts';
import { botUser, oauthServer } from './slack-oauth.ts';
import { APP, VERIFICATION_TOKEN } from './slack-payloads.ts';
import type { SlackMessage } from './slack-payloads.ts';
import { scopeOf } from './slack-scopes.ts';
import { socketMode } from './slack-socket.ts';
import { isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';
import { viewActsOf } from './slack-view-acts.ts';
import type { SlackView } from './slack-views.ts';
import { openWorld, refusalCode } from './slack-world.ts';
import type { Answer, Behaviour, SlackOptions, Transport } from './slack-world.ts';

export { raw, sign } from './slack-http.ts';
export type { HttpAnswer } from './slack-http.ts';
export { checkMessage, pings } from './slack-limits.ts';
export type { SaidMessage } from './slack-events.ts';
export type { SlackMessage } from './slack-payloads.ts';
export { buttons, visibleText } from './slack-text.ts';
export type { SlackButton } from './slack-text.ts';
export type { SlackView } from './slack-views.ts';
export type { SlackOptions, Transport } from './slack-world.ts';

/** A response_url: 5 responses within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
const RESPONSE_USES = 5;

export type FakeSlack = Awaited<ReturnType<typeof startSlack>>;

/**
 * Starts a local Slack on 127.0.0.1: Web API, Socket Mode and response_urls, refusing what Slack
 * refuses, with users who act through it. `close()` ends every socket and timer.
 */
export async function startSlack(options: SlackOptions = {}) {
  const world = openWorld(options);
  const {
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
    refuse,
    content,
    show,
    audience,
    unknownFiles,
  } = world;
  /** How many messages `nextMessage` has returned. */
  let seen = 0;

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
  function answerMethod(method: string, token: string, args: Json): Json {
    const run = methods[method];
    if (run === undefined) return { ok: false, error: 'unknown_method', req_method: method };
    if (token === '') return { ok: false, error: 'not_authed' };
    if (method === 'apps.connections.open') {
      return token === appToken ? run(args) : { ok: false, error: 'invalid_auth' };
    }
    const own = oauth.left.has(home.team) ? 'account_inactive' : { team: home.team };
    const holder = token === botToken ? own : oauth.holderOf(token);
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
    const { pathname } = new URL(req.url ?? '/', world.origin);
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
    res.end(odd.text ?? JSON.stringify(answer.body));
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
  const { methods, isOpen } = methodsOf(world, sockets);
  const delivery = deliveryOf(world, { sockets, oauth });
  const { tell, sendEvent, follow } = delivery;
  world.posted = delivery.tellOfOwn;
  const { say, slash, press, pressUnfurl } = actsOf(world, delivery);
  const { open, shortcut, suggestions, pressIn, choose, submit } = viewActsOf(world, delivery);

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = (world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

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
    isOpen,
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
      world.listening = undefined;
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
