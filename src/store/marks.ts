import type { Log } from '../log.ts';
import { keepNewest } from '../newest.ts';
import { StoreError, type Store } from './store.ts';

/** What must be done once, or remembered for a while, on all replicas together. */
export interface Marks {
  /**
   * Sets a mark.
   *
   * @param ms how long it lasts.
   * @returns whether it is new: of all who set the same one, exactly one is told so. While the
   *   database is away this holds within one process.
   */
  set: (mark: Mark, ms: number) => Promise<boolean>;
  /** Whether a mark is set. @throws {StoreError} */
  has: (mark: Mark) => Promise<boolean>;
  /** Takes a mark back, so that it can be set again. */
  clear: (mark: Mark) => Promise<void>;
}

/** Something that was done, in one workspace of a platform. */
export interface Mark {
  platform: string;
  workspace: string;
  /** What, and to what: `event/Ev1`. */
  key: string;
}

/** A mark, as the store keeps it. */
export interface MarkTable extends Mark {
  /** When it is forgotten. */
  until: number;
}

/** How often forgotten marks are deleted, ms. */
const SWEEP_MS = 10 * 60_000;
/** How many marks a process remembers by itself. */
const OWN = 5000;

export function createMarks({ db }: Pick<Store, 'db'>, log: Log): Marks {
  /** Until when, by mark: answers at once within one process, and while the database is away. */
  const own = new Map<string, number>();
  let sweepAt = 0;
  const nameOf = ({ platform, workspace, key }: Mark): string => `${platform}/${workspace}/${key}`;

  function setOwn(name: string, now: number, until: number): boolean {
    if ((own.get(name) ?? 0) > now) return false;
    keepNewest(own, name, until, OWN);
    return true;
  }

  async function sweep(now: number): Promise<void> {
    if (now < sweepAt) return;
    sweepAt = now + SWEEP_MS;
    await db.deleteFrom('marks').where('until', '<=', now).execute();
  }

  return {
    async set({ platform, workspace, key }, ms) {
      // Hours matter here, not the seconds by which replicas' clocks may differ.
      const now = Date.now();
      const until = now + ms;
      if (!setOwn(nameOf({ platform, workspace, key }), now, until)) return false;
      try {
        await sweep(now);
        const rows = await db
          .insertInto('marks')
          .values({ platform, workspace, key, until })
          .onConflict((it) =>
            it
              .columns(['platform', 'workspace', 'key'])
              .doUpdateSet({ until })
              .where('marks.until', '<=', now),
          )
          .returning('key')
          .execute();
        return rows.length > 0;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.error({ err: error, platform }, 'a mark is kept by this process alone');
        return true;
      }
    },
    async has({ platform, workspace, key }) {
      const row = await db
        .selectFrom('marks')
        .select('until')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('key', '=', key)
        .where('until', '>', Date.now())
        .executeTakeFirst();
      return row !== undefined;
    },
    async clear({ platform, workspace, key }) {
      own.delete(nameOf({ platform, workspace, key }));
      await db
        .deleteFrom('marks')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('key', '=', key)
        .execute();
    },
  };
}
