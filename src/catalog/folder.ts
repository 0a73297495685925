import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Topic } from './catalog.ts';
import { listNotes, readNote, readTopics, TOPICS, type Entry } from './files.ts';
import { describeProblem, type Problem } from './problem.ts';
import { keepSame } from './same.ts';
import { gently, pace, type Steps } from './steps.ts';

/** How many notes are read at once: more is no faster, and all of them may arrive in one turn. */
const AT_ONCE = 8;

/** A folder of notes, as it was last read. */
export interface OpenFolder {
  /** As it was given; a part of it may be a link. */
  path: string;
  /** As in {@link Folder}. */
  shown: string;
  topics: Topic[];
  /** Ids of the topics that have a folder. */
  topicFolders: string[];
  /** What is wrong with the folder, its topics and topics.yaml. */
  problems: Problem[];
  /** By place, like `alignment/lora.md`. A broken save keeps the last good note beside its problems. */
  entries: Map<string, Entry>;
  /** When it was last listed. */
  readAt: number;
  /** Whether it could not be listed when something had changed. */
  lost: boolean;
}

/** Places that changed: of notes, of whole topics (`alignment`), or of the whole folder (``). */
export type Changes = ReadonlySet<string>;

/** A folder of which nothing has been read yet. @param shown as in {@link Folder}. */
export function openFolder(path: string, shown: string): OpenFolder {
  return {
    path: resolve(path),
    shown,
    topics: [],
    topicFolders: [],
    problems: [],
    entries: new Map(),
    readAt: 0,
    lost: false,
  };
}

/**
 * Brings a folder up to date.
 *
 * @param isWanted asked before each note; once it is not, reading ends.
 * @returns whether anything may be different now.
 * @throws when the folder can't be read; the folder is as it was then, as when reading is not wanted any more.
 */
export async function readFolder(
  folder: OpenFolder,
  changes: Changes,
  isWanted: () => boolean = () => true,
): Promise<boolean> {
  const readAt = Date.now();
  const real = { path: await realpath(folder.path), shown: folder.shown };
  const { topics, places, problems } = await listNotes(real);
  const listed = await readTopics(real);
  const found = [...problems, ...listed.problems];
  const { entries } = folder;
  const again = await gently(toRead(places, changes, entries));
  const different =
    again.length > 0 ||
    places.length !== entries.size ||
    changes.has(TOPICS) ||
    describe(found) !== describe(folder.problems);

  const read = new Map<string, Entry | undefined>();
  let next = 0;
  const ready = pace();
  const reader = async (): Promise<void> => {
    for (let place = again[next++]; place !== undefined; place = again[next++]) {
      if (!isWanted()) return;
      read.set(place, keepGood(await readNote(real, place, ready), entries.get(place)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  if (!isWanted()) return false;

  folder.entries = await gently(
    together(places, (place) => (read.has(place) ? read.get(place) : entries.get(place))),
  );
  if (listed.problems.length === 0) folder.topics = listed.topics;
  folder.topicFolders = topics;
  folder.problems = found;
  folder.readAt = readAt;
  return different;
}

/** The places of notes that are new or changed, or whose topics did. */
function* toRead(
  places: readonly string[],
  changes: Changes,
  known: ReadonlyMap<string, Entry>,
): Steps<string[]> {
  const found: string[] = [];
  for (const place of places) {
    const changed = changes.has(place) || changes.has(dirname(place)) || changes.has('');
    if (changed || !known.has(place)) found.push(place);
    yield;
  }
  return found;
}

/** Entries in the order of the listing, so that the catalog does not depend on what was saved when. */
function* together(
  places: readonly string[],
  entryAt: (place: string) => Entry | undefined,
): Steps<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (const place of places) {
    const entry = entryAt(place);
    if (entry) entries.set(place, entry);
    yield;
  }
  return entries;
}

function describe(problems: Problem[]): string {
  return problems.map(describeProblem).join('\n');
}

/**
 * What was read beside what was there: a broken save leaves the last good note, or its last good picture,
 * beside its problems, and what did not change stays the same object. All notes may be saved at once.
 */
function keepGood(entry: Entry | undefined, last: Entry | undefined): Entry | undefined {
  if (!entry || !last?.note) return entry;
  if (!entry.note) return { ...entry, note: last.note };
  const { picture } = last.note;
  const note = entry.problems.length > 0 && picture ? { ...entry.note, picture } : entry.note;
  return { ...entry, note: keepSame(note, last.note) };
}

/** As {@link readFolder}; but a folder that is gone keeps what it had, and a problem. */
export async function rereadFolder(
  folder: OpenFolder,
  changes: Changes,
  isWanted: () => boolean,
): Promise<boolean> {
  try {
    return await readFolder(folder, changes, isWanted);
  } catch (error) {
    folder.lost = true;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const message = `can't be read (${code}); its notes stay as they were until it is back`;
    const gone = {
      file: folder.shown || folder.path,
      line: 1,
      column: 1,
      field: 'folder',
      message,
    };
    const known = describe(folder.problems) === describe([gone]);
    folder.problems = [gone];
    return !known;
  }
}
