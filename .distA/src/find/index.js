import { addressIn, arxivIdIn } from "./arxiv.js";
import { createAuthors } from "./authors.js";
import { completions } from "./complete.js";
import { mentionsIn } from "./mentions.js";
import { createNames } from "./names.js";
import { readQuery, STAGES } from "./stages.js";
import { closest } from "./closest.js";
import { createTable, hashOf } from "./table.js";
import { squash, tells, wordsOf } from "./text.js";
import { createWords } from "./words.js";
/** How many notes a shortlist has at most. */
const SHOWN = 5;
/** Notes whose text is kept ready for comparing: about 5 KB each. */
const READINGS = 500;
/** How many are offered where none, or none for sure, was found. */
const MORE = 3;
/**
 * An empty index. What it finds does not depend on the order in which notes were added.
 *
 * @param without leaves out stages of the search, to measure what each is good for.
 */
export function createIndex({ without = [] } = {}) {
    const slots = new Map();
    const notes = [];
    const free = [];
    const nameNumbers = [];
    const names = createNames();
    const words = createWords();
    const authors = createAuthors();
    const readings = new Map();
    /** By arXiv id and address. */
    const places = createTable();
    const outsides = new Map();
    const parts = {
        names,
        words,
        authors,
        noteAt: (slot) => notes[slot],
        slotOf: (note) => slots.get(note.id) ?? -1,
        namesOf: (slot) => names.at(nameNumbers[slot] ?? []),
        readingOf,
        get: (id) => notes[slots.get(id) ?? -1],
    };
    const stages = STAGES.filter(({ name }) => !without.includes(name));
    function readingOf(note) {
        let reading = readings.get(note);
        if (reading)
            return reading;
        reading = words.read(note);
        if (readings.size >= READINGS)
            readings.clear();
        readings.set(note, reading);
        return reading;
    }
    /** The addresses of a note, and its arXiv id. */
    function placesOf({ arxiv, url, code }) {
        return [
            ...(arxiv === undefined ? [] : [`arxiv:${arxiv.toLowerCase()}`]),
            ...[url, code].flatMap((address) => addressIn(address ?? '') ?? []),
        ];
    }
    function refer(note) {
        for (const paper of outsidePapers(note)) {
            const key = `${squash(paper.title)} ${paper.arxiv ?? ''}`;
            const known = outsides.get(key);
            if (known) {
                const { from } = known.outside;
                from.set(note.id, 1 + (from.get(note.id) ?? 0));
                continue;
            }
            const outside = { ...paper, from: new Map([[note.id, 1]]) };
            outsides.set(key, { outside, numbers: names.add({ outside }) });
        }
    }
    function unrefer(note) {
        for (const paper of outsidePapers(note)) {
            const key = `${squash(paper.title)} ${paper.arxiv ?? ''}`;
            const known = outsides.get(key);
            if (!known)
                continue;
            const { from } = known.outside;
            const times = from.get(note.id) ?? 0;
            if (times > 1)
                from.set(note.id, times - 1);
            else
                from.delete(note.id);
            if (from.size > 0)
                continue;
            for (const i of known.numbers)
                names.remove(i);
            outsides.delete(key);
        }
    }
    function remove(id) {
        const slot = slots.get(id);
        const note = slot === undefined ? undefined : notes[slot];
        if (slot === undefined || !note)
            return;
        for (const i of nameNumbers[slot] ?? [])
            names.remove(i);
        words.remove(slot, note);
        authors.remove(slot, note);
        for (const place of placesOf(note))
            places.remove(hashOf(place), slot);
        unrefer(note);
        readings.delete(note);
        slots.delete(id);
        notes[slot] = undefined;
        free.push(slot);
    }
    function atPlace(place) {
        const found = new Set();
        places.collect(hashOf(place), found);
        return [...found]
            .flatMap((slot) => notes[slot] ?? [])
            .filter((note) => placesOf(note).includes(place))
            .sort(byId);
    }
    /** An arXiv id or an address is meant as such, and nothing else. */
    function findPlace(query) {
        const arxiv = arxivIdIn(query);
        const address = addressIn(query);
        if (arxiv === undefined && address === undefined)
            return undefined;
        const found = arxiv === undefined ? [] : atPlace(`arxiv:${arxiv}`);
        if (found.length === 0 && address !== undefined)
            found.push(...atPlace(address));
        const matched = arxiv === undefined
            ? { by: 'link', text: address ?? '' }
            : { by: 'arxiv', text: arxiv };
        return { matches: found.map((note) => ({ note, matched })), choose: true, sure: true };
    }
    function find(query) {
        const place = findPlace(query);
        if (place)
            return place;
        const read = readQuery(query);
        if (read.key === '')
            return undefined;
        for (const stage of stages) {
            const found = stage.find(read, parts);
            if (!found)
                continue;
            if (read.loose && 'matches' in found && stage.name !== 'exact')
                return { ...found, sure: false };
            return found;
        }
        return undefined;
    }
    function lookup(query) {
        const found = find(query);
        const outside = found && 'outside' in found ? found.outside : undefined;
        const matches = found && 'matches' in found ? found.matches : [];
        const [best] = matches;
        if (!found || !('matches' in found) || !best) {
            const arxiv = outside?.arxiv ?? arxivIdIn(query);
            return {
                kind: 'none',
                closest: outside
                    ? referring(outside)
                    : closest(readQuery(query).core, parts).slice(0, MORE),
                ...(outside && { title: outside.title }),
                ...(arxiv !== undefined && { arxiv }),
            };
        }
        const all = matches.map(({ note }) => note);
        if (found.choose && all.length > 1) {
            return { kind: 'several', notes: all.slice(0, SHOWN), matched: best.matched };
        }
        const others = found.sure ? [] : all.slice(1, MORE);
        return { kind: 'one', ...best, sure: found.sure, others };
    }
    function referring({ from }) {
        const ids = [...from.keys()].sort().slice(0, MORE);
        return ids.flatMap((id) => parts.get(id) ?? []);
    }
    return {
        get size() {
            return slots.size;
        },
        add(note) {
            remove(note.id);
            const slot = free.pop() ?? notes.length;
            slots.set(note.id, slot);
            notes[slot] = note;
            nameNumbers[slot] = names.add({ note });
            words.add(slot, note);
            authors.add(slot, note);
            for (const place of placesOf(note))
                places.add(hashOf(place), slot);
            refer(note);
        },
        remove,
        get: parts.get,
        lookup,
        complete: (typed, most) => completions(typed, most, parts, find),
        mentions: (text) => mentionsIn(text, parts, findPlace),
        search: (text, most) => words
            .search(wordsOf(text).filter(tells).map(words.stemOf), most)
            .flatMap(({ slot, score }) => {
            const note = notes[slot];
            return note ? [{ note, score }] : [];
        })
            .sort((a, b) => b.score - a.score || byId(a.note, b.note))
            .slice(0, most),
        words,
    };
}
/** Papers a note refers to that are not notes. */
function outsidePapers({ buildsOn, next }) {
    return [
        ...buildsOn.flatMap((to) => ('id' in to ? [] : [to])),
        ...next.flatMap(({ label, to }) => ('id' in to ? [] : [{ ...to, title: label }])),
    ];
}
function byId(a, b) {
    return a.id < b.id ? -1 : 1;
}
//# sourceMappingURL=index.js.map