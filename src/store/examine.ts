import { existsSync } from 'node:fs';
import { Kysely, sql } from 'kysely';
import type { Log } from '../log.ts';
import { migrations } from './migrations/index.ts';
import { dialectOf, reasonOf } from './store.ts';

/** How a database is found, without changing anything in it. */
export interface StoreState {
  kind: 'sqlite' | 'postgres';
  /** Its version as it tells it; undefined for a file that is not there yet. */
  version?: string;
  /** Steps that the next start takes to bring its tables up to date. */
  pending: string[];
  /** Steps that were taken by a newer Paperboy. */
  unknown: string[];
  /** Why nothing can be written to it. */
  readOnly?: string;
  /** How much its clock is ahead of this machine's, ms. */
  aheadMs: number;
}

/**
 * Looks at the database that `url` names, as `openStore` takes it.
 *
 * @throws when it can't be reached; the message repeats no password.
 */
export async function examineStore(url: string, log: Log): Promise<StoreState> {
  const { kind, dialect } = await dialectOf(url, log);
  const known = Object.keys(migrations);
  if (kind === 'sqlite' && url !== ':memory:' && !existsSync(url)) {
    return { kind, pending: known, unknown: [], aheadMs: 0 };
  }
  const db = new Kysely<{ kysely_migration: { name: string } }>({ dialect });
  try {
    const select =
      kind === 'sqlite' ? sql`sqlite_version()` : sql`current_setting('server_version')`;
    const asked = Date.now();
    const clock =
      kind === 'sqlite'
        ? sql<number>`${asked}`
        : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
    const { rows } = await sql<{ version: string; now: number }>`
      select ${select} as version, ${clock} as now`.execute(db);
    const [row] = rows;
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    const taken = tables.some(({ name }) => name === 'kysely_migration')
      ? (await db.selectFrom('kysely_migration').select('name').execute()).map(({ name }) => name)
      : [];
    const readOnly = await tryToWrite(db);
    return {
      kind,
      ...(row && { version: row.version }),
      pending: known.filter((name) => !taken.includes(name)),
      unknown: taken.filter((name) => !known.includes(name)),
      ...(readOnly !== undefined && { readOnly }),
      aheadMs: kind === 'sqlite' ? 0 : (row?.now ?? asked) - (asked + Date.now()) / 2,
    };
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  } finally {
    await db.destroy().catch(() => undefined);
  }
}

/** Makes a table and takes it back. @returns why that does not work. */
async function tryToWrite(
  db: Kysely<{ kysely_migration: { name: string } }>,
): Promise<string | undefined> {
  const enough = new Error('enough');
  try {
    await db.transaction().execute(async (transaction) => {
      await sql`create table paperboy_examined (it int)`.execute(transaction);
      throw enough;
    });
  } catch (error) {
    if (error !== enough) return reasonOf(error);
  }
  return undefined;
}
