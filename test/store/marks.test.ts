import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMarks } from '../../src/store/marks.ts';
import { openStore, StoreError, type Store } from '../../src/store/store.ts';
import { memoryLog } from '../adapters/world.ts';
import { onEachDatabase } from './databases.ts';

onEachDatabase('marks', ({ fresh }) => {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    const url = await fresh();
    store = await openStore(url, memoryLog());
    other = await openStore(url, memoryLog());
  });
  afterEach(() => Promise.all([store.close(), other.close()]));
  const mark = { platform: 'slack', workspace: 'T1', key: 'event/Ev1' };

  it('are new to exactly one of all who set them at once, on all replicas', async () => {
    const replicas = [store, other, store, other].map((one) => createMarks(one, memoryLog()));
    const told = await Promise.all(
      Array.from({ length: 40 }, (_, i) => replicas[i % 4]?.set(mark, 60_000)),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
  });

  it('belong to their workspace', async () => {
    const marks = createMarks(store, memoryLog());
    expect(await marks.set(mark, 60_000)).toBe(true);
    expect(await marks.has(mark)).toBe(true);
    const elsewhere = { ...mark, workspace: 'T2' };
    expect(await marks.has(elsewhere)).toBe(false);
    expect(await marks.set(elsewhere, 60_000)).toBe(true);
  });

  it('end, and can be taken back', async () => {
    const marks = createMarks(store, memoryLog());
    await marks.set(mark, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await marks.has(mark)).toBe(false);
    expect(await createMarks(other, memoryLog()).set(mark, 60_000)).toBe(true);
    expect(await marks.set(mark, 60_000)).toBe(false);
    await createMarks(other, memoryLog()).clear(mark);
    expect(await createMarks(other, memoryLog()).set(mark, 60_000)).toBe(true);
  });

  it('that have ended are deleted', async () => {
    await createMarks(store, memoryLog()).set(mark, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await createMarks(other, memoryLog()).set({ ...mark, key: 'event/Ev2' }, 60_000);
    const rows = await store.db.selectFrom('marks').select('key').execute();
    expect(rows).toEqual([{ key: 'event/Ev2' }]);
  });

  it('hold within a process while the database is away, which is logged', async () => {
    const log = memoryLog();
    const away = await openStore(await fresh(), memoryLog());
    await away.db.schema.dropTable('marks').execute();
    const marks = createMarks(away, log);
    expect(await marks.set(mark, 60_000)).toBe(true);
    expect(await marks.set(mark, 60_000)).toBe(false);
    expect(log.lines.join('\n')).toContain('kept by this process alone');
    await expect(marks.has(mark)).rejects.toThrow(StoreError);
    await away.close();
  });
});
