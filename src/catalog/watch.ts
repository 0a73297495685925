import { watch, type FSWatcher } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Log } from '../log.ts';
import { TOPICS } from './files.ts';
import type { Changes, OpenFolder } from './folder.ts';

/** Editors write a file in several steps; changes this close together are one, ms. */
const SETTLE_MS = 100;
/** But who never stops saving still sees the notes, ms. */
const PATIENCE_MS = 500;
/** How often folders are looked at that may be others by now: gone, back, or links that lead elsewhere, ms. */
const LOOK_MS = 500;
/** Of more events at once some may be missing: Linux keeps 16,384 of them (fs.inotify.max_queued_events). */
const MANY = 12_000;
/** A file's times are those of the clock's last tick, which may be this long ago, ms. */
const TICK_MS = 100;

/**
 * Calls `reread` soon after something in a folder has changed. Only folders are watched, never files:
 * there are few of them, and a link to a file elsewhere is not followed.
 *
 * @returns a function that ends it.
 */
export function watchFolder(
  folder: OpenFolder,
  log: Log,
  reread: (changes: Changes) => Promise<void>,
): () => Promise<void> {
  /** By what was watched: its place, where it really is, and which one it is there. */
  const watchers = new Map<string, FSWatcher | undefined>();
  let changes = new Set<string>();
  let events = 0;
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  let lastAt = 0;
  let closed = false as boolean;

  // A checkout changes thousands of files in one turn, so that the timer is left to run.
  const changed = (place: string): void => {
    if (closed) return;
    changes.add(place.replace(/\.svg$/, '.md'));
    if (++events > MANY) changes.add('');
    lastAt = performance.now();
    if (timer) return;
    firstAt = lastAt;
    timer = setTimeout(settle, SETTLE_MS);
  };

  const settle = (): void => {
    const rest = Math.min(lastAt + SETTLE_MS, firstAt + PATIENCE_MS) - performance.now();
    if (rest > 0) {
      timer = setTimeout(settle, rest);
      return;
    }
    timer = undefined;
    const all = changes;
    changes = new Set();
    events = 0;
    void reread(all).then(look);
  };

  const begin = (place: string, path: string, key: string): void => {
    try {
      const watcher = watch(path, { persistent: false }, (_event, name) => {
        changed(name === null ? place : join(place, name).split(sep).join('/'));
      });
      watcher.on('error', () => watcher.close());
      watcher.on('close', () => watchers.delete(key));
      watchers.set(key, watcher);
    } catch (error) {
      watchers.set(key, undefined);
      log.error({ err: error, folder: path }, 'notes in this folder are not watched');
    }
  };

  // A watcher stays with the folder it was given, wherever that goes, and sees no other come.
  const lookNow = async (): Promise<void> => {
    const there = new Map<string, { place: string; path: string }>();
    for (const place of ['', ...folder.topicFolders]) {
      try {
        const path = await realpath(join(folder.path, place));
        const { dev, ino } = await stat(path);
        there.set(`${place} ${path} ${dev} ${ino}`, { place, path });
      } catch {
        // Not there: reading the folder says so.
      }
    }
    if (closed) return;
    for (const [key, watcher] of watchers) {
      if (there.has(key)) continue;
      watcher?.close();
      watchers.delete(key);
      changed(TOPICS);
    }
    if (folder.lost && [...there.values()].some(({ place }) => place === '')) {
      folder.lost = false;
      changed('');
    }
    for (const [key, { place, path }] of there) {
      if (watchers.has(key)) continue;
      begin(place, path, key);
      // At first all of them are new, and read already.
      if (started) changed(place);
    }
  };
  let started = false as boolean;
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking.then(lookNow);
  };

  /** What was saved after it was read, but before it was watched. */
  const catchUp = async (): Promise<void> => {
    await lookNow();
    started = true;
    const since = folder.readAt - TICK_MS;
    for (const place of [TOPICS, ...folder.entries.keys()]) {
      for (const file of new Set([place, place.replace(/\.md$/, '.svg')])) {
        const found = await stat(join(folder.path, file)).catch(() => undefined);
        if (found && found.ctimeMs >= since) changed(file);
        if (closed) return;
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
    for (const watcher of watchers.values()) watcher?.close();
  };
}
