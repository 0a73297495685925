import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { noPostgres, startPostgres, type Postgres } from '../servers/postgres.ts';

/** A database that tests run against. */
export interface Database {
  /** An empty database's address. */
  fresh: () => Promise<string>;
}

/** Describes the same for a SQLite file and for a real PostgreSQL, if one is installed. */
export function onEachDatabase(what: string, tests: (database: Database) => void): void {
  describe(`${what} on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperboy-sqlite-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    tests({ fresh: () => Promise.resolve(join(folder, `${randomUUID()}.db`)) });
  });
  if (noPostgres !== undefined) console.log(`${what} on PostgreSQL: skipped, ${noPostgres}`);
  describe.skipIf(noPostgres !== undefined)(`${what} on PostgreSQL`, () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.close());
    tests({ fresh: () => postgres.database() });
  });
}
