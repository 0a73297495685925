import { type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { createSlack } from '../../adapters/slack/index.ts';
import { slackLogger } from '../../adapters/slack/log.ts';
import { type Sockets, createSockets } from '../../adapters/slack/sockets.ts';
import { memoryLog, testBot } from './world.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('an answer of Slack that stops in the middle', () => {
  let server: Server;
  let collecting: NodeJS.Timeout;
  beforeEach(async () => {
    server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (request.url?.endsWith('auth.test') === true) {
        response.end('{"ok":true,"bot_id":"B1","user_id":"U1"}');
      } else response.write('{"ok":');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // Whatever is to end the wait must not be collected before it does.
    collecting = setInterval(collectGarbage, 100);
  });
  afterEach(() => {
    clearInterval(collecting);
    server.closeAllConnections();
    server.close();
  });

  it('is not waited for longer than one that never begins', async () => {
    const { port } = server.address() as AddressInfo;
    const log = memoryLog();
    const apiUrl = `http://127.0.0.1:${port}/`;
    const slack = createSlack(
      { mode: 'http', signingSecret: 's', botToken: 'xoxb-1', apiUrl },
      testBot(log),
      log,
    );
    const place = { platform: 'slack', workspace: 'T1', channel: 'C1' };
    const card = { title: 'LoRA', blocks: [], actions: [] };
    const late = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 9000));
    const posted = slack.publisher
      ?.post(place, { card, to: 'channel' }, 'key')
      .catch((error: unknown) => (error as { reason: string }).reason);
    expect(await Promise.race([posted, late])).toBe('unknown');
  });
});

describe('Socket Mode, when a connection is asked for', () => {
  let server: Server;
  let sockets: Sockets | undefined;
  let asked: number;
  let silent: (call: number) => boolean;
  let deaf: (call: number) => boolean;
  const wss = new WebSocketServer({ noServer: true });
  beforeEach(async () => {
    asked = 0;
    [silent, deaf] = [() => false, () => false];
    const answer = (response: ServerResponse): void => {
      const { port } = server.address() as AddressInfo;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/${asked}` }));
    };
    server = createServer((_request, response) => {
      asked += 1;
      if (!silent(asked)) answer(response);
    });
    server.on('upgrade', (request, socket, head) =>
      wss.handleUpgrade(request, socket, head, (ws) => {
        if (!deaf(Number(request.url?.slice(1)))) ws.send('{"type":"hello"}');
        const pinging = setInterval(() => ws.ping(), 1000);
        ws.on('close', () => clearInterval(pinging));
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    void sockets?.stop();
    server.closeAllConnections();
    wss.clients.forEach((ws) => ws.terminate());
    server.close();
  });
  const start = (): Promise<unknown> => {
    const { port } = server.address() as AddressInfo;
    const log = memoryLog();
    sockets = createSockets({
      appToken: 'xapp-1',
      apiUrl: `http://127.0.0.1:${port}/`,
      logger: slackLogger(log),
      log,
    });
    const app = new App({
      receiver: sockets,
      authorize: () => Promise.resolve({ botToken: 'x' }),
      logger: slackLogger(log),
    });
    expect(app).toBeDefined();
    return sockets.start();
  };

  it('opens both all the same when Slack once does not answer', async () => {
    silent = (call) => call === 2;
    await start();
    await vi.waitFor(() => expect(asked).toBe(2), 5000);
    await vi.waitFor(() => expect(sockets?.open()).toBe(2), 30_000);
  }, 45_000);

  it('opens both all the same when one that was opened stays silent', async () => {
    deaf = (call) => call === 2;
    await start();
    await vi.waitFor(() => expect(asked).toBe(2), 5000);
    await vi.waitFor(() => expect(sockets?.open()).toBe(2), 40_000);
  }, 55_000);
});
