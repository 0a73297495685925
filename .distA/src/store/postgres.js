import { Pool, types } from 'pg';
import { PostgresDialect } from 'kysely';
/** A whole number of 8 bytes, which the driver gives as text; ours are small enough. */
const INT8 = 20;
const parserOf = types.getTypeParser;
const CONNECT_MS = 5000;
const STATEMENT_MS = 20_000;
/**
 * A PostgreSQL database, for several replicas.
 *
 * @param url `postgres://…`. @param answerMs how long an answer is waited for.
 */
export function postgresDialect(url, log, answerMs = STATEMENT_MS) {
    const open = () => {
        const pool = new Pool({
            connectionString: url,
            max: 10,
            connectionTimeoutMillis: CONNECT_MS,
            statement_timeout: STATEMENT_MS,
            // A database that has restarted is found again by a fresh connection.
            keepAlive: true,
            types: {
                getTypeParser: ((oid, format) => oid === INT8 ? Number : parserOf(oid, format)),
            },
        });
        pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke'));
        // One each, as kysely keeps what it knows of a connection by this object.
        const connections = new WeakMap();
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
function connectionOf(client, answerMs) {
    let silence;
    const query = (text, values) => new Promise((resolve, reject) => {
        if (silence) {
            reject(silence);
            return;
        }
        const late = setTimeout(() => {
            silence = new Error(`no answer within ${answerMs} ms`);
            reject(silence);
        }, answerMs);
        client.query(text, values, (error, result) => {
            clearTimeout(late);
            if (error)
                reject(error);
            else
                resolve(result);
        });
    });
    return {
        query: query,
        release: (destroy) => client.release(silence ?? destroy),
    };
}
//# sourceMappingURL=postgres.js.map