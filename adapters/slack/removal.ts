import { setTimeout as wait } from 'node:timers/promises';
import type { App, Context } from '@slack/bolt';
import type { Bot } from '../../src/bot.ts';
import type { Log } from '../../src/log.ts';
import { StoreError, type Store } from '../../src/store/store.ts';
import { forgetWorkspace } from '../../src/workspace/forget.ts';
import type { Workspaces } from './workspaces.ts';

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
export function listenForRemoval(
  app: App,
  { bot, store, workspaces, log, signal }: Removal & { signal: AbortSignal },
): void {
  const { leave } = workspaces;

  async function remove(context: Context, seconds: number): Promise<void> {
    // Slack tells the second; in the one that it was installed in, it is not installed again.
    const at = seconds * 1000 + 999;
    const [team, enterprise] = [context.teamId ?? '', context.enterpriseId ?? ''];
    // An organisation's has no team.
    const orgWide = context.isEnterpriseInstall || team === '';
    await untilDone(async () => forget(await leave({ team, enterprise, orgWide }, at)));
  }

  async function forget(teams: readonly string[]): Promise<void> {
    for (const workspace of teams) {
      const left = { platform: 'slack', workspace };
      await bot.drop(left);
      const rows = await forgetWorkspace(store, left);
      log.info({ platform: 'Slack', workspace, rows }, 'removed from a workspace; it is forgotten');
    }
  }

  async function untilDone(work: () => Promise<void>): Promise<void> {
    for (let pause = AGAIN_MS; ; pause = Math.min(2 * pause, LONGEST_MS)) {
      try {
        await work();
        return;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.error({ err: error, platform: 'Slack' }, 'a workspace is forgotten later');
        const isOver = await wait(pause, false, { signal }).catch(() => true);
        if (isOver) return;
      }
    }
  }

  async function catchUp(): Promise<void> {
    for await (const { site, at } of workspaces.lost(signal)) {
      await untilDone(async () => forget(await leave({ ...site, orgWide: site.team === '' }, at)));
    }
  }

  app.event('app_uninstalled', ({ context, body }) => remove(context, body.event_time));
  app.event('tokens_revoked', async ({ event, context, body }) => {
    // Those of people are never asked for.
    if ((event.tokens.bot ?? []).length > 0) await remove(context, body.event_time);
  });
  app.event('team_access_revoked', ({ event }) => untilDone(() => forget(event.team_ids)));
  catchUp().catch((error: unknown) =>
    log.warn({ err: error, platform: 'Slack' }, 'where the bot was taken out was not asked'),
  );
}

interface Removal {
  bot: Pick<Bot, 'drop'>;
  store: Store;
  workspaces: Workspaces;
  log: Log;
}
