import type { Note } from '../catalog/note.ts';
import { atOnce, type Steps } from '../catalog/steps.ts';
import { addressIn, arxivIdIn } from './arxiv.ts';
import { createAuthors } from './authors.ts';
import { completions } from './complete.ts';
import { mentionsIn, type Mention } from './mentions.ts';
import { createNames } from './names.ts';
import { createOutsides } from './outsides.ts';
import type { Outside } from './owner.ts';
import type { Reading } from './reading.ts';
import { readQuery, STAGES, type Match, type Found, type Parts } from './stages.ts';
import { closest } from './closest.ts';
import { createTable, hashOf } from './table.ts';
import { tells, wordsOf } from './text.ts';
import { createVocabulary } from './vocabulary.ts';
import { createWords } from './words.ts';

/** What a query leads to. */
export type Lookup =
  /**
   * One note. Not `sure`: it fits a description, or a name only loosely, and must be shown as the
   * closest match; `others` are the next best then.
   */
  | { kind: 'one'; note: Note; sure: boolean; matched: Match['matched']; others: Note[] }
  /** Several fit alike, best first. */
  | { kind: 'several'; notes: Note[]; matched: Match['matched'] }
  /** Nothing fits; `outside` is the paper meant, when notes refer to it or its arXiv id was given. */
  | { kind: 'none'; closest: Note[]; arxiv?: string; title?: string };

/** Notes, found by whatever people type. */
export interface Index {
  readonly size: number;
  /** Adds a note; one of the same id is replaced. */
  add: (note: Note) => void;
  remove: (id: string) => void;
  /** The note of an id, as it was added. */
  get: (id: string) => Note | undefined;
  /** The note, the notes or none that a query means. Never throws, whatever the query. */
  lookup: (query: string) => Lookup;
  /** The notes to offer while somebody types, best first, and what of each matched. */
  complete: (typed: string, most: number) => Match[];
  /** The papers a longer text speaks of, in the order of the text: see {@link Mention}. Never throws. */
  mentions: (text: string) => Mention[];
  /** The notes whose names and prose fit the words of a text best, by BM25, best first. */
  search: (text: string, most: number) => { note: Note; score: number }[];
  /** What is known of single words: who uses them, how rare they are, what a misspelt one was to be. */
  readonly words: Pick<Parts['words'], 'knows' | 'rarity' | 'respelt' | 'stemOf'>;
}

/** How many notes a shortlist has at most. */
const SHOWN = 5;
/** Notes whose text is kept ready for comparing: about 5 KB each. */
const READINGS = 500;
/** How many are offered where none, or none for sure, was found. */
const MORE = 3;

interface Options {
  /** Leaves out stages of the search, to measure what each is good for. */
  without?: readonly string[];
}

/** An empty index. What it finds does not depend on the order in which notes were added. */
export function createIndex(options?: Options): Index {
  return open(options).index;
}

/**
 * An index of many notes, in steps. Sooner than adding them one by one: all names, then all words and
 * so on, so that what each part works on stays in the processor's caches. 100,000 notes take three
 * fifths of the time.
 */
export function* buildIndex(notes: Iterable<Note>, options?: Options): Steps<Index> {
  const { index, fill } = open(options);
  yield* fill(notes);
  return index;
}

type Put = (slot: number, note: Note) => void;

function open({ without = [] }: Options = {}): {
  index: Index;
  fill: (notes: Iterable<Note>) => Steps<void>;
} {
  const slots = new Map<string, number>();
  const notes: (Note | undefined)[] = [];
  const free: number[] = [];
  /** By slot, see {@link createNames}. */
  const ownNames: number[] = [];
  const names = createNames();
  const vocabulary = createVocabulary();
  const words = createWords(vocabulary);
  const authors = createAuthors(vocabulary);
  const readings = new Map<Note, Reading>();
  /** By arXiv id and address. */
  const places = createTable();
  const outsides = createOutsides(names);
  const parts: Parts = {
    names,
    words,
    authors,
    noteAt: (slot) => notes[slot],
    slotOf: (note) => slots.get(note.id) ?? -1,
    namesOf: (slot) => names.of(ownNames[slot] ?? -1),
    readingOf,
    get: (id) => notes[slots.get(id) ?? -1],
  };
  const stages = STAGES.filter(({ name }) => !without.includes(name));

  function readingOf(note: Note): Reading {
    let reading = readings.get(note);
    if (reading) return reading;
    reading = words.read(note);
    if (readings.size >= READINGS) readings.clear();
    readings.set(note, reading);
    return reading;
  }

  /** The addresses of a note, and its arXiv id. */
  function placesOf({ arxiv, url, code }: Note): string[] {
    return [
      ...(arxiv === undefined ? [] : [`arxiv:${arxiv.toLowerCase()}`]),
      ...[url, code].flatMap((address) => addressIn(address ?? '') ?? []),
    ];
  }

  /** What is put in of a note by itself. */
  const putNames: Put = (slot, note) => (ownNames[slot] = names.add({ note }));
  const putPlaces: Put = (slot, note) => {
    for (const place of placesOf(note)) places.add(hashOf(place), slot);
  };
  const putOutsides: Put = (_, note) => {
    outsides.add(note);
  };

  function gather(slot: number, note: Note, more: 1 | -1): void {
    words.gather(slot, note, more);
    authors.gather(slot, note);
  }
  const count = (more: 1 | -1): Steps<void> => words.count(more, authors.count);

  function enter(note: Note): number {
    const slot = free.pop() ?? notes.length;
    slots.set(note.id, slot);
    notes[slot] = note;
    return slot;
  }

  function add(note: Note): void {
    remove(note.id);
    const slot = enter(note);
    for (const put of [putNames, putPlaces, putOutsides]) put(slot, note);
    gather(slot, note, 1);
    atOnce(count(1));
  }

  /** @param drain is done whenever much was gathered. */
  function* putAll(put: Put, drain?: () => Steps<void>): Steps<void> {
    for (const [slot, note] of notes.entries()) {
      if (note) put(slot, note);
      yield;
      if (drain && vocabulary.full) yield* drain();
    }
  }

  /** Adds notes to an index that is empty and that nobody asks before all steps are done. */
  function* fill(all: Iterable<Note>): Steps<void> {
    for (const note of all) {
      const twin = slots.get(note.id);
      if (twin === undefined) enter(note);
      else notes[twin] = note;
      yield;
    }
    for (const put of [putNames, putPlaces, putOutsides]) yield* putAll(put);
    yield* putAll(
      (slot, note) => {
        gather(slot, note, 1);
      },
      () => count(1),
    );
    yield* count(1);
    for (const part of [names, words, authors]) yield* part.settle();
  }

  function remove(id: string): void {
    const slot = slots.get(id);
    const note = slot === undefined ? undefined : notes[slot];
    if (slot === undefined || !note) return;
    names.remove(ownNames[slot] ?? -1);
    gather(slot, note, -1);
    atOnce(count(-1));
    for (const place of placesOf(note)) places.remove(hashOf(place), slot);
    outsides.remove(note);
    readings.delete(note);
    slots.delete(id);
    notes[slot] = undefined;
    free.push(slot);
  }

  function atPlace(place: string): Note[] {
    return [...new Set(places.under(hashOf(place)))]
      .flatMap((slot) => notes[slot] ?? [])
      .filter((note) => placesOf(note).includes(place))
      .sort(byId);
  }

  /** An arXiv id or an address is meant as such, and nothing else. */
  function findPlace(query: string): Found | undefined {
    const arxiv = arxivIdIn(query);
    const address = addressIn(query);
    if (arxiv === undefined && address === undefined) return undefined;
    const found = arxiv === undefined ? [] : atPlace(`arxiv:${arxiv}`);
    if (found.length === 0 && address !== undefined) found.push(...atPlace(address));
    const matched =
      arxiv === undefined
        ? ({ by: 'link', text: address ?? '' } as const)
        : ({ by: 'arxiv', text: arxiv } as const);
    return { matches: found.map((note) => ({ note, matched })), choose: true, sure: true };
  }

  function find(query: string): Found | undefined {
    const place = findPlace(query);
    if (place) return place;
    const read = readQuery(query);
    if (read.key === '') return undefined;
    for (const stage of stages) {
      const found = stage.find(read, parts);
      if (!found) continue;
      if (read.loose && 'matches' in found && stage.name !== 'exact')
        return { ...found, sure: false };
      return found;
    }
    return undefined;
  }

  function lookup(query: string): Lookup {
    const found = find(query);
    const outside = found && 'outside' in found ? found.outside : undefined;
    const matches = found && 'matches' in found ? found.matches : [];
    const [best] = matches;
    if (!found || !('matches' in found) || !best) {
      const arxiv = outside?.arxiv ?? arxivIdIn(query);
      return {
        kind: 'none',
        closest: outside
          ? referring(outside)
          : closest(readQuery(query).core, parts).slice(0, MORE),
        ...(outside && { title: outside.title }),
        ...(arxiv !== undefined && { arxiv }),
      };
    }
    const all = matches.map(({ note }) => note);
    if (found.choose && all.length > 1) {
      return { kind: 'several', notes: all.slice(0, SHOWN), matched: best.matched };
    }
    const others = found.sure ? [] : all.slice(1, MORE);
    return { kind: 'one', ...best, sure: found.sure, others };
  }

  function referring({ from }: Outside): Note[] {
    const ids = [...from.keys()].sort().slice(0, MORE);
    return ids.flatMap((id) => parts.get(id) ?? []);
  }

  const index: Index = {
    get size() {
      return slots.size;
    },
    add,
    remove,
    get: parts.get,
    lookup,
    complete: (typed, most) => completions(typed, most, parts, find),
    mentions: (text) => mentionsIn(text, parts, findPlace),
    search: (text, most) =>
      words
        .search(wordsOf(text).filter(tells).map(words.stemOf), most)
        .flatMap(({ slot, score }) => {
          const note = notes[slot];
          return note ? [{ note, score }] : [];
        })
        .sort((a, b) => b.score - a.score || byId(a.note, b.note))
        .slice(0, most),
    words,
  };
  return { index, fill };
}

function byId(a: Note, b: Note): number {
  return a.id < b.id ? -1 : 1;
}
