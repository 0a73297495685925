import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBot, type Adapter, type Bot } from '../../src/bot.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { makeCatalog } from '../../src/catalog/catalog.ts';
import { defineCommand, toChannel, type Command } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import type { Log } from '../../src/log.ts';
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
    let log: ReturnType<typeof memoryLog>;

    const connect = async (catalog: Catalog = notes): Promise<void> => {
      const bot = createBot({
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

    it('says that it is connected', () => {
      expect(adapter.health()).toEqual({ ok: true });
    });
  });
}
