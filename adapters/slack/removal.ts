import type { App, Context } from '@slack/bolt';
import type { Log } from '../../src/log.ts';
import type { Store } from '../../src/store/store.ts';
import { forgetWorkspace } from '../../src/workspace/forget.ts';
import type { Workspaces } from './workspaces.ts';

/**
 * Deletes what is stored about a workspace when the bot is taken out of it. Slack sends the two first
 * events together, in any order, and again when an answer was lost; doing it twice does no harm.
 */
export function listenForRemoval(
  app: App,
  store: Store,
  leave: Workspaces['leave'],
  log: Log,
): void {
  async function remove(context: Context, seconds: number): Promise<void> {
    // Slack tells the second; in the one that it was installed in, it is not installed again.
    const at = seconds * 1000 + 999;
    const [team, enterprise] = [context.teamId ?? '', context.enterpriseId ?? ''];
    // An organisation's has no team.
    const orgWide = context.isEnterpriseInstall || team === '';
    await forget(await leave({ team, enterprise, orgWide }, at));
  }

  async function forget(workspaces: readonly string[]): Promise<void> {
    for (const workspace of workspaces) {
      const rows = await forgetWorkspace(store, { platform: 'slack', workspace });
      log.info({ platform: 'Slack', workspace, rows }, 'removed from a workspace; it is forgotten');
    }
  }

  app.event('app_uninstalled', ({ context, body }) => remove(context, body.event_time));
  app.event('tokens_revoked', async ({ event, context, body }) => {
    // Those of people are never asked for.
    if ((event.tokens.bot ?? []).length > 0) await remove(context, body.event_time);
  });
  app.event('team_access_revoked', ({ event }) => forget(event.team_ids));
}
