/** Puts a note on a shelf, or moves it there; pressing twice is pressing once. */
export async function shelve({ db, now }, { platform, person, workspace }, note, state) {
    const changed = { state, changed_at: await now(), workspace };
    await db
        .insertInto('shelf')
        .values({ platform, reader: person, note, ...changed })
        .onConflict((it) => it.columns(['platform', 'reader', 'note']).doUpdateSet(changed))
        .execute();
}
/** Takes a note off a shelf. @returns false when it was not there. */
export async function unshelve({ db }, { platform, person }, note) {
    const done = await db
        .deleteFrom('shelf')
        .where('platform', '=', platform)
        .where('reader', '=', person)
        .where('note', '=', note)
        .executeTakeFirst();
    return Number(done.numDeletedRows) > 0;
}
/** What is on a shelf, the newest change first. Notes that left the catalog are kept, but not shown. */
export async function readShelf({ db }, { platform, person }, catalog) {
    const rows = await db
        .selectFrom('shelf')
        .select(['note', 'state', 'changed_at'])
        .where('platform', '=', platform)
        .where('reader', '=', person)
        .execute();
    return rows
        .flatMap(({ note: id, state, changed_at: changedAt }) => {
        const note = catalog.get(id);
        return note ? [{ note, state, changedAt }] : [];
    })
        .sort((a, b) => b.changedAt - a.changedAt || (a.note.id < b.note.id ? -1 : 1));
}
export async function readersOf({ db }, { platform, workspace }, note) {
    if (workspace === '')
        return { saved: 0, read: 0 };
    const rows = await db
        .selectFrom('shelf')
        .select(({ fn }) => ['state', fn.countAll().as('people')])
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('note', '=', note)
        .groupBy('state')
        .execute();
    const people = (...states) => rows.reduce((sum, row) => sum + (states.includes(row.state) ? Number(row.people) : 0), 0);
    return { saved: people('saved', 'reading'), read: people('read') };
}
/** `3 people here saved it, 1 read it`; undefined where nobody did. */
export function readersText({ saved, read }, { shelf }) {
    if (saved > 0 && read > 0)
        return shelf.savedAndReadHere(saved, read);
    if (saved > 0)
        return shelf.savedHere(saved);
    return read > 0 ? shelf.readHere(read) : undefined;
}
/** How far somebody is in each topic. */
export function progressOf(shelf, catalog) {
    return catalog.topics.map((topic) => {
        const own = shelf.filter(({ note }) => note.topic === topic.id);
        const count = (wanted) => own.filter(({ state }) => state === wanted).length;
        return {
            topic,
            read: count('read'),
            reading: count('reading'),
            saved: count('saved'),
            of: catalog.notes.filter((note) => note.topic === topic.id).length,
        };
    });
}
/**
 * The note to read next for somebody: one that their newest read note leads to, then one that builds on
 * anything they read, then whatever comes first in the catalog; undefined when all are read.
 */
export function nextFor(shelf, catalog) {
    const read = shelf.filter(({ state }) => state === 'read').map(({ note }) => note);
    const seen = new Set(read.map(({ id }) => id));
    const open = (id) => (seen.has(id) ? undefined : catalog.get(id));
    const saved = shelf.find(({ state, note }) => state !== 'read' && open(note.id));
    const [last] = read;
    const led = last?.next.flatMap(({ to }) => ('id' in to ? (open(to.id) ?? []) : []))[0];
    if (led)
        return led;
    if (saved)
        return saved.note;
    const built = catalog.notes.find((note) => !seen.has(note.id) && note.buildsOn.some((base) => 'id' in base && seen.has(base.id)));
    return built ?? catalog.notes.find(({ id }) => !seen.has(id));
}
//# sourceMappingURL=shelf.js.map