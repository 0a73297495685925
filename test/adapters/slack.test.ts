import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Adapter } from '../../src/bot.ts';
import { serve, type HttpServer } from '../../src/http.ts';
import { StartError } from '../../src/start-error.ts';
import { createSlack } from '../../adapters/slack/index.ts';
import { raw, sign, startSlack, visibleText, type FakeSlack } from '../servers/slack.ts';
import { SIGNING_SECRET, slackConfig } from './slack-chat.ts';
import { memoryLog, testBot } from './world.ts';

let slack: FakeSlack;
let log: ReturnType<typeof memoryLog>;
let adapter: (Adapter & ReturnType<typeof createSlack>) | undefined;
let server: HttpServer | undefined;

beforeEach(async () => {
  slack = await startSlack();
  log = memoryLog();
});
afterEach(async () => {
  await adapter?.stop();
  await server?.stop(500);
  adapter = undefined;
  server = undefined;
  await slack.close();
});

function create(mode: 'http' | 'socket', changes: object = {}): ReturnType<typeof createSlack> {
  adapter = createSlack({ ...slackConfig(slack, mode), ...changes }, testBot(log), log);
  return adapter;
}

async function listen(): Promise<string> {
  const created = create('http');
  server = await serve(created.routes, { host: '127.0.0.1', port: 0, log });
  await created.start();
  return `${server.address}/slack/events`;
}

describe('Slack over HTTP', () => {
  const body = 'command=%2Fpaper&text=lora&response_url=http%3A%2F%2F127.0.0.1%3A9%2Fnone';
  const post = async (url: string, at: number, signature: string): Promise<number> => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': signature,
    };
    return (await raw(url, { body, headers })).status;
  };
  const now = (): number => Math.floor(Date.now() / 1000);

  it('refuses forged, stale and future signatures, and takes a right one', async () => {
    const url = await listen();
    const signed = (at: number, secret = SIGNING_SECRET): Promise<number> =>
      post(url, at, sign(body, secret, at));
    expect(await signed(now(), 'f'.repeat(32))).toBe(401);
    expect(await signed(now() - 3600)).toBe(401);
    expect(await signed(now() + 3600)).toBe(401);
    // Slack's window is 5 minutes, both ways.
    expect(await signed(now() - 310)).toBe(401);
    expect(await signed(now() + 310)).toBe(401);
    expect(await signed(now() - 280)).toBe(200);
    expect(await signed(now() + 280)).toBe(200);
    expect(await post(url, now(), 'v0=')).toBe(401);
    expect(await post(url, Number.NaN, sign(body, SIGNING_SECRET, now()))).toBe(401);
    expect((await raw(url, { body, headers: {} })).status).toBe(401);
    expect(await signed(now())).toBe(200);
  });

  it('answers 503, not silence, before it has started', async () => {
    const created = create('http');
    server = await serve(created.routes, { host: '127.0.0.1', port: 0, log });
    const url = `${server.address}/slack/events`;
    expect(await post(url, now(), sign(body, SIGNING_SECRET, now()))).toBe(503);
    expect(created.health()).toEqual({ ok: false, reason: 'starting' });
  });

  it('passes the ssl check and the url verification', async () => {
    const url = await listen();
    expect((await slack.sslCheck(url)).status).toBe(200);
    const transport = { kind: 'http', url, signingSecret: SIGNING_SECRET } as const;
    const answer = await slack.urlVerification(transport, 'abc');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('abc');
  });

  it('asks Slack who it is once, not for every event', async () => {
    const url = await listen();
    const transport = { kind: 'http', url, signingSecret: SIGNING_SECRET } as const;
    for (let i = 0; i < 3; i++) await slack.slash(transport, { command: '/paper', text: 'lora' });
    await vi.waitFor(() => expect(slack.messages).toHaveLength(3), 5000);
    expect(slack.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1);
  });

  it('falls back to plain text when Slack refuses the blocks', async () => {
    const url = await listen();
    for (let i = 0; i < 2; i++)
      slack.next('response_url', { httpStatus: 400, error: 'invalid_blocks' });
    await slack.slash(
      { kind: 'http', url, signingSecret: SIGNING_SECRET },
      { command: '/paper', text: 'lora' },
    );
    const message = await slack.waitForMessage();
    expect(message.blocks).toEqual([]);
    expect(visibleText(message)).toContain('Key contributions');
    expect(log.lines.join('\n')).toContain('blocks refused; sent with less');
  });

  it('shows how a command is used when a required option is missing', async () => {
    const url = await listen();
    await slack.slash({ kind: 'http', url, signingSecret: SIGNING_SECRET }, { command: '/paper' });
    const message = await slack.waitForMessage();
    expect(visibleText(message)).toContain('/paper attention is all you need');
    expect(message.visibleTo).not.toBe('channel');
  });

  it('answers a button within the thread its card is in, and shares there', async () => {
    const url = await listen();
    const transport = { kind: 'http', url, signingSecret: SIGNING_SECRET } as const;
    await slack.slash(transport, { command: '/paper', text: 'lora' });
    const card = await slack.waitForMessage();
    // As somebody's own program put it there; commands can't be typed in threads.
    card.thread = '1760000000.000100';
    await slack.press(transport, card, 'Next: DPO');
    await vi.waitFor(() => expect(slack.messages).toHaveLength(2), 5000);
    const answer = slack.messages[1];
    expect(answer).toMatchObject({ thread: card.thread });
    if (!answer) throw new Error('no answer');
    await slack.press(transport, answer, 'Share');
    await vi.waitFor(() => expect(slack.messages).toHaveLength(3), 5000);
    expect(slack.messages[2]).toMatchObject({ thread: card.thread, visibleTo: 'channel' });
    expect(slack.refusals).toEqual([]);
  });

  it('shares a card once after a double click, and again only where Slack refused it', async () => {
    const url = await listen();
    const transport = { kind: 'http', url, signingSecret: SIGNING_SECRET } as const;
    await slack.slash(transport, { command: '/paper', text: '--hide lora' });
    const hidden = await slack.waitForMessage();
    for (let i = 0; i < 3; i++)
      slack.next('response_url', { httpStatus: 400, error: 'invalid_blocks' });
    await slack.press(transport, hidden, 'Share');
    await vi.waitFor(() => expect(log.lines.join('\n')).toContain('did not get through'), 5000);
    expect(slack.messages).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => slack.press(transport, hidden, 'Share')));
    await slack.waitForMessage((it) => it.visibleTo === 'channel');
    await vi.waitFor(() => expect(hidden.deleted).toBe(true), 5000);
    expect(slack.messages).toHaveLength(2);
  });

  it('shares a card that Slack had no room for when it is pressed again', async () => {
    const url = await listen();
    const transport = { kind: 'http', url, signingSecret: SIGNING_SECRET } as const;
    await slack.slash(transport, { command: '/paper', text: '--hide lora' });
    const hidden = await slack.waitForMessage();
    const busy = { httpStatus: 429, text: 'slow down', headers: { 'retry-after': '0' } };
    for (let i = 0; i < 2; i++) slack.next('response_url', busy);
    await slack.press(transport, hidden, 'Share');
    await vi.waitFor(() => expect(log.lines.join('\n')).toContain('did not get through'), 5000);
    expect(slack.messages).toHaveLength(1);
    await slack.press(transport, hidden, 'Share');
    await slack.waitForMessage((it) => it.visibleTo === 'channel');
    await vi.waitFor(() => expect(hidden.deleted).toBe(true), 5000);
  });

  it('does not post twice when the receipt for an answer is lost', async () => {
    const url = await listen();
    slack.next('response_url', { dropAnswer: true });
    await slack.slash(
      { kind: 'http', url, signingSecret: SIGNING_SECRET },
      { command: '/paper', text: 'lora' },
    );
    await vi.waitFor(() => expect(log.lines.join('\n')).toContain('did not get through'), 5000);
    expect(slack.messages).toHaveLength(1);
  });
});

describe('pictures in Slack', () => {
  const ask = async (url: string): Promise<void> => {
    await slack.slash(
      { kind: 'http', url, signingSecret: SIGNING_SECRET },
      { command: '/paper', text: 'lora' },
    );
  };
  const image = (message: { blocks: unknown[] }): unknown =>
    message.blocks.find((block) => (block as { type: string }).type === 'image');

  it('are uploaded once, with their description, and shown from there', async () => {
    const url = await listen();
    await ask(url);
    await ask(url);
    await vi.waitFor(() => expect(slack.messages).toHaveLength(2), 10_000);
    expect(slack.files).toHaveLength(1);
    const [file] = slack.files;
    expect(file?.name).toBe('lora.png');
    expect(file?.bytes?.includes('PNG')).toBe(true);
    for (const message of slack.messages) {
      expect(image(message)).toMatchObject({
        slack_file: { id: file?.id },
        alt_text: expect.stringContaining('frozen') as string,
      });
    }
    expect(slack.refusals).toEqual([]);
  });

  it('are left out, and said in the log, when the app may not upload', async () => {
    const url = await listen();
    slack.next('files.getUploadURLExternal', { error: 'missing_scope' });
    await ask(url);
    const message = await slack.waitForMessage();
    expect(image(message)).toBeUndefined();
    expect(visibleText(message)).toContain('Key contributions');
    expect(log.lines.join('\n')).toContain('files:write');
  });

  it('are left out when Slack refuses them, before the layout is', async () => {
    const url = await listen();
    slack.next('response_url', { httpStatus: 400, error: 'invalid_blocks' });
    await ask(url);
    const message = await slack.waitForMessage();
    expect(image(message)).toBeUndefined();
    expect(message.blocks.length).toBeGreaterThan(3);
  });

  it('come from the public address where there is one', async () => {
    const created = createSlack(slackConfig(slack, 'http'), testBot(log), log, {
      publicUrl: 'https://bot.example.org',
    });
    adapter = created;
    server = await serve(created.routes, { host: '127.0.0.1', port: 0, log });
    await created.start();
    await ask(`${server.address}/slack/events`);
    const shown = image(await slack.waitForMessage()) as { image_url: string };
    expect(shown.image_url).toMatch(/^https:\/\/bot\.example\.org\/pictures\/[0-9a-f]{24}\.png$/);
    expect(slack.files).toEqual([]);
  });
});

describe('Slack over Socket Mode', () => {
  it('keeps two connections, and loses nothing while Slack renews them', async () => {
    await create('socket').start();
    await slack.waitForSockets(2);
    await slack.disconnectSockets('refresh_requested');
    await slack.waitForSockets(2, 10_000);
    await slack.slash({ kind: 'socket' }, { command: '/paper', text: 'lora' });
    expect(visibleText(await slack.waitForMessage())).toContain('LoRA');
  });

  it('hears everything while one connection after the other is renewed', async () => {
    await create('socket').start();
    await slack.waitForSockets(2);
    const enough = new AbortController();
    const acks: unknown[] = [];
    const type = async (): Promise<void> => {
      while (!enough.signal.aborted) {
        const act = { command: '/paper', text: 'lora --hide' };
        acks.push((await slack.slash({ kind: 'socket' }, act)).status);
        await wait(20);
      }
    };
    const typed = Promise.all([type(), type(), type(), type()]);
    for (const renew of [
      () => slack.disconnectSockets('warning', 1),
      () => slack.disconnectSockets('refresh_requested', 1),
      () => slack.disconnectSockets('refresh_requested', 1),
    ]) {
      await renew();
      // The connection closes a second later.
      await wait(1500);
      await slack.waitForSockets(2, 10_000);
    }
    enough.abort();
    await typed;
    expect(acks.length).toBeGreaterThan(20);
    expect(new Set(acks)).toEqual(new Set([200]));
    expect(slack.failures).toEqual([]);
    await vi.waitFor(() => expect(slack.messages).toHaveLength(acks.length), 10_000);
  });

  it('comes back after a connection broke without a word', async () => {
    await create('socket').start();
    await slack.waitForSockets(2);
    slack.resetSocket();
    await slack.waitForSockets(1);
    // The other one hears meanwhile.
    await slack.slash({ kind: 'socket' }, { command: '/paper', text: 'lora' });
    expect(slack.failures).toEqual([]);
    await slack.waitForSockets(2);
  });

  it('opens its connections apart, so that Slack does not renew both at once', async () => {
    await create('socket').start();
    await slack.waitForSockets(1);
    await slack.waitForSockets(2);
    await slack.disconnectSockets('link_disabled');
    await slack.waitForSockets(1);
    await slack.waitForSockets(2);
    const opened = slack.calls
      .filter(({ method }) => method === 'apps.connections.open')
      .map(({ at }) => at);
    expect(opened).toHaveLength(4);
    const [a = 0, b = 0, c = 0, d = 0] = opened;
    expect(Math.min(b - a, d - c)).toBeGreaterThan(1500);
  });

  it('starts although Slack is slow to say who it is, and hears what comes then', async () => {
    slack.next('auth.test', { delayMs: 1500 });
    const created = create('socket');
    const starting = created.start();
    expect(created.health()).toEqual({ ok: false, reason: 'starting' });
    await starting;
    await slack.slash({ kind: 'socket' }, { command: '/paper', text: 'lora' });
    expect(visibleText(await slack.waitForMessage())).toContain('LoRA');
  });

  it('says that it is reconnecting, and comes back after Slack was unreachable', async () => {
    const created = create('socket');
    await created.start();
    await slack.waitForSockets(2);
    for (let i = 0; i < 6; i++) slack.next('apps.connections.open', { error: 'internal_error' });
    await slack.disconnectSockets('warning');
    await vi.waitFor(
      () => expect(created.health()).toEqual({ ok: false, reason: 'reconnecting' }),
      5000,
    );
    await slack.waitForSockets(2, 15_000);
    await vi.waitFor(() => expect(created.health()).toEqual({ ok: true }), 5000);
  });
});

describe('a start that Slack refuses', () => {
  it.each([
    ['http', { botToken: 'xoxb-wrong' }, /SLACK_BOT_TOKEN \(invalid_auth\).*api\.slack\.com\/apps/],
    ['socket', { appToken: 'xapp-wrong' }, /SLACK_APP_TOKEN \(invalid_auth\)/],
    ['http', { apiUrl: 'http://127.0.0.1:9/api/' }, /could not be reached/],
  ] as const)('over %s with %j says what to do', async (mode, changes, why) => {
    const start = create(mode, changes).start();
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(why);
  });
});
