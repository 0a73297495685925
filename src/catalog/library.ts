import { basename, relative, resolve, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { watch } from 'chokidar';
import type { Log } from '../log.ts';
import { makeCatalog, type Catalog, type Topic } from './catalog.ts';
import {
  isNoteFile,
  listNotes,
  readNote,
  readTopics,
  TOPICS,
  unlistedTopic,
  type Entry,
  type Folder,
} from './files.ts';
import { describeProblem, type Problem } from './problem.ts';

/** The notes' folders, and the catalog they make at this moment. */
export interface Library {
  readonly catalog: Catalog;
  /** Reads the folders again whenever something in them changes. */
  watch: (log: Log) => void;
  close: () => Promise<void>;
}

/** How long notes are read at a stretch before others have their turn, ms. */
const STRETCH_MS = 10;
/** Editors write a file in several steps; changes this close together are one, ms. */
const SETTLE_MS = 100;

interface Shelf {
  folder: Folder;
  topics: Topic[];
  /** Topics that are only folders. */
  unlisted: string[];
  problems: Problem[];
  /** By place, like `alignment/lora.md`. A broken save keeps the last good note beside its problems. */
  entries: Map<string, Entry>;
}

/**
 * Reads folders of notes: `<topic>/<id>.md` with `<id>.svg` beside it, and `topics.yaml` for the
 * topics' order, names and colours. A note in a later folder replaces one with its id in an earlier.
 * What can't be read becomes a problem; everything else is in the catalog.
 *
 * @throws when a folder itself can't be read.
 */
export async function openLibrary(paths: readonly string[]): Promise<Library> {
  const shelves: Shelf[] = [];
  for (const path of paths) {
    const shelf: Shelf = {
      folder: { path: resolve(path), shown: paths.length === 1 ? '' : shownAs(path) },
      topics: [],
      unlisted: [],
      problems: [],
      entries: new Map(),
    };
    shelves.push(shelf);
    const { topics, places } = await listNotes(shelf.folder);
    await readShelf(shelf, topics);
    await readPlaces(shelf, places);
  }
  let catalog = compose(shelves);
  let watcher: ReturnType<typeof watch> | undefined;
  let reading = Promise.resolve();

  return {
    get catalog() {
      return catalog;
    },
    watch: (log) => {
      const changed = new Set<string>();
      let timer: NodeJS.Timeout | undefined;
      const reload = async (): Promise<void> => {
        const files = [...changed];
        changed.clear();
        await rereadShelves(shelves, files);
        const before = new Set(catalog.problems.map(describeProblem));
        catalog = compose(shelves);
        log.info({ files: files.length, notes: catalog.notes.length }, 'notes read again');
        for (const problem of catalog.problems.map(describeProblem)) {
          if (!before.has(problem)) log.warn({ problem }, 'a note has a problem');
        }
      };
      const folders = shelves.map(({ folder }) => folder.path);
      watcher = watch(folders, { ignoreInitial: true, depth: 1, followSymlinks: false });
      watcher.on('all', (_event, path) => {
        changed.add(path);
        clearTimeout(timer);
        timer = setTimeout(() => {
          reading = reading.then(reload).catch((error: unknown) => {
            log.error({ err: error }, 'notes could not be read again');
          });
        }, SETTLE_MS);
      });
      watcher.on('error', (error) => log.error({ err: error }, 'notes are not watched any more'));
    },
    close: async () => {
      await watcher?.close();
      await reading;
    },
  };
}

/** Reads one folder, see {@link openLibrary}. */
export async function loadCatalog(path: string): Promise<Catalog> {
  return (await openLibrary([path])).catalog;
}

function shownAs(path: string): string {
  const fromHere = relative(process.cwd(), resolve(path));
  const shown = fromHere.startsWith('..') ? resolve(path) : fromHere;
  return `${shown.split(sep).join('/')}/`;
}

async function readShelf(shelf: Shelf, folders: string[]): Promise<void> {
  const { topics, problems } = await readTopics(shelf.folder);
  shelf.topics = topics;
  shelf.problems = problems;
  shelf.unlisted = folders.filter((id) => !topics.some((topic) => topic.id === id));
}

async function readPlaces(shelf: Shelf, places: readonly string[]): Promise<void> {
  let since = performance.now();
  for (const place of places) {
    const entry = await readNote(shelf.folder, place);
    const last = shelf.entries.get(place)?.note;
    if (!entry) shelf.entries.delete(place);
    else shelf.entries.set(place, entry.note || !last ? entry : { ...entry, note: last });
    if (performance.now() - since > STRETCH_MS) {
      await nextTurn();
      since = performance.now();
    }
  }
}

async function rereadShelves(shelves: Shelf[], files: string[]): Promise<void> {
  for (const shelf of shelves) {
    const within = files
      .map((file) => relative(shelf.folder.path, file).split(sep).join('/'))
      .filter((place) => !place.startsWith('../'));
    if (within.length === 0) continue;
    const { topics, places } = await listNotes(shelf.folder);
    await readShelf(shelf, topics);
    const there = new Set(places);
    const touched = new Set(within.map((place) => place.replace(/\.svg$/, '.md')));
    for (const place of shelf.entries.keys()) if (!there.has(place)) touched.add(place);
    for (const place of places) if (!shelf.entries.has(place)) touched.add(place);
    await readPlaces(
      shelf,
      [...touched].filter((place) => place !== TOPICS && isNoteFile(basename(place))),
    );
  }
}

function compose(shelves: Shelf[]): Catalog {
  const topics = new Map<string, Topic>();
  for (const { unlisted } of shelves) {
    for (const id of unlisted) topics.set(id, unlistedTopic(id));
  }
  const listed = new Map<string, Topic>();
  for (const shelf of shelves) for (const topic of shelf.topics) listed.set(topic.id, topic);
  const ordered = [...listed.values(), ...[...topics.values()].filter(({ id }) => !listed.has(id))];
  const entries = shelves.flatMap((shelf) =>
    [...shelf.entries].map(([place, entry]) => ({ id: basename(place, '.md'), shelf, ...entry })),
  );
  // The same id in two topics of one folder is a mistake; in two folders it is a replacement.
  const winner = new Map(entries.map(({ id, shelf }) => [id, shelf]));
  const shown = entries.filter(({ id, shelf }) => winner.get(id) === shelf);
  return makeCatalog(
    ordered,
    shown.flatMap(({ note }) => (note ? [note] : [])),
    [
      ...shelves.flatMap(({ problems }) => problems),
      ...entries.flatMap(({ problems }) => problems),
    ],
    {
      broken: new Set(entries.flatMap(({ id, note }) => (note ? [] : [id]))),
      warnings: entries.flatMap(({ warnings = [] }) => warnings),
      replaced: entries.flatMap(({ id, note, shelf }) =>
        note && winner.get(id) !== shelf ? [note.file] : [],
      ),
    },
  );
}
