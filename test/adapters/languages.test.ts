import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createPlayground } from '../../adapters/playground/index.ts';
import type { AskResponse, CommandInfo, SuggestResponse } from '../../adapters/playground/api.ts';
import { createLocales } from '../../adapters/slack/locales.ts';
import { serve } from '../../src/http.ts';
import {
  IDS,
  startDiscord,
  visibleText as discordText,
  type DiscordOptions,
  type FakeDiscord,
} from '../servers/discord.ts';
import { buttons, visibleText as slackText } from '../servers/slack.ts';
import { slackWorld, type SlackWorld } from './slack-world.ts';
import { daily, memoryLog, testBot } from './world.ts';

/** For a locale, words of a card, of what is not found, and of a button. */
const EXPECTED = [
  ['en-US', 'By the numbers', 'There is no note on', 'Mark as read'],
  ['ja', '数字で見る', 'のノートはありません', '読了にする'],
  ['ko', '숫자로 보기', '노트가 없어요', '읽음으로 표시'],
  ['zh-CN', '关键数字', '没有关于', '标为已读'],
] as const;

/** The same as Slack writes them. */
const SLACK: Record<string, string> = { ja: 'ja-JP', ko: 'ko-KR' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe('Discord', () => {
  it('answers each in the language of their client, the same message to all in its asker’s', async () => {
    const discord = await startDiscord({});
    closing.push(() => discord.close());
    const log = memoryLog();
    const adapter = createDiscord(
      { token: discord.token, apiUrl: discord.apiUrl },
      testBot(log),
      log,
    );
    await adapter.start();
    closing.push(() => adapter.stop());
    /** The message with these words, once nothing is "thinking…" any more. */
    const said = (words: string) =>
      discord.waitForMessage((message) => discordText(message).includes(words), 10_000);
    for (const [locale, numbers, none, read] of EXPECTED) {
      const lora = { name: 'paper', options: { query: 'lora' }, locale };
      await discord.slash(lora);
      const card = await said(numbers);
      expect(discordText(card)).toContain('trainable');
      expect(JSON.stringify(card.raw)).toContain(read);
      const unknown = { name: 'paper', options: { query: 'xyzzy qwx' }, locale };
      await discord.slash(unknown);
      await said(none);
      // Whoever presses is answered in their own language.
      const user = '300000000000000001';
      const pressed = await discord.press(card, read, { locale, user });
      expect(pressed.answered).toBe(true);
    }
    // Commands are named as that client shows them.
    await discord.slash({ name: 'paperboy help', locale: 'ja' });
    expect(discordText(await said('/論文 検索:lora'))).toContain('/本棚 保存');
    const [first] = await discord.autocomplete({
      name: 'paper',
      options: { query: 'loar' },
      focused: 'query',
      locale: 'ko',
    });
    expect(first?.name).toMatch(/비슷함$/);
    expect(discord.refusals).toEqual([]);
  });
});

describe('a message on Discord, which does not tell the language of who wrote it', () => {
  async function open(options: DiscordOptions, messageContent = false): Promise<FakeDiscord> {
    const discord = await startDiscord(options);
    closing.push(() => discord.close());
    const log = memoryLog();
    const { token, apiUrl } = discord;
    const adapter = createDiscord({ token, apiUrl, messageContent }, testBot(log), log);
    await adapter.start();
    closing.push(() => adapter.stop());
    return discord;
  }
  const said = (discord: FakeDiscord, words: string) =>
    discord.waitForMessage((message) => discordText(message).includes(words), 10_000);
  const mention = `<@${IDS.app}> xyzzy?`;

  it('is answered in its server’s language, which is asked for once', async () => {
    const discord = await open({ guildLocale: 'ja' });
    discord.say(mention);
    await said(discord, 'ノートには書かれていません');
    discord.say(mention);
    await vi.waitFor(() => expect(discord.messages).toHaveLength(2), 5000);
    const asked = discord.requests.filter(
      ({ path }) => path.includes('/guilds/') && !path.includes('commands'),
    );
    expect(asked).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });

  it('is answered in English when Discord does not say which that is, and soon', async () => {
    const discord = await open({ guildLocale: 'ja' });
    discord.inject('GET /guilds/:guild', { answerDelayMs: 4000 });
    const begun = performance.now();
    discord.say(mention);
    await said(discord, 'That is not in the notes');
    expect(performance.now() - begun).toBeLessThan(3500);
  });

  it('is answered in private in the language that their client had last', async () => {
    const discord = await open({ guildLocale: 'ja' });
    discord.say('xyzzy?', { dm: true });
    await said(discord, 'That is not in the notes');
    await discord.slash({ name: 'paper', options: { query: 'lora' }, locale: 'ko' });
    discord.say('xyzzy?', { dm: true });
    await said(discord, '노트에 없는 내용이에요');
  });

  it('has its links answered in its server’s language', async () => {
    const discord = await open({ guildLocale: 'zh-CN', allowedIntents: 0xffffff }, true);
    const manager = { permissions: String(1 << 5) };
    await discord.slash({ name: 'links', options: { state: 'on' }, ...manager });
    discord.say('https://arxiv.org/abs/2106.09685');
    const card = await discord.waitForMessage(({ visibleTo }) => visibleTo === 'channel', 10_000);
    expect(JSON.stringify(card.raw)).toContain('查看笔记');
  });
});

describe('why no pick comes', () => {
  it('is told in the language of whoever asks, and of the channel', async () => {
    const lockedChannels: string[] = [];
    const discord = await startDiscord({ lockedChannels, guildLocale: 'ja' });
    closing.push(() => discord.close());
    const log = memoryLog();
    const { token, apiUrl } = discord;
    const adapter = createDiscord({ token, apiUrl }, testBot(log), log);
    await adapter.start();
    closing.push(() => adapter.stop());
    daily.start(new Map(adapter.publisher && [['discord', adapter.publisher]]));
    closing.push(() => daily.stop());
    const who = { locale: 'ko', permissions: String(1 << 5) };
    const options = { time: '09:00', timezone: 'Asia/Seoul' };
    await discord.slash({ name: 'daily set', options, ...who });
    lockedChannels.push(IDS.channel);
    await discord.slash({ name: 'daily now', ...who });
    const said = (words: string) =>
      discord.waitForMessage((message) => discordText(message).includes(words), 10_000);
    await said('채널을 볼 수 없어요');
    await discord.slash({ name: 'daily status', ...who });
    const status = discordText(await said('오늘의 논문이 멈춰 있어요'));
    expect(status).toContain('채널을 볼 수 있게 하거나 다시 초대해 주세요');
    // Whoever set it up is told in the channel's language, with the command as it is called there.
    const told = discordText(await said('今日の論文を一時停止しました'));
    expect(told).toContain('チャンネルが見えなくなりました');
    expect(told).toContain('`/今日の論文 設定`');
    expect(discord.refusals.map(({ code }) => code)).toEqual([50001]);
  });
});

describe('a daily pick on Discord', () => {
  it('comes in the language of its server', async () => {
    const discord = await startDiscord({});
    closing.push(() => discord.close());
    const log = memoryLog();
    const { token, apiUrl } = discord;
    const adapter = createDiscord({ token, apiUrl }, testBot(log), log);
    await adapter.start();
    closing.push(() => adapter.stop());
    daily.start(new Map(adapter.publisher && [['discord', adapter.publisher]]));
    closing.push(() => daily.stop());
    const server = { guildLocale: 'ja', permissions: String(1 << 5) };
    const options = { time: '09:00', timezone: 'Asia/Tokyo' };
    await discord.slash({ name: 'daily set', options, locale: 'ko', ...server });
    // Whoever sets it up is answered in their own.
    await discord.waitForMessage((message) =>
      discordText(message).includes('오늘의 논문이 켜져 있어요'),
    );
    await discord.slash({ name: 'daily now', ...server });
    const posted = await discord.waitForMessage(
      (message) => message.visibleTo === 'channel',
      15_000,
    );
    expect(discordText(posted)).toContain('今日の論文');
    expect(discord.refusals).toEqual([]);
  });
});

describe.each(['http', 'socket'] as const)('Slack, over %s', (mode) => {
  async function open(): Promise<SlackWorld> {
    const world = await slackWorld(mode);
    closing.push(() => world.close());
    return world;
  }

  it('answers each in the language of their client, and asks for it once', async () => {
    const { slack, to, complaints } = await open();
    for (const [i, [locale, numbers, none, read]] of EXPECTED.entries()) {
      const user = `U0READER${i}`;
      slack.people.set(user, { locale: SLACK[locale] ?? locale });
      await slack.slash(to, { command: '/paper', text: 'lora', user });
      const card = await slack.nextMessage();
      expect(slackText(card)).toContain(numbers);
      expect(card.text).toContain(numbers);
      expect(buttons(card).map(({ label }) => label)).toContain(read);
      await slack.slash(to, { command: '/paper', text: 'xyzzy qwx', user });
      expect(slackText(await slack.nextMessage())).toContain(none);
    }
    const asked = slack.calls.filter(({ method }) => method === 'users.info');
    expect(asked).toHaveLength(EXPECTED.length);
    expect(complaints()).toEqual([]);
  });

  it('answers in English when Slack does not say the language in time, having acknowledged at once', async () => {
    const { slack, to, complaints } = await open();
    slack.people.set('U0READER', { locale: 'ja-JP' });
    slack.next('users.info', { answerDelayMs: 2000 });
    const { ackMs } = await slack.slash(to, { command: '/paper', text: 'lora' });
    expect(ackMs).toBeLessThan(1000);
    expect(slackText(await slack.nextMessage())).toContain('By the numbers');
    await vi.waitFor(async () => {
      await slack.slash(to, { command: '/paper', text: 'lora' });
      expect(slackText(await slack.nextMessage())).toContain('数字で見る');
    }, 8000);
    expect(complaints()).toEqual([]);
  });

  it('shows cards under links in the language of whoever posted them', async () => {
    const { slack, to, complaints } = await open();
    slack.people.set('U0READER', { locale: 'ja-JP' });
    const said = await slack.say(to, { text: 'https://arxiv.org/abs/2106.09685' });
    await vi.waitFor(() => expect(Object.keys(said.unfurls)).toHaveLength(1), 5000);
    expect(JSON.stringify(said.unfurls)).toContain('ノートを開く');
    expect(complaints()).toEqual([]);
  });

  it('answers in English when Slack refuses to say the language', async () => {
    const { slack, to } = await open();
    slack.next('users.info', { error: 'missing_scope' });
    await slack.slash(to, { command: '/paper', text: 'lora' });
    expect(slackText(await slack.nextMessage())).toContain('By the numbers');
  });
});

describe('the languages of people in Slack', () => {
  it('are kept for a while, for so many people', async () => {
    let now = 0;
    let asked = 0;
    const client = {
      users: {
        info: () => {
          asked += 1;
          return Promise.resolve({ ok: true, user: { locale: 'ko-KR' } });
        },
      },
    };
    const locales = createLocales(
      () => client as never,
      memoryLog(),
      () => now,
    );
    const one = { workspace: 'T1', user: 'U1' };
    expect(locales.known(one)).toBeUndefined();
    expect(await locales.of(client as never, one)).toBe('ko-KR');
    expect(await locales.of(client as never, one)).toBe('ko-KR');
    expect(locales.known(one)).toBe('ko-KR');
    expect(asked).toBe(1);
    now = 3_600_001;
    await locales.of(client as never, one);
    expect(asked).toBe(2);
    for (let i = 0; i < 10_000; i++) {
      await locales.of(client as never, { workspace: 'T1', user: `V${i}` });
    }
    expect(locales.known(one)).toBeUndefined();
    expect(locales.known({ workspace: 'T1', user: 'V9999' })).toBe('ko-KR');
  });
});

describe('the playground', () => {
  it('answers, completes and describes in the language that its page asks for', async () => {
    const log = memoryLog();
    const server = await serve(createPlayground(testBot(log)).routes, {
      host: '127.0.0.1',
      port: 0,
      log,
    });
    closing.push(() => server.stop(500));
    const read = async <T>(path: string, body?: object): Promise<T> => {
      const sent = body && { method: 'POST', body: JSON.stringify(body) };
      return (await (await fetch(server.address + path, sent)).json()) as T;
    };
    for (const [lang, numbers, none] of EXPECTED) {
      const ask = (text: string): Promise<AskResponse> => read('/playground/ask', { text, lang });
      const card = await ask('/paper lora');
      expect(JSON.stringify(card.slack)).toContain(numbers);
      expect(JSON.stringify(card.discord)).toContain(numbers);
      expect(card.plain).toContain(numbers);
      expect((await ask('/paper xyzzy qwx')).plain).toContain(none);
    }
    const commands = await read<CommandInfo[]>('/playground/commands?lang=zh-CN');
    expect(commands[0]).toMatchObject({
      name: 'paper',
      description: expect.stringMatching(/^查看/) as string,
    });
    const { suggestions } = await read<SuggestResponse>('/playground/suggest?text=/pap&lang=ja');
    expect(suggestions[0]?.label).toContain('論文');
  });
});
