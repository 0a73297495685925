import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DefaultRestOptions, type ResponseLike } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { makeRequest } from '../../adapters/discord/http.ts';

let close: (() => void) | undefined;
afterEach(() => close?.());

/** @returns the address of a server that answers like this. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
}

describe('a request to Discord', () => {
  it.each<[string, RequestListener]>([
    ['nothing', (_, response) => response.writeHead(204).end()],
    [
      'a message',
      (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', 'x-ratelimit-remaining': '4' })
          .end('{"id":"1","content":"é 👋"}'),
    ],
    [
      'a refusal',
      (_, response) =>
        response
          .writeHead(429, { 'content-type': 'application/json', 'retry-after': '2' })
          .end('{"message":"wait","retry_after":2}'),
    ],
    ['a server that fails', (_, response) => response.writeHead(502).end('<html>bad gateway')],
    [
      'headers that come twice',
      (_, response) => response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end('{}'),
    ],
  ])('has the response that the SDK would get: %s', async (_, answer) => {
    const url = await serve(answer);
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    const read = async (send: typeof makeRequest): Promise<object> => {
      const { status, ok, statusText, headers } = await send(url, init);
      const own = [...headers].filter(([name]) => name !== 'date');
      const as = async (how: (response: ResponseLike) => Promise<unknown>): Promise<unknown> =>
        how(await send(url, init)).catch((error: unknown) => (error as Error).name);
      return {
        ...{ status, ok, statusText, headers: own },
        bytes: await as(async (it) => new Uint8Array(await it.arrayBuffer())),
        text: await as((it) => it.text()),
        json: await as((it) => it.json()),
      };
    };
    expect(await read(makeRequest)).toEqual(
      await read((...of) => DefaultRestOptions.makeRequest(...of)),
    );
  });

  it('is sent whole, whatever it is', async () => {
    const got: Buffer[] = [];
    const url = await serve((message, response) => {
      message.on('data', (chunk: Buffer) => got.push(chunk));
      message.on('end', () => response.writeHead(204).end());
    });
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    await makeRequest(url, { method: 'POST', body: bytes });
    expect(Buffer.concat(got).equals(bytes)).toBe(true);
  });

  it('fails once its time is over, also where the response has begun', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200).write('{"id":');
    });
    const time = new AbortController();
    const sent = makeRequest(url, { method: 'POST', body: '{}', signal: time.signal });
    setTimeout(() => time.abort(), 50);
    await expect(sent).rejects.toThrow(/abort/i);
  });

  it('makes no getter for each response, which V8 would keep with all around it', async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    const gettersOf = (response: object): string[] =>
      Object.entries(Object.getOwnPropertyDescriptors(response))
        .filter(([, property]) => 'get' in property)
        .map(([name]) => name);
    const init = { method: 'POST', body: '{}' };
    expect(gettersOf(await makeRequest(url, init))).toEqual([]);
    // Once the SDK makes none either, its own sender does as well.
    expect(gettersOf(await DefaultRestOptions.makeRequest(url, init))).not.toEqual([]);
  });
});
