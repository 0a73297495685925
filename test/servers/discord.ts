/**
 * A local Discord: REST v10 and Gateway v10 as far as a bot with commands, buttons and posts needs them, for the real
 * discord.js. It refuses what Discord refuses, and lets tests act as the people in a guild do.
 *
 * @example
 * const discord = await startDiscord();
 * const client = new Client({ intents: ['Guilds'], rest: { api: discord.apiUrl } });
 * await client.login(discord.token);
 * const { messages } = await discord.slash({ name: 'paper', options: { query: 'lora' } });
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { createActs } from './discord-acts.ts';
import type { Acts } from './discord-acts.ts';
import { isObj } from './discord-form.ts';
import type { Obj } from './discord-form.ts';
import { ORDINARY_INTENTS, startGateway } from './discord-gateway.ts';
import type { Gateway } from './discord-gateway.ts';
import { ROUTES, findRoute, problemLines, readBody } from './discord-http.ts';
import type { Route } from './discord-http.ts';
import { HANDLERS, NOT_FOUND, UNAUTHORIZED } from './discord-rest.ts';
import type { Answer, RestWorld } from './discord-rest.ts';
import { guildOf } from './discord-world.ts';
import type { DiscordOptions, FakeMessage, FakeRequest, Refusal, World } from './discord-world.ts';

export { buttons, visibleText } from './discord-messages.ts';
export type { FakeButton } from './discord-messages.ts';
export { IDS } from './discord-objects.ts';
export type { DiscordOptions, FakeMessage, FakeRequest, Refusal } from './discord-world.ts';
export type { Acknowledged, Choice, Press, Slash } from './discord-acts.ts';
export type { Route } from './discord-http.ts';

/** A fault for the next requests to one route. */
export interface Fault {
  /** Answers this status instead of doing the work. */
  status?: number;
  /** The JSON body beside `status`. Default `{ message, code: 0 }`. */
  body?: unknown;
  /** Answers 429 with this many seconds to wait, instead of doing the work. */
  retryAfter?: number;
  /** Waits this long before doing the work, ms. */
  delayMs?: number;
  /** Does the work, waits this long, then answers, ms. */
  answerDelayMs?: number;
  /**
   * Does the work, then gives no answer: `reset` resets the connection (discord.js sends the request again), `close`
   * closes it (discord.js rejects), `hang` leaves it open (discord.js sends it again after its REST timeout).
   */
  dropAnswer?: 'reset' | 'close' | 'hang';
  /** How many requests it strikes. Default 1. */
  times?: number;
}

/** A running server. The lists are live: they grow while it runs. */
export interface FakeDiscord extends Acts {
  /** For discord.js: `rest: { api }`. */
  apiUrl: string;
  token: string;
  messages: readonly FakeMessage[];
  /** Threads by the message they hang on, with their names. */
  threads: ReadonlyMap<string, string>;
  requests: readonly FakeRequest[];
  /** Every answer of 400 and above that was not injected; a test of a good bot expects none. */
  refusals: readonly Refusal[];
  /** What users saw instead of an answer. */
  failures: readonly { interaction: string; name: string; shown: string }[];
  /** The registered commands as Discord keeps them; `scope` is `global` (default) or a guild's id. */
  commands: (scope?: string) => Obj[];
  /** Makes the next requests to a route go wrong; faults of one route strike in the order they were given. */
  inject: (route: Route, fault: Fault) => void;
  /**
   * The newest message that is visible and meets the predicate, now or within `timeoutMs` (default 5000).
   * Without a predicate: any that says more than "thinking...". Rejects with what there was instead.
   */
  waitForMessage: (
    predicate?: (message: FakeMessage) => boolean,
    timeoutMs?: number,
  ) => Promise<FakeMessage>;
  /** Resolves when a client has had READY (and GUILD_CREATE) or RESUMED and is connected. */
  waitForReady: (timeoutMs?: number) => Promise<void>;
  gateway: Omit<Gateway, 'stop'>;
  /** Closes every gateway connection with this code (4000 lets discord.js resume). */
  closeGateway: (code: number) => void;
  /** Sends a text frame as it is to every gateway connection. */
  sendRaw: (text: string) => void;
  close: () => Promise<void>;
}

const respond = (response: ServerResponse, answer: Answer) => {
  const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    ...(body !== '' && { 'content-type': 'application/json' }),
    ...answer.headers,
  });
  response.end(body);
};

function faultAnswer(fault: Fault): Answer | undefined {
  if (fault.retryAfter !== undefined)
    return {
      status: 429,
      headers: { 'retry-after': String(fault.retryAfter), 'x-ratelimit-scope': 'user' },
      body: {
        message: 'You are being rate limited.',
        retry_after: fault.retryAfter,
        global: false,
      },
    };
  if (fault.status === undefined) return undefined;
  const body = fault.body ?? { message: `${fault.status}: injected`, code: 0 };
  return { status: fault.status, body };
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startDiscord(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const world: World = {
    options: {
      token: 'fake-discord-token',
      allowedIntents: ORDINARY_INTENTS,
      heartbeatMs: 41_250,
      readyDelayMs: 0,
      withholdGuildCreate: false,
      shards: 1,
      maxConcurrency: 1,
      answerWithinMs: 3000,
      tokenLivesMs: 15 * 60_000,
      nonceMs: 3 * 60_000,
      lockedChannels: [],
      readOnlyChannels: [],
      guildLocale: 'en-US',
      moreChannels: [],
      ...options,
    },
    commands: new Map(),
    interactions: new Map(),
    dms: new Map(),
    threads: new Map(),
    nonces: new Map(),
    messages: [],
    requests: [],
    refusals: [],
    failures: [],
    listeners: new Set(),
  };
  const faults: { route: Route; fault: Fault; left: number }[] = [];
  const stopping = new AbortController();
  const port = () => (server.address() as AddressInfo).port;
  const rest: RestWorld = {
    ...world,
    gatewayUrl: () => `ws://127.0.0.1:${port()}/gateway`,
    posted: (message) => {
      if (message.visibleTo !== 'channel') return;
      const guild = guildOf(world, message.channel);
      gateway.dispatch('MESSAGE_CREATE', { ...message.raw, guild_id: guild }, guild);
    },
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = url.pathname.replace(/^\/api\/v10/, '');
    const read = await readBody(request);
    const { body, files } = read ?? { body: undefined, files: [] };
    world.requests.push({ method, path: path + url.search, body, files, at: Date.now() });
    const found = url.pathname.startsWith('/api/v10/') ? findRoute(method, path) : undefined;
    const strike = faults.find((it) => it.route === found?.route && it.left > 0);
    if (strike) strike.left -= 1;
    const fault = strike?.fault ?? {};
    const pause = (ms = 0) => sleep(ms, undefined, { signal: stopping.signal });
    if (fault.delayMs) await pause(fault.delayMs);

    const work = (): Answer => {
      if (!found) return NOT_FOUND;
      if (!read)
        return {
          status: 400,
          body: { message: 'The request body contains invalid JSON.', code: 50109 },
        };
      const open = /^[A-Z]+ \/(interactions|webhooks)/.test(found.route);
      if (!open && request.headers.authorization !== `Bot ${world.options.token}`)
        return UNAUTHORIZED;
      const call = { params: found.params, query: url.searchParams, body, files };
      return HANDLERS[found.route](rest, call);
    };
    const injected = faultAnswer(fault);
    const answer = injected ?? work();
    if (!injected && answer.status >= 400) {
      const code = isObj(answer.body) ? Number(answer.body.code) : 0;
      const problems = problemLines(answer.body);
      world.refusals.push({ method, path, status: answer.status, code, problems, body });
    }
    if (fault.answerDelayMs) await pause(fault.answerDelayMs);
    if (fault.dropAnswer === 'reset') request.socket.resetAndDestroy();
    else if (fault.dropAnswer === 'close') request.socket.destroy();
    else if (fault.dropAnswer === undefined) respond(response, answer);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((reason: unknown) => {
      if (stopping.signal.aborted) return;
      // A fault of this server itself: kept like a refusal, so that no test passes over it.
      const problems = [
        reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
      ];
      const { method = '', url: path = '' } = request;
      world.refusals.push({ method, path, status: 500, code: 0, problems, body: undefined });
      respond(response, { status: 500, body: { message: problems[0], code: 0 } });
    });
  });
  const gateway = startGateway(world, server, () => {
    for (const listener of [...world.listeners]) listener();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const acts = createActs(world, gateway);

  const until = async <T>(test: () => T | undefined, timeoutMs: number, what: () => string) =>
    new Promise<T>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        world.listeners.delete(look);
      };
      const look = () => {
        const value = test();
        if (value === undefined) return;
        stop();
        resolve(value);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(what()));
      }, timeoutMs);
      timer.unref();
      world.listeners.add(look);
      look();
    });

  return {
    ...acts,
    apiUrl: `http://127.0.0.1:${port()}/api`,
    token: world.options.token,
    messages: world.messages,
    threads: world.threads,
    requests: world.requests,
    refusals: world.refusals,
    failures: world.failures,
    commands: (scope = 'global') => world.commands.get(scope) ?? [],
    inject(route, fault) {
      if (!ROUTES.includes(route)) throw new Error(`No such route: ${route}`);
      faults.push({ route, fault, left: fault.times ?? 1 });
    },
    waitForMessage: (predicate = (message) => !message.thinking, timeoutMs = 5000) =>
      until(
        () => world.messages.findLast((message) => !message.deleted && predicate(message)),
        timeoutMs,
        () =>
          `No such message within ${timeoutMs} ms. There were: ` +
          JSON.stringify(world.messages.map(({ content, thinking }) => ({ content, thinking }))) +
          `; refused: ${JSON.stringify(world.refusals.map(({ problems }) => problems))}`,
      ),
    waitForReady: async (timeoutMs = 5000) => {
      await until(
        () => (gateway.online() > 0 ? true : undefined),
        timeoutMs,
        () => `No client was ready within ${timeoutMs} ms.`,
      );
    },
    gateway,
    closeGateway: gateway.close,
    sendRaw: gateway.sendRaw,
    async close() {
      stopping.abort();
      acts.stop();
      gateway.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
