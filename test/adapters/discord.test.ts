import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import type { Adapter } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import { messageUses } from '../../src/commands/in-message.ts';
import { pickReply } from '../../src/daily/pick-card.ts';
import type { Publisher } from '../../src/daily/publisher.ts';
import { StartError } from '../../src/start-error.ts';
import {
  IDS,
  startDiscord,
  visibleText,
  type DiscordOptions,
  type FakeDiscord,
} from '../servers/discord.ts';
import { daily, memoryLog, notes, testBot } from './world.ts';

/** Of undici, whose global dispatcher the first copy in a process sets for all. */
interface Undici {
  Agent: new () => object;
  getGlobalDispatcher: () => object;
  setGlobalDispatcher: (dispatcher: object) => void;
}

let discord: FakeDiscord;
let log: ReturnType<typeof memoryLog>;
let adapters: Adapter[];

beforeEach(() => {
  log = memoryLog();
  adapters = [];
});
afterEach(async () => {
  for (const adapter of adapters) await adapter.stop();
  await discord.close();
});

async function open(options: DiscordOptions = {}): Promise<void> {
  discord = await startDiscord(options);
}

function create(token = discord.token): Adapter {
  const adapter = createDiscord({ token, apiUrl: discord.apiUrl }, testBot(log), log);
  adapters.push(adapter);
  return adapter;
}

const puts = (): number => discord.requests.filter(({ method }) => method === 'PUT').length;
const lora = { name: 'paper', options: { query: 'lora' } };

describe('Discord', () => {
  it('registers its commands at the first start only', async () => {
    await open();
    await create().start();
    expect(puts()).toBe(1);
    const names = commands.map(({ name }) => name.split(' ')[0]);
    const menus = messageUses.map(({ name }) => name);
    expect(discord.commands().map(({ name }) => name)).toEqual([...new Set(names), ...menus]);
    await create().start();
    expect(puts()).toBe(1);
  });

  it('registers them in each language, and again when a translation is another', async () => {
    await open();
    await create().start();
    const [paper] = discord.commands() as unknown as {
      name_localizations: Record<string, string>;
      options: { description_localizations: Record<string, string> }[];
    }[];
    expect(paper?.name_localizations).toEqual({ ja: '論文', ko: '논문', 'zh-CN': '论文' });
    expect(Object.keys(paper?.options[0]?.description_localizations ?? {})).toEqual([
      'ja',
      'ko',
      'zh-CN',
    ]);
    if (paper?.options[0]) paper.options[0].description_localizations['ja'] = '古い説明';
    await create().start();
    expect(puts()).toBe(2);
    await create().start();
    expect(puts()).toBe(2);
  });

  it('answers who mentions it, and private messages with what came before, and nobody else', async () => {
    await open();
    await create().start();
    discord.say('who wrote the Adam paper?');
    discord.say(`<@${IDS.app}> who wrote the Adam paper?`);
    const answered = await discord.waitForMessage();
    expect(visibleText(answered)).toContain('Diederik P. Kingma');
    expect(answered.pings).toEqual([]);
    discord.say('What is DPO?', { dm: true });
    await discord.waitForMessage((message) => visibleText(message).includes('What is DPO'));
    discord.say('who wrote it?', { dm: true });
    await discord.waitForMessage((message) => visibleText(message).includes('Rafael Rafailov'));
    discord.say('hello', { dm: true });
    await discord.waitForMessage((message) => visibleText(message).includes('Ask me about'));
    expect(discord.messages).toHaveLength(4);
    expect(discord.refusals).toEqual([]);
  });

  it('completes a query while it is typed', async () => {
    await open();
    await create().start();
    const type = (query: string): Promise<{ name: string; value: string | number }[]> =>
      discord.autocomplete({ name: 'paper', options: { query }, focused: 'query' });
    expect((await type('lor'))[0]).toMatchObject({ value: 'lora' });
    expect(await type('')).not.toHaveLength(0);
    expect(await type('🍕'.repeat(200))).toEqual([]);
    const topics = await discord.autocomplete({
      name: 'papers',
      options: { topic: 'ret' },
      focused: 'topic',
    });
    expect(topics).toEqual([{ name: 'RAG & Retrieval', value: 'retrieval' }]);
  });

  it('offers the pick of the channel’s day first, and takes what was not offered', async () => {
    await open();
    const adapter = create();
    await adapter.start();
    daily.start(new Map([['discord', adapter.publisher as Publisher]]));
    const permissions = String(1 << 5);
    const set = { time: '09:00', timezone: 'UTC' };
    await discord.slash({ name: 'daily set', options: set, permissions });
    await discord.waitForMessage((message) =>
      visibleText(message).includes('The daily pick is on'),
    );
    await discord.slash({ name: 'daily now', permissions });
    await discord.waitForMessage(
      (message) => visibleText(message).includes('pick is posted'),
      15_000,
    );
    await daily.stop();
    const empty = { name: 'paper', options: { query: '' }, focused: 'query' };
    const [first] = await discord.autocomplete(empty);
    expect(first?.name).toMatch(/ · today’s pick$/);
    const [elsewhere] = await discord.autocomplete({ ...empty, channel: IDS.otherChannel });
    expect(elsewhere?.name).not.toContain('pick');
    await discord.slash({ name: 'paper', options: { query: 'the paper on low-rank adaptation' } });
    await discord.waitForMessage((message) => visibleText(message).includes('LoRA'));
  }, 40_000);

  it('shows the picture, with its description, and drops it when the message is replaced', async () => {
    await open();
    await create().start();
    const { messages } = await discord.slash({
      name: 'paper',
      options: { query: 'lora', hide: true },
    });
    const [message] = messages;
    expect(message?.embeds[0]?.image?.url).toContain('lora.png');
    expect(message?.raw.attachments).toMatchObject([
      { filename: 'lora.png', description: expect.stringContaining('frozen') as string },
    ]);
    if (!message) throw new Error('no message');
    await discord.press(message, 'Next: DPO');
    await vi.waitFor(() => expect(message.embeds[0]?.image?.url).toContain('dpo.png'), 5000);
    expect(message.raw.attachments.map(({ filename }) => filename)).toEqual(['dpo.png']);
    expect(discord.refusals).toEqual([]);
  });

  it('sends pictures also where Slack’s Socket Mode brought its own HTTP client first', async () => {
    const bolt = createRequire(import.meta.resolve('@slack/bolt'));
    const slack = createRequire(bolt.resolve('@slack/socket-mode'));
    const { Agent, getGlobalDispatcher, setGlobalDispatcher } = slack('undici') as Undici;
    const before = getGlobalDispatcher();
    setGlobalDispatcher(new Agent());
    try {
      await open();
      const adapter = create();
      await adapter.start();
      await discord.slash({ name: 'paper', options: { query: 'lora' } });
      const place = { platform: 'discord', workspace: IDS.guild, channel: IDS.channel };
      const lora = notes.get('lora');
      if (!lora) throw new Error('no note');
      await adapter.publisher?.post(place, pickReply(lora, notes, undefined), 'a'.repeat(24));
      const pictures = discord.messages.map(({ raw }) => raw.attachments[0]?.filename);
      expect(pictures).toEqual(['lora.png', 'lora.png']);
    } finally {
      setGlobalDispatcher(before);
    }
  });

  it('answers although a server never becomes available', async () => {
    await open({ withholdGuildCreate: true });
    const started = Date.now();
    await create().start();
    expect((await discord.slash(lora)).answered).toBe(true);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it('does not trouble the person when only the receipt of an answer was lost', async () => {
    await open();
    await create().start();
    discord.inject('POST /interactions/:id/:token/callback', { dropAnswer: 'reset' });
    const { messages } = await discord.slash(lora);
    await vi.waitFor(
      () => expect(discord.refusals.some(({ code }) => code === 40060)).toBe(true),
      5000,
    );
    expect(messages).toHaveLength(1);
    expect(discord.messages).toHaveLength(1);
  });

  it('apologises to the person alone when its answer is refused', async () => {
    await open();
    await create().start();
    discord.inject('POST /interactions/:id/:token/callback', { status: 400 });
    await discord.slash(lora);
    const apology = await discord.waitForMessage();
    expect(apology.raw.content).toMatch(/it is our fault.*try again/);
    expect(apology.visibleTo).not.toBe('channel');
    expect(log.lines.join('\n')).toContain('answer did not get through');
    expect(discord.messages).toHaveLength(1);
  });

  it('apologises after a deferral, too, and leaves the message it was about', async () => {
    await open();
    await create().start();
    const { messages } = await discord.slash({
      name: 'paper',
      options: { query: 'lora', hide: true },
    });
    const [card] = messages;
    if (!card) throw new Error('no card');
    discord.inject('POST /webhooks/:app/:token', { status: 400 });
    await discord.press(card, 'Share');
    const apology = await discord.waitForMessage(({ raw }) => raw.content.includes('our fault'));
    expect(apology.visibleTo).not.toBe('channel');
    expect(card.deleted).toBe(false);
  });

  it('hides the answer when --hide is typed within the query', async () => {
    await open();
    await create().start();
    const { messages } = await discord.slash({
      name: 'paper',
      options: { query: 'lora --hide' },
    });
    expect(messages[0] && visibleText(messages[0])).toContain('LoRA: Low-Rank');
    expect(messages[0]?.visibleTo).not.toBe('channel');
    const [first] = await discord.autocomplete({
      name: 'paper',
      options: { query: 'lora --hide' },
      focused: 'query',
    });
    expect(first).toMatchObject({ value: 'lora' });
  });

  it('shows how a command is used when only --hide is typed where a query is required', async () => {
    await open();
    await create().start();
    const { messages } = await discord.slash({ name: 'paper', options: { query: '--hide' } });
    expect(messages[0] && visibleText(messages[0])).toContain('/paper query:lora');
    expect(messages[0]?.visibleTo).not.toBe('channel');
  });

  it('survives a gateway payload without its fields', async () => {
    await open();
    await create().start();
    discord.sendRaw('not json');
    discord.gateway.dispatch('INTERACTION_CREATE', {});
    expect((await discord.slash(lora)).answered).toBe(true);
  });

  it('says that it is reconnecting, and answers after a resume', async () => {
    await open();
    const adapter = create();
    await adapter.start();
    discord.closeGateway(4000);
    await vi.waitFor(() => expect(adapter.health()).toMatchObject({ ok: false }), 5000);
    await discord.waitForReady(15_000);
    await vi.waitFor(() => expect(adapter.health()).toEqual({ ok: true }), 5000);
    const { messages } = await discord.slash(lora);
    expect(messages[0] && visibleText(messages[0])).toContain('LoRA');
  });

  it('reports a token that is taken away while it runs', async () => {
    await open();
    const adapter = create();
    await adapter.start();
    discord.closeGateway(4004);
    await vi.waitFor(
      () =>
        expect(adapter.health()).toMatchObject({
          ok: false,
          reason: expect.stringContaining('DISCORD_TOKEN') as string,
        }),
      5000,
    );
  });
});

describe('a start that Discord refuses', () => {
  it('says so for a wrong token', async () => {
    await open();
    const start = create('wrong').start();
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(/DISCORD_TOKEN.*discord\.com\/developers/);
  });

  it.each([
    [4004, /DISCORD_TOKEN/],
    [4014, /intent/],
  ])('says so for gateway close %i', async (identifyCloseCode, why) => {
    await open({ identifyCloseCode });
    const start = create().start();
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(why);
  });

  it('says so for a gateway that refuses while the commands are registered', async () => {
    await open();
    discord.inject('PUT /applications/:app/commands', { answerDelayMs: 600 });
    const start = create().start();
    start.catch(() => undefined);
    await vi.waitFor(() => expect(puts()).toBe(1), 5000);
    discord.closeGateway(4004);
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(/DISCORD_TOKEN/);
  });

  it('tries again when Discord has a fault for a moment', async () => {
    await open();
    discord.inject('GET /gateway/bot', { status: 502, times: 5 });
    await create().start();
    expect((await discord.slash(lora)).answered).toBe(true);
  });

  it('says so when Discord can not be reached', async () => {
    await open();
    const adapter = createDiscord(
      { token: discord.token, apiUrl: 'http://127.0.0.1:9/api' },
      testBot(log),
      log,
    );
    adapters.push(adapter);
    await expect(adapter.start()).rejects.toThrow(/Discord: the login failed/);
  });
});
