import { sql } from 'kysely';
/** How many rows are read at a time. */
const SOME = 1000;
/**
 * Claims of one morning lie together: picks by day and by their subscriptions' order of arrival, where
 * they were by subscription. Bags as text that needs no quoting. And when a pick's questions are asked.
 */
export const dailyClaims = {
    up: async (db) => {
        await db.schema
            .createTable('picks_by_day')
            .addColumn('day', 'text', (it) => it.notNull())
            .addColumn('since', 'bigint', (it) => it.notNull())
            .addColumn('subscription', 'text', (it) => it.notNull())
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('state', 'text', (it) => it.notNull())
            .addColumn('note', 'text', (it) => it.notNull())
            .addColumn('due_at', 'bigint', (it) => it.notNull())
            .addColumn('attempt', 'integer', (it) => it.notNull())
            .addColumn('lease_until', 'bigint', (it) => it.notNull())
            .addColumn('began_at', 'bigint', (it) => it.notNull())
            .addColumn('message', 'text')
            .addColumn('url', 'text')
            .addColumn('error', 'text')
            .addColumn('ask_at', 'bigint')
            .addPrimaryKeyConstraint('picks_by_day_key', ['day', 'since', 'subscription'])
            .execute();
        const kept = sql.raw('subscription, day, platform, state, note, due_at, attempt, lease_until, began_at, message, url, error');
        await sql `insert into picks_by_day (since, ${kept}) select
      coalesce((select since from subscriptions where subscriptions.id = subscription), 0), ${kept}
      from picks`.execute(db);
        await db.schema.dropTable('picks').execute();
        await db.schema.alterTable('picks_by_day').renameTo('picks').execute();
        await db.schema
            .createIndex('picks_open')
            .on('picks')
            .columns(['platform', 'lease_until'])
            .where(sql.ref('state'), '=', 'claimed')
            .execute();
        await db.schema
            .createIndex('picks_posted')
            .on('picks')
            .columns(['subscription', 'day'])
            .where(sql.ref('state'), '=', 'posted')
            .execute();
        await db.schema
            .createIndex('picks_to_ask')
            .on('picks')
            .columns(['platform', 'ask_at'])
            .where(sql.ref('ask_at'), 'is not', null)
            .execute();
        await rewriteBags(db);
    },
};
async function rewriteBags(db) {
    for (let last = '';;) {
        const rows = await db
            .selectFrom('subscriptions')
            .select(['id', 'bag'])
            .where('id', '>', last)
            .orderBy('id')
            .limit(SOME)
            .execute();
        for (const { id, bag } of rows) {
            if (!bag.startsWith('{'))
                continue;
            const { round, given, skipped, last } = JSON.parse(bag);
            const text = `${round}|${given.join(' ')}|${(skipped ?? []).join(' ')}|${last ?? ''}`;
            await db.updateTable('subscriptions').set({ bag: text }).where('id', '=', id).execute();
        }
        const end = rows.at(-1);
        if (!end)
            return;
        last = end.id;
    }
}
//# sourceMappingURL=012-daily-claims.js.map