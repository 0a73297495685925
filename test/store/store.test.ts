import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely, type Migration } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { copyStore, openStore, StoreError, type Store } from '../../src/store/store.ts';
import { memoryLog } from '../adapters/world.ts';
import { noPostgres, startPostgres } from '../servers/postgres.ts';
import { onEachDatabase } from './databases.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Shelf = { words: { word: string; seen: number } };
const words: Record<string, Migration> = {
  '001-words': {
    up: (db: Kysely<Shelf>) =>
      db.schema
        .createTable('words')
        .addColumn('word', 'text', (it) => it.primaryKey())
        .addColumn('seen', 'bigint', (it) => it.notNull())
        .execute(),
  },
};
const shelf = (store: Store): Kysely<Shelf> => store.db.withTables<Shelf>();

onEachDatabase('the store', ({ fresh }) => {
  it('keeps what was written, with large numbers whole', async () => {
    const url = await fresh();
    const first = await openStore(url, memoryLog(), words);
    await shelf(first)
      .insertInto('words')
      .values({ word: 'lora', seen: 1_795_000_000_123 })
      .execute();
    await first.close();
    const second = await openStore(url, memoryLog(), words);
    expect(await shelf(second).selectFrom('words').selectAll().execute()).toEqual([
      { word: 'lora', seen: 1_795_000_000_123 },
    ]);
    await second.close();
  });

  it('is brought up to date once, however many start at the same moment', async () => {
    const url = await fresh();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(url, memoryLog(), words)));
    for (const store of stores) {
      expect(await shelf(store).selectFrom('words').selectAll().execute()).toEqual([]);
    }
    await Promise.all(stores.map((store) => store.close()));
  });

  it('refuses a database that a newer Paperboy has used', async () => {
    const url = await fresh();
    const later: typeof words = { ...words, '002-later': { up: () => Promise.resolve() } };
    await (await openStore(url, memoryLog(), later)).close();
    await expect(openStore(url, memoryLog(), words)).rejects.toThrow(/used by a newer Paperboy/);
  });

  it('leaves nothing of a migration that fails half-way', async () => {
    const url = await fresh();
    const broken: typeof words = {
      '001-words': {
        up: async (db: Kysely<unknown>) => {
          await words['001-words']?.up(db as never);
          throw new Error('half-way');
        },
      },
    };
    await expect(openStore(url, memoryLog(), broken)).rejects.toThrow(/half-way/);
    const store = await openStore(url, memoryLog(), words);
    expect(await shelf(store).selectFrom('words').selectAll().execute()).toEqual([]);
    await store.close();
  });

  it('says that a query failed, and goes on', async () => {
    const store = await openStore(await fresh(), memoryLog(), words);
    await expect(sql`select * from nothing_like_this`.execute(store.db)).rejects.toThrow(
      StoreError,
    );
    await expect(
      store.db.transaction().execute((one) => sql`insert into no_table values (1)`.execute(one)),
    ).rejects.toThrow(StoreError);
    expect(await shelf(store).selectFrom('words').selectAll().execute()).toEqual([]);
    await store.close();
  });

  it('tells the time', async () => {
    const store = await openStore(await fresh(), memoryLog(), words);
    expect(Math.abs((await store.now()) - Date.now())).toBeLessThan(60_000);
    await store.close();
  });
});

describe('a SQLite store', () => {
  it('is copied while it is in use, never over a file that is there', async () => {
    const live = join(folder, 'live.db');
    const store = await openStore(live, memoryLog(), words);
    await shelf(store).insertInto('words').values({ word: 'dpo', seen: 1 }).execute();
    const copy = join(folder, 'copy.db');
    await copyStore(live, copy, memoryLog());
    await expect(copyStore(live, copy, memoryLog())).rejects.toThrow(/is there already/);
    await store.close();
    const restored = await openStore(copy, memoryLog(), words);
    expect(await shelf(restored).selectFrom('words').select('word').execute()).toEqual([
      { word: 'dpo' },
    ]);
    await restored.close();
  });

  it('is whole in its one file once it is closed, and so is what is put in its place', async () => {
    const file = join(folder, 'one.db');
    const read = async (url: string) => {
      const store = await openStore(url, memoryLog(), words);
      const rows = await shelf(store).selectFrom('words').select('word').execute();
      await store.close();
      return rows;
    };
    const store = await openStore(file, memoryLog(), words);
    await shelf(store).insertInto('words').values({ word: 'dpo', seen: 1 }).execute();
    await store.close();
    const copy = join(folder, 'one-copy.db');
    copyFileSync(file, copy);
    expect(await read(copy)).toEqual([{ word: 'dpo' }]);

    const later = await openStore(file, memoryLog(), words);
    await shelf(later).deleteFrom('words').execute();
    await later.close();
    copyFileSync(copy, file);
    expect(await read(file)).toEqual([{ word: 'dpo' }]);
  });

  it('is copied as an earlier Paperboy left it, which can then use both', async () => {
    const old = join(folder, 'old.db');
    await (await openStore(old, memoryLog(), words)).close();
    const copy = join(folder, 'old-copy.db');
    await copyStore(old, copy, memoryLog());
    for (const file of [old, copy]) await (await openStore(file, memoryLog(), words)).close();
  });

  it('says so where no folder can be made for it', async () => {
    const under = join(folder, 'a-file');
    writeFileSync(under, '');
    for (const file of ['/proc/paperboy/data/x.db', join(under, 'x.db'), join(under, 'b/x.db')]) {
      await expect(openStore(file, memoryLog(), words)).rejects.toThrow(
        /DATABASE_URL: the database file .* can’t be used/,
      );
    }
  });

  it('is not made in order to be copied', async () => {
    const missing = join(folder, 'nowhere', 'missing.db');
    const copied = copyStore(missing, join(folder, 'empty.db'), memoryLog());
    await expect(copied).rejects.toThrow(`there is no database file ${missing}`);
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    expect(existsSync(join(folder, 'empty.db'))).toBe(false);
  });

  it('is copied whole or not at all, whatever a copy that was broken off has left', async () => {
    const damaged = join(folder, 'damaged.db');
    const store = await openStore(damaged, memoryLog(), words);
    const values = Array.from({ length: 3000 }, (_, seen) => ({ word: `word ${seen}`, seen }));
    await shelf(store).insertInto('words').values(values).execute();
    await store.close();
    const whole = readFileSync(damaged);
    writeFileSync(damaged, Buffer.from(whole).fill(0xff, whole.length / 8));
    const copy = join(folder, 'damaged-copy.db');
    await expect(copyStore(damaged, copy, memoryLog())).rejects.toThrow(/malformed/);
    expect(readdirSync(folder).filter((name) => name.startsWith('damaged-copy'))).toEqual([]);
    writeFileSync(damaged, whole);
    writeFileSync(`${copy}.partial`, 'half');
    await copyStore(damaged, copy, memoryLog());
    expect(existsSync(`${copy}.partial`)).toBe(false);
    await (await openStore(copy, memoryLog(), words)).close();
  });

  it('is refused with a sentence where there is another file', async () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Dear database, '.repeat(400));
    await expect(openStore(file, memoryLog(), words)).rejects.toThrow(
      /DATABASE_URL: .*letter\.txt can’t be used \(.*not a database\)/,
    );
    expect(existsSync(file)).toBe(true);
  });
});

describe.skipIf(noPostgres !== undefined)('a PostgreSQL store', () => {
  it('fails while the server is away, and works again after', async () => {
    const postgres = await startPostgres();
    const store = await openStore(await postgres.database(), memoryLog(), words);
    await postgres.kill();
    await expect(store.now()).rejects.toThrow(StoreError);
    await postgres.restart();
    expect(await shelf(store).selectFrom('words').selectAll().execute()).toEqual([]);
    await store.close();
    await postgres.close();
  });

  it('does not repeat the password of an address that can’t be reached', async () => {
    const failed = openStore('postgres://paperboy:hunter2@127.0.0.1:9/none', memoryLog(), words);
    await expect(failed).rejects.toThrow(/ECONNREFUSED/);
    await expect(failed).rejects.not.toThrow(/hunter2/);
  });
});
