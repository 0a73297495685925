import type { Caller } from '../command.ts';
import type { Store } from '../store/store.ts';

/** A channel; without one, all of a server. */
type Scope = Pick<Caller, 'platform' | 'workspace'> & { channel?: string };

/** Says whether links to papers are answered somewhere. */
export async function switchLinks({ db }: Store, scope: Scope, on: boolean): Promise<void> {
  const { platform, workspace, channel = '' } = scope;
  const is = { is_on: Number(on) };
  await db
    .insertInto('link_switch')
    .values({ platform, workspace, channel, ...is })
    .onConflict((it) => it.columns(['platform', 'workspace', 'channel']).doUpdateSet(is))
    .execute();
}

/** Whether links to papers are answered somewhere. @param usual where nobody said so or otherwise. */
export async function linksAreOn({ db }: Store, scope: Scope, usual: boolean): Promise<boolean> {
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
