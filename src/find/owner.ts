import type { Note, Paper } from '../catalog/note.ts';

/** What a name is to its paper, strongest first. `outside`: of a paper that notes refer to but the catalog lacks. */
export const KINDS = ['name', 'alias', 'title', 'outside'] as const;
export type Kind = (typeof KINDS)[number];

/** A paper that notes refer to and that has no note, and how many times each of those notes does, by id. */
export interface Outside extends Paper {
  from: Map<string, number>;
}

/** Whose name it is: a note, or a paper outside the catalog. */
export type Owner = { note: Note } | { outside: Outside };

/** The texts that name a paper, by number. From {@link ALIASES} on: a note's aliases, or what stands in brackets in the title of another paper. */
const [NAME, ID, TITLE, HEAD, TAIL] = [0, 1, 2, 3, 4];
const ALIASES = 5;

/** The number of each text that may name a paper; of equal ones the first counts. */
export function textsOf(owner: Owner): number[] {
  if ('outside' in owner)
    return [TITLE, HEAD, ...shortsOf(owner.outside).map((_, i) => ALIASES + i)];
  return [NAME, ID, ...owner.note.aliases.map((_, i) => ALIASES + i), TITLE, HEAD, TAIL];
}

/** One of the texts that may name a paper; empty if the paper has none of that number. */
export function textAt(owner: Owner, which: number): string {
  const note = 'note' in owner ? owner.note : undefined;
  const { title } = 'note' in owner ? owner.note : owner.outside;
  if (which === TITLE) return title;
  if (which === HEAD || which === TAIL) {
    const colon = /:\s+/.exec(title);
    if (!colon) return '';
    return which === HEAD
      ? title.slice(0, colon.index)
      : title.slice(colon.index + colon[0].length);
  }
  if (which === NAME) return note?.name ?? '';
  if (which === ID) return note?.id ?? '';
  const more = 'note' in owner ? owner.note.aliases : shortsOf(owner.outside);
  return more[which - ALIASES] ?? '';
}

/** What such a text is to its paper. */
export function kindOf(owner: Owner, which: number): Kind {
  if ('outside' in owner) return 'outside';
  if (which < TITLE) return 'name';
  // A title is also known by the parts before and after its colon.
  return which < ALIASES ? 'title' : 'alias';
}

/** What stands in brackets in a title: "Proximal Policy Optimization (PPO)". */
function shortsOf({ title }: Outside): string[] {
  if (!title.includes('(')) return [];
  return Array.from(title.matchAll(/\(([^()]+)\)/g), ([, short]) => short ?? '');
}
