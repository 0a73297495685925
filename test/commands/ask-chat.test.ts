import { setTimeout as wait } from 'node:timers/promises';
import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createModel } from '../../src/answer/model.ts';
import { type Adapter } from '../../src/bot.ts';
import { createLimits } from '../../src/limits.ts';
import type { Chat, Message } from '../adapters/contract.ts';
import { discordChat } from '../adapters/discord-chat.ts';
import { playgroundChat } from '../adapters/playground-chat.ts';
import { slackChat } from '../adapters/slack-chat.ts';
import { memoryLog, store, testBot } from '../adapters/world.ts';
import { IDS, visibleText } from '../servers/discord.ts';
import { buttons as buttonsInSlack, visibleText as visibleInSlack } from '../servers/slack.ts';
import { startModel, type FakeModel, type Heard } from '../servers/model.ts';

const QUESTION = '/ask How big is a LoRA checkpoint?';
const SAID = [
  'A LoRA checkpoint of GPT-3 is 35 MB instead of 350 GB.',
  'A hundred adapted GPT-3s fit in about 354 GB.',
];
const QUOTED = 'a hundred adapted GPT-3s fit in about 354 GB instead of 35 TB';

let model: FakeModel;
let log: ReturnType<typeof memoryLog>;
let adapter: Adapter;

const sentences = ({ passages }: Heard) =>
  SAID.map((claim) => ({ passage: 'p1', quote: passages[0]?.text ?? '', claim }));

async function connect(chat: Chat, person = 20): Promise<void> {
  const bot = testBot(log, {
    model: createModel({ name: model.name, url: model.url }, log),
    limits: createLimits({ person }),
  });
  adapter = await chat.connect(bot, log);
}
const labels = (message: Message): string[] => message.buttons().map(({ label }) => label);
const votes = () => store.db.selectFrom('feedback').selectAll().execute();

beforeEach(async () => {
  model = await startModel();
  model.behave({ say: sentences });
  log = memoryLog();
  await store.db.deleteFrom('feedback').execute();
});
afterEach(() => model.close());

describe.each<[string, () => Promise<Chat>]>([
  ['Slack', () => slackChat('http')],
  ['Discord', () => discordChat()],
  ['The playground', playgroundChat],
])('%s', (_name, open) => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await open();
    await connect(chat);
  });
  afterEach(async () => {
    await adapter.stop();
    const complaints = chat.complaints();
    await chat.close();
    expect(complaints).toEqual([]);
  });

  it('shows what the model says above the quotes, in one message, and asks it once', async () => {
    const message = await chat.type(QUESTION);
    await vi.waitFor(() => {
      for (const said of SAID) expect(message.text()).toContain(said);
    }, 8000);
    expect(message.text()).toContain(QUOTED);
    expect(labels(message)).toEqual(
      expect.arrayContaining(['LoRA · Key contributions', 'Helpful', 'Not helpful', 'Delete']),
    );
    expect(model.heard).toHaveLength(1);
    expect(model.refusals).toEqual([]);
  });

  it('answers without the model when that fails', async () => {
    model.behave({ status: 500 });
    const message = await chat.type(QUESTION);
    await vi.waitFor(() => expect(log.lines.join()).toContain('HTTP 500'), 8000);
    expect(message.text()).toContain(QUOTED);
    expect(message.text()).not.toContain(model.name);
  });

  it('takes a vote, tells the voter alone, and leaves the answer there', async () => {
    const message = await chat.type(QUESTION.replace('/ask', '/ask --hide'));
    expect(labels(message)).toEqual(
      expect.arrayContaining(['Helpful', 'Not helpful', 'Share', 'Dismiss']),
    );
    expect(labels(message)).not.toContain('Delete');
    await vi.waitFor(() => expect(message.text()).toContain(SAID[1]), 8000);
    const before = message.text();
    const thanks = await chat.press(message, 'Helpful');
    expect(thanks).not.toBe(message);
    expect(thanks.isPrivate()).toBe(true);
    expect(thanks.text()).toContain('Thank you');
    expect(message.text()).toBe(before);
    expect(message.isGone()).toBe(false);
    const [vote, ...others] = await votes();
    expect(vote).toMatchObject({ notes: 'lora', vote: 'helpful' });
    expect(JSON.stringify(vote)).not.toContain('checkpoint');
    await chat.press(message, 'Not helpful');
    expect(await votes()).toEqual([
      { ...vote, vote: 'not', changed_at: expect.any(Number) as number },
      ...others,
    ]);
    const shared = await chat.press(message, 'Share');
    expect(shared.isPrivate()).toBe(false);
    expect(labels(shared)).toContain('Delete');
    await vi.waitFor(() => expect(message.isGone()).toBe(true), 5000);
    await vi.waitFor(() => expect(shared.text()).toContain(SAID[1]), 8000);
  });

  it('lets the asker delete an answer', async () => {
    const message = await chat.type(QUESTION);
    await vi.waitFor(() => expect(message.text()).toContain(SAID[1]), 8000);
    await chat.press(message, 'Delete');
    await vi.waitFor(() => expect(message.isGone()).toBe(true), 5000);
  });

  it('says when to ask again, to the caller alone', async () => {
    await adapter.stop();
    await connect(chat, 2);
    await chat.type('/ask Who wrote the Adam paper?');
    await chat.type('/ask When was BERT published?');
    const told = await chat.type('/ask Who wrote the DPO paper?');
    expect(told.isPrivate()).toBe(true);
    expect(told.text()).toMatch(/a lot of questions.*ask again in \d+ seconds/s);
    expect((await chat.type('/paper lora')).text()).toContain('Low-Rank');
  });
});

describe('a vote in Discord', () => {
  it('is thanked for to the voter alone, beside the answer, when keeping it takes long', async () => {
    const chat = await discordChat();
    const slow = { ...store, now: () => wait(2500).then(() => store.now()) };
    adapter = await chat.connect(testBot(log, { store: slow }), log);
    const { discord } = chat;
    await chat.type(QUESTION);
    const [answer] = discord.messages;
    if (!answer) throw new Error('no answer');
    const before = visibleText(answer);
    await discord.press(answer, 'Helpful');
    const thanks = await discord.waitForMessage((it) => visibleText(it).includes('Thank you'));
    const { DeferredChannelMessageWithSource: type } = InteractionResponseType;
    const first = discord.requests.filter(({ path }) => path.endsWith('/callback')).at(-1);
    expect(first?.body).toMatchObject({ type, data: { flags: MessageFlags.Ephemeral } });
    expect(thanks).not.toBe(answer);
    expect(thanks.visibleTo).toBe(IDS.user);
    expect(visibleText(answer)).toBe(before);
    expect(answer.deleted).toBe(false);
    expect(await votes()).toMatchObject([{ notes: 'lora', vote: 'helpful' }]);
    await adapter.stop();
    expect(chat.complaints()).toEqual([]);
    await chat.close();
  });
});

describe('others', () => {
  it('can’t delete an answer in Discord, and are told so alone', async () => {
    const chat = await discordChat();
    await connect(chat);
    await chat.type('/ask Who wrote the Adam paper?');
    const [answer] = chat.discord.messages;
    if (!answer) throw new Error('no answer');
    await chat.discord.press(answer, 'Delete', { user: '200000000000000777' });
    const told = await chat.discord.waitForMessage((it) =>
      visibleText(it).includes('Only the one who'),
    );
    expect(told.visibleTo).toBe('200000000000000777');
    expect(answer.deleted).toBe(false);
    await adapter.stop();
    expect(chat.complaints()).toEqual([]);
    await chat.close();
  });

  it('can’t delete an answer in Slack, and are told so alone', async () => {
    const chat = await slackChat('socket');
    await connect(chat);
    await chat.type('/ask Who wrote the Adam paper?');
    const [answer] = chat.slack.messages;
    if (!answer) throw new Error('no answer');
    await chat.slack.press({ kind: 'socket' }, answer, 'Delete', { user: 'U0OTHER' });
    const told = await vi.waitFor(() => {
      const found = chat.slack.messages.find(({ visibleTo }) => visibleTo === 'U0OTHER');
      if (!found) throw new Error('not told');
      return found;
    }, 5000);
    expect(JSON.stringify(told)).toContain('Only the one who asked');
    expect(answer.deleted).toBe(false);
    await adapter.stop();
    expect(chat.complaints()).toEqual([]);
    await chat.close();
  });
});

describe('a mention in Discord', () => {
  it('is answered at once, and the model’s sentences come by edits, no faster than Discord takes them', async () => {
    const chat = await discordChat();
    model.behave({ say: sentences, pause: 60 });
    await connect(chat);
    chat.discord.say(`<@${IDS.app}> How big is a LoRA checkpoint?`);
    const answer = await chat.discord.waitForMessage();
    expect(visibleText(answer)).not.toContain(model.name);
    expect(visibleText(answer)).toContain(QUOTED);
    await vi.waitFor(() => expect(visibleText(answer)).toContain(SAID[1]), 8000);
    expect(chat.discord.messages).toHaveLength(1);
    expect(answer.pings).toEqual([]);
    const edits = chat.discord.requests.filter(({ method }) => method === 'PATCH');
    const post = chat.discord.requests.find(({ path }) => path.endsWith('/messages'));
    expect(edits.length).toBeGreaterThan(0);
    [post, ...edits].reduce((before, next) => {
      expect((next?.at ?? 0) - (before?.at ?? 0)).toBeGreaterThan(1100);
      return next;
    });
    await chat.discord.press(answer, 'Delete');
    await vi.waitFor(() => expect(answer.deleted).toBe(true), 5000);
    await adapter.stop();
    expect(chat.complaints()).toEqual([]);
    await chat.close();
  });

  it('leaves alone what was deleted before the model was done', async () => {
    const chat = await discordChat();
    model.behave({ say: sentences, pause: 60 });
    await connect(chat);
    chat.discord.say(`<@${IDS.app}> How big is a LoRA checkpoint?`);
    const answer = await chat.discord.waitForMessage();
    await chat.discord.press(answer, 'Delete');
    await vi.waitFor(
      () => expect(log.lines.join()).toContain('a better answer did not get through'),
      10_000,
    );
    expect(chat.discord.messages).toHaveLength(1);
    expect(answer.deleted).toBe(true);
    await adapter.stop();
    await chat.close();
  });
});

describe('in Slack, a message to the bot', () => {
  it.each([
    ['in a channel', 'C1'],
    ['in the conversation with the app', 'D1'],
  ])('%s is answered with what the model says', async (_where, channel) => {
    const chat = await slackChat('socket');
    model.behave({ say: sentences, pause: 30 });
    await connect(chat);
    const { slack } = chat;
    const mention = channel === 'C1' ? `<@${slack.botUser}> ` : '';
    await slack.say(
      { kind: 'socket' },
      { text: `${mention}How big is a LoRA checkpoint?`, ...(channel === 'D1' && { channel }) },
    );
    const answer = await vi.waitFor(() => {
      const [first] = slack.messages;
      if (!first) throw new Error('no answer');
      for (const said of [...SAID, QUOTED]) expect(visibleInSlack(first)).toContain(said);
      return first;
    }, 10_000);
    expect(slack.messages).toHaveLength(1);
    expect(model.heard).toHaveLength(1);
    if (channel === 'C1') expect(answer.editedCount).toBeGreaterThan(0);
    await adapter.stop();
    expect(chat.complaints()).toEqual([]);
    await chat.close();
  });
});

describe('the conversation with the app in Slack', () => {
  const ask = async () => {
    const chat = await slackChat('socket');
    await connect(chat);
    const { slack } = chat;
    const said = { text: 'How big is a LoRA checkpoint?', channel: 'D1' };
    await slack.say({ kind: 'socket' }, said);
    const answer = await vi.waitFor(() => {
      const [first] = slack.messages;
      if (!first) throw new Error('no answer');
      return first;
    }, 10_000);
    const close = async (): Promise<void> => {
      await adapter.stop();
      expect(chat.complaints()).toEqual([]);
      await chat.close();
    };
    return { slack, answer, close };
  };

  it('shows each sentence of the model as it comes, then the quotes, and takes votes', async () => {
    model.behave({ say: sentences, pause: 60 });
    const { slack, answer, close } = await ask();
    const seen: boolean[][] = [];
    await vi.waitFor(() => {
      const text = visibleInSlack(answer);
      seen.push([...SAID, QUOTED].map((words) => text.includes(words)));
      expect(buttonsInSlack(answer).map(({ label }) => label)).toContain('Helpful');
    }, 10_000);
    expect(seen).toContainEqual([true, false, false]);
    expect(seen.at(-1)).toEqual([true, true, true]);
    expect(visibleInSlack(answer).split(SAID[0] ?? '').length).toBe(2);
    const calls = slack.calls.map(({ method }) => method).filter((it) => it.startsWith('chat.'));
    expect(calls).not.toContain('chat.update');
    expect(calls.at(-1)).toBe('chat.stopStream');
    const types = buttonsInSlack(answer).map(({ label, type }) => `${label}: ${type}`);
    expect(types).toEqual(
      expect.arrayContaining([
        'Delete: button',
        'Helpful: feedback_buttons',
        'Not helpful: feedback_buttons',
      ]),
    );
    await slack.press({ kind: 'socket' }, answer, 'Not helpful');
    await vi.waitFor(async () => expect(await votes()).toMatchObject([{ vote: 'not' }]), 5000);
    await slack.press({ kind: 'socket' }, answer, 'Delete');
    await vi.waitFor(() => expect(answer.deleted).toBe(true), 5000);
    await close();
  });

  it('takes back what a model said that breaks off', async () => {
    model.behave({
      cut: (heard) => `{"elements":[${JSON.stringify(sentences(heard)[0])},{"passage":"p1",`,
    });
    const { slack, answer, close } = await ask();
    await vi.waitFor(() => {
      expect(visibleInSlack(answer)).toContain(QUOTED);
      expect(buttonsInSlack(answer).map(({ label }) => label)).toContain('Helpful');
    }, 10_000);
    expect(visibleInSlack(answer)).not.toContain(SAID[0]);
    expect(slack.isOpen(answer)).toBe(false);
    expect(slack.messages).toHaveLength(1);
    await close();
  });
});
