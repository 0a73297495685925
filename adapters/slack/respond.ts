import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a response address may take to answer, and the longest wait that it may ask for, ms. */
const POST_MS = 10_000;

const agents = {
  'http:': new PlainAgent({ keepAlive: true }),
  'https:': new Agent({ keepAlive: true }),
};

/** The answer is surely not there. */
export class UndoneError extends Error {}

/** Slack got the answer and would not show it. Nothing else is tried again: it may be there already. */
export class RefusedError extends UndoneError {}

/**
 * Posts to a response address. The SDK's `respond` takes the refusals that come with status 200 and
 * `ok: false` for success, waits for ever, and costs three times as much.
 *
 * @param waited called when Slack asks to wait; that is done here, once.
 * @throws {RefusedError} when Slack would not show it; {@link UndoneError} when it did not come to that;
 *   another error when nobody knows.
 */
export async function respond(
  url: string,
  body: object,
  waited: () => void = () => undefined,
  again = true,
): Promise<void> {
  const { status, retryAfter, text } = await post(new URL(url), JSON.stringify(body));
  if (status === 429 && again) {
    waited();
    await wait(Math.min(retryAfter * 1000, POST_MS));
    return respond(url, body, waited, false);
  }
  const said = `HTTP ${status} ${text.slice(0, 200)}`;
  if (status === 400 || /"ok"\s*:\s*false/.test(text)) throw new RefusedError(said);
  if (status >= 300 && status < 500) throw new UndoneError(said);
  if (status >= 500) throw new Error(said);
}

interface Answer {
  status: number;
  /** Seconds. */
  retryAfter: number;
  text: string;
}

/** Node's own client: `fetch` takes four times as much of the processor. */
function post(url: URL, body: string): Promise<Answer> {
  const secure = url.protocol === 'https:';
  const options = {
    method: 'POST',
    agent: agents[secure ? 'https:' : 'http:'],
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    },
  };
  return new Promise((resolve, reject) => {
    const read = (response: IncomingMessage): void => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, retryAfter: Number(headers['retry-after'] ?? 1), text });
      });
    };
    const sent = secure ? request(url, options, read) : plainRequest(url, options, read);
    const late = new Error(`no answer within ${POST_MS / 1000} s`);
    const timer = setTimeout(() => sent.destroy(late), POST_MS);
    sent.once('close', () => clearTimeout(timer));
    sent.once('error', reject);
    sent.end(body);
  });
}
