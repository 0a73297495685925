import { Pool, types, type PoolClient } from 'pg';
import { PostgresDialect, type Dialect, type PostgresPoolClient } from 'kysely';
import type { Log } from '../log.ts';

/** A whole number of 8 bytes, which the driver gives as text; ours are small enough. */
const INT8 = 20;

const parserOf = types.getTypeParser as (oid: number, format?: 'text') => unknown;

const CONNECT_MS = 5000;
const STATEMENT_MS = 20_000;

/**
 * A PostgreSQL database, for several replicas.
 *
 * @param url `postgres://…`. @param answerMs how long an answer is waited for.
 */
export function postgresDialect(url: string, log: Log, answerMs = STATEMENT_MS): Dialect {
  const open = () => {
    const pool = new Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      // A database that has restarted is found again by a fresh connection.
      keepAlive: true,
      types: {
        getTypeParser: ((oid: number, format?: 'text'): unknown =>
          oid === INT8 ? Number : parserOf(oid, format)) as typeof types.getTypeParser,
      },
    });
    pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke'));
    // One each, as kysely keeps what it knows of a connection by this object.
    const connections = new WeakMap<PoolClient, PostgresPoolClient>();
    const connect = async () => {
      const client = await pool.connect();
      const connection = connections.get(client) ?? connectionOf(client, answerMs);
      connections.set(client, connection);
      return connection;
    };
    return Promise.resolve({ connect, end: () => pool.end() });
  };
  return new PostgresDialect({ pool: open });
}

/**
 * A connection as kysely wants it, that is not used again once it has left a statement unanswered, as
 * when the database's machine is gone without a word.
 *
 * Each statement brings its callback along. With promises, or with its own limit of time, the driver
 * assigns one to the query's property, and V8 keeps a function literal that is assigned to a property
 * until the next full collection (CheckAssigningFunctionLiteralToProperty in its parser), here with
 * all rows of each query.
 */
function connectionOf(client: PoolClient, answerMs: number): PostgresPoolClient {
  let silence: Error | undefined;
  const query = (text: string, values: unknown[]) =>
    new Promise((resolve, reject) => {
      if (silence) {
        reject(silence);
        return;
      }
      const late = setTimeout(() => {
        silence = new Error(`no answer within ${answerMs} ms`);
        reject(silence);
      }, answerMs);
      client.query(text, values, (error: Error | null, result) => {
        clearTimeout(late);
        if (error) reject(error);
        else resolve(result);
      });
    });
  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(silence ?? destroy),
  };
}
