/** What people saved, read and are reading. */
export const shelf = {
    up: async (db) => {
        await db.schema
            .createTable('shelf')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('reader', 'text', (it) => it.notNull())
            .addColumn('note', 'text', (it) => it.notNull())
            .addColumn('state', 'text', (it) => it.notNull())
            .addColumn('changed_at', 'bigint', (it) => it.notNull())
            .addPrimaryKeyConstraint('shelf_key', ['platform', 'reader', 'note'])
            .execute();
    },
};
//# sourceMappingURL=002-shelf.js.map