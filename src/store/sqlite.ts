import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  DatabaseSync,
  type DatabaseSyncInstance,
  type StatementSyncInstance,
} from '@photostructure/sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type SqliteDatabase,
} from 'kysely';

/** How long a statement waits inside SQLite for another process's, ms. Everything else here waits with it. */
const BUSY_MS = 20;

/** Whether a statement failed only because another process was writing, so that it may be tried again. */
export function isBusy(error: unknown): boolean {
  return (error as { sqliteCodeName?: string }).sqliteCodeName === 'SQLITE_BUSY';
}

/** How many statements stay prepared. */
const PREPARED = 200;

/** Pages of the file that are kept in memory, KiB: thousands of rows change in one transaction. */
const CACHE_KB = 16_000;

/** Pages that the log may have before they go into the file (4 KiB each): pages that change often go there once. */
const LOGGED_PAGES = 4000;

/**
 * Makes a folder and those it is in. One by one: where a folder that is there takes no other into it, as
 * `/proc` does, Node's own way tries for ever.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * One SQLite file, which several processes may share: readers don't wait for the writer (WAL), and
 * what is committed survives a power cut (synchronous=FULL).
 *
 * @param file its path; `:memory:` for one that ends with the process.
 */
export function sqliteDialect(file: string): Dialect {
  const open = (): SqliteDatabase => {
    if (file !== ':memory:') makeFolder(dirname(file));
    const database = new DatabaseSync(file);
    try {
      database.exec(`pragma busy_timeout = ${BUSY_MS}`);
      database.exec('pragma journal_mode = wal');
      database.exec('pragma synchronous = full');
      database.exec('pragma foreign_keys = on');
      database.exec('pragma temp_store = memory');
      database.exec(`pragma cache_size = -${CACHE_KB}`);
      database.exec(`pragma wal_autocheckpoint = ${LOGGED_PAGES}`);
      return asKyselyWants(database);
    } catch (error) {
      database.close();
      throw error;
    }
  };
  const dialect = new SqliteDialect({ database: () => Promise.resolve(open()) });
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => new Driver({ database: () => Promise.resolve(open()) }),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** A migration is all or nothing, and done by one process while others wait. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class Driver extends SqliteDriver {
  /** A transaction that reads first and writes later would fail when another one wrote in between. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Reads a statement's rows, which come as lists: SQLite's own objects take twice as long. */
function rowsOf(made: StatementSyncInstance): (values: readonly unknown[]) => unknown[] {
  let names = made.columns().map(({ name }) => name);
  made.setReturnArrays(true);
  return (values) => {
    const rows = made.all(...(values as never[])) as unknown as unknown[][];
    // Another process may have given the table a column since.
    if (rows[0] && rows[0].length !== names.length) names = made.columns().map(({ name }) => name);
    return rows.map((row) => {
      const object: Record<string, unknown> = {};
      for (let at = 0; at < names.length; at++) object[names[at] ?? ''] = row[at];
      return object;
    });
  };
}

/** The database with the few functions kysely asks for, its statements prepared once. */
function asKyselyWants(database: DatabaseSyncInstance): SqliteDatabase {
  const prepared = new Map<string, ReturnType<typeof statement>>();
  const statement = (made: StatementSyncInstance) => ({
    reader: made.columns().length > 0,
    all: rowsOf(made),
    run: (values: readonly unknown[]) => made.run(...(values as never[])),
    iterate: (values: readonly unknown[]) =>
      made.iterate(...(values as never[])) as IterableIterator<unknown>,
  });
  return {
    close: () => {
      // Closing alone would leave the log beside the file, as the prepared statements are still open:
      // the file would be no copy without it, and the log would be played into one that is put back.
      try {
        database.exec('pragma wal_checkpoint(truncate)');
      } catch {
        // Another process is using the file, or nothing may be written: the log stays then.
      }
      database.close();
    },
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const fresh = statement(database.prepare(sql));
      if (prepared.size < PREPARED) prepared.set(sql, fresh);
      return fresh;
    },
  };
}
