import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { createLog } from '../../src/log.ts';
import { examineStore } from '../../src/store/examine.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/store.ts';
import { noPostgres, startPostgres, type Postgres } from '../servers/postgres.ts';
import { onEachDatabase } from './databases.ts';

const log = createLog('silent');
const known = Object.keys(migrations);

onEachDatabase('a database that is examined', ({ fresh }) => {
  it('tells what the next start will do, and is left as it was', async () => {
    const url = await fresh();
    const first = await examineStore(url, log);
    expect(first).toMatchObject({ pending: known, unknown: [] });
    expect(await examineStore(url, log)).toMatchObject({ pending: known });
    const store = await openStore(url, log);
    await store.close();
    const then = await examineStore(url, log);
    expect(then).toMatchObject({ pending: [], unknown: [] });
    expect(then.version).toMatch(/^\d+\.\d+/);
    expect(then.readOnly).toBeUndefined();
    expect(Math.abs(then.aheadMs)).toBeLessThan(5000);
  });

  it('tells that a newer Paperboy used it', async () => {
    const url = await fresh();
    const later = { ...migrations, '999-later': { up: () => Promise.resolve() } };
    const store = await openStore(url, log, later);
    await store.close();
    expect(await examineStore(url, log)).toMatchObject({ pending: [], unknown: ['999-later'] });
  });
});

describe.skipIf(noPostgres !== undefined)('a PostgreSQL database that is examined', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.close());

  it('tells why it can’t be written to', async () => {
    const url = await postgres.database();
    const store = await openStore(url, log);
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
      store.db,
    );
    const name = sql.id(rows[0]?.name ?? '');
    await sql`alter database ${name} set default_transaction_read_only = on`.execute(store.db);
    await store.close();
    expect((await examineStore(url, log)).readOnly).toBeDefined();
  });

  it('says why it can’t be reached, without the password', async () => {
    const url = 'postgres://reader:hunter2@127.0.0.1:1/nothing';
    const failure = await examineStore(url, log).catch((error: unknown) => String(error));
    expect(failure).toMatch(/ECONNREFUSED/);
    expect(failure).not.toContain('hunter2');
  });
});
