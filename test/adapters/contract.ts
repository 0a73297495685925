import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBot, type Adapter, type Bot } from '../../src/bot.ts';
import { MOST_UNDER_WAY } from '../../src/load.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { makeCatalog } from '../../src/catalog/catalog.ts';
import { defineCommand, toChannel, type Command } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import type { Log } from '../../src/log.ts';
import { openRequest } from '../../src/request.ts';
import { daily, memoryLog, notes, store } from './world.ts';

/** A message as somebody in the chat sees it. It is live: edits and deletion show. */
export interface Message {
  text: () => string;
  buttons: () => { label: string; url?: string | undefined }[];
  /** Only the one who asked sees it. */
  isPrivate: () => boolean;
  isGone: () => boolean;
}

/** A platform with one person in it who types and presses. */
export interface Chat {
  /** Connects a bot; the previous one must have been stopped. */
  connect: (bot: Bot, log: Log) => Promise<Adapter>;
  /** Types a line like `/paper --hide lora`, and waits for the answer. */
  type: (line: string) => Promise<Message>;
  /** Where the platform completes what is typed: what it offers for a line's last word, as people see it. */
  complete?: (command: string, option: string, typed: string) => Promise<string[]>;
  /** Presses a button and waits until something changes: the message that is new or was edited. */
  press: (message: Message, label: string) => Promise<Message>;
  /** What the platform refused, what failed to be answered, who was pinged. A good adapter causes none. */
  complaints: () => string[];
  close: () => Promise<void>;
}

/** A catalog of one topic with many notes, so that every platform has to turn pages. */
function longCatalog(length: number): Catalog {
  const [note] = notes.notes;
  const [topic] = notes.topics;
  if (!note || !topic) throw new Error('the shipped notes are missing');
  return makeCatalog(
    [topic],
    Array.from({ length }, (_, i) => ({
      ...note,
      id: `paper-${i}`,
      name: `Paper ${String(i).padStart(3, '0')}`,
      topic: topic.id,
      next: [],
      buildsOn: [],
    })),
    [],
  );
}

const broken = defineCommand({
  name: 'broken',
  description: 'Fails',
  examples: [{}],
  options: {},
  run: () => Promise.reject(new Error('secret detail in /etc/passwd')),
});

let finishSlow: () => void = () => undefined;
let gate = Promise.resolve();
let slowBegan: () => void = () => undefined;
const slowUntilFinished = (): void => {
  gate = new Promise((resolve) => (finishSlow = resolve));
};
const slow = defineCommand({
  name: 'slow',
  description: 'Answers when told to',
  examples: [{}],
  options: {},
  run: async () => {
    slowBegan();
    await gate;
    return toChannel(
      { title: 'Slow but sure', blocks: [], actions: [] },
      { command: 'slow', options: {} },
    );
  },
});

export const contractCommands: readonly Command[] = [...commands, broken, slow];

/** What every adapter must do, whatever its platform: the same chat, driven the same way. */
export function adapterContract(name: string, open: () => Promise<Chat>): void {
  describe(`${name} keeps the adapter contract`, () => {
    let chat: Chat;
    let adapter: Adapter;
    let bot: Bot;
    let log: ReturnType<typeof memoryLog>;

    const connect = async (catalog: Catalog = notes): Promise<void> => {
      bot = createBot({
        catalog: () => catalog,
        commands: contractCommands,
        version: '1.2.3',
        store,
        daily,
        log,
      });
      adapter = await chat.connect(bot, log);
    };
    const labels = (message: Message): string[] => message.buttons().map(({ label }) => label);

    beforeEach(async () => {
      log = memoryLog();
      chat = await open();
      await connect();
    });
    afterEach(async () => {
      await adapter.stop();
      const complaints = chat.complaints();
      await chat.close();
      expect(complaints).toEqual([]);
    });

    it('answers /paper lora with the whole note, for everybody', async () => {
      const message = await chat.type('/paper lora');
      expect(message.isPrivate()).toBe(false);
      const text = message.text();
      for (const words of [
        'LoRA: Low-Rank Adaptation of Large Language Models',
        'Edward J. Hu',
        'ICLR 2022',
        'freezes a pre-trained model',
        '10,000× fewer',
        'Key contributions',
        'Why it still matters',
        'Where to read next',
        'QLoRA',
      ]) {
        expect(text).toContain(words);
      }
      expect(message.buttons()).toContainEqual(
        expect.objectContaining({
          label: 'Read the paper',
          url: 'https://arxiv.org/abs/2106.09685',
        }),
      );
      expect(message.buttons()).toContainEqual(
        expect.objectContaining({ label: 'Code', url: 'https://github.com/microsoft/LoRA' }),
      );
      expect(labels(message)).toContain('Next: DPO');
    });

    it.each([
      ['attention is all you need', 'Attention Is All You Need'],
      ['trasnformer', 'Attention Is All You Need'],
      ['2005.14165', 'Few-Shot Learners'],
      ['https://arxiv.org/pdf/2005.14165v4', 'Few-Shot Learners'],
    ])('answers /paper %s with the right card', async (query, title) => {
      const message = await chat.type(`/paper ${query}`);
      expect(message.text()).toContain(title);
      expect(message.isPrivate()).toBe(false);
    });

    it('hides an answer on request, and shares it later', async () => {
      const hidden = await chat.type('/paper --hide lora');
      expect(hidden.isPrivate()).toBe(true);
      expect(labels(hidden)).toEqual(expect.arrayContaining(['Share', 'Dismiss']));
      const shared = await chat.press(hidden, 'Share');
      expect(shared.isPrivate()).toBe(false);
      expect(shared.text()).toContain('LoRA: Low-Rank');
      expect(labels(shared)).not.toContain('Share');
      expect(labels(shared)).not.toContain('Dismiss');
      await vi.waitFor(() => expect(hidden.isGone()).toBe(true), 5000);
    });

    it('dismisses a private answer', async () => {
      const hidden = await chat.type('/paper --hide lora');
      await chat.press(hidden, 'Dismiss');
      expect(hidden.isGone()).toBe(true);
    });

    it('answers a button on a public card to the presser alone and leaves the card', async () => {
      const card = await chat.type('/paper lora');
      const before = card.text();
      const next = await chat.press(card, 'Next: DPO');
      expect(next.isPrivate()).toBe(true);
      expect(next.text()).toContain('Direct Preference Optimization');
      expect(card.text()).toBe(before);
      expect(card.isGone()).toBe(false);
    });

    it('answers a button on a private card in its place', async () => {
      const card = await chat.type('/paper --hide lora');
      const next = await chat.press(card, 'Next: DPO');
      expect(next).toBe(card);
      expect(card.text()).toContain('Direct Preference Optimization');
      expect(card.text()).not.toContain('Low-Rank Adaptation of Large');
      expect(labels(card)).toEqual(expect.arrayContaining(['Share', 'Dismiss']));
    });

    it('offers a shortlist when several papers fit', async () => {
      const list = await chat.type('/paper yao');
      expect(list.isPrivate()).toBe(true);
      expect(labels(list)).toEqual(expect.arrayContaining(['ReAct', 'Tree of Thoughts']));
      const card = await chat.press(list, 'ReAct');
      expect(card.text()).toContain('Synergizing Reasoning and Acting');
    });

    it('says so to the caller alone when nothing fits, with a way on', async () => {
      const message = await chat.type('/paper quantum chromodynamics');
      expect(message.isPrivate()).toBe(true);
      expect(message.text()).toContain('There is no note on “quantum chromodynamics”');
      expect(labels(message)).toContain('All topics');
      expect(labels(message)).not.toContain('Share');
    });

    it('names an arXiv paper that is not in the catalog', async () => {
      const message = await chat.type('/paper https://arxiv.org/abs/2404.19756');
      expect(message.isPrivate()).toBe(true);
      expect(message.text()).toContain('There is no note on arXiv 2404.19756 yet');
    });

    it('browses from topics to papers and back', async () => {
      const topics = await chat.type('/papers');
      expect(topics.text()).toContain('22 papers in 6 topics');
      expect(topics.text()).toContain('RAG & Retrieval');
      const topic = await chat.press(topics, 'RAG & Retrieval');
      expect(labels(topic)).toEqual(
        expect.arrayContaining(['ColBERT', 'DPR', 'RAG', '← All topics']),
      );
      const card = await chat.press(topic, 'RAG');
      expect(card.text()).toContain('Retrieval-Augmented Generation');
      const back = await chat.press(card, '← RAG & Retrieval');
      expect(labels(back)).toContain('ColBERT');
    });

    it('turns pages until every one of 100 papers had its button', async () => {
      await adapter.stop();
      await connect(longCatalog(100));
      const seen = new Set<string>();
      let page = await chat.type('/papers foundations');
      for (let turn = 0; turn < 100; turn++) {
        for (const label of labels(page)) if (label.startsWith('Paper ')) seen.add(label);
        if (!labels(page).includes('Next ▶')) break;
        page = await chat.press(page, 'Next ▶');
      }
      expect(seen.size).toBe(100);
      expect(labels(page)).toContain('◀ Previous');
    });

    it('keeps buttons working after a restart', async () => {
      const card = await chat.type('/paper lora');
      await adapter.stop();
      await connect();
      const next = await chat.press(card, 'Next: DPO');
      expect(next.text()).toContain('Direct Preference Optimization');
    });

    it('opens no other paper with a button whose note is gone, and shares none', async () => {
      const card = await chat.type('/paper lora');
      const hidden = await chat.type('/paper --hide dpo');
      await adapter.stop();
      const without = notes.notes.filter(({ id }) => id !== 'dpo');
      await connect(makeCatalog(notes.topics, without, []));
      const next = await chat.press(card, 'Next: DPO');
      expect(next.isPrivate()).toBe(true);
      expect(next.text()).toContain('“dpo” is not here any more');
      const shared = await chat.press(hidden, 'Share');
      expect(shared.isPrivate()).toBe(true);
      expect(shared.text()).toContain('“dpo” is not here any more');
    });

    it('keeps a shelf for each person, private always', async () => {
      await chat.type('/shelf forget --sure');
      expect((await chat.type('/shelf')).text()).toContain('Your shelf is empty');
      const card = await chat.type('/paper lora');
      const saved = await chat.press(card, 'Save');
      expect(saved.isPrivate()).toBe(true);
      expect(saved.text()).toContain('LoRA is on your shelf');
      const read = await chat.press(saved, 'Mark as read');
      expect(read.text()).toContain('You have read 1 of 4 in Fine-Tuning & Alignment');
      const shelf = await chat.type('/shelf');
      expect(shelf.isPrivate()).toBe(true);
      expect(shelf.text()).toContain('1 of 4 in Fine-Tuning & Alignment');
      expect(labels(shelf)).not.toContain('Share');
      const list = await chat.press(shelf, 'Export');
      expect(list.text()).toContain('https://arxiv.org/abs/2106.09685');
      expect((await chat.press(card, 'Remove')).text()).toContain('LoRA is off your shelf');
      expect((await chat.type('/shelf')).text()).toContain('Your shelf is empty');
    });

    it('leads along a way, and keeps to the caller what they have read of it', async () => {
      await chat.type('/shelf forget --sure');
      const way = await chat.type('/path dpo');
      expect(way.isPrivate()).toBe(false);
      expect(way.text()).toMatch(/1\. AlexNet[^]*8\. DPO[^]*where you want to be/);
      const on = await chat.press(way, 'I have read AlexNet');
      expect(on.isPrivate()).toBe(true);
      expect(on.text()).toContain('1 left out, read or needed only for what is read');
      expect(labels(on)).toContain('Next: 1. Adam');
      const shared = await chat.press(on, 'Share');
      expect(shared.isPrivate()).toBe(false);
      expect(shared.text()).toContain('1. AlexNet');
      expect(shared.text()).not.toContain('left out');
    });

    it('asks a question with four buttons that work after a restart, and tells the presser alone', async () => {
      await chat.type('/shelf forget --sure');
      const asked = await chat.type('/quiz vision');
      expect(asked.isPrivate()).toBe(true);
      expect(labels(asked)).toHaveLength(6);
      const shared = await chat.press(asked, 'Share');
      expect(shared.isPrivate()).toBe(false);
      const [option = ''] = labels(shared);
      await adapter.stop();
      await connect();
      const told = await chat.press(shared, option);
      expect(told.isPrivate()).toBe(true);
      expect(told.text()).toMatch(/Right: |Not this time: it is /);
      expect(told.text()).toContain('From the note on');
      const next = await chat.press(told, 'Next question');
      expect(next.text()).toContain('Quiz');
      expect(labels(next)).not.toEqual(labels(shared));
    });

    it('cites and compares', async () => {
      const cited = await chat.type('/cite lora');
      expect(cited.text()).toContain('@inproceedings{hu2021lora,');
      const compared = await chat.type('/compare lora vs dpo');
      expect(compared.text()).toContain('Which first?');
    });

    it('counts for those who look after the place', async () => {
      await chat.type('/paper lora');
      const stats = await chat.type('/paperboy stats');
      expect(stats.isPrivate()).toBe(true);
      expect(stats.text()).toMatch(/The last 30 days[^]*\d cards shown/);
    });

    it('explains a command that lacks its words', async () => {
      const message = await chat.type('/papers --page 1 no such topic');
      expect(message.isPrivate()).toBe(true);
      expect(message.text()).toContain('There is no topic “no such topic”');
    });

    it('shows help and status', async () => {
      const help = await chat.type('/paperboy');
      expect(help.text()).toContain('Version 1.2.3, 22 notes in 6 topics, no problems');
      for (const { name: command, platforms } of commands) {
        if (platforms === undefined) expect(help.text()).toContain(`/${command}`);
      }
    });

    it.each(['<!channel> <@U1> @everyone & <b>', '*_~`[x](javascript:alert)`', '🍕'.repeat(500)])(
      'pings nobody and breaks nothing for the query %j',
      async (query) => {
        const message = await chat.type(`/paper ${query}`);
        expect(message.isPrivate()).toBe(true);
        expect(message.text()).toContain('There is no note on');
      },
    );

    it('tells the caller when a command fails, leaks nothing, and logs it', async () => {
      const message = await chat.type('/broken');
      expect(message.isPrivate()).toBe(true);
      expect(message.text()).toContain('That did not work');
      expect(message.text()).not.toContain('passwd');
      const reference = /reference `?(\w+)/.exec(message.text())?.[1] ?? 'none';
      expect(log.lines.some((line) => line.includes(reference) && line.includes('broken'))).toBe(
        true,
      );
    });

    it('logs each command in one line, with what became of it and nothing that was typed', async () => {
      const requests = (): Record<string, unknown>[] =>
        log.lines
          .filter((line) => line.endsWith(' "request"'))
          .map((line) => JSON.parse(line.slice('info '.length, -' "request"'.length)) as never);
      const logged = (count: number): Promise<unknown> =>
        vi.waitFor(() => expect(requests()).toHaveLength(count), 5000);
      const card = await chat.type('/paper --hide lora');
      await logged(1);
      await chat.press(card, 'Dismiss');
      await logged(2);
      const broken = await chat.type('/broken');
      await logged(3);
      expect(requests()).toMatchObject([
        { command: 'paper', outcome: 'answered' },
        { command: 'button', outcome: 'answered' },
        { command: 'broken', outcome: 'failed' },
      ]);
      for (const { platform, ms } of requests()) {
        expect(platform).toBe(adapter.name);
        expect(ms).toBeGreaterThan(0);
      }
      expect(broken.text()).toContain(requests()[2]?.['request']);
      expect(log.lines.join()).not.toContain('lora');
    });

    it('turns people away politely while too much is under way', async () => {
      const open = openRequest(adapter.name, 'command');
      const over: (() => void)[] = [];
      const others = Array.from({ length: MOST_UNDER_WAY }, () =>
        bot.serve(open, () => new Promise<void>((resolve) => over.push(resolve))),
      );
      await vi.waitFor(() => expect(over).toHaveLength(MOST_UNDER_WAY), 5000);
      const turnedAway = await chat.type('/paper lora');
      expect(turnedAway.isPrivate()).toBe(true);
      expect(turnedAway.text()).toContain('please try again in a moment');
      over.forEach((end) => end());
      await Promise.all(others);
      await vi.waitFor(() => expect(bot.underWay()).toBe(0), 5000);
      expect((await chat.type('/paper lora')).text()).toContain('Low-Rank Adaptation');
    });

    it('finishes what is in flight before it stops', async () => {
      slowUntilFinished();
      const began = new Promise<void>((resolve) => (slowBegan = resolve));
      const answer = chat.type('/slow');
      await began;
      const stopped = adapter.stop();
      finishSlow();
      await stopped;
      expect((await answer).text()).toContain('Slow but sure');
      await connect();
    });

    it('offers papers while somebody types, and before: saved ones first, then each topic’s', async ({
      skip,
    }) => {
      const { complete } = chat;
      if (!complete) return skip();
      const offered = (typed: string): Promise<string[]> => complete('paper', 'query', typed);
      const topics = notes.topics.flatMap(
        ({ id }) => notes.notes.find(({ topic }) => topic === id)?.name ?? [],
      );
      expect(topics).toHaveLength(6);
      const names = (await offered('')).map((label) => label.split(': ')[0]);
      expect(names.slice(0, 6)).toEqual(topics);
      expect(new Set(names).size).toBe(notes.notes.length);
      const saved = notes.notes.find(({ name: other }) => !topics.includes(other));
      await chat.type(`/shelf add ${saved?.id ?? ''}`);
      expect((await offered(''))[0]).toMatch(new RegExp(`^${saved?.name ?? ''}: .* · saved$`));
      await chat.type(`/shelf remove ${saved?.id ?? ''}`);
      expect((await offered('lor'))[0]).toContain('LoRA: Low-Rank');
      expect((await complete('shelf add', 'paper', 'trasnform'))[0]).toContain('Transformer');
      expect(await complete('papers', 'topic', 'retr')).toEqual(['RAG & Retrieval']);
      expect(await offered('🍕'.repeat(200))).toEqual([]);
    });

    it('says that it is connected', () => {
      expect(adapter.health()).toEqual({ ok: true });
    });
  });
}
