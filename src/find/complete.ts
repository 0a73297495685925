import type { Note } from '../catalog/note.ts';
import { closest } from './closest.ts';
import { KINDS } from './names.ts';
import { byNote, readQuery, type Found, type Match, type Parts } from './stages.ts';
import { stem, wordsOf } from './text.ts';

/** Notes with a word in their names that are looked at. */
const LOOKED = 60;

/**
 * The notes to offer while somebody types: what a lookup finds, then starts of names, aliases and
 * titles, then words in them, then what looks alike.
 */
export function completions(
  typed: string,
  most: number,
  parts: Parts,
  find: (query: string) => Found | undefined,
): Match[] {
  const { names, words } = parts;
  const found = new Map<Note, Match>();
  const full = (): boolean => found.size >= most;
  const add = (matches: readonly Match[]): void => {
    for (const match of matches) {
      if (!full() && !found.has(match.note)) found.set(match.note, match);
    }
  };
  const { core, key } = readQuery(typed);
  if (key === '' && typed.trim() !== '') return [];
  if (key !== '') {
    const direct = find(typed);
    if (direct && 'matches' in direct) add(direct.matches);
  }
  for (const kind of KINDS) {
    if (!full() && kind !== 'outside') add(byNote(names.startingWith(key, kind, most * 4)));
  }
  if (key === '') return [...found.values()];
  if (!full()) {
    const last = core.at(-1) ?? '';
    const whole = core.slice(0, -1).map(stem);
    for (const word of new Set([last, ...words.startingWith(last, 8)])) {
      if (full()) break;
      const slots = words.inNames([...whole, stem(word)], LOOKED);
      const having = slots.flatMap((slot) =>
        parts.namesOf(slot).filter(({ text }) => wordsOf(text).some((own) => own.startsWith(last))),
      );
      add(byNote(having));
    }
  }
  if (found.size === 0 && core.length > 0) {
    add(
      closest(core, parts).map((note) => ({
        note,
        matched: { by: 'name', text: note.name } as const,
      })),
    );
  }
  return [...found.values()];
}
