/** What was done already, and where links get no cards. */
export const events = {
    up: async (db) => {
        await db.schema
            .createTable('marks')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addColumn('key', 'text', (it) => it.notNull())
            .addColumn('until', 'bigint', (it) => it.notNull())
            .addPrimaryKeyConstraint('marks_key', ['platform', 'workspace', 'key'])
            .execute();
        await db.schema.createIndex('marks_until').on('marks').column('until').execute();
        await db.schema
            .createIndex('subscriptions_workspace')
            .on('subscriptions')
            .columns(['platform', 'workspace'])
            .execute();
        await db.schema
            .createTable('links_off')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addColumn('channel', 'text', (it) => it.notNull())
            .addPrimaryKeyConstraint('links_off_key', ['platform', 'workspace', 'channel'])
            .execute();
    },
};
//# sourceMappingURL=004-events.js.map