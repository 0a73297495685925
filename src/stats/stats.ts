import type { Caller } from '../command.ts';
import type { Catalog, Topic } from '../catalog/catalog.ts';
import { postedIn } from '../daily/ledger.ts';
import type { Store } from '../store/store.ts';
import { DAY_MS, dayOf } from './counts.ts';
import type { CountTable } from './tables.ts';

/** What is counted, and the daily picks, which the ledger knows. */
export type Measure = CountTable['what'] | 'picked';

export type Sums = Record<Measure, number>;

/** What happened in a workspace. */
export interface Stats {
  /** How many days, today among them. */
  days: number;
  all: Sums;
  /** The topics where something happened, as the catalog lists them. */
  topics: { topic: Topic; sums: Sums }[];
  /** Cards shown and questions asked, by day, the oldest first. */
  byDay: { day: string; cards: number; questions: number }[];
}

/** The counts of a workspace. A topic that left the catalog counts among all, and has no line. */
export async function readStats(
  store: Store,
  { platform, workspace }: Pick<Caller, 'platform' | 'workspace'>,
  catalog: Catalog,
  days = 30,
): Promise<Stats> {
  const today = await store.now();
  const listed = Array.from({ length: days }, (_, i) => dayOf(today - (days - 1 - i) * DAY_MS));
  const [first = ''] = listed;
  const counts = await store.db
    .selectFrom('counts')
    .select(['day', 'what', 'topic', 'times'])
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('day', '>=', first)
    .execute();
  const picks = await postedIn(store, { platform, workspace })
    .where('picks.due_at', '>=', Date.parse(`${first}T00:00:00Z`))
    .execute();
  const rows: { day: string; what: Measure; topic: string; times: number }[] = [
    ...counts,
    ...picks.map(({ note, due_at: due }) => {
      const topic = catalog.get(note)?.topic ?? '';
      return { day: dayOf(due), what: 'picked' as const, topic, times: 1 };
    }),
  ];
  const sum = (some: typeof rows, ...of: Measure[]): number =>
    some.reduce((total, { what, times }) => total + (of.includes(what) ? times : 0), 0);
  const sums = (some: typeof rows): Sums => ({
    shown: sum(some, 'shown'),
    picked: sum(some, 'picked'),
    answered: sum(some, 'answered'),
    refused: sum(some, 'refused'),
    saved: sum(some, 'saved'),
    read: sum(some, 'read'),
  });
  return {
    days,
    all: sums(rows),
    topics: catalog.topics.flatMap((topic) => {
      const own = rows.filter((row) => row.topic === topic.id);
      return own.length === 0 ? [] : [{ topic, sums: sums(own) }];
    }),
    byDay: listed.map((day) => {
      const own = rows.filter((row) => row.day === day);
      return {
        day,
        cards: sum(own, 'shown', 'picked'),
        questions: sum(own, 'answered', 'refused'),
      };
    }),
  };
}
