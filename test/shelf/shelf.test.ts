import { parse } from '@retorquere/bibtex-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/card.ts';
import { type Bot } from '../../src/bot.ts';
import type { Caller, Surface } from '../../src/command.ts';
import { plainText } from '../../src/plain.ts';
import { subscriptionAt } from '../../src/daily/ledger.ts';
import { pickReply } from '../../src/daily/pick-card.ts';
import { subscribe } from '../../src/daily/subscribe.ts';
import { keepAnswer } from '../../src/quiz/scores.ts';
import { contrastsOf, pairsOf } from '../../src/shelf/compare.ts';
import { minutesOf, pathTo } from '../../src/shelf/path.ts';
import { nextFor, readersOf, readersText, readShelf, shelve } from '../../src/shelf/shelf.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { callerOn, daily, memoryLog, notes, testBot } from '../adapters/world.ts';
import { onEachDatabase } from '../store/databases.ts';
import { en } from '../../src/phrases/en.ts';

const surface: Surface = { name: 'Test', choices: 15, typed: () => '' };
const note = (id: string) => {
  const found = notes.get(id);
  if (!found) throw new Error(`no note ${id}`);
  return found;
};

onEachDatabase('a shelf', ({ fresh }) => {
  let store: Store;
  let bot: Bot;
  const me = callerOn(surface, { person: 'W1/U1' });
  const you = callerOn(surface, { person: 'W1/U2' });
  beforeEach(async () => {
    store = await openStore(await fresh(), memoryLog());
    bot = testBot(memoryLog(), { store });
  });
  afterEach(() => store.close());
  const say = (text: string, caller: Caller = me): Promise<Reply> => {
    const [command = '', ...rest] = text.split(' ');
    return bot.run(command, rest.join(' '), caller);
  };
  const shown = async (text: string, caller?: Caller): Promise<string> => {
    const reply = await say(text, caller);
    expect(reply.to).toBe('caller');
    return plainText(reply.card);
  };

  it('is each person’s own, and private always', async () => {
    expect(await shown('shelf')).toContain('Your shelf is empty');
    expect(await shown('shelf add lora')).toContain('LoRA is on your shelf');
    expect(await shown('shelf read dpo')).toContain('You have read 1 of 4 in Fine-Tuning');
    const mine = await shown('shelf');
    expect(mine).toContain('0 reading · 1 saved · 1 read');
    expect(mine).toContain('1 of 4 in Fine-Tuning & Alignment');
    expect(await shown('shelf', you)).toContain('Your shelf is empty');
    expect(await shown('shelf remove lora')).toContain('LoRA is off your shelf');
    expect(await shown('shelf')).toContain('0 saved · 1 read');
  });

  it('keeps one row however often and however fast it is pressed', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        shelve(store, me, 'lora', i % 2 === 0 ? 'saved' : 'read'),
      ),
    );
    expect(await readShelf(store, me, notes)).toHaveLength(1);
    await shelve(store, you, 'lora', 'read');
    await shelve(store, me, 'lora', 'saved');
    expect(await readShelf(store, me, notes)).toMatchObject([{ state: 'saved' }]);
    expect(await readShelf(store, you, notes)).toMatchObject([{ state: 'read' }]);
  });

  it('tells a place how many there saved or read a paper, on its pick and to who presses', async () => {
    const third = callerOn(surface, { person: 'W2/U3', workspace: 'W2' });
    await say('shelf add lora');
    expect(await shown('shelf read lora', you)).toContain(
      'By now 1 person here saved it, 1 read it.',
    );
    expect(await shown('shelf read lora', third)).toContain('By now 1 person here read it.');
    const readers = await readersOf(store, me, 'lora');
    const { card } = pickReply(note('lora'), notes, undefined, readers);
    expect(card.footer).toBe('Fine-Tuning & Alignment · 1 person here saved it, 1 read it');
    const alone = await readersOf(store, { ...me, workspace: '' }, 'lora');
    expect(readersText(alone, en)).toBeUndefined();
  });

  it('asks which paper was meant, and says so when there is none', async () => {
    const which = await say('shelf add patrick lewis');
    expect(which.card.title).toBe('Which paper did you mean by “patrick lewis”?');
    expect(await shown('shelf add pizza recipe')).toContain('There is no note on “pizza recipe”');
  });

  it('is exported as Markdown, BibTeX and JSON', async () => {
    for (const id of ['lora', 'dpo']) await shelve(store, me, id, 'saved');
    expect(await shown('shelf export')).toContain('https://arxiv.org/abs/2106.09685');
    expect(await shown('shelf export bibtex')).toContain('Hu, Edward J.');
    expect(await shown('shelf export json')).toContain('"id":"dpo"');
    // What is in the code block is read by those who read such files.
    const exported = async (format: string): Promise<string> => {
      const [block] = (await say(`shelf export ${format}`)).card.blocks;
      return /^```\w+\n([^]*)\n```$/.exec(block?.kind === 'text' ? block.text : '')?.[1] ?? '';
    };
    const lines = (await exported('json')).split('\n').map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual({
      id: 'lora',
      title: note('lora').title,
      url: note('lora').url,
      state: 'saved',
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
    const { entries, errors } = parse(await exported('bibtex'));
    expect(errors).toEqual([]);
    const eprints = entries.map(({ fields }) => (fields as { eprint?: string }).eprint);
    expect(eprints.sort()).toEqual([note('lora').arxiv, note('dpo').arxiv].sort());
    const links = [...(await exported('markdown')).matchAll(/^- \[(.+)\]\((.+)\)$/gm)];
    expect(links.map(([, title, url]) => [title, url]).sort()).toEqual(
      ['dpo', 'lora'].map((id) => [note(id).title, note(id).url]),
    );
    // The last two are names that every object has.
    for (const format of ['word', '__proto__', 'constructor']) {
      expect(await shown(`shelf export ${format}`)).toContain('is markdown, bibtex or json');
    }
    for (const { id } of notes.notes) await shelve(store, me, id, 'read');
    const first = await say('shelf export bibtex');
    expect(first.card.title).toContain('part 1 of');
    expect(first.card.actions.map(({ label }) => label)).toContain('Next part ▶');
  });

  it('is forgotten on request, once asked, with all else that is kept', async () => {
    await shelve(store, me, 'lora', 'saved');
    await shelve(store, you, 'lora', 'saved');
    await keepAnswer(store, me, 'lora:123456', true);
    await keepAnswer(store, you, 'lora:123456', true);
    const settings = { time: '09:00', timezone: 'UTC', days: '1234567', topics: [], thread: false };
    const place = { platform: me.platform, workspace: 'W1', channel: 'C1' };
    const subscription = await subscribe({ ...daily, store }, place, me.user, settings);
    const kept =
      'your shelf (1 paper, and when you put them there), how you did in the quiz (1 question) and that you set up 1 daily pick, which will go on without your name.';
    expect(await shown('shelf forget')).toContain(`That is ${kept} Nothing else is kept.`);
    expect(await shown('shelf')).toContain('1 saved');
    expect(await shown('shelf forget --sure')).toContain(`It was ${kept}`);
    for (const table of ['shelf', 'quiz'] as const) {
      const rows = await store.db.selectFrom(table).select('reader').execute();
      expect(rows).toEqual([{ reader: you.person }]);
    }
    expect(await subscriptionAt(store, place)).toMatchObject({ id: subscription.id, set_by: '' });
    expect(await shown('shelf')).toContain('empty');
    expect(await shown('shelf forget')).toContain('Nothing is kept about you');
    expect(await shown('shelf', you)).toContain('1 saved');
  });

  it('is forgotten where it is, though somebody elsewhere has the same id there', async () => {
    const settings = { time: '09:00', timezone: 'UTC', days: '1234567', topics: [], thread: false };
    const place = { platform: me.platform, workspace: 'W1', channel: 'C1' };
    await subscribe({ ...daily, store }, place, me.user, settings);
    const same = callerOn(surface, { workspace: 'W2', person: 'W2/U1' });
    expect(await shown('shelf forget', same)).toContain('Nothing is kept about you');
    await say('shelf forget --sure', same);
    expect(await subscriptionAt(store, place)).toMatchObject({ set_by: me.user });
    // Where people are the same in all servers, they are forgotten in all.
    const everywhere = callerOn(surface, { workspace: 'W2', person: 'U1' });
    expect(await shown('shelf forget --sure', everywhere)).toContain('1 daily pick');
    expect(await subscriptionAt(store, place)).toMatchObject({ set_by: '' });
  });

  it.each(['shelf read', 'cite', 'path', 'map', 'compare --with id:dpo', 'path --from id:dpo'])(
    'says that a note is gone that a button meant, and where to look (%s)',
    async (command) => {
      const pressed = await bot.press(`run:${command} id:gone`, me);
      if (pressed.kind !== 'reply') throw new Error(pressed.kind);
      const text = plainText(pressed.reply.card);
      expect(text).toContain('The note “gone” is not here any more');
      expect(text).toContain('taken out or renamed');
      expect(pressed.reply.card.actions).toHaveLength(1);
    },
  );

  it('forgets people in every table that names them', async () => {
    const columns = (await store.db.introspection.getTables()).flatMap(({ name, columns: all }) =>
      all
        .filter((column) => /reader|person|user|_by$/.test(column.name))
        .map((column) => `${name}.${column.name}`),
    );
    expect(columns.sort()).toEqual([
      'feedback.person',
      'questions.person',
      'quiz.reader',
      'shelf.reader',
      'subscriptions.set_by',
    ]);
  });

  it('leads to what comes next', async () => {
    expect(nextFor([], notes)).toBeDefined();
    await shelve(store, me, 'transformer', 'read');
    const next = nextFor(await readShelf(store, me, notes), notes);
    const led = note('transformer').next.flatMap(({ to }) => ('id' in to ? [to.id] : []));
    expect(led).toContain(next?.id);
    for (const { id } of notes.notes) await shelve(store, me, id, 'read');
    expect(nextFor(await readShelf(store, me, notes), notes)).toBeUndefined();
    expect(plainText((await say('paper next')).card)).toContain('You have read all there is');
    expect((await say('paper random')).to).toBe('channel');
  });
});

describe('a reading path', () => {
  it('has every base before what builds on it, and ends at the goal', () => {
    for (const goal of notes.notes) {
      const steps = pathTo(goal, notes).map((step) => step.note);
      expect(steps.at(-1)?.id).toBe(goal.id);
      expect(new Set(steps).size).toBe(steps.length);
      for (const [i, step] of steps.entries()) {
        for (const base of step.buildsOn) {
          const at = steps.findIndex((one) => 'id' in base && one.id === base.id);
          if ('id' in base) expect(at < i && at >= 0).toBe(true);
        }
      }
    }
  });

  it('leaves out what is read and what only that needed, and what lies before its start', () => {
    const all = pathTo(note('dpo'), notes).map((step) => step.note.id);
    const some = pathTo(note('dpo'), notes, new Set(['instructgpt'])).map((step) => step.note.id);
    expect(some.length).toBeLessThan(all.length);
    expect(some).not.toContain('instructgpt');
    const between = pathTo(note('dpo'), notes, new Set(), note('gpt-3')).map(
      (step) => step.note.id,
    );
    expect(between[0]).toBe('gpt-3');
    expect(between.at(-1)).toBe('dpo');
    expect(between).not.toContain('transformer');
    for (const { id } of notes.notes) expect(minutesOf(note(id))).toBeGreaterThanOrEqual(1);
  });

  it('ends for notes that build on each other in a circle', () => {
    const a = { ...note('lora'), id: 'a', buildsOn: [{ id: 'b' }] };
    const b = { ...note('lora'), id: 'b', buildsOn: [{ id: 'a' }] };
    const circle = {
      ...notes,
      notes: [a, b],
      get: (id: string) => [a, b].find((it) => it.id === id),
    };
    expect(
      pathTo(a, circle)
        .map((step) => step.note.id)
        .sort(),
    ).toEqual(['a', 'b']);
  });
});

describe('/path and /compare', () => {
  let store: Store;
  let bot: Bot;
  const me = callerOn(surface);
  beforeEach(async () => {
    store = await openStore(':memory:', memoryLog());
    bot = testBot(memoryLog(), { store });
  });
  afterEach(() => store.close());
  const say = async (command: string, text: string): Promise<string> =>
    plainText((await bot.run(command, text, me)).card);

  it('are typed and pressed', async () => {
    expect(await say('path', 'dpo')).toMatch(/The way to DPO[^]*1\. [^]*where you want to be/);
    expect(await say('compare', 'lora vs dpo')).toMatch(/LoRA and DPO[^]*Which first\?/);
    expect(await say('compare', 'bert gpt-3')).toContain('BERT and GPT-3');
    expect(await say('compare', 'dpo and instructgpt')).toContain('Read InstructGPT first');
    expect(await say('compare', 'lora')).toContain('Name two papers');
  });

  it('leads on step by step, by what was read, with the minutes its words take', async () => {
    const whole = await bot.run('path', 'rag', me);
    expect(whole.to).toBe('channel');
    expect(whole.card.blocks[0]).toMatchObject({
      kind: 'picture',
      picture: { alt: expect.stringMatching(/^The way to RAG: 1\. .*RAG\.$/) as string },
    });
    const { subtitle = '' } = whole.card;
    const steps = pathTo(note('rag'), notes);
    const minutes = steps.reduce((sum, step) => sum + minutesOf(step.note), 0);
    expect(subtitle).toBe(`${steps.length} notes, ${minutes} min to read`);
    let left = steps.length;
    for (const step of steps.slice(0, -1)) {
      const on = await bot.run('path', `rag --read ${step.note.id}`, me);
      left -= 1;
      expect(on.to).toBe('caller');
      expect(on.card.subtitle).toContain(left === 1 ? '1 note,' : `${left} notes,`);
      expect(on.again?.options).toMatchObject({ all: true });
    }
    const arrived = await say('path', 'rag --read rag');
    expect(arrived).toContain('You have read all the way to RAG');
    expect((await bot.run('path', 'rag --all', me)).card.subtitle).toBe(subtitle);
    const long = { ...note('rag'), tldr: 'word '.repeat(2000) };
    expect(minutesOf(long)).toBe(minutesOf({ ...long, tldr: '' }) + 10);
  });

  it('says so where the start is not on the way', async () => {
    expect(await say('path', '--from clip lora')).toContain(
      'Nothing on the way to LoRA builds on CLIP, so this is the whole way.',
    );
    expect(await say('path', '--from gpt-3 lora')).not.toContain('whole way');
  });

  it('sets numbers of the same kind side by side, and what the notes say against each other', async () => {
    const same = await say('compare', 'chinchilla vs llama');
    expect(same).toMatch(/MMLU, Chinchilla\n67\.5%: .*\n\nMMLU, LLaMA\n63\.4: /);
    expect(same).toMatch(
      /Training tokens, Chinchilla\n70B, 1\.4 trillion: .*\n\nTraining tokens, LLaMA\n1\.0T and 1\.4T/,
    );
    expect(same).toContain('LLaMA 65B trails Chinchilla and PaLM-540B on MMLU.');
    const none = await say('compare', 'adam vs clip');
    expect(none).not.toContain('Numbers of the same kind');
    expect(none).toContain('Neither note sets its paper against the other.');
    for (const one of notes.notes) {
      for (const other of notes.notes) {
        for (const { note: by, text } of contrastsOf(one, other, 4)) {
          const said = [by.tldr, by.contributions, by.why, ...by.next.map(({ why }) => why)];
          expect(said.some((part) => part.includes(text.replace(/^[^:]*: /, '')))).toBe(true);
        }
        for (const pair of pairsOf(one, other)) {
          expect(one.numbers).toContain(pair.one);
          expect(other.numbers).toContain(pair.other);
        }
      }
    }
  });
});
