import type { Catalog } from '../catalog/catalog.ts';
import { createIndex, type Index, type Lookup } from './index.ts';
import type { Mention } from './mentions.ts';
import type { Match } from './stages.ts';

export type { Lookup } from './index.ts';
export type { Mention } from './mentions.ts';
export type { Match } from './stages.ts';

const indexes = new WeakMap<Catalog, Index>();

/** The index of a catalog, made when it is first needed. */
export function indexOf(catalog: Catalog): Index {
  const known = indexes.get(catalog);
  if (known) return known;
  const index = createIndex();
  for (const note of catalog.notes) index.add(note);
  indexes.set(catalog, index);
  return index;
}

/** Finds the note that a query means, see {@link Index}. */
export function lookup(query: string, catalog: Catalog): Lookup {
  return indexOf(catalog).lookup(query);
}

/** The notes to offer while somebody types, best first; all in the catalog's order before the first letter. */
export function complete(typed: string, catalog: Catalog, most: number): Match[] {
  if (typed.trim() !== '') return indexOf(catalog).complete(typed, most);
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
