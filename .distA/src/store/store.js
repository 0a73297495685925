import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CompiledQuery, Kysely, Migrator, sql, } from 'kysely';
import { StartError } from "../start-error.js";
import { migrations } from "./migrations/index.js";
/** A query that failed: the database is away, full or broken. The cause is the driver's error. */
export class StoreError extends Error {
}
/**
 * Opens the database and brings its tables up to date; of several processes that start at once, one
 * does that and the others wait.
 *
 * @param url `postgres://…`, or the path of a SQLite file, which is made with its folder; `:memory:`
 *   for one that ends with the process.
 * @throws {StartError} when it can't be opened, or was used by a newer Paperboy.
 */
export async function openStore(url, log, wanted = migrations) {
    const { kind, dialect } = await dialectOf(url, log);
    const db = new Kysely({ dialect });
    try {
        await migrate(db, wanted);
    }
    catch (error) {
        await db.destroy().catch(() => undefined);
        if (error instanceof StartError)
            throw error;
        throw new StartError(kind === 'postgres'
            ? `DATABASE_URL: the PostgreSQL database can’t be used (${reasonOf(error)}). Check the address, the user and its rights.`
            : `DATABASE_URL: the database file ${url} can’t be used (${reasonOf(error)}). Its folder must be writable; DATABASE_URL names another place.`);
    }
    return {
        kind,
        db,
        now: () => kind === 'sqlite'
            ? Promise.resolve(Date.now())
            : sql `select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`
                .execute(db)
                .then(({ rows }) => rows[0]?.now ?? Date.now()),
        backup: async (file) => {
            if (kind === 'postgres') {
                throw new StartError('A PostgreSQL database is backed up with its own pg_dump.');
            }
            if (existsSync(file)) {
                throw new StartError(`${file} is there already; name a new file, nothing was written.`);
            }
            await db.executeQuery(CompiledQuery.raw('vacuum into ?', [file])).catch((error) => {
                throw new StartError(`The backup could not be written to ${file} (${reasonOf(error)}).`);
            });
        },
        close: () => db.destroy(),
    };
}
/**
 * How to reach the database that `url` names. Only one of the two drivers is needed, and each takes its
 * time to load.
 */
export async function dialectOf(url, log) {
    if (/^postgres(ql)?:\/\//.test(url)) {
        const { postgresDialect } = await import("./postgres.js");
        return { kind: 'postgres', dialect: withStoreErrors(postgresDialect(url, log), () => false) };
    }
    const { isBusy, sqliteDialect } = await import("./sqlite.js");
    return { kind: 'sqlite', dialect: withStoreErrors(sqliteDialect(url), isBusy) };
}
async function migrate(db, wanted) {
    const migrator = new Migrator({
        db,
        provider: { getMigrations: () => Promise.resolve(wanted) },
    });
    const { error } = await migrator.migrateToLatest();
    if (error === undefined)
        return;
    // What it says when the database has steps that this code does not know.
    if (error instanceof Error && /previously executed migration/.test(error.message)) {
        throw new StartError('DATABASE_URL: the database was used by a newer Paperboy. Start that version, or restore a backup from before.');
    }
    throw error;
}
/** What a driver's error says, without the password that it may repeat. */
export function reasonOf(error) {
    const { cause, message } = error;
    const { code, message: said } = (cause ?? error);
    return (code ?? said ?? message).replace(/\/\/[^@/\s]*@/g, '//…@');
}
/** How long a statement is tried again while others write, and the wait between, ms. */
const PATIENCE_MS = 10_000;
const AGAIN_MS = 15;
/**
 * The same dialect, whose failures are {@link StoreError}s.
 *
 * @param mayTryAgain whether a failed statement did nothing and may work in a moment.
 */
function withStoreErrors(dialect, mayTryAgain) {
    const guard = async (work) => {
        const until = performance.now() + PATIENCE_MS;
        for (;;) {
            try {
                return await work();
            }
            catch (error) {
                if (error instanceof StoreError)
                    throw error;
                if (!mayTryAgain(error) || performance.now() > until) {
                    throw new StoreError(`the database said: ${error.message}`, { cause: error });
                }
                await wait(AGAIN_MS);
            }
        }
    };
    const guarded = new WeakMap();
    const raw = new WeakMap();
    return {
        createAdapter: () => dialect.createAdapter(),
        createIntrospector: (db) => dialect.createIntrospector(db),
        createQueryCompiler: () => dialect.createQueryCompiler(),
        createDriver: () => {
            const driver = dialect.createDriver();
            const of = (connection) => raw.get(connection) ?? connection;
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
//# sourceMappingURL=store.js.map