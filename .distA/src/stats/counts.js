/** How long counts gather before they are written, ms: what a crash may lose. */
const GATHER_MS = 5000;
/** Rows that go into one statement: SQLite takes 32,766 values, six a row. */
const AT_ONCE = 1000;
export function createCounts(store, log) {
    let gathered = new Map();
    let timer;
    let writing = Promise.resolve();
    const gather = (row) => {
        const { platform, workspace, day, what, topic } = row;
        const key = `${platform}\n${workspace}\n${day}\n${what}\n${topic}`;
        const before = gathered.get(key);
        if (before)
            before.times += row.times;
        else
            gathered.set(key, row);
        timer ??= setTimeout(() => void flush(), GATHER_MS).unref();
    };
    async function write() {
        clearTimeout(timer);
        timer = undefined;
        // Always in the same order, so that two replicas never wait for each other.
        const rows = [...gathered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
        gathered = new Map();
        for (let from = 0; from < rows.length; from += AT_ONCE) {
            try {
                await addTo(store, rows.slice(from, from + AT_ONCE));
            }
            catch (error) {
                log.warn({ err: error }, 'counts could not be written; they are kept');
                rows.slice(from).forEach(gather);
                return;
            }
        }
    }
    function flush() {
        writing = writing.then(write);
        return writing;
    }
    return {
        add({ platform, workspace, echo }, counted) {
            if (!counted || workspace === '' || echo === true)
                return;
            const { what, topic = '' } = counted;
            gather({ platform, workspace, day: dayOf(Date.now()), what, topic, times: 1 });
        },
        flush,
        async stop() {
            await flush();
            clearTimeout(timer);
        },
    };
}
async function addTo({ db }, rows) {
    await db
        .insertInto('counts')
        .values(rows)
        .onConflict((it) => it
        .columns(['platform', 'workspace', 'day', 'what', 'topic'])
        .doUpdateSet((eb) => ({ times: eb('counts.times', '+', eb.ref('excluded.times')) })))
        .execute();
}
/** The day in UTC, `YYYY-MM-DD`. */
export function dayOf(ms) {
    return new Date(ms).toISOString().slice(0, 10);
}
//# sourceMappingURL=counts.js.map