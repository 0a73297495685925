import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBot, type Bot } from '../../src/bot.ts';
import type { Caller, Surface } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import { plainText } from '../../src/plain.ts';
import { createCounts, dayOf } from '../../src/stats/counts.ts';
import { readStats } from '../../src/stats/stats.ts';
import { openStore, StoreError, type Store } from '../../src/store/store.ts';
import { subscribe } from '../../src/daily/subscribe.ts';
import { callerOn, daily, memoryLog, notes } from '../adapters/world.ts';
import { onEachDatabase } from '../store/databases.ts';

const surface: Surface = { name: 'Test', choices: 15, typed: () => '' };
const me = callerOn(surface);

onEachDatabase('the counts', ({ fresh }) => {
  let store: Store;
  let bot: Bot;
  const start = (): Bot =>
    createBot({ catalog: () => notes, commands, version: '1', store, daily, log: memoryLog() });
  beforeEach(async () => {
    store = await openStore(await fresh(), memoryLog());
    bot = start();
  });
  afterEach(() => store.close());

  const say = async (line: string, caller: Caller = me): Promise<string> => {
    const [command = '', ...rest] = line.split(' ');
    const reply = await bot.run(command, rest.join(' '), caller);
    return `${reply.to}: ${plainText(reply.card)}`;
  };

  it('tell an admin what happened here, in sum and by topic', async () => {
    await say('paper lora');
    await say('paper dpo --hide');
    await say('paper rag');
    await say('paper there is no such paper');
    await say('ask why does LoRA start B at zero?');
    await bot.ask('who wrote the Adam paper?', [], me);
    await say('ask what is the capital of France?');
    await say('ask hello');
    await say('shelf add vit');
    await say('shelf read bert');
    await say('shelf read bert');
    await say('path --read transformer bert');
    const told = await say('paperboy stats');
    expect(told).toMatch(/^caller: The last 30 days/);
    expect(told).toContain('3 cards shown, 2 answered, 1 refused, 1 saved, 3 read.');
    expect(told).toContain('Fine-Tuning & Alignment: 2 cards shown, 1 answered');
    expect(told).toContain('RAG & Retrieval: 1 cards shown');
    expect(told).toContain('[The last 30 days. 3 cards shown');
  });

  it('are for those who may manage the place, and of that place alone', async () => {
    await say('paper lora');
    const guest = callerOn(surface, { mayManage: () => Promise.resolve(false) });
    expect(await say('paperboy stats', guest)).toContain('That is for those who look after');
    const elsewhere = callerOn(surface, { workspace: 'W2' });
    expect(await say('paperboy stats', elsewhere)).toContain('Nothing yet');
    const alone = callerOn(surface, { workspace: '' });
    await say('paper lora', alone);
    expect(await say('paperboy stats', alone)).toContain('Nothing is counted here');
    const rows = await store.db.selectFrom('counts').select('workspace').execute();
    expect(rows).toEqual([{ workspace: 'W1' }]);
  });

  it('count an act once: not its drawing for another pane, and not its sharing', async () => {
    await say('paper lora');
    await say('paper lora', callerOn(surface, { echo: true }));
    await bot.press('share:paper id:lora', me);
    await bot.press('run:paper id:lora', me);
    expect(await say('paperboy stats')).toContain('2 cards shown.');
  });

  it('hold no names and no words', async () => {
    await say('ask what is the capital of France?');
    await say('shelf read bert');
    await bot.stop();
    const rows = await store.db.selectFrom('counts').selectAll().orderBy('what').execute();
    const day = dayOf(Date.now());
    const here = { platform: 'test', workspace: 'W1', day, times: 1 };
    expect(rows).toEqual([
      { ...here, what: 'read', topic: 'language-models' },
      { ...here, what: 'refused', topic: '' },
    ]);
  });

  it('end with the last 30 days, and know the daily picks', async () => {
    const at = (days: number): string => dayOf(Date.now() - days * 86_400_000);
    const row = { platform: 'test', workspace: 'W1', what: 'shown' as const, topic: 'vision' };
    await store.db
      .insertInto('counts')
      .values([0, 29, 30].map((days) => ({ ...row, day: at(days), times: 10 ** (days % 28) })))
      .execute();
    const settings = { time: '09:00', timezone: 'UTC', days: '1234567', topics: [], thread: false };
    const place = { platform: 'test', workspace: 'W1', channel: 'C1' };
    const { id, since } = await subscribe({ ...daily, store }, place, 'U1', settings);
    const pick = {
      ...{ subscription: id, since, platform: 'test', note: 'vit', attempt: 1, lease_until: 0 },
    };
    await store.db
      .insertInto('picks')
      .values([
        { ...pick, day: at(1), state: 'posted', due_at: Date.now() - 86_400_000, began_at: 0 },
        { ...pick, day: at(2), state: 'missed', due_at: Date.now() - 2 * 86_400_000, began_at: 0 },
        {
          ...pick,
          day: at(40),
          state: 'posted',
          due_at: Date.now() - 40 * 86_400_000,
          began_at: 0,
        },
      ])
      .execute();
    const stats = await readStats(store, me, notes);
    expect(stats.all).toMatchObject({ shown: 11, picked: 1 });
    expect(stats.byDay).toHaveLength(30);
    expect(stats.byDay[0]).toEqual({ day: at(29), cards: 10, questions: 0 });
    expect(stats.byDay[28]).toMatchObject({ cards: 1 });
    expect(stats.topics.map(({ topic }) => topic.id)).toEqual(['vision']);
  });

  it('of several replicas add up, however they are written', async () => {
    const replicas = Array.from({ length: 4 }, () => createCounts(store, memoryLog()));
    for (const counts of replicas) {
      for (let i = 0; i < 50; i++) counts.add(me, { what: 'shown', topic: `topic-${i % 7}` });
    }
    await Promise.all(replicas.flatMap((counts) => [counts.flush(), counts.stop()]));
    const { all } = await readStats(store, me, notes);
    expect(all.shown).toBe(200);
  });
});

describe('counting', () => {
  it('waits for no database, and loses nothing while that is away', async () => {
    const store = await openStore(':memory:', memoryLog());
    const log = memoryLog();
    const counts = createCounts(store, log);
    vi.spyOn(store.db, 'insertInto').mockImplementationOnce(() => {
      throw new StoreError('gone');
    });
    counts.add(me, { what: 'shown', topic: 'vision' });
    await counts.flush();
    expect(log.lines.join()).toContain('counts could not be written');
    counts.add(me, { what: 'shown', topic: 'vision' });
    await counts.stop();
    expect((await readStats(store, me, notes)).all.shown).toBe(2);
    await store.close();
  });
});
