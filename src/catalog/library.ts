import { basename, relative, resolve, sep } from 'node:path';
import { prepareLookup } from '../find/lookup.ts';
import type { Log } from '../log.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import { assemble, type Catalog, type Topic } from './catalog.ts';
import { unlistedTopic } from './files.ts';
import { openFolder, readFolder, rereadFolder, type Changes, type OpenFolder } from './folder.ts';
import type { Note } from './note.ts';
import { describeProblem, type Problem } from './problem.ts';
import { gently, type Steps } from './steps.ts';
import { watchFolder } from './watch.ts';

/** The notes' folders, and the catalog they make at this moment. */
export interface Library {
  readonly catalog: Catalog;
  /** Gets ready for lookups, and reads the folders again whenever something in them changes. */
  watch: (log: Log, metrics?: Metrics) => void;
  /** Ends watching and getting ready; nothing is left running. */
  close: () => Promise<void>;
}

/** How many new problems are logged one by one. */
const LOGGED = 20;

/**
 * Reads folders of notes: `<topic>/<id>.md` with `<id>.svg` beside it, and `topics.yaml` for the
 * topics' order, names and colours. A note in a later folder replaces one with its id in an earlier.
 * What can't be read becomes a problem; everything else is in the catalog.
 *
 * @throws when a folder itself can't be read.
 */
export async function openLibrary(paths: readonly string[]): Promise<Library> {
  const opened = paths.map((path) => openFolder(path, paths.length === 1 ? '' : shownAs(path)));
  for (const folder of opened) await readFolder(folder, new Set(['']));
  let catalog = await gently(compose(opened));
  let ready: Promise<unknown> = Promise.resolve();
  let reading = Promise.resolve();
  let stopWatching = (): Promise<unknown> => Promise.resolve();
  let closed = false as boolean;
  /** Work that is left where it is when the library is closed. */
  const isOpen = (): boolean => !closed;
  const untilClosed = (steps: Steps<unknown>): Promise<unknown> => gently(whileOpen(steps, isOpen));

  const reload = async (
    folder: OpenFolder,
    changes: Changes,
    { log, metrics }: { log: Log; metrics: Metrics },
  ): Promise<void> => {
    const began = performance.now();
    if (!(await rereadFolder(folder, changes, isOpen))) return;
    const before = catalog;
    const after = await gently(compose(opened));
    await ready;
    await untilClosed(prepareLookup(after, before));
    if (closed) return;
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
      const stops = opened.map((folder) =>
        watchFolder(folder, log, (changes) => {
          reading = reading
            .then(() => reload(folder, changes, { log, metrics }))
            .catch((error: unknown) => log.error({ err: error }, 'notes could not be read again'));
          return reading;
        }),
      );
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

function* whileOpen(steps: Steps<unknown>, isOpen: () => boolean): Steps<void> {
  while (isOpen() && steps.next().done !== true) yield;
}

/** Reads one folder, see {@link openLibrary}. */
export async function loadCatalog(path: string): Promise<Catalog> {
  return (await openLibrary([path])).catalog;
}

function shownAs(path: string): string {
  const fromHere = relative(process.cwd(), resolve(path));
  const shown = fromHere.startsWith('..') ? resolve(path) : fromHere;
  return shown === '' ? '' : `${shown.split(sep).join('/')}/`;
}

function* logChanges(before: Catalog, after: Catalog, log: Log): Steps<void> {
  const known = new Set<string>();
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
  if (fresh > LOGGED) log.warn({ more: fresh - LOGGED }, 'more notes have problems');
  const replaced = new Set(before.replaced);
  for (const file of after.replaced) {
    if (!replaced.has(file)) log.info({ file }, 'a note is replaced by your own with the same id');
    yield;
  }
}

function* compose(opened: readonly OpenFolder[]): Steps<Catalog> {
  const listed = new Map<string, Topic>();
  for (const folder of opened) for (const topic of folder.topics) listed.set(topic.id, topic);
  for (const { topicFolders } of opened) {
    for (const id of topicFolders) if (!listed.has(id)) listed.set(id, unlistedTopic(id));
  }
  // The same id in two topics of one folder is a mistake; in two folders it is a replacement, if it
  // can be shown.
  const winner = new Map<string, OpenFolder>();
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const broken = new Set<string>();
  for (const folder of opened) {
    problems.push(...folder.problems);
    for (const [place, entry] of folder.entries) {
      problems.push(...entry.problems);
      warnings.push(...(entry.warnings ?? []));
      if (entry.note) winner.set(entry.note.id, folder);
      else broken.add(basename(place, '.md'));
      yield;
    }
  }
  const notes: Note[] = [];
  const replaced: string[] = [];
  for (const folder of opened) {
    for (const { note } of folder.entries.values()) {
      if (note && winner.get(note.id) === folder) notes.push(note);
      else if (note) replaced.push(note.file);
      yield;
    }
  }
  return yield* assemble([...listed.values()], notes, problems, { broken, warnings, replaced });
}
