import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { openLibrary } from "../catalog/library.js";
import { noteCard } from "../commands/note-card.js";
import { squash } from "../find/text.js";
import { locate, locateAll } from "./locate.js";
import { UNWRITTEN } from "./scaffold.js";
/**
 * Checks folders of notes as one catalog, like the bot reads them: each note by itself, the notes
 * against each other, and each card against what the platforms show.
 *
 * @param today `YYYY-MM-DD`.
 * @returns how many notes there are, broken ones too, and all findings by file and line; files are
 *   named as seen from the working directory.
 * @throws when a folder can't be read.
 */
export async function checkNotes(folders, measure, today = new Date().toISOString().slice(0, 10)) {
    const { catalog } = await openLibrary(folders);
    const [only] = folders;
    // The catalog names files from their folder when there is but one.
    const pathOf = (file) => folders.length === 1 && only !== undefined ? resolve(only, file) : resolve(file);
    const found = [
        ...catalog.problems.map((problem) => ({ ...problem, severity: 'error' })),
        ...catalog.warnings.map((problem) => ({ ...problem, severity: 'warning' })),
        ...sharedNames(catalog.notes),
        ...catalog.notes.flatMap((note) => [...tooLong(note, catalog, measure), ...age(note, today)]),
    ];
    // Only files that could be read as notes are read again: others may be large, or no files at all.
    const readable = new Set(catalog.notes.map(({ file }) => file));
    const textOf = async (file) => readable.has(file) ? await readFile(pathOf(file), 'utf8') : '';
    const findings = [];
    for (const { needle, ...loose } of found) {
        const { line = 1, column = 1, message } = loose;
        // Notes don't remember their lines, so what is found among them is looked up.
        const sought = needle ?? /"([^"]+)"/.exec(message)?.[1];
        const place = line === 1 && column === 1 && sought !== undefined
            ? locate(await textOf(loose.file), loose.field, sought)
            : { line, column };
        findings.push({ ...loose, ...place });
    }
    for (const { file } of catalog.notes.filter(isUnfinished)) {
        for (const place of locateAll(await textOf(file), UNWRITTEN)) {
            findings.push({
                severity: 'error',
                file,
                ...place,
                message: `still to be written; put it in the place of ${UNWRITTEN} and its hint`,
            });
        }
    }
    const files = [...catalog.notes, ...catalog.problems].map(({ file }) => file);
    return {
        notes: new Set(files.filter((file) => file.endsWith('.md'))).size,
        findings: findings
            .map((finding) => ({ ...finding, file: fromHere(pathOf(finding.file)) }))
            .sort(byPlace),
    };
}
/** What two notes can both be called: nobody who types it gets the one they mean. */
function sharedNames(notes) {
    const owners = new Map();
    for (const note of notes)
        owners.set(squash(note.id), note);
    const findings = [];
    const claim = (note, field, name) => {
        const key = squash(name);
        const owner = owners.get(key);
        if (!owner)
            owners.set(key, note);
        else if (owner !== note && key !== '' && !name.includes(UNWRITTEN)) {
            findings.push({
                severity: 'error',
                file: note.file,
                field,
                message: `"${name}" is also what ${owner.name} (${owner.file}) is called; keep it in one of the two`,
                needle: name,
            });
        }
    };
    for (const note of notes) {
        claim(note, 'name', note.name);
        claim(note, 'title', note.title);
    }
    for (const note of notes)
        for (const alias of note.aliases)
            claim(note, 'aliases', alias);
    return findings;
}
function tooLong(note, catalog, measure) {
    return measure(noteCard(note, catalog))
        .filter(({ used, limit }) => used > limit)
        .map(({ platform, part, heading, used, limit }) => ({
        severity: 'error',
        file: note.file,
        field: heading ?? 'note',
        message: `too long for ${platform}: ${part} takes ${count(used)} of ${count(limit)}, ${count(used - limit)} too many; shorten it`,
        needle: '',
    }));
}
function count(number) {
    return number.toLocaleString('en');
}
function age({ file, reviewed }, today) {
    const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
    if (reviewed >= yearAgo)
        return [];
    const message = `last reviewed on ${reviewed}, over a year ago; read the note again and set the day`;
    return [{ severity: 'warning', file, field: 'reviewed', message, needle: reviewed }];
}
function isUnfinished(note) {
    return JSON.stringify({ ...note, picture: undefined }).includes(UNWRITTEN);
}
/** As people find it from where they are; in full when that is somewhere else. */
function fromHere(path) {
    const shown = relative(process.cwd(), path);
    return (shown.startsWith('..') ? path : shown).split(sep).join('/');
}
function byPlace(a, b) {
    if (a.file !== b.file)
        return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
}
//# sourceMappingURL=check.js.map