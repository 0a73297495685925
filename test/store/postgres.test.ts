import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresDialect } from '../../src/store/postgres.ts';
import { memoryLog } from '../adapters/world.ts';
import { noPostgres, startPostgres, type Postgres } from '../servers/postgres.ts';

const ANSWER_MS = 1000;

/** A way to a server that can fall silent: what is connected by then stays so and is never answered. */
async function startWay(to: URL) {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    near.pipe(far).pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => open.delete(socket) && other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = new URL(to);
  here.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: here.href,
    fallSilent: () => {
      for (const socket of open) socket.unpipe().pause();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

if (noPostgres !== undefined) console.log(`a silent PostgreSQL: skipped, ${noPostgres}`);
describe.skipIf(noPostgres !== undefined)('a PostgreSQL that is gone without a word', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.close());

  const one = (db: Kysely<unknown>) =>
    sql<{ one: number }>`select 1 as one`.execute(db).then(({ rows }) => rows);

  it('is waited for so long, and its connection is not used again', async () => {
    const way = await startWay(new URL(await postgres.database()));
    const db = new Kysely<unknown>({ dialect: postgresDialect(way.url, memoryLog(), ANSWER_MS) });
    try {
      expect(await one(db)).toEqual([{ one: 1 }]);
      way.fallSilent();
      await expect(one(db)).rejects.toThrow(`no answer within ${ANSWER_MS} ms`);
      expect(await one(db)).toEqual([{ one: 1 }]);

      const begun = performance.now();
      const change = db.transaction().execute(async (within) => {
        await one(within);
        way.fallSilent();
        await one(within);
      });
      await expect(change).rejects.toThrow(`no answer within ${ANSWER_MS} ms`);
      // What undoes the change is not waited for as well.
      expect(performance.now() - begun).toBeLessThan(2 * ANSWER_MS);
      expect(await one(db)).toEqual([{ one: 1 }]);
    } finally {
      await db.destroy();
      way.close();
    }
  });
});
