import Fuse from 'fuse.js';
import type { Note } from '../catalog/note.ts';
import { inOrder, type Name } from './names.ts';
import type { Kind } from './owner.ts';
import { byNote, type Match, type Parts } from './stages.ts';
import { stem, tells } from './text.ts';

/** Names that fuse.js scores for one query. Its time grows with their number; over all of them it is seconds. */
const SHORTLIST = 24;
/** fuse.js cuts longer patterns into pieces of this length. */
const PATTERN = 32;

/** The notes of a shortlist of names, those that look most like the key first. */
export function byFuse(key: string, names: readonly Name[]): Match[] {
  if (names.length < 2) return byNote(names);
  const known = byNote(names);
  if (known.length < 2) return known;
  const fuse = new Fuse([...names].sort(inOrder), {
    keys: ['key'],
    threshold: 0.6,
    ignoreLocation: true,
  });
  const found = fuse.search(key.slice(0, PATTERN)).flatMap(({ item }) => byNote([item]));
  const notes = new Map<Note, Match>();
  for (const match of [...found, ...known]) {
    if (!notes.has(match.note)) notes.set(match.note, match);
  }
  return [...notes.values()];
}

/** The notes to offer when none fits: names that look like the query, then texts that speak of it. */
export function closest(core: readonly string[], parts: Parts): Note[] {
  const key = core.join('');
  const { names, words, noteAt } = parts;
  const telling = core.filter(tells).map(stem);
  const spoken = words
    .search(telling, 3)
    .flatMap(({ slot, score }) => [{ note: noteAt(slot), score }])
    .sort((a, b) => b.score - a.score || ((a.note?.id ?? '') < (b.note?.id ?? '') ? -1 : 1))
    .flatMap(({ note }) => note ?? [])
    .slice(0, 3);
  const starting = (n: number, kind: Kind): Name[] =>
    names.startingWith(key.slice(0, n), kind, SHORTLIST).sort(inOrder);
  const near = [
    ...core
      .slice(0, 3)
      .flatMap((word) => names.misspelt([word], words.uses).map(({ name }) => name)),
    ...starting(3, 'name'),
    ...starting(3, 'alias'),
    ...starting(1, 'name'),
  ];
  const looks = byFuse(key, distinct(near).slice(0, SHORTLIST)).map(({ note }) => note);
  return [...new Set([...looks.slice(0, 2), ...spoken, ...looks])];
}

/** Names without those of the same paper and key as one before. */
function distinct(names: readonly Name[]): Name[] {
  const known = new Map<unknown, Set<string>>();
  return names.filter(({ owner, key }) => {
    const paper = 'note' in owner ? owner.note : owner.outside;
    const keys = known.get(paper) ?? new Set();
    known.set(paper, keys);
    return keys.size < keys.add(key).size;
  });
}
