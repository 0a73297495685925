import type { Selectable } from 'kysely';
import type { Store } from '../../src/store/store.ts';
import type { InstallationTable } from '../../src/workspace/tables.ts';
import type { Seal } from './seal.ts';

/** What Slack granted: the bot's token in a place, and who the bot is there. */
export interface Grant {
  token: string;
  botId: string;
  botUserId: string;
  /** For a token that ends: what it is exchanged with for the next one. */
  refreshToken?: string;
  /** When the token ends, ms since 1970. */
  expiresAt?: number;
}

/** Where the bot is installed: in a workspace, or, without `team`, in a whole organisation. */
export interface Site {
  /** The organisation's id; empty where there is none. */
  enterprise: string;
  team: string;
}

export interface Installation extends Site {
  grant: Grant;
  revision: number;
}

/** Whose installation is asked for. */
export interface Asker extends Site {
  /** Whether Slack says that the organisation's installation is meant. */
  orgWide: boolean;
}

/** Installations in the store, encrypted. */
export interface Installations {
  /**
   * The installation that serves somebody, which is never another workspace's.
   *
   * @throws {SealError} when it can't be decrypted.
   */
  find: (asker: Asker) => Promise<Installation | undefined>;
  /** Keeps what was just granted, in place of what was there. */
  save: (site: Site, grant: Grant) => Promise<void>;
  /** Remembers that a workspace is served by its organisation's installation. */
  join: (site: Site) => Promise<void>;
  /** Asks to be the only one who renews a token, for `ms`. @returns whether that was granted. */
  claim: (installation: Installation, ms: number) => Promise<boolean>;
  /** Keeps a renewed grant. @returns false when the installation changed meanwhile. */
  renew: (installation: Installation, grant: Grant) => Promise<boolean>;
  /**
   * Takes note of an uninstallation at a moment, ms since 1970. Nothing happens when it was installed
   * again since: Slack may tell late.
   *
   * @returns the workspaces that are left without the bot, to be forgotten.
   */
  leave: (asker: Asker, at: number) => Promise<string[]>;
  /** All places where it is installed. */
  sites: () => Promise<Site[]>;
  /** How many installations these keys don't open. */
  unreadable: () => Promise<number>;
}

const PLATFORM = 'slack';

export function createInstallations(store: Store, seal: Seal): Installations {
  const { db } = store;
  const about = ({ enterprise, team }: Site): string => [PLATFORM, enterprise, team].join('|');
  const rows = () => db.selectFrom('installations').selectAll().where('platform', '=', PLATFORM);
  const close = (site: Site, grant: Grant): string =>
    seal.close(JSON.stringify(grant), about(site));

  const ofOrganisation = (enterprise: string) =>
    rows().where('enterprise', '=', enterprise).where('team', '=', '').executeTakeFirst();

  /** The rows of a workspace, its own installation first, the newest first of those. */
  async function ofWorkspace(team: string): Promise<Selectable<InstallationTable>[]> {
    if (team === '') return [];
    const all = await rows().where('team', '=', team).execute();
    return all.sort(
      (a, b) =>
        Number(a.sealed === null) - Number(b.sealed === null) || b.installed_at - a.installed_at,
    );
  }

  async function find(asker: Asker): Promise<Installation | undefined> {
    let row = asker.orgWide ? await ofOrganisation(asker.enterprise) : undefined;
    if (!row) {
      const [own] = await ofWorkspace(asker.team);
      row = own?.sealed === null ? await ofOrganisation(own.enterprise) : own;
    }
    if (!row || row.sealed === null) return undefined;
    const { enterprise, team, revision } = row;
    const grant = JSON.parse(seal.open(row.sealed, about(row))) as Grant;
    return { enterprise, team, revision, grant };
  }

  return {
    find,
    async save(site, grant) {
      const fresh = {
        sealed: close(site, grant),
        installed_at: await store.now(),
        refreshing_until: 0,
      };
      await db
        .insertInto('installations')
        .values({ platform: PLATFORM, ...place(site), ...fresh, revision: 1 })
        .onConflict((it) =>
          it.columns(['platform', 'enterprise', 'team']).doUpdateSet((row) => ({
            ...fresh,
            revision: row('installations.revision', '+', 1),
          })),
        )
        .execute();
    },
    async join(site) {
      const link = { sealed: null, installed_at: 0, refreshing_until: 0, revision: 1 };
      await db
        .insertInto('installations')
        .values({ platform: PLATFORM, ...place(site), ...link })
        .onConflict((it) => it.doNothing())
        .execute();
    },
    async claim(installation, ms) {
      const now = await store.now();
      const done = await db
        .updateTable('installations')
        .set({ refreshing_until: now + ms })
        .where('platform', '=', PLATFORM)
        .where('enterprise', '=', installation.enterprise)
        .where('team', '=', installation.team)
        .where('revision', '=', installation.revision)
        .where('refreshing_until', '<=', now)
        .executeTakeFirst();
      return Number(done.numUpdatedRows) > 0;
    },
    async renew(installation, grant) {
      const done = await db
        .updateTable('installations')
        .set({
          sealed: close(installation, grant),
          refreshing_until: 0,
          revision: installation.revision + 1,
        })
        .where('platform', '=', PLATFORM)
        .where('enterprise', '=', installation.enterprise)
        .where('team', '=', installation.team)
        .where('revision', '=', installation.revision)
        .executeTakeFirst();
      return Number(done.numUpdatedRows) > 0;
    },
    async leave({ enterprise, team, orgWide }, at) {
      if (!orgWide) {
        const own = await ofWorkspace(team);
        return own.some(({ installed_at: since }) => since > at) ? [] : [team];
      }
      const done = await db
        .deleteFrom('installations')
        .where('platform', '=', PLATFORM)
        .where('enterprise', '=', enterprise)
        .where('team', '=', '')
        .where('installed_at', '<=', at)
        .executeTakeFirst();
      if (Number(done.numDeletedRows) === 0 && (await ofOrganisation(enterprise))) return [];
      const served = await rows()
        .where('enterprise', '=', enterprise)
        .where('sealed', 'is', null)
        .execute();
      return served.map((row) => row.team);
    },
    async sites() {
      const installed = await rows().where('sealed', 'is not', null).execute();
      return installed.map(place);
    },
    async unreadable() {
      let count = 0;
      for (const row of await rows().where('sealed', 'is not', null).execute()) {
        try {
          seal.open(row.sealed ?? '', about(row));
        } catch {
          count += 1;
        }
      }
      return count;
    },
  };
}

function place({ enterprise, team }: Site): Site {
  return { enterprise, team };
}
