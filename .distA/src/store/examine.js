import { existsSync } from 'node:fs';
import { Kysely, sql } from 'kysely';
import { migrations } from "./migrations/index.js";
import { dialectOf, reasonOf } from "./store.js";
/**
 * Looks at the database that `url` names, as `openStore` takes it.
 *
 * @throws when it can't be reached; the message repeats no password.
 */
export async function examineStore(url, log) {
    const { kind, dialect } = await dialectOf(url, log);
    const known = Object.keys(migrations);
    if (kind === 'sqlite' && url !== ':memory:' && !existsSync(url)) {
        return { kind, pending: known, unknown: [], aheadMs: 0 };
    }
    const db = new Kysely({ dialect });
    try {
        const select = kind === 'sqlite' ? sql `sqlite_version()` : sql `current_setting('server_version')`;
        const asked = Date.now();
        const clock = kind === 'sqlite'
            ? sql `${asked}`
            : sql `(extract(epoch from clock_timestamp()) * 1000)::bigint`;
        const { rows } = await sql `
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
    }
    catch (error) {
        throw new Error(reasonOf(error), { cause: error });
    }
    finally {
        await db.destroy().catch(() => undefined);
    }
}
/** Makes a table and takes it back. @returns why that does not work. */
async function tryToWrite(db) {
    const enough = new Error('enough');
    try {
        await db.transaction().execute(async (transaction) => {
            await sql `create table paperboy_examined (it int)`.execute(transaction);
            throw enough;
        });
    }
    catch (error) {
        if (error !== enough)
            return reasonOf(error);
    }
    return undefined;
}
//# sourceMappingURL=examine.js.map