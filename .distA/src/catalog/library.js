import { watch } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { prepareLookup } from "../find/lookup.js";
import { NO_METRICS } from "../metrics/metrics.js";
import { assemble } from "./catalog.js";
import { listNotes, readNote, readTopics, TOPICS, unlistedTopic } from "./files.js";
import { describeProblem } from "./problem.js";
import { keepSame } from "./same.js";
import { gently, pace } from "./steps.js";
/** How many notes are read at once: more is no faster, and all of them may arrive in one turn. */
const AT_ONCE = 8;
/** Editors write a file in several steps; changes this close together are one, ms. */
const SETTLE_MS = 100;
/** But who never stops saving still sees the notes, ms. */
const PATIENCE_MS = 500;
/** How often folders are looked at that may be others by now: gone, back, or links that lead elsewhere, ms. */
const LOOK_MS = 500;
/** A file's times are those of the clock's last tick, which may be this long ago, ms. */
const TICK_MS = 100;
/** How many new problems are logged one by one. */
const LOGGED = 20;
/**
 * Reads folders of notes: `<topic>/<id>.md` with `<id>.svg` beside it, and `topics.yaml` for the
 * topics' order, names and colours. A note in a later folder replaces one with its id in an earlier.
 * What can't be read becomes a problem; everything else is in the catalog.
 *
 * @throws when a folder itself can't be read.
 */
export async function openLibrary(paths) {
    const shelves = paths.map((path) => ({
        path: resolve(path),
        shown: paths.length === 1 ? '' : shownAs(path),
        topics: [],
        folders: [],
        problems: [],
        entries: new Map(),
        readAt: 0,
    }));
    for (const shelf of shelves)
        await readShelf(shelf, new Set(['']));
    let catalog = await gently(compose(shelves));
    let ready = Promise.resolve();
    let reading = Promise.resolve();
    let stopWatching = () => Promise.resolve();
    let closed = false;
    /** Work that is left where it is when the library is closed. */
    const untilClosed = (steps) => gently(whileOpen(steps, () => !closed));
    const reload = async (shelf, changes, { log, metrics }) => {
        const began = performance.now();
        if (!(await rereadShelf(shelf, changes)))
            return;
        const before = catalog;
        const after = await gently(compose(shelves));
        await ready;
        await untilClosed(prepareLookup(after, before));
        if (closed)
            return;
        catalog = after;
        metrics.reread(performance.now() - began);
        await gently(logChanges(before, catalog, log));
    };
    return {
        get catalog() {
            return catalog;
        },
        watch: (log, metrics = NO_METRICS) => {
            ready = untilClosed(prepareLookup(catalog));
            const stops = shelves.map((shelf) => watchShelf(shelf, log, (changes) => {
                reading = reading
                    .then(() => reload(shelf, changes, { log, metrics }))
                    .catch((error) => log.error({ err: error }, 'notes could not be read again'));
                return reading;
            }));
            stopWatching = () => Promise.all(stops.map((stop) => stop()));
        },
        close: async () => {
            closed = true;
            await stopWatching();
            await reading;
            await ready;
        },
    };
}
function* whileOpen(steps, isOpen) {
    while (isOpen() && steps.next().done !== true)
        yield;
}
/** Reads one folder, see {@link openLibrary}. */
export async function loadCatalog(path) {
    return (await openLibrary([path])).catalog;
}
function shownAs(path) {
    const fromHere = relative(process.cwd(), resolve(path));
    const shown = fromHere.startsWith('..') ? resolve(path) : fromHere;
    return shown === '' ? '' : `${shown.split(sep).join('/')}/`;
}
/**
 * Brings a shelf up to date.
 *
 * @returns whether anything may be different now.
 * @throws when the folder can't be read; the shelf is as it was then.
 */
async function readShelf(shelf, changes) {
    const readAt = Date.now();
    const folder = { path: await realpath(shelf.path), shown: shelf.shown };
    const { topics: folders, places, problems } = await listNotes(folder);
    const listed = await readTopics(folder);
    const found = [...problems, ...listed.problems];
    const { entries } = shelf;
    const again = await gently(toRead(places, changes, entries));
    const different = again.length > 0 ||
        places.length !== entries.size ||
        changes.has(TOPICS) ||
        describe(found) !== describe(shelf.problems);
    const read = new Map();
    let next = 0;
    const ready = pace();
    const reader = async () => {
        for (let place = again[next++]; place !== undefined; place = again[next++]) {
            read.set(place, keepGood(await readNote(folder, place, ready), entries.get(place)));
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, reader));
    shelf.entries = await gently(together(places, (place) => (read.has(place) ? read.get(place) : entries.get(place))));
    if (listed.problems.length === 0)
        shelf.topics = listed.topics;
    shelf.folders = folders;
    shelf.problems = found;
    shelf.readAt = readAt;
    return different;
}
/** The places of notes that are new or changed, or whose topics did. */
function* toRead(places, changes, known) {
    const found = [];
    for (const place of places) {
        const changed = changes.has(place) || changes.has(dirname(place)) || changes.has('');
        if (changed || !known.has(place))
            found.push(place);
        yield;
    }
    return found;
}
/** Entries in the order of the listing, so that the catalog does not depend on what was saved when. */
function* together(places, entryAt) {
    const entries = new Map();
    for (const place of places) {
        const entry = entryAt(place);
        if (entry)
            entries.set(place, entry);
        yield;
    }
    return entries;
}
function describe(problems) {
    return problems.map(describeProblem).join('\n');
}
/**
 * What was read beside what was there: a broken save leaves the last good note, or its last good picture,
 * beside its problems, and what did not change stays the same object. All notes may be saved at once.
 */
function keepGood(entry, last) {
    if (!entry || !last?.note)
        return entry;
    if (!entry.note)
        return { ...entry, note: last.note };
    const { picture } = last.note;
    const note = entry.problems.length > 0 && picture ? { ...entry.note, picture } : entry.note;
    return { ...entry, note: keepSame(note, last.note) };
}
/** As {@link readShelf}; but a folder that is gone keeps what it had, and a problem. */
async function rereadShelf(shelf, changes) {
    try {
        return await readShelf(shelf, changes);
    }
    catch (error) {
        const { code = 'unknown' } = error;
        const message = `can't be read (${code}); its notes stay as they were until it is back`;
        const gone = { file: shelf.shown || shelf.path, line: 1, column: 1, field: 'folder', message };
        const known = describe(shelf.problems) === describe([gone]);
        shelf.problems = [gone];
        return !known;
    }
}
/**
 * Calls `reread` soon after something in a shelf has changed. Only folders are watched, never files:
 * there are few of them, and a link to a file elsewhere is not followed.
 *
 * @returns a function that ends it.
 */
function watchShelf(shelf, log, reread) {
    /** By what was watched: its place, where it really is, and which one it is there. */
    const watchers = new Map();
    let changes = new Set();
    let timer;
    let firstAt = 0;
    let lastAt = 0;
    let closed = false;
    // A checkout changes thousands of files in one turn, so that the timer is left to run.
    const changed = (place) => {
        if (closed)
            return;
        changes.add(place.replace(/\.svg$/, '.md'));
        lastAt = performance.now();
        if (timer)
            return;
        firstAt = lastAt;
        timer = setTimeout(settle, SETTLE_MS);
    };
    const settle = () => {
        const rest = Math.min(lastAt + SETTLE_MS, firstAt + PATIENCE_MS) - performance.now();
        if (rest > 0) {
            timer = setTimeout(settle, rest);
            return;
        }
        timer = undefined;
        const all = changes;
        changes = new Set();
        void reread(all).then(look);
    };
    const begin = (place, path, key) => {
        try {
            const watcher = watch(path, { persistent: false }, (_event, name) => {
                changed(name === null ? place : join(place, name).split(sep).join('/'));
            });
            watcher.on('error', () => watcher.close());
            watcher.on('close', () => watchers.delete(key));
            watchers.set(key, watcher);
        }
        catch (error) {
            watchers.set(key, undefined);
            log.error({ err: error, folder: path }, 'notes in this folder are not watched');
        }
    };
    // A watcher stays with the folder it was given, wherever that goes, and sees no other come.
    const lookNow = async () => {
        const there = new Map();
        for (const place of ['', ...shelf.folders]) {
            try {
                const path = await realpath(join(shelf.path, place));
                const { dev, ino } = await stat(path);
                there.set(`${place} ${path} ${dev} ${ino}`, { place, path });
            }
            catch {
                // Not there: reading the shelf says so.
            }
        }
        if (closed)
            return;
        for (const [key, watcher] of watchers) {
            if (there.has(key))
                continue;
            watcher?.close();
            watchers.delete(key);
            changed(TOPICS);
        }
        for (const [key, { place, path }] of there) {
            if (watchers.has(key))
                continue;
            begin(place, path, key);
            // At first all of them are new, and read already.
            if (started)
                changed(place);
        }
    };
    let started = false;
    let looking = Promise.resolve();
    const look = () => {
        looking = looking.then(lookNow);
    };
    /** What was saved after it was read, but before it was watched. */
    const catchUp = async () => {
        await lookNow();
        started = true;
        const since = shelf.readAt - TICK_MS;
        for (const place of [TOPICS, ...shelf.entries.keys()]) {
            for (const file of new Set([place, place.replace(/\.md$/, '.svg')])) {
                const found = await stat(join(shelf.path, file)).catch(() => undefined);
                if (found && found.ctimeMs >= since)
                    changed(file);
                if (closed)
                    return;
            }
        }
        changed('.');
    };
    looking = catchUp();
    const interval = setInterval(look, LOOK_MS).unref();
    return async () => {
        closed = true;
        clearInterval(interval);
        clearTimeout(timer);
        await looking;
        for (const watcher of watchers.values())
            watcher?.close();
    };
}
function* logChanges(before, after, log) {
    const known = new Set();
    for (const problem of before.problems) {
        known.add(describeProblem(problem));
        yield;
    }
    log.info({ notes: after.notes.length, problems: after.problems.length }, 'notes read again');
    let fresh = 0;
    for (const problem of after.problems) {
        const described = describeProblem(problem);
        if (!known.has(described) && ++fresh <= LOGGED) {
            log.warn({ problem: described }, 'a note has a problem');
        }
        yield;
    }
    if (fresh > LOGGED)
        log.warn({ more: fresh - LOGGED }, 'more notes have problems');
    const replaced = new Set(before.replaced);
    for (const file of after.replaced) {
        if (!replaced.has(file))
            log.info({ file }, 'a note is replaced by your own with the same id');
        yield;
    }
}
function* compose(shelves) {
    const listed = new Map();
    for (const shelf of shelves)
        for (const topic of shelf.topics)
            listed.set(topic.id, topic);
    for (const { folders } of shelves) {
        for (const id of folders)
            if (!listed.has(id))
                listed.set(id, unlistedTopic(id));
    }
    // The same id in two topics of one folder is a mistake; in two folders it is a replacement, if it
    // can be shown.
    const winner = new Map();
    const problems = [];
    const warnings = [];
    const broken = new Set();
    for (const shelf of shelves) {
        problems.push(...shelf.problems);
        for (const [place, entry] of shelf.entries) {
            problems.push(...entry.problems);
            warnings.push(...(entry.warnings ?? []));
            if (entry.note)
                winner.set(entry.note.id, shelf);
            else
                broken.add(basename(place, '.md'));
            yield;
        }
    }
    const notes = [];
    const replaced = [];
    for (const shelf of shelves) {
        for (const { note } of shelf.entries.values()) {
            if (note && winner.get(note.id) === shelf)
                notes.push(note);
            else if (note)
                replaced.push(note.file);
            yield;
        }
    }
    return yield* assemble([...listed.values()], notes, problems, { broken, warnings, replaced });
}
//# sourceMappingURL=library.js.map