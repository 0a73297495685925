import { postedIn } from "../daily/ledger.js";
import { dayOf } from "./counts.js";
const DAY_MS = 24 * 60 * 60_000;
/** The counts of a workspace. A topic that left the catalog counts among all, and has no line. */
export async function readStats(store, { platform, workspace }, catalog, days = 30) {
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
    const rows = [
        ...counts,
        ...picks.map(({ note, due_at: due }) => {
            const topic = catalog.get(note)?.topic ?? '';
            return { day: dayOf(due), what: 'picked', topic, times: 1 };
        }),
    ];
    const sum = (some, ...of) => some.reduce((total, { what, times }) => total + (of.includes(what) ? times : 0), 0);
    const sums = (some) => ({
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
//# sourceMappingURL=stats.js.map