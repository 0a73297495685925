/** Says whether links to papers are answered somewhere. */
export async function switchLinks({ db }, scope, on) {
    const { platform, workspace, channel = '' } = scope;
    const is = { is_on: Number(on) };
    await db
        .insertInto('link_switch')
        .values({ platform, workspace, channel, ...is })
        .onConflict((it) => it.columns(['platform', 'workspace', 'channel']).doUpdateSet(is))
        .execute();
}
/** Whether links to papers are answered somewhere. @param usual where nobody said so or otherwise. */
export async function linksAreOn({ db }, scope, usual) {
    const { platform, workspace, channel = '' } = scope;
    const row = await db
        .selectFrom('link_switch')
        .select('is_on')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .executeTakeFirst();
    return row === undefined ? usual : row.is_on === 1;
}
//# sourceMappingURL=switch.js.map