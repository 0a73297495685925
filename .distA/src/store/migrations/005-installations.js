/** Where the bot was installed. */
export const installations = {
    up: async (db) => {
        await db.schema
            .createTable('installations')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('enterprise', 'text', (it) => it.notNull())
            .addColumn('team', 'text', (it) => it.notNull())
            .addColumn('sealed', 'text')
            .addColumn('installed_at', 'bigint', (it) => it.notNull())
            .addColumn('refreshing_until', 'bigint', (it) => it.notNull())
            .addColumn('revision', 'integer', (it) => it.notNull())
            .addPrimaryKeyConstraint('installations_key', ['platform', 'enterprise', 'team'])
            .execute();
        await db.schema
            .createIndex('installations_team')
            .on('installations')
            .columns(['platform', 'team'])
            .execute();
    },
};
//# sourceMappingURL=005-installations.js.map