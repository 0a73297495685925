import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { openLibrary } from '../catalog/library.ts';
import type { Note } from '../catalog/note.ts';
import type { Problem } from '../catalog/problem.ts';
import { noteCard } from '../commands/note-card.ts';
import { squash } from '../find/text.ts';
import { locate, locateAll, type Place } from './locate.ts';
import { misplaced } from './misplaced.ts';
import { UNWRITTEN } from './scaffold.ts';
import type { Measure } from './size.ts';

/** Something in a note that should be mended (`error`) or looked at (`warning`). */
export type Finding = Problem & { severity: 'error' | 'warning' };

/** A finding whose place is still to be found: `needle` within its field. */
type Loose = Omit<Finding, 'line' | 'column'> & Partial<Place> & { needle?: string };

/**
 * Checks folders of notes as one catalog, like the bot reads them: each note by itself, the notes
 * against each other, and each card against what the platforms show.
 *
 * @param today `YYYY-MM-DD`.
 * @returns how many notes there are, broken ones too, and all findings by file and line; files are
 *   named as seen from the working directory.
 * @throws when a folder can't be read.
 */
export async function checkNotes(
  folders: readonly string[],
  measure: Measure,
  today = new Date().toISOString().slice(0, 10),
): Promise<{ notes: number; findings: Finding[] }> {
  const { catalog } = await openLibrary(folders);
  const [only] = folders;
  // The catalog names files from their folder when there is but one.
  const pathOf = (file: string): string =>
    folders.length === 1 && only !== undefined ? resolve(only, file) : resolve(file);
  const found: Loose[] = [
    ...catalog.problems.map((problem): Loose => ({ ...problem, severity: 'error' })),
    ...catalog.warnings.map((problem): Loose => ({ ...problem, severity: 'warning' })),
    ...sharedNames(catalog.notes),
    ...catalog.notes.flatMap((note) => [...tooLong(note, catalog, measure), ...age(note, today)]),
  ];
  // Only files that could be read as notes are read again: others may be large, or no files at all.
  const readable = new Set(catalog.notes.map(({ file }) => file));
  const textOf = async (file: string): Promise<string> =>
    readable.has(file) ? await readFile(pathOf(file), 'utf8') : '';
  const findings: Finding[] = [];
  for (const { needle, ...loose } of found) {
    const { line = 1, column = 1, message } = loose;
    // Notes don't remember their lines, so what is found among them is looked up.
    const sought = needle ?? /"([^"]+)"/.exec(message)?.[1];
    const place =
      line === 1 && column === 1 && sought !== undefined
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
  const read = new Set([...files, ...catalog.replaced].map(pathOf));
  for (const path of folders) {
    for (const problem of await misplaced(resolve(path))) {
      if (!read.has(problem.file)) findings.push({ ...problem, severity: 'warning' });
    }
  }
  return {
    notes: new Set(files.filter((file) => file.endsWith('.md'))).size,
    findings: findings
      .map((finding) => ({ ...finding, file: fromHere(pathOf(finding.file)) }))
      .sort(byPlace),
  };
}

/** What two notes can both be called: nobody who types it gets the one they mean. */
function sharedNames(notes: readonly Note[]): Loose[] {
  const owners = new Map<string, Note>();
  for (const note of notes) owners.set(squash(note.id), note);
  const findings: Loose[] = [];
  const claim = (note: Note, field: string, name: string): void => {
    const key = squash(name);
    const owner = owners.get(key);
    if (!owner) owners.set(key, note);
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
  for (const note of notes) for (const alias of note.aliases) claim(note, 'aliases', alias);
  return findings;
}

function tooLong(note: Note, catalog: Catalog, measure: Measure): Loose[] {
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

function count(number: number): string {
  return number.toLocaleString('en');
}

function age({ file, reviewed }: Note, today: string): Loose[] {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  if (reviewed >= yearAgo) return [];
  const message = `last reviewed on ${reviewed}, over a year ago; read the note again and set the day`;
  return [{ severity: 'warning', file, field: 'reviewed', message, needle: reviewed }];
}

function isUnfinished(note: Note): boolean {
  return JSON.stringify({ ...note, picture: undefined }).includes(UNWRITTEN);
}

/** As people find it from where they are; in full when that is somewhere else. */
function fromHere(path: string): string {
  const shown = relative(process.cwd(), path);
  return (shown.startsWith('..') ? path : shown).split(sep).join('/');
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
