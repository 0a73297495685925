import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { RequestMethod } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createBudget, createSend } from '../../adapters/discord/requests.ts';
import { memoryLog, testBot } from './world.ts';

describe('an answer of Discord that stops in the middle', () => {
  let server: Server;
  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is not waited for longer than one that never begins', async () => {
    const { port } = server.address() as AddressInfo;
    const apiUrl = `http://127.0.0.1:${port}`;
    const send = createSend({ token: 'x', apiUrl }, createBudget(memoryLog()).makeRequest);
    const request = { method: RequestMethod.Get, fullRoute: '/guilds/1' } as const;
    const sent = send(request, {
      until: performance.now() + 1000,
      tryMs: 500,
      repeatable: true,
    }).then(
      () => 'sent',
      () => 'given up',
    );
    const late = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 4000));
    expect(await Promise.race([sent, late])).toBe('given up');
  });
});

it('gives up a start when the gateway takes the connection and says nothing', async () => {
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', 'application/json');
    const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
    response.end(
      JSON.stringify({ url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limit }),
    );
  });
  new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const log = memoryLog();
  const adapter = createDiscord(
    { token: 'x.y.z', apiUrl: `http://127.0.0.1:${port}` },
    testBot(log),
    log,
  );
  const late = new Promise((resolve) => setTimeout(() => resolve('still starting'), 40_000));
  const started = adapter.start().then(
    () => 'started',
    (error: unknown) => (error as Error).message,
  );
  try {
    expect(await Promise.race([started, late])).toMatch(/did not get ready within 30 s/);
  } finally {
    // What was never open takes its time to close.
    void adapter.stop();
    server.closeAllConnections();
    server.close();
  }
}, 60_000);
