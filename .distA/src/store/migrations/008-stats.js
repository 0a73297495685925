/** How often what happened, by workspace, day and topic; and where people were when they saved or read. */
export const stats = {
    up: async (db) => {
        await db.schema
            .createTable('counts')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addColumn('day', 'text', (it) => it.notNull())
            .addColumn('what', 'text', (it) => it.notNull())
            .addColumn('topic', 'text', (it) => it.notNull())
            .addColumn('times', 'bigint', (it) => it.notNull())
            .addPrimaryKeyConstraint('counts_key', ['platform', 'workspace', 'day', 'what', 'topic'])
            .execute();
        await db.schema
            .alterTable('shelf')
            .addColumn('workspace', 'text', (it) => it.notNull().defaultTo(''))
            .execute();
        await db.schema
            .createIndex('shelf_readers')
            .on('shelf')
            .columns(['platform', 'workspace', 'note', 'state'])
            .execute();
    },
};
//# sourceMappingURL=008-stats.js.map