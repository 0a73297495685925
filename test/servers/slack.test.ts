import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttons, checkMessage, pings, raw, sign, startSlack, visibleText } from './slack.ts';
import type { FakeSlack, SlackOptions, Transport } from './slack.ts';

const SECRET = 'signing-secret';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let slack: FakeSlack;
const stops: (() => Promise<void>)[] = [];

async function fresh(options?: SlackOptions): Promise<FakeSlack> {
  const started = await startSlack(options);
  stops.push(() => started.close());
  return started;
}
beforeEach(async () => {
  slack = await fresh();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

const card = (text: string) => ({
  text,
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text } },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'again',
          value: `${text}!`,
          text: { type: 'plain_text', text: 'Again' },
        },
        {
          type: 'button',
          action_id: 'open',
          url: 'https://example.com/',
          text: { type: 'plain_text', text: 'Open' },
        },
      ],
    },
  ],
});

function listen(app: App): void {
  app.command('/echo', async ({ command, ack, respond }) => {
    await ack();
    await respond(card(command.text));
  });
  app.command('/inline', async ({ command, ack }) => ack({ text: command.text }));
  app.command('/word', async ({ command, ack }) => ack(command.text));
  app.command('/public', async ({ command, ack, respond }) => {
    await ack();
    await respond({ ...card(command.text), response_type: 'in_channel' });
  });
  app.command('/mute', () => Promise.resolve());
  app.action('again', async ({ ack, action, respond }) => {
    await ack();
    const value = 'value' in action ? String(action.value) : '';
    await respond({ ...card(value), replace_original: true });
  });
  app.action('open', async ({ ack }) => ack());
}

async function httpApp(on: FakeSlack): Promise<Extract<Transport, { kind: 'http' }>> {
  const receiver = new HTTPReceiver({ signingSecret: SECRET, logger: quiet });
  const clientOptions = { slackApiUrl: on.apiUrl };
  const app = new App({ receiver, token: on.botToken, clientOptions, logger: quiet });
  listen(app);
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  stops.push(() => receiver.stop());
  const { port } = server.address() as AddressInfo;
  return { kind: 'http', url: `http://127.0.0.1:${port}/slack/events`, signingSecret: SECRET };
}

async function socketApp(on: FakeSlack): Promise<Transport> {
  const clientOptions = { slackApiUrl: on.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: on.appToken,
    installerOptions: { clientOptions },
    // Also the wait before a reconnect.
    clientPingTimeout: 200,
    logger: quiet,
  });
  const app = new App({ receiver, token: on.botToken, clientOptions, logger: quiet });
  listen(app);
  await app.start();
  stops.push(async () => {
    await app.stop();
  });
  return { kind: 'socket' };
}

const post = (url: string, payload: unknown) =>
  raw(url, {
    body: JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  }).then(({ status, body }) => ({ status, body: JSON.parse(body) as unknown }));

describe.each([
  ['HTTP', httpApp],
  ['Socket Mode', socketApp],
] as const)('bolt over %s', (_, start) => {
  test('a command is acked and answered to its caller alone', async () => {
    const transport = await start(slack);
    const ack = await slack.slash(transport, { command: '/echo', text: 'hi & bye' });
    expect(ack).toMatchObject({ status: 200, body: undefined });
    expect(ack.ackMs).toBeLessThan(3000);
    const message = await slack.nextMessage();
    expect(message).toMatchObject({ visibleTo: slack.user, channel: slack.channel, pings: [] });
    expect(visibleText(message)).toBe('hi & bye\nAgain\nOpen');
    expect(slack.refusals).toEqual([]);
    expect(slack.failures).toEqual([]);
  });

  test('an answer inside the ack is shown', async () => {
    const transport = await start(slack);
    await slack.slash(transport, { command: '/inline', text: 'object', user: 'U1' });
    await slack.slash(transport, { command: '/word', text: 'string', user: 'U2' });
    expect(slack.messages.map((it) => [it.text, it.visibleTo])).toEqual([
      ['object', 'U1'],
      ['string', 'U2'],
    ]);
  });

  test('a button replaces the message it is on', async () => {
    const transport = await start(slack);
    for (const command of ['/echo', '/public']) {
      await slack.slash(transport, { command, text: 'one' });
      const message = await slack.nextMessage();
      expect(await slack.press(transport, message, 'Again')).toMatchObject({ status: 200 });
      await slack.waitForMessage((it) => it === message && it.editedCount === 1);
      expect(visibleText(message)).toContain('one!');
      expect(buttons(message)[0]).toMatchObject({ label: 'Again', value: 'one!!' });
      expect(await slack.press(transport, message, 'Open')).toMatchObject({ status: 200 });
      expect(message.visibleTo).toBe(command === '/echo' ? slack.user : 'channel');
    }
    expect(slack.messages).toHaveLength(2);
  });

  test('silence is a timeout its user is told about', async () => {
    const impatient = await fresh({ ackTimeoutMs: 100 });
    const transport = await start(impatient);
    const ack = await impatient.slash(transport, { command: '/mute', text: 'x' });
    expect(ack.status).toBe('timeout');
    expect(impatient.failures).toEqual([{ act: '/mute x', error: 'operation_timeout' }]);
  });
});

describe('HTTP requests', () => {
  test('bolt accepts a genuine signature and refuses forged and stale ones', async () => {
    const { url } = await httpApp(slack);
    const now = Math.floor(Date.now() / 1000);
    const body = 'command=%2Finline&text=x';
    const send = async (secret: string, seconds: number) => {
      const signature = sign(body, secret, seconds);
      const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': `${seconds}` };
      return (await raw(url, { body, headers: { ...FORM, ...headers } })).status;
    };
    expect(await send(SECRET, now)).toBe(200);
    expect(await send('other', now)).toBe(401);
    expect(await send(SECRET, now - 600)).toBe(401);
    expect((await raw(url, { body, headers: FORM })).status).toBe(401);
  });

  test('ssl_check and url_verification', async () => {
    const transport = await httpApp(slack);
    expect((await slack.sslCheck(transport.url)).status).toBe(200);
    const verified = await slack.urlVerification(transport, 'c0ffee');
    expect(verified.status).toBe(200);
    expect(verified.body).toContain('c0ffee');
  });

  test('an app that is not there is a failed dispatch', async () => {
    const url = 'http://127.0.0.1:9/slack/events';
    const ack = await slack.slash(
      { kind: 'http', url, signingSecret: SECRET },
      { command: '/echo' },
    );
    expect(ack.status).toBe('unreachable');
    expect((await slack.slash({ kind: 'socket' }, { command: '/echo' })).status).toBe(
      'unreachable',
    );
    expect(slack.failures.map((it) => it.error)).toEqual(['dispatch_failed', 'dispatch_failed']);
  });
});

describe('Socket Mode', () => {
  test('envelopes go to the open sockets in turn', async () => {
    const transport = await socketApp(slack);
    await socketApp(slack);
    await slack.waitForSockets(2);
    for (const text of ['a', 'b', 'c']) await slack.slash(transport, { command: '/echo', text });
    for (const text of ['a', 'b', 'c']) await slack.waitForMessage((it) => it.text === text);
    expect(slack.messages).toHaveLength(3);
  });

  test('a disconnected app comes back and answers', async () => {
    const transport = await socketApp(slack);
    await slack.disconnectSockets('warning');
    await slack.waitForSockets(0);
    await slack.waitForSockets(1);
    await slack.slash(transport, { command: '/echo', text: 'back' });
    await slack.waitForMessage((it) => it.text === 'back');
  });

  test('a wrong app token is refused', async () => {
    const client = new WebClient('xapp-wrong', { slackApiUrl: slack.apiUrl, logger: quiet });
    await expect(client.apps.connections.open({})).rejects.toThrow('invalid_auth');
  });
});

describe('the Web API', () => {
  const client = (token = slack.botToken) =>
    new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      logger: quiet,
      retryConfig: { retries: 1, minTimeout: 1 },
    });

  test('knows its token and its methods', async () => {
    expect(await client().auth.test()).toMatchObject({ team_id: slack.team, bot_id: slack.botId });
    await expect(client('xoxb-wrong').auth.test()).rejects.toThrow('invalid_auth');
    await expect(client().apiCall('no.such')).rejects.toThrow('unknown_method');
    expect(slack.calls.map((it) => [it.method, it.token])).toEqual([
      ['auth.test', slack.botToken],
      ['auth.test', 'xoxb-wrong'],
      ['no.such', slack.botToken],
    ]);
  });

  test('posts what is valid and refuses what is not', async () => {
    const metadata = { event_type: 'daily', event_payload: { key: 'k1' } };
    const posted = await client().chat.postMessage({ channel: 'C1', ...card('note'), metadata });
    expect(slack.messages).toMatchObject([{ id: posted.ts, visibleTo: 'channel', metadata }]);
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '' } } as const];
    await expect(client().chat.postMessage({ channel: 'C1', text: 't', blocks })).rejects.toThrow(
      'invalid_blocks',
    );
    await expect(client().chat.postMessage({ channel: 'C1', text: '' })).rejects.toThrow('no_text');
    expect(slack.messages).toHaveLength(1);
    expect(slack.refusals.map((it) => it.where)).toEqual(['chat.postMessage', 'chat.postMessage']);
  });

  test('one-off behaviours', async () => {
    slack.next('auth.test', { error: 'ratelimited' });
    slack.next('auth.test', { httpStatus: 503 });
    slack.next('auth.test', { delayMs: 50 });
    await expect(client().auth.test()).rejects.toThrow('ratelimited');
    const start = performance.now();
    // The SDK tries a 503 again and meets the slow answer.
    expect((await client().auth.test()).ok).toBe(true);
    expect(performance.now() - start).toBeGreaterThan(45);

    slack.next('chat.postMessage', { dropAnswer: true });
    await client().chat.postMessage({ channel: 'C1', text: 'twice' });
    expect(slack.messages.map((it) => it.text)).toEqual(['twice', 'twice']);
  });
});

describe('a response_url', () => {
  const invite = async () => {
    const ack = await slack.slash({ kind: 'socket' }, { command: '/paper' });
    return ack.responseUrl;
  };

  test('takes five answers', async () => {
    const url = await invite();
    for (let use = 0; use < 5; use += 1) {
      expect(await post(url, { text: `${use}` })).toEqual({ status: 200, body: { ok: true } });
    }
    expect(await post(url, { text: '5' })).toEqual({
      status: 404,
      body: { ok: false, error: 'used_url' },
    });
    expect(slack.messages).toHaveLength(5);
    expect(slack.refusals).toMatchObject([{ where: 'response_url', problems: ['used_url'] }]);
  });

  test('expires', async () => {
    const url = await invite();
    slack.expireResponseUrls();
    expect(await post(url, { text: 'late' })).toMatchObject({ body: { error: 'expired_url' } });
    expect(await post(`${slack.apiUrl}../commands/x`, { text: 'x' })).toMatchObject({
      body: { error: 'invalid_url' },
    });
  });

  test('refuses a broken payload and remembers it', async () => {
    const url = await invite();
    const broken = { text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] };
    expect(await post(url, broken)).toMatchObject({
      status: 400,
      body: { error: 'invalid_blocks' },
    });
    expect(await post(url, {})).toMatchObject({ status: 400, body: { error: 'no_text' } });
    expect(slack.refusals).toHaveLength(2);
    expect(slack.messages).toEqual([]);
  });

  test('of a slash command has no original; of a button it has', async () => {
    await post(await invite(), { ...card('first'), replace_original: true });
    expect(await post(await invite(), { delete_original: true })).toMatchObject({ status: 404 });
    const message = await slack.nextMessage();
    await expect(slack.press({ kind: 'socket' }, message, 'Again', { user: 'U2' })).rejects.toThrow(
      'cannot see',
    );
    await expect(slack.press({ kind: 'socket' }, message, 'Agian')).rejects.toThrow('Again, Open');
    const { responseUrl } = await slack.press({ kind: 'socket' }, message, 'Again');
    await post(responseUrl, { text: 'more' });
    expect(slack.messages).toHaveLength(2);
    await post(responseUrl, { delete_original: true });
    expect(message.deleted).toBe(true);
    expect(await post(responseUrl, { text: 'x', replace_original: true })).toMatchObject({
      status: 404,
    });
  });
});

describe('checkMessage', () => {
  const text = (length: number) => 'x'.repeat(length);
  const section = (length: number) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: text(length) },
  });
  const button = (more: object = {}) => ({
    type: 'button',
    text: { type: 'plain_text', text: 'ok' },
    ...more,
  });
  const actions = (...elements: object[]) => ({ type: 'actions', elements });
  const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
  const line = (...elements: object[]) => ({ type: 'rich_text_section', elements });
  const word = { type: 'text', text: 'word' };
  const cell = { type: 'raw_text', text: 'cell' };
  const times = <T>(count: number, item: T) => Array.from({ length: count }, () => item);
  const list = (indent: number, style = 'bullet') => ({
    type: 'rich_text_list',
    style,
    indent,
    elements: [line(word)],
  });
  const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' };

  const good: [string, object][] = [
    ['50 blocks', { blocks: times(50, { type: 'divider' }) }],
    ['a section at its limit', { blocks: [section(3000)] }],
    ['25 buttons', { blocks: [actions(...times(25, button()))] }],
    [
      'every kind of rich text',
      {
        blocks: [
          rich(
            line(word, { ...word, style: { bold: true } }, { type: 'emoji', name: 'wave' }),
            list(8, 'ordered'),
            { type: 'rich_text_quote', elements: [word] },
            {
              type: 'rich_text_preformatted',
              border: 0,
              elements: [{ type: 'link', url: 'https://example.com' }],
            },
          ),
        ],
      },
    ],
    ['a table', { blocks: [{ type: 'table', rows: times(100, times(20, cell)) }] }],
    ['an image', { blocks: [image, { type: 'context', elements: [image] }] }],
    ['markdown', { blocks: [{ type: 'markdown', text: text(12_000) }] }],
    ['40,000 characters of text', { text: text(40_000) }],
    ['a deletion', { delete_original: true }],
    [
      'feedback buttons',
      {
        blocks: [
          {
            type: 'context_actions',
            elements: [
              {
                type: 'feedback_buttons',
                action_id: 'f',
                positive_button: { text: { type: 'plain_text', text: '+' }, value: '+' },
                negative_button: { text: { type: 'plain_text', text: '-' }, value: '-' },
              },
            ],
          },
        ],
      },
    ],
  ];
  test.each(good)('accepts %s', (_, payload) => {
    expect(checkMessage(payload)).toEqual([]);
  });

  const bad: [string, object, string][] = [
    ['51 blocks', { blocks: times(51, { type: 'divider' }) }, '/blocks'],
    ['an unknown kind', { blocks: [{ type: 'carrot' }] }, '/blocks/0/type'],
    ['an unknown field', { blocks: [{ type: 'divider', colour: 'red' }] }, 'colour'],
    ['an unknown field on top', { text: 'x', textt: 'y' }, 'textt'],
    ['3001 characters', { blocks: [section(3001)] }, '/blocks/0/text/text'],
    ['no characters', { blocks: [section(0)] }, '/blocks/0/text/text'],
    ['a section of nothing', { blocks: [{ type: 'section' }] }, 'needs text or fields'],
    [
      '11 fields',
      { blocks: [{ type: 'section', fields: times(11, section(1).text) }] },
      '/blocks/0/fields',
    ],
    [
      'a long field',
      { blocks: [{ type: 'section', fields: [section(2001).text] }] },
      '/blocks/0/fields/0/text',
    ],
    [
      'a long header',
      { blocks: [{ type: 'header', text: { type: 'plain_text', text: text(151) } }] },
      '/blocks/0/text/text',
    ],
    [
      '11 context elements',
      { blocks: [{ type: 'context', elements: times(11, section(1).text) }] },
      '/blocks/0/elements',
    ],
    ['26 buttons', { blocks: [actions(...times(26, button()))] }, '/blocks/0/elements'],
    ['no buttons', { blocks: [actions()] }, '/blocks/0/elements'],
    [
      'a long label',
      { blocks: [actions(button({ text: { type: 'plain_text', text: text(76) } }))] },
      '/blocks/0/elements/0/text/text',
    ],
    ['a long value', { blocks: [actions(button({ value: text(2001) }))] }, 'elements/0/value'],
    ['a script link', { blocks: [actions(button({ url: 'javascript:x' }))] }, 'elements/0/url'],
    ['a long action_id', { blocks: [actions(button({ action_id: text(256) }))] }, 'action_id'],
    [
      'an action_id twice',
      { blocks: [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))] },
      'action_id "a" is used more than once',
    ],
    [
      'a block_id twice',
      { blocks: times(2, { type: 'divider', block_id: 'b' }) },
      'block_id "b" is used more than once',
    ],
    ['an image without words', { blocks: [{ ...image, alt_text: undefined }] }, 'alt_text'],
    ['an image of nothing', { blocks: [{ type: 'image', alt_text: 'a' }] }, 'needs either'],
    ['a deep list', { blocks: [rich(list(9))] }, 'indent'],
    ['an odd list', { blocks: [rich(list(0, 'roman'))] }, 'style'],
    ['empty rich text', { blocks: [rich(line({ type: 'text', text: '' }))] }, '/text'],
    ['a bare text in rich text', { blocks: [rich(word)] }, '/blocks/0/elements/0/type'],
    ['101 rows', { blocks: [{ type: 'table', rows: times(101, [cell]) }] }, '/blocks/0/rows'],
    ['21 columns', { blocks: [{ type: 'table', rows: [times(21, cell)] }] }, '/blocks/0/rows/0'],
    ['two tables', { blocks: times(2, { type: 'table', rows: [[cell]] }) }, 'only_one_table'],
    ['long markdown', { blocks: [{ type: 'markdown', text: text(12_001) }] }, '/blocks/0/text'],
    ['too much in all', { blocks: times(5, section(2700)) }, 'msg_blocks_too_long'],
    ['40,001 characters of text', { text: text(40_001) }, '/text'],
    ['nothing at all', { blocks: [] }, 'no_text'],
  ];
  test.each(bad)('refuses %s', (_, payload, where) => {
    expect(checkMessage(payload).join('\n')).toContain(where);
  });

  test.each<[string, object, number]>([
    ['inert text', { text: 'hi &lt;!channel&gt; @here <https://example.com|@channel>' }, 0],
    ['rich text that looks live', { blocks: [rich(line({ ...word, text: '<!here>' }))] }, 0],
    ['plain text', { blocks: [actions(button({ value: '<!here>' }))] }, 0],
    ['top-level text', { text: '<!channel> <!here|here> <!everyone> <!subteam^S1> <@U1>' }, 5],
    ['mrkdwn', { blocks: [{ ...section(1), text: { type: 'mrkdwn', text: 'a <@W1|x>' } }] }, 1],
    ['markdown', { blocks: [{ type: 'markdown', text: '<!here>' }] }, 1],
    ['a mention element', { blocks: [rich(line({ type: 'user', user_id: 'U1' }))] }, 1],
    ['a broadcast', { blocks: [rich(line({ type: 'broadcast', range: 'here' }))] }, 1],
    ['link_names', { text: '@x', link_names: true, parse: 'full' }, 2],
  ])('pings of %s', (_, payload, count) => {
    expect(pings(payload)).toHaveLength(count);
  });

  test('visibleText reads every kind of block', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'Title' } },
      { type: 'section', text: { type: 'mrkdwn', text: '<https://e.org|R&amp;D>' } },
      { type: 'context', elements: [section(1).text, image] },
      rich(line(word, { type: 'link', url: 'https://e.org', text: ' link' }), list(1)),
      { type: 'table', rows: [[cell, { type: 'rich_text', elements: [line(word)] }]] },
      { type: 'divider' },
      actions(button()),
    ];
    expect(visibleText({ text: 'fallback', blocks })).toBe(
      'Title\nR&D\nx\na\nword link\nword\ncell | word\nok',
    );
    expect(visibleText({ text: 'only &lt;text&gt;', blocks: [] })).toBe('only <text>');
  });
});
