import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from "../../src/store/store.js";
import { forgetWorkspace } from "../../src/workspace/forget.js";
/** Waits before a removal is tried again while the database is away, ms: each twice the one before. */
const AGAIN_MS = 500;
const LONGEST_MS = 60_000;
/**
 * Deletes what is stored about a workspace when the bot is taken out of it. Slack sends the two first
 * events together, in any order; doing it twice does no harm. What the database is away for is done
 * when it is back. As no event comes twice once it was taken, and none while nobody listens, whoever
 * starts asks Slack where the bot was taken out meanwhile.
 *
 * @param signal ends what is still to be done.
 */
export function listenForRemoval(app, { store, workspaces, log, signal }) {
    const { leave } = workspaces;
    async function remove(context, seconds) {
        // Slack tells the second; in the one that it was installed in, it is not installed again.
        const at = seconds * 1000 + 999;
        const [team, enterprise] = [context.teamId ?? '', context.enterpriseId ?? ''];
        // An organisation's has no team.
        const orgWide = context.isEnterpriseInstall || team === '';
        await untilDone(async () => forget(await leave({ team, enterprise, orgWide }, at)));
    }
    async function forget(teams) {
        for (const workspace of teams) {
            const rows = await forgetWorkspace(store, { platform: 'slack', workspace });
            log.info({ platform: 'Slack', workspace, rows }, 'removed from a workspace; it is forgotten');
        }
    }
    async function untilDone(work) {
        for (let pause = AGAIN_MS;; pause = Math.min(2 * pause, LONGEST_MS)) {
            try {
                await work();
                return;
            }
            catch (error) {
                if (!(error instanceof StoreError))
                    throw error;
                log.error({ err: error, platform: 'Slack' }, 'a workspace is forgotten later');
                const isOver = await wait(pause, false, { signal }).catch(() => true);
                if (isOver)
                    return;
            }
        }
    }
    async function catchUp() {
        for await (const { site, at } of workspaces.lost(signal)) {
            await untilDone(async () => forget(await leave({ ...site, orgWide: site.team === '' }, at)));
        }
    }
    app.event('app_uninstalled', ({ context, body }) => remove(context, body.event_time));
    app.event('tokens_revoked', async ({ event, context, body }) => {
        // Those of people are never asked for.
        if ((event.tokens.bot ?? []).length > 0)
            await remove(context, body.event_time);
    });
    app.event('team_access_revoked', ({ event }) => untilDone(() => forget(event.team_ids)));
    catchUp().catch((error) => log.warn({ err: error, platform: 'Slack' }, 'where the bot was taken out was not asked'));
}
//# sourceMappingURL=removal.js.map