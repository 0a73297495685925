import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import type { Adapter } from '../../src/bot.ts';
import {
  IDS,
  buttons,
  startDiscord,
  visibleText,
  type FakeDiscord,
  type FakeMessage,
} from '../servers/discord.ts';
import type { Publisher } from '../../src/daily/publisher.ts';
import { daily, memoryLog, testBot } from './world.ts';

let discord: FakeDiscord;
let adapter: Adapter;

beforeEach(async () => {
  const log = memoryLog();
  discord = await startDiscord();
  adapter = createDiscord({ token: discord.token, apiUrl: discord.apiUrl }, testBot(log), log);
  await adapter.start();
});
afterEach(async () => {
  await adapter.stop();
  const { refusals, failures, messages } = discord;
  await discord.close();
  expect(refusals).toEqual([]);
  expect(failures).toEqual([]);
  expect(messages.flatMap(({ pings }) => pings)).toEqual([]);
});

/** The one message that an interaction has led to, once it is more than "thinking…". */
const only = ({ messages }: { messages: readonly FakeMessage[] }): Promise<FakeMessage> =>
  vi.waitFor(() => {
    const [message, ...others] = messages.filter(({ deleted }) => !deleted);
    if (!message || message.thinking || others.length > 0) throw new Error('not answered');
    return message;
  }, 5000);
const find = async (message: Parameters<FakeDiscord['menu']>[0]['message']): Promise<FakeMessage> =>
  only(await discord.menu({ name: 'Find the paper', message }));
const options = (message: FakeMessage): string[] =>
  message.components.flatMap((row) =>
    'components' in row
      ? row.components.flatMap((one) =>
          'options' in one ? one.options.map(({ label }) => label) : [],
        )
      : [],
  );

describe('the menu of any message', () => {
  it.each([
    { content: 'has anybody read https://arxiv.org/pdf/2106.09685v2 yet?' },
    { content: 'LoRA is all you need, they say' },
    { content: '', embeds: [{ title: 'x', url: 'https://arxiv.org/abs/2106.09685' }] },
    { content: '', embeds: [{ description: 'arXiv:2106.09685' }] },
    {
      content: '',
      message_snapshots: [{ message: { content: 'see arxiv.org/abs/2106.09685', embeds: [] } }],
    },
  ])('finds the paper in %j, for the person alone, who can share it', async (message) => {
    const card = await find(message);
    expect(visibleText(card)).toContain('LoRA: Low-Rank Adaptation');
    expect(card.visibleTo).toBe(IDS.user);
    await discord.press(card, 'Share');
    const shared = await discord.waitForMessage(({ visibleTo }) => visibleTo === 'channel');
    expect(visibleText(shared)).toContain('LoRA: Low-Rank Adaptation');
  });

  it('asks which where there are several, in a menu, and shows the pick in its place', async () => {
    const list = await find({ content: 'LoRA, then https://arxiv.org/abs/2305.18290 and Adam' });
    expect(list.visibleTo).toBe(IDS.user);
    expect(options(list)).toEqual(['LoRA', 'DPO', 'Adam']);
    await adapter.stop();
    const log = memoryLog();
    adapter = createDiscord({ token: discord.token, apiUrl: discord.apiUrl }, testBot(log), log);
    await adapter.start();
    await discord.select(list, ['run:paper id:dpo']);
    await vi.waitFor(() => expect(options(list)).toEqual([]), 5000);
    expect(visibleText(list)).toContain('Direct Preference');
    expect(buttons(list).map(({ label }) => label)).toContain('Share');
    expect(discord.messages).toHaveLength(1);
  });

  it('offers at most what a menu holds', async () => {
    const content = 'LoRA DPO Adam ReAct RAG DPR ColBERT BERT GPT-3 FlashAttention CLIP '.repeat(3);
    const list = await find({ content });
    expect(options(list).length).toBeGreaterThan(5);
    expect(options(list).length).toBeLessThanOrEqual(25);
  });

  it('says what is not there, and what has no note yet', async () => {
    expect(visibleText(await find({ content: 'good morning @everyone' }))).toContain(
      'No paper in this message',
    );
    expect(visibleText(await find({ content: '' }))).toContain('No paper in this message');
    const absent = await find({ content: 'https://arxiv.org/abs/2404.19756' });
    expect(visibleText(absent)).toContain('There is no note on');
    expect(visibleText(absent)).toContain('2404.19756');
  });

  it('saves to the shelf of whoever chose it', async () => {
    const saved = await discord.menu({
      name: 'Save to shelf',
      message: { content: 'arXiv:2106.09685' },
      user: IDS.otherUser,
    });
    expect(visibleText(await only(saved))).toContain('LoRA is on your shelf');
    expect((await only(saved)).visibleTo).toBe(IDS.otherUser);
    const shelf = await discord.slash({ name: 'shelf show', user: IDS.otherUser });
    expect(visibleText(await only(shelf))).toContain('Saved · LoRA');
    const mine = await discord.slash({ name: 'shelf show' });
    expect(visibleText(await only(mine))).toContain('Your shelf is empty');
  });

  it('saves what is picked of several', async () => {
    const asked = await discord.menu({
      name: 'Save to shelf',
      message: { content: 'LoRA or DPO?' },
    });
    const list = await only(asked);
    await discord.select(list, ['run:shelf add id:dpo']);
    await vi.waitFor(() => expect(visibleText(list)).toContain('DPO is on your shelf'), 5000);
    await discord.slash({ name: 'shelf remove', options: { paper: 'dpo' } });
  });
});

describe('where Paperboy came with somebody who installed it for themselves', () => {
  it.each([IDS.foreignChannel, IDS.group])(
    'answers in private, and shares on demand (%s)',
    async (channel) => {
      const lora = { name: 'paper', options: { query: 'lora' }, channel };
      const card = await only(await discord.slash(lora));
      expect(card.visibleTo).toBe(IDS.user);
      await discord.press(card, 'Next: DPO');
      await vi.waitFor(() => expect(visibleText(card)).toContain('Direct Preference'), 5000);
      await discord.press(card, 'Share');
      const shared = await discord.waitForMessage(({ visibleTo }) => visibleTo === 'channel');
      expect(visibleText(shared)).toContain('Direct Preference');
      await vi.waitFor(() => expect(card.deleted).toBe(true), 5000);
    },
  );

  it('shows it to all at once when asked not to hide', async () => {
    const options = { query: 'lora', hide: false };
    const asked = await discord.slash({ name: 'paper', options, channel: IDS.foreignChannel });
    expect((await only(asked)).visibleTo).toBe('channel');
  });

  it('finds papers in messages', async () => {
    const asked = await discord.menu({
      name: 'Find the paper',
      message: { content: 'arXiv:2106.09685' },
      channel: IDS.foreignChannel,
    });
    expect(visibleText(await only(asked))).toContain('LoRA: Low-Rank');
  });

  it.each([
    [IDS.foreignChannel, 'I am not a member of this server'],
    [IDS.group, 'I am not in this conversation'],
  ])('promises no daily pick (%s)', async (channel, why) => {
    daily.start(new Map([['discord', adapter.publisher as Publisher]]));
    const asked = await discord.slash({
      name: 'daily set',
      options: { time: '09:00', timezone: 'London' },
      channel,
      permissions: String(1 << 5),
    });
    expect(visibleText(await only(asked))).toContain(why);
    await daily.stop();
  });

  it('says nothing there where Discord tells that something was pinned', async () => {
    discord.say('', { dm: true, type: 6 });
    discord.say('who wrote the Adam paper?', { dm: true });
    await discord.waitForMessage((message) => visibleText(message).includes('Kingma'));
    await adapter.stop();
    expect(discord.messages).toHaveLength(1);
  });

  it('is at home in its own private messages', async () => {
    const lora = { name: 'paper', options: { query: 'lora' }, dm: true };
    expect((await only(await discord.slash(lora))).visibleTo).toBe('channel');
  });
});
