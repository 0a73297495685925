import { compare } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { readCitation, type createAuthors } from './authors.ts';
import { contained } from './contained.ts';
import { described, LIKELY } from './described.ts';
import { firstOf } from './first.ts';
import type { createNames, Name, Slip, Wanted } from './names.ts';
import type { Kind, Outside } from './owner.ts';
import { byFuse } from './closest.ts';
import { ASKING, gist, renames, STOP, stem, tells, wordsOf } from './text.ts';
import { tokensOf } from './tokens.ts';
import type { Reading } from './reading.ts';
import type { createWords } from './words.ts';

/** A note that fits, and what of it did: the name it was found by, an author, an id. */
export interface Match {
  note: Note;
  matched: { by: MatchedBy; text: string };
}

export type MatchedBy =
  Exclude<Kind, 'outside'> | 'author' | 'arxiv' | 'link' | 'typo' | 'description';

/** What the stages search in. */
export interface Parts {
  names: ReturnType<typeof createNames>;
  words: ReturnType<typeof createWords>;
  authors: ReturnType<typeof createAuthors>;
  noteAt: (slot: number) => Note | undefined;
  slotOf: (note: Note) => number;
  namesOf: (slot: number) => Name[];
  get: (id: string) => Note | undefined;
  readingOf: (note: Note) => Reading;
}

/** A query, read. */
export interface Query {
  words: string[];
  /** The words without those around them that only ask: "the … paper". */
  core: string[];
  /** The core without spaces. */
  key: string;
  /** Whether a word beside the core may make something else of it, so that nothing is certain. */
  loose: boolean;
}

/** Matches, best first; `choose`: alike, so that the person has to choose. Or: it is none of the notes. */
export type Found =
  { matches: Match[]; choose: boolean; sure: boolean } | { outside: Outside | undefined };

/** One way to find; the first that finds something answers. */
export interface Stage {
  name: string;
  find: (query: Query, parts: Parts) => Found | undefined;
}

/** Letters of a query that are read, and words: more is no name and no description. */
const READ = 300;
const WORDS = 48;
/** Notes whose names are read word by word. */
const LOOKED = 60;
/** Letters of the shortest name that is found with a slip in it whatever else fits. */
const SLIPPED = 5;
/** Names with the same beginning that are looked at. */
const SAME_START = 100;
/** Notes that fit alike and are told of: more than anybody is offered at a time. */
const MATCHES = 100;

/** Before a name of one word they may make a thing of it: "paper clip". */
const NOUNS = new Set(['article', 'note', 'paper', 'pdf', 'preprint', 'publication']);
/** As may these, unless something is asked for: "us constitution", but "show us lora". */
const PEOPLE = new Set([
  'he',
  'her',
  'his',
  'it',
  'its',
  'my',
  'our',
  'she',
  'their',
  'us',
  'your',
]);

export function readQuery(text: string): Query {
  const tokens = tokensOf(text.slice(0, READ), WORDS).slice(0, WORDS);
  const words = tokens.map(({ word }) => word);
  let from = 0;
  let to = words.length;
  while (from < to && !tells(words[from] ?? '')) from++;
  while (to > from && !tells(words[to - 1] ?? '')) to--;
  if (from === to) [from, to] = [0, words.length];
  while (renames(words[from - 1] ?? '')) from--;
  while (renames(words[to] ?? '')) to++;
  const core = words.slice(from, to);
  const before = words.slice(0, from);
  const last = before.at(-1) ?? '';
  const loose =
    [from, to].some((i) => i > 0 && tokens[i]?.gap === '-') ||
    (NOUNS.has(last) && core.length === 1) ||
    (PEOPLE.has(last) && !before.some((word) => ASKING.has(word)));
  return { words, core, key: core.join(''), loose };
}

export const STAGES: readonly Stage[] = [
  { name: 'exact', find: exact },
  { name: 'citation', find: citation },
  { name: 'prefix', find: prefix },
  { name: 'typo', find: typo },
  { name: 'subject', find: subject },
  { name: 'contained', find: contained },
  { name: 'in title', find: inTitle },
  { name: 'respelt', find: respelt },
  { name: 'description', find: described },
  { name: 'used as typed', find: usedAsTyped },
];

const STRENGTH: Record<Kind, number> = { name: 0, alias: 1, title: 2, outside: 3 };

/** One match per note, by its strongest name; stronger first, then the more names fit, then shorter ones. Not more than {@link MATCHES}. */
export function byNote(names: readonly Name[]): Match[] {
  const notes = new Map<Note, { name: Name; count: number }>();
  for (const name of names) {
    if (!('note' in name.owner) || name.kind === 'outside') continue;
    const known = notes.get(name.owner.note);
    if (!known) notes.set(name.owner.note, { name, count: 1 });
    else {
      known.count += 1;
      if (order(name, known.name) < 0) known.name = name;
    }
  }
  return firstOf(
    notes,
    MATCHES,
    ([a, x], [b, y]) =>
      STRENGTH[x.name.kind] - STRENGTH[y.name.kind] ||
      y.count - x.count ||
      x.name.key.length - y.name.key.length ||
      (a.id < b.id ? -1 : 1),
  ).map(([note, { name }]) => ({ note, matched: matchedBy(name) }));
}

function order(a: Name, b: Name): number {
  return (
    STRENGTH[a.kind] - STRENGTH[b.kind] || a.key.length - b.key.length || (a.key < b.key ? -1 : 1)
  );
}

export function matchedBy({ kind, text }: Name): Match['matched'] {
  return { by: kind === 'outside' ? 'title' : kind, text };
}

/** Of names that fit alike, those of the strongest kind. */
function strongest(names: readonly Name[]): Name[] {
  const least = names.reduce((so, { kind }) => Math.min(so, STRENGTH[kind]), Infinity);
  return names.filter(({ kind }) => STRENGTH[kind] === least);
}

/** Of the papers outside the catalog that names may mean, the one to tell of: rather one with an arXiv id. */
export function outsideOf(names: readonly Name[]): Outside | undefined {
  const all = names.flatMap(({ owner }) => ('outside' in owner ? [owner.outside] : []));
  return all.sort(
    (a, b) =>
      Number(b.arxiv !== undefined) - Number(a.arxiv !== undefined) ||
      compare(a.title, b.title) ||
      compare(a.arxiv ?? '', b.arxiv ?? ''),
  )[0];
}

/** The names that are these words, or say the same. */
export function sameAs(
  words: readonly string[],
  { names }: Parts,
  said = gist(words),
  wanted?: Wanted,
): Name[] {
  const key = words.join('');
  return names.has(key) ? names.whole(key, wanted) : names.withGist(said, wanted);
}

function exact(query: Query, parts: Parts): Found | undefined {
  const { words, core, loose } = query;
  const isWhole = parts.names.has(words.join(''));
  const same = sameAs(words, parts);
  const best = strongest(words.length === core.length ? same : [...same, ...sameAs(core, parts)]);
  if (best.length === 0) return undefined;
  const matches = byNote(best);
  // A slip in a name may make a small word of one of its own.
  const all = isWhole ? matches : beside(matches, query, parts);
  if (all.length === 0) return { outside: outsideOf(best) };
  return { matches: all, choose: true, sure: matches.length > 0 && (isWhole || !loose) };
}

/** The words of a query that may name people, and the notes of those that `people` name. */
function readPeople({ words }: Query, { authors, noteAt }: Parts) {
  const { words: named, year, first } = readCitation(words);
  // Also a surname like "He", which is no telling word elsewhere.
  const telling = named.filter((word) => tells(word) || (word.length > 1 && authors.knows(word)));
  const notesOf = (people: readonly string[]): Note[] =>
    authors.find(people, noteAt, { year, first });
  return { telling, notesOf, cited: first || year !== undefined };
}

/** Authors, as papers are cited: "vaswani et al 2017", "patrick lewis". */
function citation(query: Query, parts: Parts): Found | undefined {
  const { telling, notesOf, cited } = readPeople(query, parts);
  if (!cited && telling.length < 2) return undefined;
  const notes = notesOf(telling);
  if (notes.length === 0) return undefined;
  return { matches: beside(byAuthor(notes, telling), query, parts), choose: true, sure: true };
}

/** An author and a subject, which the note has to speak of: "tom brown few-shot". */
function subject(query: Query, parts: Parts): Found | undefined {
  const { telling, notesOf } = readPeople(query, parts);
  const people = telling.filter((word) => tells(word) && parts.authors.knows(word));
  const rest = query.core.filter((word) => telling.includes(word) && !people.includes(word));
  if (rest.length === 0 || !people.some((word) => word.length > 3)) return undefined;
  const notes = notesOf(people).filter((note) =>
    rest.every((word) => parts.words.has(parts.slotOf(note), stem(word)) !== undefined),
  );
  if (notes.length === 0) return undefined;
  return { matches: byAuthor(notes, people), choose: true, sure: false };
}

/** Notes of an author: those the author leads first, then the latest. */
export function byAuthor(notes: readonly Note[], people: readonly string[]): Match[] {
  const named = (author: string): boolean => people.some((word) => wordsOf(author).at(-1) === word);
  return [...notes]
    .map((note) => ({ note, at: note.authors.findIndex(named) }))
    .sort(
      (a, b) =>
        Number(a.at !== 0) - Number(b.at !== 0) ||
        b.note.year - a.note.year ||
        (a.note.id < b.note.id ? -1 : 1),
    )
    .map(({ note, at }) => ({ note, matched: { by: 'author', text: note.authors[at] ?? '' } }));
}

/** What fits, and notes with a name that is one slip away, since it may as well be meant. */
function beside(matches: readonly Match[], query: Query, parts: Parts): Match[] {
  if (query.words.join('').length < SLIPPED - 1) return [...matches];
  const known = new Set(matches.map(({ note }) => note));
  return [...matches, ...slipped(query, parts).filter(({ note }) => !known.has(note))];
}

/**
 * Names that the query may be with slips in it, with or without the small words around it, best first.
 * `whole`: with all its words.
 */
function slipsOf(
  { core, words }: Query,
  { names, words: { uses } }: Parts,
): (Slip & { whole: boolean })[] {
  const slips = names.misspelt(core, uses).map((slip) => ({ ...slip, whole: false }));
  if (core.length === words.length) return slips;
  const wholes = names.misspelt(words, uses).map((slip) => ({ ...slip, whole: true }));
  return [...slips, ...wholes].sort((a, b) => a.cost - b.cost);
}

/** Notes with a name of five letters or more that is one slip away. */
function slipped(query: Query, parts: Parts): Match[] {
  const near = slipsOf(query, parts).filter(
    ({ name, distance }) => distance === 1 && name.key.length >= SLIPPED,
  );
  return asTypos(byNote(near.map(({ name }) => name)));
}

function asTypos(matches: readonly Match[]): Match[] {
  return matches.map(({ note, matched }) => ({ note, matched: { ...matched, by: 'typo' } }));
}

/** The beginning of a name, else a surname, else the beginning of an alias or a title. */
function prefix(query: Query, parts: Parts): Found | undefined {
  const { words, core, key } = query;
  const { names, authors, noteAt } = parts;
  const starts = [...new Set([key, words.join('')])].filter((start) => start.length > 1);
  if (!core.some((word) => !STOP.has(word))) return undefined;
  const starting = (kind: Kind): Name[] =>
    starts.flatMap((start) =>
      names
        .startingWith(start, kind, SAME_START)
        // "llama 3" is no beginning of "llama 30b".
        .filter((name) => !/\p{N}$/u.test(start) || !/^\p{N}/u.test(name.key.slice(start.length))),
    );
  const found = (matches: readonly Match[], sure: boolean): Found => ({
    matches: beside(matches, query, parts),
    choose: true,
    sure,
  });
  const named = byNote(starting('name'));
  if (named.length > 0) return found(named, key.length > 2);
  const [surname = ''] = core;
  if (core.length === 1 && surname.length > 1) {
    const notes = authors.find(core, noteAt);
    if (notes.length > 0) return found(byAuthor(notes, core), notes.length === 1);
  }
  const others = byNote([...starting('alias'), ...starting('title')]);
  const kind = others[0]?.matched.by;
  if (kind === undefined) return undefined;
  return found(
    others.filter(({ matched }) => matched.by === kind),
    core.length > 1,
  );
}

/** Names that have all the words that say something, in their order. */
function inTitle(query: Query, parts: Parts): Found | undefined {
  const stems = [...new Set(query.core.filter(tells).map(stem))];
  if (stems.length === 0) return undefined;
  // Words that are in so many names name none; then the best by their words alone are looked at.
  let slots = parts.words.inNames(stems, LOOKED + 1);
  if (slots.length > LOOKED) slots = parts.words.search(stems, LIKELY).map(({ slot }) => slot);
  const names: { name: Name; whole: boolean }[] = [];
  for (const slot of slots) {
    for (const name of parts.namesOf(slot)) {
      const words = parts.words.stemsIn(name.text);
      let at = -1;
      if (!stems.every((word) => (at = words.indexOf(word, at + 1)) >= 0)) continue;
      names.push({ name, whole: ` ${words.join(' ')} `.includes(` ${stems.join(' ')} `) });
    }
  }
  const together = names.filter(({ whole }) => whole);
  const best = together.length > 0 ? together : names;
  const matches = byNote(best.map(({ name }) => name));
  if (matches.length === 0) return undefined;
  return {
    matches: beside(matches, query, parts),
    choose: true,
    sure: together.length > 0 && stems.length > 1,
  };
}

/** A name with typing slips in it. */
function typo(query: Query, parts: Parts): Found | undefined {
  const { core, key } = query;
  // What notes use as it is typed is no slip, or only the last guess: see usedAsTyped.
  if (core.length === 1 && parts.words.uses(key)) return undefined;
  const slips = slipsOf(query, parts);
  const [first] = slips;
  // A name that has the query's small words as well fits no worse for a slip of a less common kind.
  const best = slips.filter(
    ({ cost, distance, whole }) => cost === first?.cost || (whole && distance === first?.distance),
  );
  const matches = byFuse(
    key,
    best.map(({ name }) => name),
  );
  if (matches.length === 0) {
    const outside = outsideOf(best.map(({ name }) => name));
    return outside && { outside };
  }
  return { matches: asTypos(matches), choose: true, sure: best.every(({ sure }) => sure) };
}

/** A name with one slip that makes a word of it. */
function usedAsTyped(query: Query, parts: Parts): Found | undefined {
  const matches = slipped(query, parts);
  return matches.length === 0 ? undefined : { matches, choose: true, sure: false };
}

/** The query with its misspelt words put right. */
function respelt({ words, core }: Query, parts: Parts): Found | undefined {
  const right = (word: string): string =>
    parts.words.knows(word) || parts.authors.knows(word)
      ? word
      : (parts.words.respelt(word) ?? word);
  const put = core.map(right);
  if (put.every((word, i) => word === core[i])) return undefined;
  const query = { words: words.map(right), core: put, key: put.join(''), loose: true };
  for (const stage of [exact, citation, subject, contained, inTitle, described]) {
    const found = stage(query, parts);
    if (!found) continue;
    return 'outside' in found ? found : { ...found, sure: false };
  }
  return undefined;
}
