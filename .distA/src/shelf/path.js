/** Words a minute of somebody who reads to understand; Brysbaert 2019 found 238 for plain English prose. */
const WORDS_A_MINUTE = 200;
/**
 * What to read, in which order, to understand a note: all that it builds on in the catalog, bases
 * first, older before newer, without what is known already.
 *
 * @param known ids that are left out, with everything only they need.
 * @param from only what lies between this note and the goal, where one leads to the other.
 */
export function pathTo(goal, catalog, known = new Set(), from) {
    const bases = basesIn(catalog);
    /** Per note that is needed, the note that needs it. */
    const neededBy = new Map();
    const visit = (note, by) => {
        if (neededBy.has(note.id))
            return;
        neededBy.set(note.id, by);
        for (const base of bases(note))
            if (!known.has(base.id))
                visit(base, note);
    };
    visit(goal, undefined);
    const between = from && throughOf(from, goal, bases);
    const wanted = [...neededBy.keys()].filter((id) => !between || between.has(id));
    // Bases before what builds on them; of those that could come next the oldest.
    const left = new Set(wanted);
    const steps = [];
    while (left.size > 0) {
        const ready = [...left]
            .flatMap((id) => catalog.get(id) ?? [])
            .filter((note) => bases(note).every((base) => !left.has(base.id) || base.id === note.id))
            .sort((a, b) => a.year - b.year || (a.id < b.id ? -1 : 1));
        // Notes that build on each other in a circle have no order; the oldest goes first.
        const next = ready[0] ?? [...left].flatMap((id) => catalog.get(id) ?? [])[0];
        if (!next)
            break;
        left.delete(next.id);
        steps.push({ note: next, for: neededBy.get(next.id) });
    }
    return steps;
}
/** Whether a note builds on another, directly or through others. */
export function leadsTo(from, goal, catalog) {
    return throughOf(from, goal, basesIn(catalog)) !== undefined;
}
/** Tells what a note builds on in the catalog. */
function basesIn(catalog) {
    return ({ buildsOn }) => buildsOn.flatMap((base) => ('id' in base ? (catalog.get(base.id) ?? []) : []));
}
/** The notes on any way from one to another; undefined when there is none. */
function throughOf(from, goal, bases) {
    const memo = new Map();
    const leads = (note) => {
        const done = memo.get(note.id);
        if (done !== undefined)
            return done;
        memo.set(note.id, note.id === from.id);
        const found = note.id === from.id || bases(note).some(leads);
        memo.set(note.id, found);
        return found;
    };
    if (!leads(goal))
        return undefined;
    return new Set([...memo].flatMap(([id, on]) => (on ? [id] : [])));
}
/** Minutes that a note takes to read, at least one. */
export function minutesOf({ tldr, contributions, why, next }) {
    const text = [tldr, contributions, why, ...next.map((entry) => entry.why)].join(' ');
    return Math.max(1, Math.round(text.split(/\s+/).length / WORDS_A_MINUTE));
}
//# sourceMappingURL=path.js.map