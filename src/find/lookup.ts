import Fuse from 'fuse.js';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { arxivIdIn } from './arxiv.ts';
import { editDistance, normalise, squash } from './text.ts';

/** What a query leads to. `none` carries the closest names, and the arXiv id if one was asked for. */
export type Lookup =
  | { kind: 'one'; note: Note }
  | { kind: 'several'; notes: Note[] }
  | { kind: 'none'; closest: Note[]; arxiv?: string };

interface Name {
  /** Squashed, see {@link squash}. */
  key: string;
  note: Note;
}

interface Index {
  exact: Map<string, Set<Note>>;
  arxiv: Map<string, Note>;
  surnames: Map<string, Set<Note>>;
  names: Name[];
  fuse: Fuse<Name>;
}

const SHOWN = 5;
const NOISE = /\b(the|a|an|paper|papers|article|note|et al)\b/g;

const indexes = new WeakMap<Catalog, Index>();

function indexOf(catalog: Catalog): Index {
  const known = indexes.get(catalog);
  if (known) return known;
  const exact = new Map<string, Set<Note>>();
  const surnames = new Map<string, Set<Note>>();
  const add = (map: Map<string, Set<Note>>, key: string, note: Note): void => {
    if (key !== '') map.set(key, (map.get(key) ?? new Set()).add(note));
  };
  const names: Name[] = [];
  for (const note of catalog.notes) {
    const keys = new Set([note.id, note.name, note.title, ...note.aliases].map(squash));
    for (const key of keys) {
      add(exact, key, note);
      names.push({ key, note });
    }
    for (const author of note.authors) {
      add(surnames, normalise(author), note);
      add(surnames, normalise(author).split(' ').at(-1) ?? '', note);
    }
  }
  const index: Index = {
    exact,
    surnames,
    names,
    arxiv: new Map(catalog.notes.flatMap((note) => (note.arxiv ? [[note.arxiv, note]] : []))),
    fuse: new Fuse(names, { keys: ['key'], threshold: 0.35, ignoreLocation: true }),
  };
  indexes.set(catalog, index);
  return index;
}

/**
 * Finds the note that a query means: by name, alias, title, id, arXiv id or address, the start of a
 * name, an author, or a name with typing slips in it.
 */
export function lookup(query: string, catalog: Catalog): Lookup {
  const index = indexOf(catalog);
  const arxiv = arxivIdIn(query);
  if (arxiv !== undefined) {
    const note = index.arxiv.get(arxiv);
    return note ? { kind: 'one', note } : { kind: 'none', closest: [], arxiv };
  }
  const plain = normalise(query.slice(0, 300));
  const key = squash(plain);
  const core = plain.replace(NOISE, ' ').replace(/ +/g, ' ').trim();
  if (key === '') return { kind: 'none', closest: [] };
  const found =
    index.exact.get(key) ??
    index.exact.get(squash(core)) ??
    index.surnames.get(core) ??
    index.surnames.get(core.replace(/ (19|20)\d\d$/, '')) ??
    startingWith(squash(core), index) ??
    misspelt(squash(core), index);
  const notes = [...(found ?? [])];
  const [note] = notes;
  if (note && notes.length === 1) return { kind: 'one', note };
  if (notes.length > 1) return { kind: 'several', notes: notes.slice(0, SHOWN) };
  return { kind: 'none', closest: closest(squash(core), index) };
}

/** The notes to offer while somebody types, best first: whole names, starts of names, then look-alikes. */
export function complete(typed: string, catalog: Catalog, most: number): Note[] {
  const index = indexOf(catalog);
  const key = squash(typed.slice(0, 300));
  if (typed.trim() === '') return catalog.notes.slice(0, most);
  const found = lookup(typed, catalog);
  const direct = found.kind === 'one' ? [found.note] : found.kind === 'several' ? found.notes : [];
  const starts = startingWith(key, index) ?? [];
  return [...new Set([...direct, ...starts, ...closest(key, index, most)])].slice(0, most);
}

function startingWith(key: string, { names }: Index): Set<Note> | undefined {
  if (key.length < 2) return undefined;
  const notes = new Set(names.filter((name) => name.key.startsWith(key)).map(({ note }) => note));
  return notes.size > 0 ? notes : undefined;
}

/** Slips that a name of this length can bear before it could be another name. */
function bearable(length: number): number {
  return length < 3 ? 0 : length < 8 ? 1 : length < 16 ? 2 : 3;
}

function misspelt(key: string, { names }: Index): Set<Note> | undefined {
  let least = bearable(key.length);
  let notes = new Set<Note>();
  for (const name of names) {
    const distance = editDistance(key, name.key, least);
    if (distance > least || distance > bearable(name.key.length)) continue;
    if (distance < least) notes = new Set();
    least = distance;
    notes.add(name.note);
  }
  return notes.size > 0 ? notes : undefined;
}

function closest(key: string, { fuse }: Index, most = 3): Note[] {
  if (key === '') return [];
  const hits = fuse.search(key.slice(0, 32), { limit: most * 4 });
  return [...new Set(hits.map(({ item }) => item.note))].slice(0, most);
}
