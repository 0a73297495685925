/** Where links to papers are answered unasked, and which were. */
export const links = {
    up: async (db) => {
        await db.schema
            .createTable('link_servers')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addPrimaryKeyConstraint('link_servers_key', ['platform', 'workspace'])
            .execute();
        await db.schema
            .createTable('linked')
            .addColumn('day', 'text', (it) => it.notNull())
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('channel', 'text', (it) => it.notNull())
            .addColumn('note', 'text', (it) => it.notNull())
            .addPrimaryKeyConstraint('linked_key', ['day', 'platform', 'channel', 'note'])
            .execute();
    },
};
//# sourceMappingURL=006-links.js.map