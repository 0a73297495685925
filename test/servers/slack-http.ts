import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { isJson } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/** A plain HTTP answer, for `raw` requests. */
export type HttpAnswer = { status: number; headers: IncomingMessage['headers']; body: string };

/** Slack's `v0=` signature of a request body; the timestamp is in seconds since the epoch. */
export function sign(body: string, secret: string, timestampSeconds: number): string {
  const digest = createHmac('sha256', secret)
    .update(`v0:${timestampSeconds}:${body}`)
    .digest('hex');
  return `v0=${digest}`;
}

/** Posts exactly these bytes and headers: forged, stale and future requests. */
export async function raw(
  url: string,
  { body, headers }: { body: string; headers: Record<string, string> },
): Promise<HttpAnswer> {
  const answer = await post(url, body, headers, 10_000);
  if (typeof answer === 'string') throw new Error(`${url}: ${answer}`);
  return answer;
}

/** The content type of everything users cause; bolt compares it whole, without a charset. */
export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The headers of a genuine request of Slack sent now, `more` included. */
export function signedHeaders(
  body: string,
  secret: string,
  more: Record<string, string>,
): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1000);
  return {
    ...more,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': sign(body, secret, seconds),
  };
}

/**
 * Posts a body and reads the whole answer, or gives up after `timeoutMs`. One connection per
 * request: a kept-alive one would hold up the stop of the server under test.
 */
export function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<HttpAnswer | 'timeout' | 'unreachable'> {
  return new Promise((resolve) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const req = request(url, { method: 'POST', headers: { ...length, ...headers }, agent: false });
    const settle = (result: HttpAnswer | 'timeout' | 'unreachable') => {
      clearTimeout(timer);
      resolve(result);
    };
    const timer = setTimeout(() => {
      settle('timeout');
      req.destroy();
    }, timeoutMs);
    req.on('response', (res) => {
      readAll(res).then(
        (text) => settle({ status: res.statusCode ?? 0, headers: res.headers, body: text }),
        () => settle('unreachable'),
      );
    });
    req.on('error', () => settle('unreachable'));
    req.end(body);
  });
}

/** The whole of a stream as text. */
export async function readAll(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** The parsed text, or undefined if it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The arguments of a Web API call. The SDK sends forms: objects as JSON, booleans as words. */
export function decodeArgs(body: string, type = ''): Json {
  if (type.startsWith('application/json')) {
    const parsed = parseJson(body);
    return isJson(parsed) ? parsed : {};
  }
  const structured = [
    'attachments',
    'blocks',
    'loading_messages',
    'metadata',
    'prompts',
    'unfurls',
  ];
  const decoded = [...new URLSearchParams(body)].map(([key, value]): [string, unknown] => {
    if (structured.includes(key)) return [key, parseJson(value) ?? value];
    if (key !== 'text' && (value === 'true' || value === 'false')) return [key, value === 'true'];
    return [key, value];
  });
  return Object.fromEntries(decoded);
}
