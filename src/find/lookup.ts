import type { Catalog } from '../catalog/catalog.ts';
import { atOnce, type Steps } from '../catalog/steps.ts';
import { buildIndex, type Index, type Lookup } from './index.ts';
import type { Mention } from './mentions.ts';
import type { Match } from './stages.ts';

export type { Lookup } from './index.ts';
export type { Mention } from './mentions.ts';
export type { Match } from './stages.ts';

/**
 * A catalog's index stands on the catalog itself, unseen: what only a weak map leads to is marked by V8's
 * collector while all else waits, which for 10,000 notes was 150 ms.
 */
const INDEX = Symbol('index');
interface Indexed {
  [INDEX]?: Index;
}
/** Indexes that are being made, and what is left to do. */
const begun = new WeakMap<Catalog, Steps<Index>>();

/** Taking a note out costs more than putting one in: where more of the notes differ than this share, all are put into a new index. */
const AFRESH = 0.2;

/**
 * Makes a catalog ready to be looked up in, in steps, so that the first query need not wait.
 *
 * @param before the catalog it replaces: only notes that differ are indexed again, unless most do.
 *   Lookups in that catalog find these as they are by now.
 */
export function prepareLookup(catalog: Catalog, before?: Catalog): Steps<Index> {
  const known = begun.get(catalog);
  if (known) return known;
  const steps = prepare(catalog, before);
  begun.set(catalog, steps);
  return steps;
}

function* prepare(catalog: Catalog, before: Catalog | undefined): Steps<Index> {
  const known = before && (before as Indexed)[INDEX];
  let kept = 0;
  for (const note of catalog.notes) {
    if (known?.get(note.id) === note) kept += 1;
    yield;
  }
  const most = Math.max(known?.size ?? 0, catalog.notes.length);
  let index: Index;
  if (known && kept >= (1 - AFRESH) * most) {
    index = known;
    for (const { id } of before.notes) {
      if (catalog.get(id) === undefined) index.remove(id);
      yield;
    }
    for (const note of catalog.notes) {
      if (index.get(note.id) !== note) index.add(note);
      yield;
    }
  } else index = yield* buildIndex(catalog.notes);
  Object.defineProperty(catalog, INDEX, { value: index, configurable: true });
  return index;
}

/** The index of a catalog, made when it is first needed. */
export function indexOf(catalog: Catalog): Index {
  return (catalog as Indexed)[INDEX] ?? atOnce(prepareLookup(catalog));
}

/** Finds the note that a query means, see {@link Index}. */
export function lookup(query: string, catalog: Catalog): Lookup {
  return indexOf(catalog).lookup(query);
}

/**
 * The notes to offer while somebody types, best first; all in the catalog's order before the first
 * letter, also after a slash alone.
 */
export function complete(typed: string, catalog: Catalog, most: number): Match[] {
  if (/[^\s/]/.test(typed)) return indexOf(catalog).complete(typed, most);
  return catalog.notes
    .slice(0, most)
    .map((note) => ({ note, matched: { by: 'name', text: note.name } }));
}

/**
 * The papers that a longer text speaks of, such as a question: every name, alias, title, citation,
 * arXiv id and link in it, in the order of the text. A paper that the catalog lacks is a mention
 * without notes.
 */
export function mentions(text: string, catalog: Catalog): Mention[] {
  return indexOf(catalog).mentions(text);
}
