import { Pool, types } from 'pg';
import { PostgresDialect, type Dialect } from 'kysely';
import type { Log } from '../log.ts';

/** A whole number of 8 bytes, which the driver gives as text; ours are small enough. */
const INT8 = 20;

const parserOf = types.getTypeParser as (oid: number, format?: 'text') => unknown;

const CONNECT_MS = 5000;
const STATEMENT_MS = 20_000;

/** A PostgreSQL database, for several replicas. @param url `postgres://…`. */
export function postgresDialect(url: string, log: Log): Dialect {
  return new PostgresDialect({
    pool: () => {
      const pool = new Pool({
        connectionString: url,
        max: 10,
        connectionTimeoutMillis: CONNECT_MS,
        statement_timeout: STATEMENT_MS,
        query_timeout: STATEMENT_MS,
        // A database that has restarted is found again by a fresh connection.
        keepAlive: true,
        types: {
          getTypeParser: ((oid: number, format?: 'text'): unknown =>
            oid === INT8 ? Number : parserOf(oid, format)) as typeof types.getTypeParser,
        },
      });
      pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke'));
      return Promise.resolve(pool);
    },
  });
}
