/** The daily pick: who gets it, and what was posted. */
export const daily = {
    up: async (db) => {
        await db.schema
            .createTable('subscriptions')
            .addColumn('id', 'text', (it) => it.primaryKey())
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addColumn('channel', 'text', (it) => it.notNull())
            .addColumn('state', 'text', (it) => it.notNull())
            .addColumn('reason', 'text')
            .addColumn('time', 'text', (it) => it.notNull())
            .addColumn('timezone', 'text', (it) => it.notNull())
            .addColumn('days', 'text', (it) => it.notNull())
            .addColumn('topics', 'text', (it) => it.notNull())
            .addColumn('thread', 'integer', (it) => it.notNull())
            .addColumn('set_by', 'text', (it) => it.notNull())
            .addColumn('next_at', 'bigint', (it) => it.notNull())
            .addColumn('bag', 'text', (it) => it.notNull())
            .addColumn('revision', 'integer', (it) => it.notNull())
            .execute();
        await db.schema
            .createIndex('subscriptions_due')
            .on('subscriptions')
            .columns(['state', 'platform', 'next_at', 'id'])
            .execute();
        await db.schema
            .createTable('picks')
            .addColumn('subscription', 'text', (it) => it.notNull())
            .addColumn('day', 'text', (it) => it.notNull())
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
            .addPrimaryKeyConstraint('picks_key', ['subscription', 'day'])
            .execute();
        await db.schema
            .createIndex('picks_open')
            .on('picks')
            .columns(['state', 'platform', 'lease_until'])
            .execute();
    },
};
//# sourceMappingURL=001-daily.js.map