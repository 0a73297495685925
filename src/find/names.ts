import type { Note, Paper } from '../catalog/note.ts';
import { bearable, digitsOf, isCommonSlip } from './slips.ts';
import { createSorted } from './sorted.ts';
import { createTable, hashesLessOne, hashOf } from './table.ts';
import { editDistance, gist, squash, STOP, wordsOf } from './text.ts';

/** What a name is to its paper, strongest first. `outside`: of a paper that notes refer to but the catalog lacks. */
export const KINDS = ['name', 'alias', 'title', 'outside'] as const;
export type Kind = (typeof KINDS)[number];

/** A paper that notes refer to and that has no note, and the ids of those notes, once for each time. */
export interface Outside extends Paper {
  from: string[];
}

/** Whose name it is: a note, or a paper outside the catalog. */
export type Owner = { note: Note } | { outside: Outside };

/** A name of a paper: what a query is held against. */
export interface Name {
  owner: Owner;
  kind: Kind;
  /** As it is written in the note. */
  text: string;
  /** Squashed, see {@link squash}. */
  key: string;
}

/** A name that a query may have meant, and how sure that is. */
export interface Slip {
  name: Name;
  /** Edits, a common slip counting a little less. */
  cost: number;
  sure: boolean;
}

/** Names up to this length are found through every form with one letter left out, longer ones by their ends. */
const SHORT = 12;
/** Letters of the beginning and the end of a long name, of which one edit leaves at least one whole. */
const END = 6;
/** Candidates for a misspelt name that are compared letter by letter. */
const COMPARED = 400;
const WHOLE = 1;
const GIST = 2;
const STARTS = 3;
const ENDS = 4;

/** Every text that names a paper. A title is also known by the parts before and after its colon. */
export function namesIn(owner: Owner): Name[] {
  const names: Name[] = [];
  const seen = new Set<string>();
  const add = (text: string | undefined, kind: Kind): void => {
    const key = text === undefined ? '' : squash(text).slice(0, 200);
    if (text === undefined || key === '' || seen.has(key)) return;
    seen.add(key);
    names.push({ owner, kind, text, key });
  };
  const { title } = 'note' in owner ? owner.note : owner.outside;
  const [head, ...tail] = title.split(/:\s+/);
  if ('note' in owner) {
    const { note } = owner;
    add(note.name, 'name');
    add(note.id, 'name');
    for (const alias of note.aliases) add(alias, 'alias');
    add(title, 'title');
    add(head, 'title');
    add(tail.join(': '), 'title');
  } else {
    add(title, 'outside');
    add(head, 'outside');
    for (const [, short] of title.matchAll(/\(([^()]+)\)/g)) add(short, 'outside');
  }
  return names;
}

/** An order of names that does not depend on when they were added. */
export function inOrder(a: Name, b: Name): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  const [x, y] = [a, b].map(({ owner }) => ('note' in owner ? owner.note.id : owner.outside.title));
  return (x ?? '') < (y ?? '') ? -1 : 1;
}

/** Whether no word differs by more than its own length can bear, where the words can be told apart. */
function eachBears(typed: readonly string[], name: readonly string[]): boolean {
  if (typed.length !== name.length) return true;
  return typed.every((word, i) => {
    const other = name[i] ?? '';
    if (word === other || STOP.has(word) || STOP.has(other)) return true;
    const most = Math.max(1, bearable(Math.max(word.length, other.length)));
    return editDistance(word, other, most) <= most;
  });
}

/** All names, found whole, by their beginning, by their gist or in spite of typing slips. */
export function createNames() {
  const all: (Name | undefined)[] = [];
  const free: number[] = [];
  const table = createTable();
  const lists = new Map(KINDS.map((kind) => [kind, createSorted((i) => all[i]?.key ?? '')]));

  function hashes({ key, text }: Name): number[] {
    const n = key.length;
    const [whole, same] = [hashOf(key, WHOLE), gistHash(gist(wordsOf(text)))];
    return [
      whole,
      ...(same === whole ? [] : [same]),
      ...(n <= SHORT
        ? hashesLessOne(key, WHOLE)
        : [hashOf(key.slice(0, END), STARTS + 2 * n), hashOf(key.slice(-END), ENDS + 2 * n)]),
    ];
  }

  // A gist of one word is mostly the whole name: then they share one place.
  const gistHash = (words: string): number => hashOf(words, words.includes(' ') ? GIST : WHOLE);

  const named = (numbers: Iterable<number>): Name[] => {
    const found: Name[] = [];
    for (const i of numbers) {
      const name = all[i];
      if (name) found.push(name);
    }
    return found;
  };

  function collect(hash: number): Name[] {
    const numbers = new Set<number>();
    table.collect(hash, numbers);
    return named(numbers);
  }

  return {
    /** @returns the number by which {@link remove} knows it. */
    add(name: Name): number {
      const i = free.pop() ?? all.length;
      all[i] = name;
      for (const hash of hashes(name)) table.add(hash, i);
      lists.get(name.kind)?.add(i);
      return i;
    },
    remove(i: number): void {
      const name = all[i];
      if (!name) return;
      lists.get(name.kind)?.remove(i);
      for (const hash of hashes(name)) table.remove(hash, i);
      all[i] = undefined;
      free.push(i);
    },
    /** The names of these numbers. */
    at: named,
    /** Names with exactly this key. */
    whole: (key: string) => collect(hashOf(key, WHOLE)).filter((name) => name.key === key),
    /** Names that say the same apart from small words and endings. */
    withGist(words: readonly string[]): Name[] {
      const wanted = gist(words);
      if (wanted.length < 3) return [];
      return collect(gistHash(wanted)).filter(({ text }) => gist(wordsOf(text)) === wanted);
    },
    startingWith: (key: string, kind: Kind, most: number) =>
      named(lists.get(kind)?.startingWith(key, most) ?? []),
    /** Names that differ from a key only by slips that their length can bear, best first. */
    misspelt(words: readonly string[]): Slip[] {
      const key = words.join('');
      const numbers = new Set<number>();
      const n = key.length;
      table.collect(hashOf(key, WHOLE), numbers);
      if (n <= SHORT + 2) {
        for (const hash of hashesLessOne(key, WHOLE)) table.collect(hash, numbers, COMPARED);
      }
      for (let length = Math.max(n - 3, SHORT + 1); length <= n + 3; length++) {
        table.collect(hashOf(key.slice(0, END), STARTS + 2 * length), numbers, COMPARED);
        table.collect(hashOf(key.slice(-END), ENDS + 2 * length), numbers, COMPARED);
      }
      const digits = digitsOf(key);
      const slips: Slip[] = [];
      for (const name of named(numbers)) {
        // Of a name of three letters, only a doubled or two swapped ones are slips.
        const most = Math.max(1, Math.min(bearable(n), bearable(name.key.length)));
        if (Math.min(n, name.key.length) < 3 || digitsOf(name.key) !== digits) continue;
        const distance = editDistance(key, name.key, most);
        if (distance > most || !eachBears(words, wordsOf(name.text))) continue;
        const common = distance === 1 && isCommonSlip(key, name.key);
        // A short word with any letter changed is mostly another word.
        if (name.key.length < 5 && !common) continue;
        const sure = common ? name.key.length > 3 : name.key.length >= 10 && distance < 3;
        slips.push({ name, cost: distance - (common ? 0.25 : 0), sure });
      }
      return slips.sort((a, b) => a.cost - b.cost || inOrder(a.name, b.name));
    },
  };
}
