import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CompiledQuery,
  Kysely,
  Migrator,
  sql,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Migration,
} from 'kysely';
import type { Log } from '../log.ts';
import { StartError } from '../start-error.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** What must outlive the process: one code path for queries, over SQLite or PostgreSQL. */
export interface Store {
  kind: 'sqlite' | 'postgres';
  /** Whatever a query rejects with is a {@link StoreError}. */
  db: Kysely<Tables>;
  /** The database's clock, ms since 1970; all replicas share it. */
  now: () => Promise<number>;
  close: () => Promise<void>;
}

/** A query that failed: the database is away, full or broken. The cause is the driver's error. */
export class StoreError extends Error {}

/**
 * Opens the database and brings its tables up to date; of several processes that start at once, one
 * does that and the others wait.
 *
 * @param url `postgres://…`, or the path of a SQLite file, which is made with its folder; `:memory:`
 *   for one that ends with the process.
 * @throws {StartError} when it can't be opened, or was used by a newer Paperboy.
 */
export async function openStore(
  url: string,
  log: Log,
  wanted: Record<string, Migration> = migrations,
): Promise<Store> {
  const { kind, dialect } = await dialectOf(url, log);
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db, wanted);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    if (error instanceof StartError) throw error;
    throw new StartError(
      kind === 'postgres'
        ? `DATABASE_URL: the PostgreSQL database can’t be used (${reasonOf(error)}). Check the address, the user and its rights.`
        : `DATABASE_URL: the database file ${url} can’t be used (${reasonOf(error)}). Its folder must be writable; DATABASE_URL names another place.`,
    );
  }
  return {
    kind,
    db,
    now: () =>
      kind === 'sqlite'
        ? Promise.resolve(Date.now())
        : sql<{ now: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`
            .execute(db)
            .then(({ rows }) => rows[0]?.now ?? Date.now()),
    close: () => db.destroy(),
  };
}

/**
 * Writes a copy of the whole database, as it is at one moment, to a file that must not exist. Nothing
 * changes in the database: one of an earlier Paperboy is copied as that one left it.
 *
 * @param url as `openStore` takes it.
 * @throws {StartError} when it can't, in words for whoever hosts the bot; there is no such file then.
 */
export async function copyStore(url: string, file: string, log: Log): Promise<void> {
  const { kind, dialect } = await dialectOf(url, log);
  if (kind === 'postgres') {
    throw new StartError('A PostgreSQL database is backed up with its own pg_dump.');
  }
  if (!existsSync(url)) {
    throw new StartError(
      `DATABASE_URL: there is no database file ${url} to copy; nothing was written.`,
    );
  }
  if (existsSync(file)) {
    throw new StartError(`${file} is there already; name a new file, nothing was written.`);
  }
  // It has its name once it is whole: half a copy, of a process that was killed, is no backup.
  const partial = `${resolve(file)}.partial`;
  const db = new Kysely<Tables>({ dialect });
  try {
    await rm(partial, { force: true });
    await db.executeQuery(CompiledQuery.raw('vacuum into ?', [partial]));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw new StartError(`The backup could not be written to ${file} (${reasonOf(error)}).`);
  } finally {
    await db.destroy().catch(() => undefined);
  }
}

/**
 * How to reach the database that `url` names. Only one of the two drivers is needed, and each takes its
 * time to load.
 */
export async function dialectOf(
  url: string,
  log: Log,
): Promise<{ kind: Store['kind']; dialect: Dialect }> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { postgresDialect } = await import('./postgres.ts');
    return { kind: 'postgres', dialect: withStoreErrors(postgresDialect(url, log), () => false) };
  }
  const { isBusy, sqliteDialect } = await import('./sqlite.ts');
  return { kind: 'sqlite', dialect: withStoreErrors(sqliteDialect(url), isBusy) };
}

async function migrate(db: Kysely<Tables>, wanted: Record<string, Migration>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(wanted) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // What it says when the database has steps that this code does not know.
  if (error instanceof Error && /previously executed migration/.test(error.message)) {
    throw new StartError(
      'DATABASE_URL: the database was used by a newer Paperboy. Start that version, or restore a backup from before.',
    );
  }
  throw error as Error;
}

/** What a driver's error says, without the password that it may repeat. */
export function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  const { code, message: said } = (cause ?? error) as { code?: string; message?: string };
  // SQLite has one code for whatever it says.
  return ((code === 'ERR_SQLITE_ERROR' ? said : code) ?? said ?? message).replace(
    /\/\/[^@/\s]*@/g,
    '//…@',
  );
}

/** How long a statement is tried again while others write, and the wait between, ms. */
const PATIENCE_MS = 10_000;
const AGAIN_MS = 15;

/**
 * The same dialect, whose failures are {@link StoreError}s.
 *
 * @param mayTryAgain whether a failed statement did nothing and may work in a moment.
 */
function withStoreErrors(dialect: Dialect, mayTryAgain: (error: unknown) => boolean): Dialect {
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof StoreError) throw error;
        if (!mayTryAgain(error) || performance.now() > until) {
          throw new StoreError(`the database said: ${(error as Error).message}`, { cause: error });
        }
        await wait(AGAIN_MS);
      }
    }
  };
  const guarded = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const raw = new WeakMap<DatabaseConnection, DatabaseConnection>();
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: (): Driver => {
      const driver = dialect.createDriver();
      const of = (connection: DatabaseConnection): DatabaseConnection =>
        raw.get(connection) ?? connection;
      return {
        init: () => guard(() => driver.init()),
        async acquireConnection() {
          const connection = await guard(() => driver.acquireConnection());
          const known = guarded.get(connection) ?? {
            executeQuery: (query) => guard(() => connection.executeQuery(query)),
            streamQuery: (query, size) => connection.streamQuery(query, size),
          };
          guarded.set(connection, known);
          raw.set(known, connection);
          return known;
        },
        beginTransaction: (it, settings) => guard(() => driver.beginTransaction(of(it), settings)),
        commitTransaction: (it) => guard(() => driver.commitTransaction(of(it))),
        rollbackTransaction: (it) => guard(() => driver.rollbackTransaction(of(it))),
        releaseConnection: (it) => driver.releaseConnection(of(it)),
        destroy: () => driver.destroy(),
      };
    },
  };
}
