import { sql } from 'kysely';
import { subscriptionId } from "../daily/ledger.js";
const byWorkspace = ({ platform, workspace }) => sql `platform = ${platform} and workspace = ${workspace}`;
/** How each table's rows tell whose they are. A new table needs its line here, or nothing compiles. */
const OWNED = {
    subscriptions: byWorkspace,
    picks: (by) => begins('subscription', subscriptionId({ ...by, channel: '' })),
    // See `Caller.person`.
    shelf: ({ platform, workspace }) => sql `platform = ${platform} and ${begins('reader', `${workspace}/`)}`,
    quiz: ({ platform, workspace }) => sql `platform = ${platform} and ${begins('reader', `${workspace}/`)}`,
    feedback: byWorkspace,
    questions: byWorkspace,
    counts: byWorkspace,
    marks: byWorkspace,
    link_switch: byWorkspace,
    links_off: byWorkspace,
    link_servers: byWorkspace,
    // Holds a channel and a note for a day, and nothing of anybody.
    linked: () => sql `1 = 0`,
    installations: ({ platform, workspace }) => sql `platform = ${platform} and team = ${workspace}`,
};
function begins(column, text) {
    return sql `substr(${sql.ref(column)}, 1, ${sql.lit(text.length)}) = ${text}`;
}
/**
 * Deletes everything that is stored about a workspace and the people in it, all or nothing.
 *
 * @returns how many rows that were.
 */
export async function forgetWorkspace({ db }, workspace) {
    if (workspace.workspace === '')
        return 0;
    return db.transaction().execute(async (one) => {
        let gone = 0n;
        for (const [table, owned] of Object.entries(OWNED)) {
            const done = await sql `delete from ${sql.table(table)} where ${owned(workspace)}`.execute(one);
            gone += done.numAffectedRows ?? 0n;
        }
        return Number(gone);
    });
}
//# sourceMappingURL=forget.js.map