import { compare } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { closest } from './closest.ts';
import { firstOf } from './first.ts';
import { KINDS } from './owner.ts';
import { byAuthor, byNote, readQuery } from './stages.ts';
import type { Found, Match, MatchedBy, Parts } from './stages.ts';
import { stem, wordsOf } from './text.ts';
import { wordsOfName } from './tokens.ts';

/** Notes with a word in their names that are looked at. */
const LOOKED = 60;
/** Words that start with what is typed last that are tried. */
const STARTS = 8;
/** What a paper is named by that is no name. */
const PLACES: ReadonlySet<MatchedBy> = new Set(['arxiv', 'link']);

/**
 * The notes to offer while somebody types: what is named exactly so, then starts of names, aliases and
 * titles, words in them, authors, and then what a lookup finds besides, or what looks alike.
 */
export function completions(
  typed: string,
  most: number,
  parts: Parts,
  find: (query: string) => Found | undefined,
): Match[] {
  const { names, words, authors } = parts;
  const found = new Map<Note, Match>();
  const full = (): boolean => found.size >= most;
  const add = (matches: readonly Match[]): void => {
    for (const match of matches) {
      if (!full() && !found.has(match.note)) found.set(match.note, match);
    }
  };
  const { core, key, words: all } = readQuery(typed);
  if (key === '') return [];
  const direct = find(typed);
  const meant = direct && 'matches' in direct ? direct.matches : [];
  const keys = [...new Set([all.join(''), key])];
  add(meant.filter(({ matched: { by, text } }) => PLACES.has(by) || keys.includes(keyOf(text))));
  for (const kind of KINDS) {
    if (kind === 'outside') continue;
    for (const start of keys) if (!full()) add(byNote(names.startingWith(start, kind, most * 4)));
  }
  const last = core.at(-1) ?? '';
  const whole = core.slice(0, -1).map(stem);
  for (const word of new Set([last, ...words.startingWith(last, STARTS)])) {
    if (full()) break;
    // The same ones in whatever order notes were added.
    const notes = words.inNames([...whole, stem(word)], Infinity).flatMap((slot) => {
      const id = parts.noteAt(slot)?.id;
      return id === undefined ? [] : [{ slot, id }];
    });
    const looked = firstOf(notes, LOOKED, (a, b) => compare(a.id, b.id));
    const having = looked.flatMap(({ slot }) =>
      parts.namesOf(slot).filter(({ text }) => wordsOf(text).some((own) => own.startsWith(last))),
    );
    add(byNote(having));
  }
  add(meant.filter(({ matched }) => matched.by === 'author'));
  for (const word of last.length > 2 ? authors.startingWith(last, STARTS) : []) {
    const people = [...core.slice(0, -1), word];
    if (!full()) add(byAuthor(authors.find(people, parts.noteAt), people));
  }
  add(meant);
  if (found.size === 0) {
    const matched = { by: 'description', text: core.join(' ') } as const;
    add(closest(core, parts).map((note) => ({ note, matched })));
  }
  return [...found.values()];
}

const keyOf = (name: string): string => wordsOfName(name).join('');
