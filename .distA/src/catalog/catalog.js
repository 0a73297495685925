import { showSafely } from "./hidden.js";
import { atOnce } from "./steps.js";
/**
 * Puts notes together into a catalog and checks what only shows when they are together: links to
 * notes that don't exist. Such a note is shown all the same, without that link.
 *
 * @param extra `broken`: ids of notes that exist but can't be shown; a link to one of them is no
 *   second problem. `warnings` and `replaced`: as in {@link Catalog}.
 */
export function makeCatalog(topics, notes, problems, extra = {}) {
    return atOnce(assemble(topics, notes, problems, extra));
}
/** {@link makeCatalog} in steps. */
export function* assemble(topics, notes, problems, { broken = new Set(), warnings = [], replaced = [] }) {
    const byTopic = new Map(topics.map(({ id }) => [id, []]));
    const unlisted = [];
    for (const note of notes) {
        (byTopic.get(note.topic) ?? unlisted).push({ note, name: note.name.toLowerCase() });
        yield;
    }
    const sorted = [];
    for (const shelf of [...byTopic.values(), unlisted]) {
        shelf.sort((a, b) => compare(a.name, b.name) || compare(a.note.file, b.note.file));
        for (const { note } of shelf)
            sorted.push(note);
        yield;
    }
    const byId = new Map();
    const all = [...problems];
    for (const note of sorted) {
        const twin = byId.get(note.id);
        if (twin)
            all.push(at(note, 'file name', `${twin.file} has the same id; rename one of them`));
        else
            byId.set(note.id, note);
        yield;
    }
    const kept = [...byId.values()];
    for (const note of kept) {
        const dead = (to) => 'id' in to && !byId.has(to.id) && !broken.has(to.id);
        for (const to of note.buildsOn) {
            if (dead(to))
                all.push(at(note, 'builds_on', deadLink(to.id)));
        }
        for (const { to } of note.next) {
            if (dead(to))
                all.push(at(note, 'Where to read next', deadLink(to.id)));
        }
        yield;
    }
    const inUse = new Set(kept.map(({ topic }) => topic));
    return {
        topics: topics.filter(({ id }) => inUse.has(id)),
        notes: kept,
        problems: all,
        warnings,
        replaced,
        get: (id) => byId.get(id),
    };
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
function at(note, field, message) {
    return { file: note.file, line: 1, column: 1, field, message };
}
function deadLink(id) {
    return `there is no note "${showSafely(id, 60)}"; check the id, or link the paper as arxiv:…`;
}
//# sourceMappingURL=catalog.js.map