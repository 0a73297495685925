import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createBudget } from '../../adapters/discord/requests.ts';
import type { Adapter } from '../../src/bot.ts';
import type { StartError } from '../../src/start-error.ts';
import { REST } from 'discord.js';
import {
  IDS,
  startDiscord,
  visibleText,
  type DiscordOptions,
  type FakeDiscord,
} from '../servers/discord.ts';
import { ORDINARY_INTENTS } from '../servers/discord-gateway.ts';
import { memoryLog, testBot } from './world.ts';

const CONTENT = 1 << 15;

let discord: FakeDiscord;
let adapter: Adapter | undefined;
let log: ReturnType<typeof memoryLog>;
let fatal: StartError[];

async function open(options: DiscordOptions = {}, messageContent = false): Promise<Adapter> {
  log = memoryLog();
  fatal = [];
  discord = await startDiscord(options);
  const { token, apiUrl } = discord;
  adapter = createDiscord({ token, apiUrl, messageContent }, testBot(log), log, (why) =>
    fatal.push(why),
  );
  await adapter.start();
  return adapter;
}
afterEach(async () => {
  await adapter?.stop();
  adapter = undefined;
  await discord.close();
});

const answers = async (): Promise<void> => {
  const { answered } = await discord.slash({ name: 'paper', options: { query: 'lora' } });
  expect(answered).toBe(true);
};
const identified = (): number => discord.gateway.received.filter(({ op }) => op === 2).length;
const resumed = (): number => discord.gateway.received.filter(({ op }) => op === 6).length;

describe('the gateway', () => {
  it('is resumed when Discord asks to reconnect, and what came meanwhile is answered', async () => {
    const running = await open();
    discord.gateway.reconnect();
    await vi.waitFor(() => expect(running.health()).toMatchObject({ ok: false }), 5000);
    await answers();
    expect([identified(), resumed()]).toEqual([1, 1]);
    await vi.waitFor(() => expect(running.health()).toEqual({ ok: true }), 5000);
  });

  it('is identified with anew when the session is gone', async () => {
    const running = await open();
    discord.gateway.invalidate();
    await vi.waitFor(() => expect(identified()).toBe(2), 15_000);
    await discord.waitForReady(10_000);
    await answers();
    await vi.waitFor(() => expect(running.health()).toEqual({ ok: true }), 5000);
  }, 40_000);

  it('is left and resumed when heartbeats are not acknowledged', async () => {
    const running = await open({ heartbeatMs: 400 });
    discord.gateway.mute();
    await vi.waitFor(() => expect(resumed()).toBe(1), 10_000);
    await vi.waitFor(() => expect(running.health()).toEqual({ ok: true }), 5000);
    await answers();
  }, 20_000);

  it.each([4004, 4014])(
    'that refuses for good (%i) ends the program, with the reason',
    async (code) => {
      const running = await open();
      discord.closeGateway(code);
      await vi.waitFor(() => expect(fatal).toHaveLength(1), 5000);
      expect(fatal[0]?.message).toMatch(code === 4004 ? /DISCORD_TOKEN/ : /intent/);
      expect(running.health()).toMatchObject({ ok: false });
    },
  );

  it.each([
    ['INTERACTION_CREATE', {}],
    ['INTERACTION_CREATE', { type: 2 }],
    ['INTERACTION_CREATE', { type: 2, data: { type: 1, name: 'paper' } }],
    ['INTERACTION_CREATE', { type: 3, data: {}, id: '1', token: 'x', message: null }],
    ['INTERACTION_CREATE', { type: 4, data: { name: 'paper', options: 7 } }],
    ['INTERACTION_CREATE', null],
    ['MESSAGE_CREATE', {}],
    ['MESSAGE_CREATE', { guild_id: '1', author: {}, mentions: 3, content: null }],
    ['MESSAGE_UPDATE', {}],
    ['GUILD_CREATE', { id: null }],
    ['CHANNEL_CREATE', {}],
    ['THREAD_LIST_SYNC', {}],
    ['NO_SUCH_EVENT', {}],
  ])('survives %s %j, and answers the next', async (event, data) => {
    await open();
    discord.gateway.dispatch(event, data);
    await answers();
  });

  it('holds all connections that Discord recommends', async () => {
    const running = await open({ shards: 3, maxConcurrency: 16 });
    const shards = discord.gateway.received
      .filter(({ op }) => op === 2)
      .map(({ d }) => (d as { shard: number[] }).shard);
    expect(shards.sort()).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    await answers();
    expect(running.health()).toEqual({ ok: true });
  });

  it('holds a range of them where other processes hold the rest', async () => {
    log = memoryLog();
    discord = await startDiscord({ shards: 16, maxConcurrency: 16 });
    const { token, apiUrl } = discord;
    const shards = { ids: [4, 5], of: 8 };
    adapter = createDiscord({ token, apiUrl, shards }, testBot(log), log);
    await adapter.start();
    const held = discord.gateway.received.filter(({ op }) => op === 2);
    expect(held.map(({ d }) => (d as { shard: number[] }).shard).sort()).toEqual([
      [4, 8],
      [5, 8],
    ]);
    await answers();
  });
});

describe('what Discord refuses', () => {
  it('is not asked for again and again: a channel that is closed to the bot is left alone', async () => {
    await open({ readOnlyChannels: [IDS.channel] });
    for (let i = 0; i < 5; i++) {
      discord.say(`<@${IDS.app}> who wrote the Adam paper?`);
      await vi.waitFor(() => expect(discord.refusals).toHaveLength(1), 5000);
    }
    discord.say(`<@${IDS.app}> who wrote the Adam paper?`, { channel: IDS.otherChannel });
    await discord.waitForMessage((message) => visibleText(message).includes('Kingma'));
    expect(discord.refusals).toHaveLength(1);
  });

  it('is counted, and nothing more is sent before Discord shuts the address out', async () => {
    log = memoryLog();
    discord = await startDiscord();
    let now = 1_000_000;
    const budget = createBudget(log, { most: 3, now: () => now });
    const rest = new REST({ api: discord.apiUrl, retries: 0, makeRequest: budget.makeRequest });
    const ask = (): Promise<unknown> => {
      rest.setToken('wrong');
      return rest.get('/users/@me');
    };
    for (let i = 0; i < 3; i++) await expect(ask()).rejects.toMatchObject({ status: 401 });
    expect(budget.spent()).toContain('3 requests');
    const sent = discord.requests.length;
    await expect(ask()).rejects.toThrow('nothing more is sent');
    expect(discord.requests).toHaveLength(sent);
    // Answers to people go on.
    await expect(rest.post('/interactions/1/x/callback', { auth: false })).rejects.toMatchObject({
      status: 404,
    });
    now += 10 * 60_000;
    expect(budget.spent()).toBeUndefined();
    await expect(ask()).rejects.toMatchObject({ status: 401 });
    // No address is logged that holds a token.
    expect(log.lines.join()).not.toContain('/x/');
  });
});

describe('links to papers', () => {
  const MANAGER = String(1 << 5);
  const links = (state: string, permissions = MANAGER): Promise<unknown> =>
    discord.slash({ name: 'links', options: { state }, permissions, granted: true });
  const last = async (words: string): Promise<void> => {
    await discord.waitForMessage((message) => visibleText(message).includes(words));
  };
  const cards = (): string[] =>
    discord.messages.filter(({ visibleTo }) => visibleTo === 'channel').map(visibleText);
  /** A message that is answered in any case, after all that were written before it. */
  const settled = async (): Promise<void> => {
    const settlements = (): number => cards().filter((text) => text.includes('Kingma')).length;
    const before = settlements();
    discord.say('who wrote the Adam paper?', { dm: true });
    await vi.waitFor(() => expect(settlements()).toBe(before + 1), 5000);
  };

  it('are answered where that is switched on, once per paper, channel and day', async () => {
    await open({ allowedIntents: ORDINARY_INTENTS | CONTENT }, true);
    discord.say('https://arxiv.org/abs/2106.09685');
    await settled();
    const before = cards().length;
    expect(before).toBe(1);
    await links('on', '0');
    await last('That is for those who look after this server');
    await links('on');
    await last('Links to papers are answered in this server');
    discord.say('look: https://arxiv.org/abs/2106.09685v1');
    await last('LoRA: Low-Rank Adaptation');
    discord.say('again https://arxiv.org/pdf/2106.09685');
    discord.say('LoRA without a link, and https://example.org/lora');
    discord.say('https://arxiv.org/abs/2404.19756');
    discord.say('https://arxiv.org/abs/2106.09685', { channel: IDS.otherChannel });
    await vi.waitFor(() => expect(cards()).toHaveLength(before + 2), 5000);
    await settled();
    expect(cards()).toHaveLength(before + 3);
    expect(discord.messages.flatMap(({ pings }) => pings)).toEqual([]);
    await links('off');
    await last('Links are not answered in this server');
    discord.say('https://arxiv.org/abs/2305.18290');
    await settled();
    expect(cards().join()).not.toContain('Direct Preference');
    expect(discord.refusals).toEqual([]);
  }, 30_000);

  it('are answered the next time where an answer was refused', async () => {
    await open({ allowedIntents: ORDINARY_INTENTS | CONTENT }, true);
    await links('on');
    await last('Links to papers are answered in this server');
    discord.inject('POST /channels/:channel/messages', { status: 400 });
    discord.say('https://arxiv.org/abs/2203.02155');
    await vi.waitFor(() => expect(log.lines.join()).toContain('was not answered'), 5000);
    expect(cards()).toEqual([]);
    discord.say('again: https://arxiv.org/abs/2203.02155');
    await last('Training language models to follow instructions');
  });

  it('can’t be switched on without the intent, which is said', async () => {
    await open();
    await links('on');
    await last('DISCORD_MESSAGE_CONTENT=true');
  });

  it('need an intent that Discord may refuse, which is said', async () => {
    await expect(open({}, true)).rejects.toThrow(/intent/);
    adapter = undefined;
  });
});
