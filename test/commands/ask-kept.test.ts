import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { castVote, hashOf } from '../../src/answer/feedback.ts';
import { type Bot } from '../../src/bot.ts';
import type { Caller, Surface } from '../../src/command.ts';
import { createLimits } from '../../src/limits.ts';
import { plainText } from '../../src/plain.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { writePress } from '../../src/invocation.ts';
import { callerOn, memoryLog, testBot } from '../adapters/world.ts';
import { onEachDatabase } from '../store/databases.ts';

const surface: Surface = { name: 'Test', choices: 15, typed: () => '' };
const me = callerOn(surface, { person: 'W1/U1' });
const you = callerOn(surface, { person: 'W1/U2', user: 'U2' });
const QUESTION = 'How big is a LoRA checkpoint?';

onEachDatabase('what is kept of questions', ({ fresh }) => {
  let store: Store;
  const connect = (storeQuestions?: boolean): Bot =>
    testBot(memoryLog(), { store, ...(storeQuestions !== undefined && { storeQuestions }) });
  beforeEach(async () => {
    store = await openStore(await fresh(), memoryLog());
  });
  afterEach(() => store.close());
  const votes = () => store.db.selectFrom('feedback').selectAll().execute();
  const questions = () => store.db.selectFrom('questions').selectAll().execute();

  it('is one vote a person and answer, the last one', async () => {
    const bot = connect();
    const { actions = [] } = await bot.run('ask', QUESTION, me);
    const press = async (label: string, caller: Caller): Promise<void> => {
      const action = actions.find((it) => it.label === label);
      if (!action) throw new Error(`no ${label}`);
      const pressed = writePress(action, bot.find);
      expect(pressed.length).toBeLessThanOrEqual(100);
      expect(await bot.press(pressed, caller)).toMatchObject({
        kind: 'reply',
        reply: { to: 'caller', beside: true },
      });
    };
    await Promise.all(Array.from({ length: 10 }, () => press('Helpful', me)));
    await press('Helpful', you);
    await press('Not helpful', me);
    const rows = await votes();
    expect(rows).toHaveLength(2);
    expect(rows.find(({ person }) => person === 'W1/U1')).toMatchObject({
      platform: 'test',
      workspace: 'W1',
      question: hashOf('  how BIG is a\nLoRA checkpoint?'),
      notes: 'lora',
      vote: 'not',
    });
    expect(JSON.stringify(rows)).not.toContain('checkpoint');
  });

  it('is not the question, unless the settings say so', async () => {
    await connect().run('ask', QUESTION, me);
    await connect(false).ask(QUESTION, [], me);
    expect(await questions()).toEqual([]);
    const bot = connect(true);
    await bot.run('ask', QUESTION, me);
    await bot.ask(QUESTION, [], me);
    await bot.ask('What is the best \0 pizza in Rome?', [], you);
    await vi.waitFor(async () => {
      expect((await questions()).sort((a, b) => a.text.localeCompare(b.text))).toMatchObject([
        { person: 'W1/U1', text: QUESTION, answered: 1 },
        { person: 'W1/U2', answered: 0 },
      ]);
    });
  });

  it('is deleted by /shelf forget, the caller’s alone', async () => {
    const bot = connect(true);
    await bot.ask(QUESTION, [], me);
    await bot.ask(QUESTION, [], you);
    await castVote(store, me, { question: hashOf(QUESTION), notes: 'lora' }, 'helpful');
    await castVote(
      store,
      { ...me, workspace: 'W2' },
      { question: hashOf('x'), notes: 'dpo' },
      'not',
    );
    await castVote(store, you, { question: hashOf(QUESTION), notes: 'lora' }, 'helpful');
    await vi.waitFor(async () => expect(await questions()).toHaveLength(2));
    const told = await bot.run('shelf', 'forget', me);
    expect(plainText(told.card)).toContain('2 votes on answers and 1 question that you asked');
    await bot.run('shelf', 'forget --sure', me);
    expect(await votes()).toMatchObject([{ person: 'W1/U2' }]);
    expect(await questions()).toMatchObject([{ person: 'W1/U2' }]);
  });
});

describe('a vote', () => {
  it('is refused when it was made up', async () => {
    const store = await openStore(':memory:', memoryLog());
    const bot = testBot(memoryLog(), { store });
    for (const pressed of [
      'run:feedback --vote great --on 0123456789abcdef lora',
      'run:feedback --vote helpful --on secret lora',
      'run:feedback --vote helpful --on 0123456789abcdef <@U1>',
      'run:feedback --vote helpful',
    ]) {
      expect(await bot.press(pressed, me)).toMatchObject({
        kind: 'reply',
        reply: { to: 'caller' },
      });
    }
    expect(await store.db.selectFrom('feedback').selectAll().execute()).toEqual([]);
    await store.close();
  });

  it('fits its button, whatever the answer cites', async () => {
    const store = await openStore(':memory:', memoryLog());
    const bot = testBot(memoryLog(), { store });
    const { actions = [] } = await bot.ask(
      'Compare chain of thought and tree of thoughts? How big is a LoRA checkpoint? What is DPO?',
      [],
      me,
    );
    const written = actions.map((action) => writePress(action, bot.find));
    expect(written.filter((it) => it.startsWith('run:feedback'))).toHaveLength(2);
    for (const it of written) expect(it.length).toBeLessThanOrEqual(100);
    await store.close();
  });
});

describe('questions', () => {
  it('are answered so many a minute, for a person and for a workspace', () => {
    let now = 1_000_000;
    const limits = createLimits({ person: 3, workspace: 5 }, () => now);
    const take = (person: string, workspace = 'W1') =>
      limits.take({ platform: 'test', workspace, person });
    for (let i = 0; i < 3; i++) {
      expect(take('a')).toBeUndefined();
      now += 1000;
    }
    expect(take('a')).toEqual({ who: 'person', wait: 57_000 });
    expect(take('a', 'W2')).toMatchObject({ who: 'person' });
    expect(take('b')).toBeUndefined();
    expect(take('c')).toBeUndefined();
    expect(take('d')).toEqual({ who: 'workspace', wait: 57_000 });
    expect(take('d', 'W2')).toBeUndefined();
    expect(take('d', '')).toBeUndefined();
    // What was refused does not count: the wait is what was said.
    now += 57_000;
    expect(take('a')).toBeUndefined();
    expect(take('d')).toMatchObject({ who: 'workspace' });
  });
});
