import type { Counted } from '../card.ts';
import type { Caller } from '../command.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Workspace } from '../workspace/forget.ts';
import type { CountTable } from './tables.ts';

/** How long counts gather before they are written, ms: what a crash may lose. */
const GATHER_MS = 5000;
export const DAY_MS = 24 * 60 * 60_000;
/** Rows that go into one statement: SQLite takes 32,766 values, six a row. */
const AT_ONCE = 1000;

/** Counts what happens in workspaces. Adding takes no time; a command never waits for the database. */
export interface Counts {
  /** Where a caller is in no workspace nothing is counted: nobody there may see the counts of all. */
  add: (caller: Caller, counted: Counted | undefined) => void;
  /** Writes what has gathered. Never rejects: what can't be written is kept for the next time. */
  flush: () => Promise<void>;
  /** Throws away what has gathered of a workspace. */
  drop: (workspace: Workspace) => Promise<void>;
  stop: () => Promise<void>;
}

export function createCounts(store: Store, log: Log): Counts {
  let gathered = new Map<string, CountTable>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const gather = (row: CountTable): void => {
    const { platform, workspace, day, what, topic } = row;
    const key = `${platform}\n${workspace}\n${day}\n${what}\n${topic}`;
    const before = gathered.get(key);
    if (before) before.times += row.times;
    else gathered.set(key, row);
    timer ??= setTimeout(() => void flush(), GATHER_MS).unref();
  };

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // Always in the same order, so that two replicas never wait for each other.
    const rows = [...gathered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    gathered = new Map();
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      try {
        await addTo(store, rows.slice(from, from + AT_ONCE));
      } catch (error) {
        log.warn({ err: error }, 'counts could not be written; they are kept');
        rows.slice(from).forEach(gather);
        return;
      }
    }
  }

  function flush(): Promise<void> {
    writing = writing.then(write);
    return writing;
  }

  return {
    add({ platform, workspace, echo }, counted) {
      if (!counted || workspace === '' || echo === true) return;
      const { what, topic = '' } = counted;
      gather({ platform, workspace, day: dayOf(Date.now()), what, topic, times: 1 });
    },
    flush,
    drop(of) {
      // What is being written is written first, so that it can be deleted.
      writing = writing.then(() => {
        for (const [key, { platform, workspace }] of gathered) {
          if (platform === of.platform && workspace === of.workspace) gathered.delete(key);
        }
      });
      return writing;
    },
    async stop() {
      await flush();
      clearTimeout(timer);
    },
  };
}

async function addTo({ db }: Store, rows: CountTable[]): Promise<void> {
  await db
    .insertInto('counts')
    .values(rows)
    .onConflict((it) =>
      it
        .columns(['platform', 'workspace', 'day', 'what', 'topic'])
        .doUpdateSet((eb) => ({ times: eb('counts.times', '+', eb.ref('excluded.times')) })),
    )
    .execute();
}

/** The last day that was asked for: with every command it is today. */
let last = { since: NaN, day: '' };

/** The day in UTC, `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  const since = ms - (ms % DAY_MS);
  if (since !== last.since) last = { since, day: new Date(ms).toISOString().slice(0, 10) };
  return last.day;
}
