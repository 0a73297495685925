import { sql } from 'kysely';
/** The order of arrival among channels that are due together, and indexes of what is open alone. */
export const dailyOrder = {
    up: async (db) => {
        await db.schema
            .alterTable('subscriptions')
            .addColumn('since', 'bigint', (it) => it.notNull().defaultTo(0))
            .execute();
        await db.schema.dropIndex('subscriptions_due').execute();
        await db.schema
            .createIndex('subscriptions_due')
            .on('subscriptions')
            .columns(['platform', 'next_at', 'since', 'workspace'])
            .where(sql.ref('state'), '=', 'on')
            .execute();
        await db.schema.dropIndex('picks_open').execute();
        await db.schema
            .createIndex('picks_open')
            .on('picks')
            .columns(['platform', 'lease_until'])
            .where(sql.ref('state'), '=', 'claimed')
            .execute();
    },
};
//# sourceMappingURL=003-daily-order.js.map