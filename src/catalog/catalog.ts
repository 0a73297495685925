import type { Note, Reference } from './note.ts';
import type { Problem } from './problem.ts';

/** A shelf of the catalog: a folder of notes. */
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
  notes: Note[],
  problems: Problem[],
  {
    broken = new Set(),
    warnings = [],
    replaced = [],
  }: { broken?: ReadonlySet<string>; warnings?: Problem[]; replaced?: string[] } = {},
): Catalog {
  const order = new Map(topics.map(({ id }, i) => [id, i]));
  const sorted = [...notes].sort(
    (a, b) =>
      (order.get(a.topic) ?? topics.length) - (order.get(b.topic) ?? topics.length) ||
      (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1),
  );
  const byId = new Map<string, Note>();
  const all = [...problems];
  for (const note of sorted) {
    const twin = byId.get(note.id);
    if (twin) all.push(at(note, 'file name', `${twin.file} has the same id; rename one of them`));
    else byId.set(note.id, note);
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
  }
  return {
    topics: topics.filter(({ id }) => kept.some((note) => note.topic === id)),
    notes: kept,
    problems: all,
    warnings,
    replaced,
    get: (id) => byId.get(id),
  };
}

function at(note: Note, field: string, message: string): Problem {
  return { file: note.file, line: 1, column: 1, field, message };
}

function deadLink(id: string): string {
  return `there is no note "${id}"; check the id, or link the paper as arxiv:…`;
}
