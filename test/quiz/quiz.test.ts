import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBot, type Bot } from '../../src/bot.ts';
import type { Action, Reply } from '../../src/card.ts';
import { makeCatalog, type Catalog } from '../../src/catalog/catalog.ts';
import type { Caller, Surface } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import { writePress } from '../../src/invocation.ts';
import { plainText } from '../../src/plain.ts';
import { questionOf, type Question } from '../../src/quiz/questions.ts';
import { keepAnswer, readScores } from '../../src/quiz/scores.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { callerOn, daily, memoryLog, notes } from '../adapters/world.ts';
import { onEachDatabase } from '../store/databases.ts';

const surface: Surface = { name: 'Test', choices: 15, typed: () => '' };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

onEachDatabase('a quiz', ({ fresh }) => {
  const me = callerOn(surface, { person: 'W1/U1' });
  const you = callerOn(surface, { person: 'W1/U2' });
  let opened: Store;
  let store: Store;
  let now = 0;
  const start = (catalog: Catalog = notes): Bot =>
    createBot({ catalog: () => catalog, commands, version: '1', store, daily, log: memoryLog() });
  let bot: Bot;
  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1);
    opened = await openStore(await fresh(), memoryLog());
    store = { ...opened, now: () => Promise.resolve(now) };
    bot = start();
  });
  afterEach(() => opened.close());

  const ask = (topic = '', caller: Caller = me): Promise<Reply> => bot.run('quiz', topic, caller);
  const actionsOf = ({ card, actions = [] }: Reply): Action[] => [
    ...card.blocks.flatMap((block) =>
      block.kind === 'choices'
        ? block.choices.map(({ label, run }): Action => ({ kind: 'run', label, run }))
        : [],
    ),
    ...card.actions,
    ...actions,
  ];
  const press = async (reply: Reply, label: string, caller: Caller = me): Promise<Reply> => {
    const action = actionsOf(reply).find((one) => one.label === label);
    if (!action) throw new Error(`no button ${label}`);
    const pressed = await bot.press(writePress(action, bot.find), caller);
    if (!('reply' in pressed)) throw new Error(`${label} gave no reply`);
    return pressed.reply;
  };
  /** What is asked, told by what "Share" would post. */
  const asked = ({ again }: Reply): Question => {
    const question = questionOf(String(again?.options['answer']), notes);
    if (!question) throw new Error('nothing is asked');
    return question;
  };
  const answer = (reply: Reply, right: boolean, caller?: Caller): Promise<Reply> => {
    const question = asked(reply);
    const wrong = question.options.find((option) => option !== question.right) ?? '';
    return press(reply, right ? question.right : wrong, caller);
  };

  it('is a question with four buttons, asked of the caller alone', async () => {
    const reply = await ask();
    expect(reply.to).toBe('caller');
    const { options, text } = asked(reply);
    expect(actionsOf(reply).map(({ label }) => label)).toEqual([...options, 'Share', 'Dismiss']);
    expect(plainText(reply.card).length).toBeGreaterThan(text.length / 2);
    expect(asked(await ask()).key).toBe(asked(reply).key);
  });

  it('tells what is right with the words of the note, and leads on', async () => {
    const reply = await ask();
    const { note, right } = asked(reply);
    const told = await answer(reply, true);
    expect(told.to).toBe('caller');
    expect(told.card.title).toBe(`Right: ${right}`);
    expect(told.card.subtitle).toBe(`From the note on ${note.name}`);
    expect(plainText(told.card)).toContain('It comes back in a day. You know 1 answer so far');
    expect(actionsOf(told).map(({ label }) => label)).toEqual([
      'Next question',
      `Open ${note.name}`,
      'Dismiss',
    ]);
    expect(asked(await press(told, 'Next question')).key).not.toBe(asked(reply).key);
    const missed = await answer(await ask(), false);
    expect(missed.card.title).toMatch(/^Not this time: it is /);
    expect(plainText(missed.card)).toContain('It comes back in 10 minutes.');
  });

  it('stays with its topic', async () => {
    let reply = await ask('retrieval');
    for (let i = 0; i < 12; i++) {
      expect(asked(reply).note.topic).toBe('retrieval');
      reply = await press(await answer(reply, true), 'Next question');
    }
    expect((await ask('pottery')).card.title).toBe('There is no topic “pottery”');
  });

  it('brings back what was missed, and what was known later and later', async () => {
    const first = await ask();
    const { key } = asked(first);
    await answer(first, false);
    expect(asked(await ask()).key).not.toBe(key);
    now += 11 * MINUTE;
    const again = await ask();
    expect(asked(again).key).toBe(key);
    for (const days of [1, 2, 4, 8, 8]) {
      await answer(await ask(), true);
      expect(asked(await ask()).key).not.toBe(key);
      now += days * DAY - MINUTE;
      expect(asked(await ask()).key).not.toBe(key);
      now += 2 * MINUTE;
      expect(asked(await ask()).key).toBe(key);
    }
    await answer(await ask(), false);
    expect((await readScores(store, me))[0]).toMatchObject({ question: key, box: 1 });
  });

  it('counts one answer until the question is due again, however often it is pressed', async () => {
    const reply = await ask();
    await answer(reply, false);
    expect((await answer(reply, true)).card.title).toMatch(/^Right: /);
    expect(await readScores(store, me)).toMatchObject([{ box: 1, answered: 1, answered_right: 0 }]);
    const { key } = asked(await ask());
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => keepAnswer(store, me, key, i % 2 === 0)),
    );
    const scores = await readScores(store, me);
    expect(scores.find(({ question }) => question === key)?.answered).toBe(1);
    expect(scores).toHaveLength(2);
  });

  it('asks everything there is before it repeats what is known', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      const reply = await ask('vision');
      if (seen.has(asked(reply).key)) break;
      seen.add(asked(reply).key);
      await keepAnswer(store, me, asked(reply).key, true);
    }
    expect(seen.size).toBeGreaterThanOrEqual(40);
  });

  it('is each person’s own, shared or not, and tells nobody how others do', async () => {
    const reply = await ask();
    await answer(reply, true);
    const shared = await press(reply, 'Share');
    expect(shared.to).toBe('channel');
    expect(plainText(shared.card)).not.toMatch(/so far|comes back/);
    const told = await answer(shared, false, you);
    expect(told.to).toBe('caller');
    expect(told.again).toBeUndefined();
    expect(await readScores(store, me)).toMatchObject([{ box: 2 }]);
    expect(await readScores(store, you)).toMatchObject([{ box: 1 }]);
  });

  it('answers an old button after a restart, and says so when its note has changed', async () => {
    const reply = await ask();
    const { note, right } = asked(reply);
    bot = start();
    expect((await press(reply, right)).card.title).toBe(`Right: ${right}`);
    const without = notes.notes.filter(({ id }) => id !== note.id);
    bot = start(makeCatalog(notes.topics, without, []));
    const gone = await press(reply, right, you);
    expect(gone.card.title).toBe('That question is not asked any more');
    expect((await press(gone, 'Next question', you)).card.title).toBe('Quiz');
    expect((await bot.run('quiz', '--answer rubbish', me)).card.title).toContain('not asked');
    expect(await readScores(store, you)).toEqual([]);
  });

  it('has nothing to ask of three notes', async () => {
    bot = start(makeCatalog(notes.topics, notes.notes.slice(0, 3), []));
    expect((await ask()).card.title).toBe('There is nothing to ask yet');
  });
});
