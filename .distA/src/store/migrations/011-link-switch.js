import { sql } from 'kysely';
/** Where links to papers are answered, on every platform in one table; the two before it are copied. */
export const linkSwitch = {
    up: async (db) => {
        await db.schema
            .createTable('link_switch')
            .addColumn('platform', 'text', (it) => it.notNull())
            .addColumn('workspace', 'text', (it) => it.notNull())
            .addColumn('channel', 'text', (it) => it.notNull())
            .addColumn('is_on', 'integer', (it) => it.notNull())
            .addPrimaryKeyConstraint('link_switch_key', ['platform', 'workspace', 'channel'])
            .execute();
        await sql `insert into link_switch (platform, workspace, channel, is_on)
      select platform, workspace, channel, 0 from links_off`.execute(db);
        await sql `insert into link_switch (platform, workspace, channel, is_on)
      select platform, workspace, '', 1 from link_servers`.execute(db);
    },
};
//# sourceMappingURL=011-link-switch.js.map