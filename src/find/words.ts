import type { Note } from '../catalog/note.ts';
import { createPostings, FLAGS, post, postingOf, unpost, type Postings } from './postings.ts';
import { bearable, isCommonSlip } from './slips.ts';
import { createSorted } from './sorted.ts';
import { createTable, hashesLessOne, hashOf } from './table.ts';
import { editDistance, stem, STOP, wordsOf } from './text.ts';

/** The words of one stem: in which notes they are, whether in a name, and how often. */
interface Term extends Postings {
  stem: string;
  words: number;
  /** What was counted of it in the note that is being read. */
  flags: number;
}

interface Word {
  text: string;
  /** None while no note's text has it: a person's name. */
  term: Term | undefined;
  /** Only there to be spelt right. */
  stop: boolean;
  number: number;
  /** Notes that use it, and those that have it in a name. */
  notes: number;
  names: number;
  /** The note that was read last and has it, by its turn. */
  turn: number;
  named: boolean;
}

/** A note that answers a description, with its BM25 score. */
export interface Hit {
  slot: number;
  score: number;
}

/** BM25's usual settings for short texts (Anserini's defaults). */
const K1 = 0.9;
const B = 0.4;
/** Lengths of words that others may be respelt to. What is respelt is longer than the least. */
const RESPELT = { least: 4, most: 24 };
/** Once so many postings are read, commoner words change the order no more. */
const READ = 5000;
/** Notes whose score is then completed. */
const LIKELY = 200;
const IN_NAME = 16;
const MOST_TIMES = 15;

/** What a note says of itself: not what it leads to, which is about other papers. */
export function proseOf(note: Note): string {
  const numbers = note.numbers.map(({ label, value }) => `${value} ${label}`).join('. ');
  return `${note.tldr}\n${note.contributions}\n${note.why}\n${numbers}`;
}

/** The hashes under which a word is found in spite of a slip. */
function spellings(word: string): number[] {
  if (word.length < RESPELT.least || word.length > RESPELT.most || /\p{N}/u.test(word)) return [];
  return [hashOf(word), ...hashesLessOne(word)];
}

/** The words of all notes: which notes a description fits, and what a misspelt word was to be. */
export function createWords() {
  const byWord = new Map<string, Word>();
  const byStem = new Map<string, Term>();
  const numbered: (Word | undefined)[] = [];
  const freeNumbers: number[] = [];
  const table = createTable();
  const inAName = createSorted((i) => numbered[i]?.text ?? '');
  const lengths: number[] = [];
  /** Zero between searches. */
  let scores = new Float64Array(0);
  let notes = 0;
  let sum = 0;
  let turns = 0;

  function newWord(found: string): Word {
    // A long piece of a text would keep all of that text in memory.
    const text = found.length < 13 ? found : Buffer.from(found).toString();
    const number = freeNumbers.pop() ?? numbered.length;
    const stop = STOP.has(text);
    const word: Word = {
      text,
      term: undefined,
      stop,
      number,
      notes: 0,
      names: 0,
      turn: 0,
      named: false,
    };
    byWord.set(text, word);
    numbered[number] = word;
    for (const hash of spellings(text)) table.add(hash, number);
    return word;
  }

  function termOf(word: Word): Term {
    const key = stem(word.text);
    let term = byStem.get(key);
    if (!term) byStem.set(key, (term = { ...createPostings(), stem: key, words: 0, flags: 0 }));
    term.words += 1;
    word.term = term;
    return term;
  }

  function forget({ text, term, number }: Word): void {
    byWord.delete(text);
    numbered[number] = undefined;
    freeNumbers.push(number);
    for (const hash of spellings(text)) table.remove(hash, number);
    if (term && (term.words -= 1) === 0) byStem.delete(term.stem);
  }

  /** Counts a note's words in the words' own fields: those of its names twice, of its authors not at all. */
  function read(note: Note): { words: Word[]; length: number } {
    turns += 1;
    const words: Word[] = [];
    let length = 0;
    const count = (text: string, times: number): void => {
      for (const piece of wordsOf(text)) {
        const word = byWord.get(piece) ?? newWord(piece);
        if (word.turn !== turns) {
          word.turn = turns;
          word.named = false;
          words.push(word);
        }
        length += times;
        const named = times > 1;
        if (named) word.named = true;
        if (word.stop || times === 0) continue;
        const term = word.term ?? termOf(word);
        const sum = Math.min(MOST_TIMES, (term.flags & MOST_TIMES) + times);
        term.flags = (term.flags & IN_NAME) | (named ? IN_NAME : 0) | sum;
      }
    };
    count(proseOf(note), 1);
    count([note.name, note.title, ...note.aliases].join(' . '), 2);
    count(note.authors.join(' . '), 0);
    return { words, length };
  }

  const rarity = (key: string): number => {
    const found = byStem.get(key)?.used ?? 0;
    return Math.log(1 + (notes - found + 0.5) / (found + 0.5));
  };

  return {
    add(slot: number, note: Note): void {
      const { words, length } = read(note);
      for (const word of words) {
        const { term } = word;
        word.notes += 1;
        if (word.named && (word.names += 1) === 1) inAName.add(word.number);
        if (!term || term.flags === 0) continue;
        post(term, slot, term.flags);
        term.flags = 0;
      }
      lengths[slot] = length;
      sum += length;
      notes += 1;
    },
    remove(slot: number, note: Note): void {
      for (const word of read(note).words) {
        if (word.term) {
          word.term.flags = 0;
          unpost(word.term, slot);
        }
        word.notes -= 1;
        if (word.named && (word.names -= 1) === 0) inAName.remove(word.number);
        if (word.notes === 0) forget(word);
      }
      sum -= lengths[slot] ?? 0;
      notes -= 1;
    },
    /** Whether a note uses the word as it is. */
    uses: (word: string) => byWord.has(word),
    /** Whether a note uses the word, whatever its ending. */
    knows: (word: string) => byWord.has(word) || (byStem.get(stem(word))?.used ?? 0) > 0,
    /** Words in names that start with `start`. */
    startingWith: (start: string, most: number) =>
      inAName.startingWith(start, most).flatMap((i) => numbered[i]?.text ?? []),
    /** How much a stem tells one note from others. */
    rarity,
    /** Whether a note has the stem, in its text or in a name. */
    has(slot: number, key: string): 'name' | 'text' | undefined {
      const found = flagsOf(key, slot);
      return found === 0 ? undefined : (found & IN_NAME) !== 0 ? 'name' : 'text';
    },
    /** The notes that have all these stems in their names, in no order; stops at `most`. */
    inNames(keys: readonly string[], most: number): number[] {
      const terms = keys.flatMap((key) => byStem.get(key) ?? []);
      if (terms.length < keys.length) return [];
      const [rarest, ...others] = terms.sort((a, b) => a.used - b.used);
      const found: number[] = [];
      for (let i = 0; rarest && i < rarest.used && found.length < most; i++) {
        const posting = rarest.list[i] ?? 0;
        const slot = posting >>> FLAGS;
        if ((posting & IN_NAME) === 0) continue;
        if (others.every((term) => (postingOf(term, slot) & IN_NAME) !== 0)) found.push(slot);
      }
      return found;
    },
    /** A word's stem, as {@link stem} gives it, sooner. */
    stemOf: (word: string) => byWord.get(word)?.term?.stem ?? stem(word),
    /** The notes that fit the stems best, in no order among equals. */
    search(keys: readonly string[], most: number): Hit[] {
      const mean = sum / Math.max(1, notes);
      const terms = [...new Set(keys)]
        .flatMap((key) => {
          const term = byStem.get(key);
          return term && term.used > 0 ? [{ term, weight: rarity(key) }] : [];
        })
        .sort((a, b) => a.term.used - b.term.used);
      const gain = (posting: number, weight: number): number =>
        weight * share(posting & MOST_TIMES, posting >>> FLAGS, mean);
      if (scores.length < lengths.length) scores = new Float64Array(lengths.length * 2);
      const slots: number[] = [];
      let read = 0;
      let next = 0;
      for (; next < terms.length; next++) {
        const { term, weight } = terms[next] as (typeof terms)[number];
        if (read > 0 && read + term.used > READ) break;
        read += term.used;
        for (let i = 0; i < term.used; i++) {
          const posting = term.list[i] ?? 0;
          const slot = posting >>> FLAGS;
          if (scores[slot] === 0) slots.push(slot);
          scores[slot] = (scores[slot] ?? 0) + gain(posting, weight);
        }
      }
      const rest = terms.slice(next);
      const good = best(slots, scores, rest.length === 0 ? most : LIKELY);
      for (const slot of slots) scores[slot] = 0;
      if (rest.length === 0) return good;
      for (const hit of good) {
        for (const { term, weight } of rest) hit.score += gain(postingOf(term, hit.slot), weight);
      }
      good.sort((a, b) => b.score - a.score);
      const bar = good[most - 1]?.score ?? 0;
      return good.filter(({ score }) => score >= bar);
    },
    /** The word that a misspelt one was meant to be, if one is closest: one in a name before others. */
    respelt(text: string): string | undefined {
      if (text.length <= RESPELT.least) return undefined;
      const numbers = new Set<number>();
      for (const hash of spellings(text)) table.collect(hash, numbers, 200);
      let least = Infinity;
      let found: string | undefined;
      for (const i of numbers) {
        const word = numbered[i];
        if (!word) continue;
        const { text: meant, notes: uses, names } = word;
        const most = Math.min(bearable(text.length), bearable(meant.length));
        const distance = editDistance(text, meant, most);
        const common = isCommonSlip(text, meant);
        if (distance > most || (distance === 1 && meant.length < 6 && !common)) continue;
        const cost = distance - (common ? 0.25 : 0) - (names > 0 ? 0.2 : 0) - uses / (uses + 1e6);
        if (cost < least || (cost === least && meant < (found ?? ''))) {
          [least, found] = [cost, meant];
        }
      }
      return found;
    },
  };

  function share(times: number, slot: number, mean: number): number {
    const norm = K1 * (1 - B + (B * (lengths[slot] ?? 0)) / mean);
    return (times * (K1 + 1)) / (times + norm);
  }

  function flagsOf(key: string, slot: number): number {
    const term = byStem.get(key);
    return term ? postingOf(term, slot) & (IN_NAME | MOST_TIMES) : 0;
  }
}

/** The slots with the best scores, best first; more than `most` only where scores are equal. */
function best(slots: readonly number[], scores: Float64Array, most: number): Hit[] {
  let kept: Hit[] = [];
  let bar = 0;
  const prune = (): void => {
    kept.sort((a, b) => b.score - a.score);
    bar = kept[most - 1]?.score ?? 0;
    kept = kept.filter(({ score }) => score >= bar);
  };
  let full = most * 4;
  for (const slot of slots) {
    const score = scores[slot] ?? 0;
    if (score < bar) continue;
    kept.push({ slot, score });
    if (kept.length < full) continue;
    prune();
    full = 2 * kept.length + most * 2;
  }
  prune();
  return kept;
}
