import { setTimeout as wait } from 'node:timers/promises';
import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  RESTJSONErrorCodes,
  type InternalRequest,
  type RESTOptions,
} from 'discord.js';
import type { Log } from '../../src/log.ts';
import { makeRequest } from './http.ts';

/** The wait after the first try that failed, ms; each further one is twice as long. */
const PAUSE_MS = 100;

/** How much is done to get a request through. */
export interface Effort {
  /** Until when it is tried, on the clock of `performance.now()`, ms. */
  until: number;
  /** How long one try may take, ms. */
  tryMs: number;
  /** Whether doing it twice is doing it once. Else it is sent again only if it surely was not done. */
  repeatable: boolean;
}

/** Sends a request until it got through. @throws the last error of the SDK. */
export type Send = (request: InternalRequest, effort: Effort) => Promise<unknown>;

/** Requests to Discord that are tried again by our own rules: the SDK's retries have no pauses. */
export function createSend(
  { token, apiUrl }: { token: string; apiUrl?: string },
  makeRequest: RESTOptions['makeRequest'],
): Send {
  /** By how long one try may take: a limit of the SDK's own costs less than a signal. */
  const clients = new Map<number, REST>();
  function clientFor(timeout: number): REST {
    const known = clients.get(timeout);
    if (known) return known;
    const rest = new REST({
      version: '10',
      timeout,
      retries: 0,
      rejectOnRateLimit: () => true,
      // It keeps something of every interaction until then.
      handlerSweepInterval: 60_000,
      makeRequest,
      ...(apiUrl !== undefined && { api: apiUrl }),
    }).setToken(token);
    clients.set(timeout, rest);
    return rest;
  }
  return async (request, { until, tryMs, repeatable }) => {
    for (let tries = 1; ; tries++) {
      const left = until - performance.now();
      try {
        if (left >= tryMs) return await clientFor(tryMs).request(request);
        const signal = AbortSignal.timeout(Math.max(1, Math.ceil(left)));
        return await clientFor(tryMs).request({ ...request, signal });
      } catch (error) {
        if (tries > 1 && isDone(error)) return undefined;
        const pause = pauseAfter(error, tries, repeatable);
        if (pause === undefined || performance.now() + pause >= until) throw error;
        await wait(pause);
      }
    }
  };
}

/** What a second try is told when the first one got through although its receipt was lost. */
function isDone(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged ||
      (error.code === RESTJSONErrorCodes.UnknownMessage && error.method === 'DELETE'))
  );
}

/** How long to wait before the next try, ms; undefined when another one is no use or no good. */
function pauseAfter(error: unknown, tries: number, repeatable: boolean): number | undefined {
  if (error instanceof RateLimitError) return Math.max(error.retryAfter, 1);
  if (error instanceof DiscordAPIError || error instanceof BudgetError) return undefined;
  const pause = PAUSE_MS * 2 ** (tries - 1);
  return repeatable || neverArrived(error) ? pause : undefined;
}

/** Whether a request that failed may have done its work all the same. */
export function mayBeDone(error: unknown): boolean {
  const told = error instanceof DiscordAPIError || error instanceof RateLimitError;
  return !told && !neverArrived(error);
}

/** Whether a failed request surely did not reach Discord. */
function neverArrived(error: unknown): boolean {
  if (error instanceof HTTPError) return false;
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  const network = cause?.code ?? code ?? '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', BudgetError.CODE].includes(network);
}

/**
 * Discord shuts an address out for an hour after 10,000 answers of 401, 403 or 429 within ten minutes:
 * https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans.
 * Several processes may share an address, so each stays far below.
 */
const MOST_REFUSALS = 1000;
const WINDOW_MS = 10 * 60_000;

/** Nothing was sent: too much has been refused of late. */
class BudgetError extends Error {
  static readonly CODE = 'EBUDGET';
  readonly code = BudgetError.CODE;
}

/** Watches what Discord refuses. */
export interface Budget {
  /** Sends a request, for the SDK. */
  makeRequest: RESTOptions['makeRequest'];
  /** Why nothing is sent right now; undefined while it is. */
  spent: () => string | undefined;
}

/**
 * Stops sending before Discord shuts the address out. Answers to interactions are always sent: what
 * comes too late for them is 404, which does not count.
 */
export function createBudget(
  log: Log,
  { most = MOST_REFUSALS, now = Date.now, waited = (): void => undefined } = {},
): Budget {
  let began = 0;
  let refusals = 0;
  const spent = (): string | undefined => {
    if (now() - began >= WINDOW_MS) refusals = 0;
    return refusals < most
      ? undefined
      : `Discord refused ${refusals} requests within ten minutes; nothing more is sent for a while. The log says which.`;
  };
  return {
    spent,
    makeRequest: async (url, init) => {
      const why = spent();
      if (why !== undefined && !/\/(interactions|webhooks)\//.test(url)) throw new BudgetError(why);
      const response = await makeRequest(url, init);
      const { status, headers } = response;
      if (status === 429) waited();
      const counts = status === 429 ? headers.get('x-ratelimit-scope') !== 'shared' : false;
      if (status === 401 || status === 403 || counts) {
        if (refusals === 0) began = now();
        refusals++;
        // Not the address itself: a webhook's holds a token.
        const route = new URL(url).pathname.replace(/\/(webhooks|interactions)\/.*/, '/$1/…');
        log.warn({ platform: 'Discord', status, route, refusals }, 'Discord refused a request');
        if (refusals === most) log.error({ platform: 'Discord' }, spent() ?? '');
      }
      return response;
    },
  };
}
