import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createBot, type Adapter, type Bot } from '../../src/bot.ts';
import { defineCommand, toCaller, toChannel, type Command } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import {
  IDS,
  startDiscord,
  visibleText,
  type FakeDiscord,
  type FakeMessage,
} from '../servers/discord.ts';
import { daily, memoryLog, notes, store } from './world.ts';

const CALLBACK = 'POST /interactions/:id/:token/callback';
const FOLLOW_UP = 'POST /webhooks/:app/:token';
const EDIT = 'PATCH /webhooks/:app/:token/messages/:message';
const DELETE = 'DELETE /webhooks/:app/:token/messages/:message';

/** Commands that answer when told to. */
let finish: (how?: Error) => void = () => undefined;
const slow = (name: string, to: typeof toCaller | typeof toChannel): Command =>
  defineCommand({
    name,
    description: 'Answers when told to',
    examples: [{}],
    options: {},
    run: async () => {
      await new Promise<void>((resolve, reject) => {
        finish = (how) => (how ? reject(how) : resolve());
      });
      return to(
        { title: 'Slow but sure', blocks: [], actions: [] },
        { command: name, options: {} },
      );
    },
  });

let discord: FakeDiscord;
let adapter: Adapter;
let log: ReturnType<typeof memoryLog>;
let bot: Bot;

beforeEach(async () => {
  log = memoryLog();
  discord = await startDiscord();
  bot = createBot({
    catalog: () => notes,
    commands: [...commands, slow('slow', toChannel), slow('slowly', toCaller)],
    version: '1.2.3',
    store,
    daily,
    log,
  });
  adapter = createDiscord({ token: discord.token, apiUrl: discord.apiUrl }, bot, log);
  await adapter.start();
});
afterEach(async () => {
  await adapter.stop();
  await discord.close();
  // Whatever went wrong, nobody is left with "thinking…".
  expect(visible().filter(({ thinking }) => thinking)).toEqual([]);
});

const visible = (): FakeMessage[] => discord.messages.filter(({ deleted }) => !deleted);
const lora = { name: 'paper', options: { query: 'lora' } };
const hidden = { name: 'paper', options: { query: 'lora', hide: true } };
const shown = (words: string): Promise<FakeMessage> =>
  discord.waitForMessage((message) => visibleText(message).includes(words), 10_000);
const said = (words: string): Promise<FakeMessage> =>
  discord.waitForMessage(({ raw }) => raw.content.includes(words), 10_000);
const errors = (): string[] => log.lines.filter((line) => line.startsWith('error'));

/** A private card, drawn before faults are set. */
async function privateCard(): Promise<FakeMessage> {
  await discord.slash(hidden);
  return shown('Low-Rank');
}

describe('a first answer', () => {
  it.each([
    ['whose receipt is lost', { dropAnswer: 'reset' }],
    ['whose connection is closed', { dropAnswer: 'close' }],
    ['that hangs', { dropAnswer: 'hang' }],
    ['that Discord fails at, twice', { status: 503, times: 2 }],
    ['that Discord is slow to receive', { delayMs: 900 }],
    ['that Discord is slow to confirm', { answerDelayMs: 2000 }],
    ['that has to wait a moment', { retryAfter: 0.4 }],
  ] as const)('%s arrives in time, once', async (_what, fault) => {
    // The picture is drawn before, so that the answer itself is what is slow.
    await discord.slash(lora);
    await shown('Low-Rank');
    discord.inject(CALLBACK, fault);
    const { answered } = await discord.slash({ name: 'paper', options: { query: 'id:lora' } });
    expect(answered).toBe(true);
    await vi.waitFor(() => expect(visible()).toHaveLength(2), 5000);
    // Time for whatever would come after it.
    await adapter.stop();
    expect(visible().map((message) => visibleText(message).includes('Low-Rank'))).toEqual([
      true,
      true,
    ]);
    expect(errors()).toEqual([]);
  });

  it('that has to wait too long is given up, and logged', async () => {
    discord.inject(CALLBACK, { retryAfter: 30 });
    const { answered } = await discord.slash(lora);
    expect(answered).toBe(false);
    await vi.waitFor(() => expect(errors().join()).toContain('did not get through'), 5000);
    expect(visible()).toEqual([]);
  });

  it('of an update in place arrives once, too', async () => {
    const card = await privateCard();
    discord.inject(CALLBACK, { dropAnswer: 'reset' });
    await discord.press(card, 'Next: DPO');
    await vi.waitFor(() => expect(visibleText(card)).toContain('Direct Preference'), 5000);
    await vi.waitFor(() => expect(discord.refusals.map(({ code }) => code)).toEqual([40060]), 5000);
    expect(visible()).toHaveLength(1);
    expect(errors()).toEqual([]);
  });
});

describe('sharing', () => {
  it('goes on when only the receipt of its first step was lost', async () => {
    const card = await privateCard();
    discord.inject(CALLBACK, { dropAnswer: 'reset' });
    await discord.press(card, 'Share');
    await vi.waitFor(() => expect(card.deleted).toBe(true), 5000);
    expect(visible().map(({ visibleTo }) => visibleTo)).toEqual(['channel']);
  });

  it('posts once though pressed twice in haste', async () => {
    const card = await privateCard();
    discord.inject(FOLLOW_UP, { delayMs: 300 });
    await Promise.all([discord.press(card, 'Share'), discord.press(card, 'Share')]);
    await vi.waitFor(() => expect(card.deleted).toBe(true), 5000);
    expect(visible()).toHaveLength(1);
    expect(discord.failures).toEqual([]);
  });

  it('posts once though the second press of a double click comes when it is done', async () => {
    const card = await privateCard();
    const late = { ...card };
    await discord.press(card, 'Share');
    await vi.waitFor(() => expect(card.deleted).toBe(true), 5000);
    expect((await discord.press(late, 'Share')).answered).toBe(true);
    await adapter.stop();
    expect(visible()).toHaveLength(1);
    expect(discord.failures).toEqual([]);
  });

  it.each(['reset', 'close'] as const)(
    'posts once, and says that it is not sure, when the receipt is lost (%s)',
    async (dropAnswer) => {
      const card = await privateCard();
      discord.inject(FOLLOW_UP, { dropAnswer });
      await discord.press(card, 'Share');
      const unsure = await said('did not say whether that was posted');
      expect(unsure.visibleTo).toBe(IDS.user);
      expect(visible().filter(({ visibleTo }) => visibleTo === 'channel')).toHaveLength(1);
      expect(card.deleted).toBe(false);
    },
  );

  it('is done when it is posted, though the private card can’t be taken away', async () => {
    const card = await privateCard();
    discord.inject(DELETE, { status: 404 });
    await discord.press(card, 'Share');
    await vi.waitFor(() => expect(log.lines.join()).toContain('stays'), 5000);
    await discord.press(card, 'Share');
    await adapter.stop();
    expect(visible().map(({ visibleTo }) => visibleTo)).toEqual([IDS.user, 'channel']);
    expect(visible().map(({ raw }) => raw.content)).toEqual(['', '']);
  });

  it('waits when Discord asks to, and posts once', async () => {
    const card = await privateCard();
    discord.inject(FOLLOW_UP, { retryAfter: 0.5 });
    await discord.press(card, 'Share');
    await vi.waitFor(() => expect(card.deleted).toBe(true), 5000);
    expect(visible()).toHaveLength(1);
  });

  it('takes the private card away though Discord fails at it at first', async () => {
    const card = await privateCard();
    discord.inject(DELETE, { status: 502 });
    discord.inject(DELETE, { dropAnswer: 'reset' });
    await discord.press(card, 'Share');
    await vi.waitFor(() => expect(card.deleted).toBe(true), 5000);
    expect(visible()).toHaveLength(1);
    await adapter.stop();
    expect(errors()).toEqual([]);
  });
});

describe('an answer that takes its time', () => {
  it.each(['slow', 'slowly'])('ends "thinking…" (/%s)', async (name) => {
    const { messages, type } = await discord.slash({ name });
    expect(type).toBe(5);
    expect(messages[0]).toMatchObject({ thinking: true, visibleTo: IDS.user });
    finish();
    const answer = await shown('Slow but sure');
    expect(answer.visibleTo).toBe(name === 'slow' ? 'channel' : IDS.user);
    await vi.waitFor(() => expect(visible()).toHaveLength(1), 5000);
  });

  it.each([
    ['slowly', EDIT, { dropAnswer: 'reset' }],
    ['slowly', EDIT, { status: 500, times: 3 }],
    ['slowly', EDIT, { retryAfter: 0.5 }],
    ['slow', DELETE, { dropAnswer: 'reset' }],
    ['slow', DELETE, { status: 500, times: 3 }],
    ['slow', FOLLOW_UP, { retryAfter: 0.5 }],
  ] as const)('gets through (/%s, %s, %j)', async (name, route, fault) => {
    await discord.slash({ name });
    discord.inject(route, fault);
    finish();
    await shown('Slow but sure');
    await vi.waitFor(() => expect(visible()).toHaveLength(1), 5000);
    await adapter.stop();
    expect(errors()).toEqual([]);
  });

  it.each(['slow', 'slowly'])(
    'ends "thinking…" also when no receipt of that came in time (/%s)',
    async (name) => {
      discord.inject(CALLBACK, { dropAnswer: 'hang', times: 9 });
      await discord.slash({ name });
      // Longer than Discord takes a first answer.
      await new Promise((resolve) => setTimeout(resolve, 3200));
      expect(visible()).toMatchObject([{ thinking: true }]);
      finish();
      await shown('Slow but sure');
      await vi.waitFor(() => expect(visible()).toHaveLength(1), 5000);
      expect(errors()).toEqual([]);
    },
  );

  it('says so when Discord refuses it', async () => {
    await discord.slash({ name: 'slow' });
    discord.inject(FOLLOW_UP, { status: 400 });
    finish();
    expect((await said('it is our fault')).visibleTo).toBe(IDS.user);
  });

  it('says what went wrong when the command fails', async () => {
    await discord.slash({ name: 'slow' });
    finish(new Error('nothing works'));
    const apology = await shown('That did not work');
    expect(apology.visibleTo).toBe(IDS.user);
    expect(visible()).toHaveLength(1);
  });

  it('says that it is being restarted, when it is, and nothing after that', async () => {
    await discord.slash({ name: 'slow' });
    const stopped = adapter.stop();
    const farewell = await said('being restarted');
    expect(farewell.visibleTo).toBe(IDS.user);
    finish();
    await stopped;
    expect(visible()).toEqual([farewell]);
  });

  it('says so as well to who asked only a moment before', async () => {
    const asked = discord.slash({ name: 'slowly' });
    await vi.waitFor(() => expect(discord.gateway.received.length).toBeGreaterThan(0), 5000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await adapter.stop();
    expect((await asked).answered).toBe(true);
    expect(
      visible()
        .map(({ raw }) => raw.content)
        .join(),
    ).toContain('being restarted');
  });

  it('leaves the card alone that it was to replace', async () => {
    const card = await privateCard();
    discord.inject(CALLBACK, { status: 400 });
    await discord.press(card, 'Next: DPO');
    expect((await said('it is our fault')).visibleTo).toBe(IDS.user);
    expect(visibleText(card)).toContain('Low-Rank');
  });
});

describe('an answer to a message', () => {
  const QUESTION = `<@${IDS.app}> who wrote the Adam paper?`;
  const POST = 'POST /channels/:channel/messages';

  it.each([
    { dropAnswer: 'reset' },
    { dropAnswer: 'close' },
    { status: 503, times: 3 },
    { retryAfter: 0.5 },
  ] as const)('is posted once (%j)', async (fault) => {
    discord.inject(POST, fault);
    discord.say(QUESTION);
    await shown('Kingma');
    await adapter.stop();
    expect(visible()).toHaveLength(1);
    expect(errors()).toEqual([]);
  });

  it('carries a nonce that Discord enforces', async () => {
    const id = discord.say(QUESTION);
    await shown('Kingma');
    const { body } = discord.requests.findLast(({ method }) => method === 'POST') ?? {};
    expect(body).toMatchObject({ nonce: id, enforce_nonce: true });
  });

  it.each([IDS.user, IDS.otherUser])(
    'can be taken away however busy the bot is (%s)',
    async (user) => {
      await adapter.stop();
      const press: typeof bot.press = async (...pressed) => {
        await new Promise((resolve) => setTimeout(resolve, 1800));
        return bot.press(...pressed);
      };
      adapter = createDiscord(
        { token: discord.token, apiUrl: discord.apiUrl },
        { ...bot, press },
        log,
      );
      await adapter.start();
      discord.say(QUESTION);
      const answer = await shown('Kingma');
      await discord.press(answer, 'Delete', { user });
      if (user !== IDS.user) await shown('Only the one who asked');
      await adapter.stop();
      expect(answer.deleted).toBe(user === IDS.user);
      expect(errors()).toEqual([]);
    },
  );

  it('that is an honest no can be taken away, by the one who asked alone', async () => {
    discord.say(`<@${IDS.app}> what is the airspeed of a swallow?`);
    const answer = await shown('not in the notes');
    expect(answer.visibleTo).toBe('channel');
    await discord.press(answer, 'Delete', { user: IDS.otherUser });
    const told = await shown('Only the one who asked');
    expect(told.visibleTo).toBe(IDS.otherUser);
    expect(answer.deleted).toBe(false);
    await discord.press(answer, 'Delete', { user: IDS.user });
    await vi.waitFor(() => expect(answer.deleted).toBe(true), 5000);
  });
});
