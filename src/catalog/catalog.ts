import { showSafely } from './hidden.ts';
import type { Note, Reference } from './note.ts';
import type { Problem } from './problem.ts';
import { atOnce, type Steps } from './steps.ts';

/** A part of the catalog: a folder of notes. */
export interface Topic {
  id: string;
  name: string;
  /** The accent of its cards, `#rrggbb`. */
  colour: string;
}

/** All notes that can be shown, in the order of their topics and then by name. */
export interface Catalog {
  topics: Topic[];
  notes: Note[];
  /** What is wrong with notes: those that are left out, and links that lead nowhere. */
  problems: Problem[];
  /** What is worth mending but changes nothing that is shown. */
  warnings: Problem[];
  /** Files of notes that a later folder's note with the same id replaces. */
  replaced: string[];
  get: (id: string) => Note | undefined;
}

/**
 * Puts notes together into a catalog and checks what only shows when they are together: links to
 * notes that don't exist. Such a note is shown all the same, without that link.
 *
 * @param extra `broken`: ids of notes that exist but can't be shown; a link to one of them is no
 *   second problem. `warnings` and `replaced`: as in {@link Catalog}.
 */
export function makeCatalog(
  topics: Topic[],
  notes: readonly Note[],
  problems: readonly Problem[],
  extra: Extra = {},
): Catalog {
  return atOnce(assemble(topics, notes, problems, extra));
}

interface Extra {
  broken?: ReadonlySet<string>;
  warnings?: Problem[];
  replaced?: string[];
}

/** {@link makeCatalog} in steps. */
export function* assemble(
  topics: Topic[],
  notes: readonly Note[],
  problems: readonly Problem[],
  { broken = new Set(), warnings = [], replaced = [] }: Extra,
): Steps<Catalog> {
  const byTopic = new Map(topics.map(({ id }): [string, Keyed[]] => [id, []]));
  const unlisted: Keyed[] = [];
  for (const note of notes) {
    (byTopic.get(note.topic) ?? unlisted).push({ note, name: note.name.toLowerCase() });
    yield;
  }
  const sorted: Note[] = [];
  for (const part of [...byTopic.values(), unlisted]) {
    part.sort((a, b) => compare(a.name, b.name) || compare(a.note.file, b.note.file));
    for (const { note } of part) sorted.push(note);
    yield;
  }
  const byId = new Map<string, Note>();
  const all = [...problems];
  for (const note of sorted) {
    const twin = byId.get(note.id);
    if (twin) all.push(at(note, 'file name', `${twin.file} has the same id; rename one of them`));
    else byId.set(note.id, note);
    yield;
  }
  const kept = [...byId.values()];
  for (const note of kept) {
    const dead = (to: Reference): to is { id: string } =>
      'id' in to && !byId.has(to.id) && !broken.has(to.id);
    for (const to of note.buildsOn) {
      if (dead(to)) all.push(at(note, 'builds_on', deadLink(to.id)));
    }
    for (const { to } of note.next) {
      if (dead(to)) all.push(at(note, 'Where to read next', deadLink(to.id)));
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

interface Keyed {
  note: Note;
  /** What it is sorted by. */
  name: string;
}

/** An order of texts by their codes, the same in every language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function at(note: Note, field: string, message: string): Problem {
  return { file: note.file, line: 1, column: 1, field, message };
}

function deadLink(id: string): string {
  return `there is no note "${showSafely(id, 60)}"; check the id, or link the paper as arxiv:…`;
}
