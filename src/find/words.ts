import type { Note } from '../catalog/note.ts';
import type { Steps } from '../catalog/steps.ts';
import { grown } from './grown.ts';
import { createPostings, FLAGS, TIMES } from './postings.ts';
import { readTexts, type Reading } from './reading.ts';
import { createSorted } from './sorted.ts';
import { stem, STOP, tells } from './text.ts';
import { createVocabulary, slotOf, type Vocabulary } from './vocabulary.ts';

/** A note that answers a description, with its BM25 score. */
export interface Hit {
  slot: number;
  score: number;
}

/** BM25's usual settings for short texts (Anserini's defaults). */
const K1 = 0.9;
const B = 0.4;
/** Once so many postings are read, commoner words change the order no more. */
const READ = 5000;
/** Notes whose score is then completed. */
const LIKELY = 200;
const IN_NAME = 16;
const NOTHING = { asked: '', hits: [] };
/** In place of a term: of a word that no note's text has (a person's name), and of one that says nothing. */
const NO_TERM = -1;
const STOPPED = -2;
/** Three numbers a word: its term, how many notes use it, and in a name; one with gaps between may count twice. */
const KNOWN = 3;
const TERM = 0;
const USES = 1;
const NAMES = 2;

/** Counts so many words of {@link Vocabulary.scanned} that are put in or taken out. */
type Counting = (found: number, more: 1 | -1) => void;

/** What a note says of itself, in pieces: not what it leads to, which is about other papers. */
export function proseOf({ tldr, contributions, why, numbers }: Note): string[] {
  return [tldr, contributions, why, ...numbers.map(({ label, value }) => `${value} ${label}`)];
}

/**
 * The words of all notes: which notes a description fits, and what a misspelt word was to be.
 *
 * @param vocabulary gets the notes’ words and loses those that none has any more. Those of their authors may
 *   be gathered there as well, and counted alongside.
 */
export function createWords(vocabulary: Vocabulary = createVocabulary()) {
  /** A term is all words of one stem. */
  const byStem = new Map<string, number>();
  const stems: (string | undefined)[] = [];
  const freeTerms: number[] = [];
  const postings = createPostings();
  const inAName = createSorted(vocabulary.textOf);
  /** By word, see {@link KNOWN}. */
  let ofWord = new Int32Array(256 * KNOWN);
  /** By term: how many words it has. */
  let wordsOfTerm = new Int32Array(256);
  let lengths = new Uint32Array(64);
  /** Zero between searches. */
  let scores = new Float64Array(0);
  let touched = new Int32Array(0);
  /** The last search: stages of a lookup ask the same. */
  let last: { asked: string; hits: readonly Hit[] } = NOTHING;
  let notes = 0;
  let sum = 0;

  function findTerm(word: number): number {
    const text = vocabulary.textOf(word);
    if (STOP.has(text)) return STOPPED;
    const key = stem(text);
    let term = byStem.get(key);
    if (term === undefined) {
      term = freeTerms.pop() ?? stems.length;
      byStem.set(key, term);
      stems[term] = key;
      if (term >= wordsOfTerm.length) wordsOfTerm = grown(wordsOfTerm, term + 1);
    }
    wordsOfTerm[term] = (wordsOfTerm[term] ?? 0) + 1;
    return term;
  }

  function forget(word: number): void {
    const term = ofWord[word * KNOWN + TERM] ?? NO_TERM;
    vocabulary.forget(word);
    if (term < 0 || (wordsOfTerm[term] = (wordsOfTerm[term] ?? 0) - 1) > 0) return;
    byStem.delete(stems[term] ?? '');
    stems[term] = undefined;
    freeTerms.push(term);
  }

  /** Gathers a note's words: those of its names count twice. @returns how many. */
  function take(slot: number, note: Note): number {
    let length = 0;
    const gather = (text: string, times: number): void => {
      length += times * vocabulary.gather(text, slot, times > 1 ? IN_NAME : 0, times);
    };
    for (const text of proseOf(note)) gather(text, 1);
    for (const text of [note.name, note.title, ...note.aliases]) gather(text, 2);
    return length;
  }

  /** Puts in, or takes out, the notes whose words were gathered. @param alongside counts those of their authors. */
  function* count(more: 1 | -1, alongside?: Counting): Steps<void> {
    const unused: number[] = [];
    yield* vocabulary.drain((found) => {
      const { scanned, uses } = vocabulary;
      if (vocabulary.size * KNOWN > ofWord.length) ofWord = grown(ofWord, vocabulary.size * KNOWN);
      const known = ofWord;
      for (let i = 0; i < found; i++) {
        const word = scanned[i] ?? 0;
        const use = uses[i] ?? 0;
        const of = word * KNOWN;
        const often = known[of + USES] ?? 0;
        if (often === 0) known[of + TERM] = NO_TERM;
        known[of + USES] = often + more;
        if (often + more === 0) unused.push(word);
        const inName = use & IN_NAME;
        if (inName !== 0) {
          const names = (known[of + NAMES] = (known[of + NAMES] ?? 0) + more);
          if (names === 1 && more > 0) inAName.add(word);
          if (names === 0) inAName.remove(word);
        }
        const times = use & TIMES;
        let term = known[of + TERM] ?? NO_TERM;
        if (term === STOPPED || times === 0) continue;
        if (term === NO_TERM) term = known[of + TERM] = findTerm(word);
        if (term < 0) continue;
        if (more > 0) postings.post(term, slotOf(use), inName, times);
        else postings.unpost(term, slotOf(use));
      }
      alongside?.(found, more);
    });
    unused.forEach(forget);
  }

  /** A word's stem, as {@link stem} gives it, sooner. */
  const stemOf = (word: number): string =>
    stems[ofWord[word * KNOWN + TERM] ?? -1] ?? stem(vocabulary.textOf(word));

  const termFor = (key: string): number => byStem.get(key) ?? -1;

  const rarity = (key: string): number => {
    const found = postings.count(termFor(key));
    return Math.log(1 + (notes - found + 0.5) / (found + 0.5));
  };

  const isUsed = (word: string): boolean =>
    (ofWord[vocabulary.numberOf(word) * KNOWN + USES] ?? 0) > 0;

  function find(keys: readonly string[], most: number): Hit[] {
    const terms = [...new Set(keys)]
      .map((key) => ({ term: termFor(key), weight: rarity(key) * (K1 + 1) }))
      .filter(({ term }) => postings.count(term) > 0)
      .sort((a, b) => postings.count(a.term) - postings.count(b.term));
    const perWord = (K1 * B) / (sum / Math.max(1, notes));
    const gain = (entry: number, slot: number, weight: number): number => {
      const times = entry & TIMES;
      return (weight * times) / (times + K1 * (1 - B) + perWord * (lengths[slot] ?? 0));
    };
    if (scores.length < lengths.length) {
      scores = new Float64Array(lengths.length);
      touched = new Int32Array(lengths.length);
    }
    let reached = 0;
    let readSoFar = 0;
    let next = 0;
    for (; next < terms.length; next++) {
      const { term, weight } = terms[next] as (typeof terms)[number];
      const list = postings.read(term);
      if (readSoFar > 0 && readSoFar + list.length > READ) break;
      readSoFar += list.length;
      for (let i = 0; i < list.length; i++) {
        const entry = list[i] ?? 0;
        const slot = entry >>> FLAGS;
        const score = scores[slot] ?? 0;
        if (score === 0) touched[reached++] = slot;
        scores[slot] = score + gain(entry, slot, weight);
      }
    }
    const rest = terms.slice(next);
    const good = best(touched.subarray(0, reached), scores, rest.length === 0 ? most : LIKELY);
    for (let i = 0; i < reached; i++) scores[touched[i] ?? 0] = 0;
    if (rest.length === 0) return good;
    for (const hit of good) {
      for (const { term, weight } of rest) {
        hit.score += gain(postings.flagsOf(term, hit.slot), hit.slot, weight);
      }
    }
    good.sort((a, b) => b.score - a.score);
    const bar = good[most - 1]?.score ?? 0;
    return good.filter(({ score }) => score >= bar);
  }

  return {
    /**
     * Gathers the words of a note that is to be put in, or taken out. With the words of its authors it has to
     * be done in the same order both times: which of its uses of a word are one hangs on that.
     */
    gather(slot: number, note: Note, more: 1 | -1 = 1): void {
      if (slot >= lengths.length) lengths = grown(lengths, slot + 1);
      last = NOTHING;
      const length = take(slot, note);
      lengths[slot] = length;
      sum += more * length;
      notes += more;
    },
    count,
    /** Sorts what was added so far, in steps. */
    settle: inAName.settle,
    /** Whether a note uses the word as it is. */
    uses: isUsed,
    /** A word’s stem, see {@link stem}. */
    stemOf: stem,
    /** Whether a note uses the word, whatever its ending. */
    knows: (word: string) => isUsed(word) || postings.count(termFor(stem(word))) > 0,
    /** Words in names that start with `start`. */
    startingWith: (start: string, most: number) =>
      inAName.startingWith(start, most).map(vocabulary.textOf),
    /** How much a stem tells one note from others. */
    rarity,
    /** Whether a note has the stem, in its text or in a name. */
    has(slot: number, key: string): 'name' | 'text' | undefined {
      const found = postings.flagsOf(termFor(key), slot);
      return found === 0 ? undefined : (found & IN_NAME) !== 0 ? 'name' : 'text';
    },
    /** The notes that have all these stems in their names, in no order; stops at `most`. */
    inNames(keys: readonly string[], most: number): number[] {
      const terms = keys.map(termFor);
      return terms.includes(-1) ? [] : postings.common(terms, IN_NAME, most);
    },
    /** The stems of the words that tell something in a text of which all words are known. */
    stemsIn(text: string): string[] {
      const found: string[] = [];
      const count = vocabulary.scan(text);
      for (let i = 0; i < count; i++) {
        const word = vocabulary.scanned[i] ?? 0;
        if (tells(vocabulary.textOf(word))) found.push(stemOf(word));
      }
      return found;
    },
    /** Reads a note that was added. */
    read: (note: Note): Reading =>
      readTexts([note.name, note.title, ...note.aliases, ...proseOf(note)], vocabulary, stemOf),
    /** The notes that fit the stems best, in no order among equals. */
    search(keys: readonly string[], most: number): readonly Hit[] {
      const asked = `${String(most)} ${keys.join(' ')}`;
      if (last.asked !== asked) last = { asked, hits: find(keys, most) };
      return last.hits;
    },
    /** The word that a misspelt one was meant to be, if one is closest: one in a name before others. */
    respelt(text: string): string | undefined {
      let least = Infinity;
      let found: string | undefined;
      for (const { number, distance, common } of vocabulary.near(text)) {
        const meant = vocabulary.textOf(number);
        const often = ofWord[number * KNOWN + USES] ?? 0;
        const inName = (ofWord[number * KNOWN + NAMES] ?? 0) > 0;
        const cost = distance - (common ? 0.25 : 0) - (inName ? 0.2 : 0) - often / (often + 1e6);
        if (cost < least || (cost === least && meant < (found ?? ''))) {
          [least, found] = [cost, meant];
        }
      }
      return found;
    },
  };
}

/** The slots with the best scores, best first; more than `most` only where scores are equal. */
function best(slots: Int32Array, scores: Float64Array, most: number): Hit[] {
  let kept: Hit[] = [];
  let bar = 0;
  const prune = (): void => {
    kept.sort((a, b) => b.score - a.score);
    bar = kept[most - 1]?.score ?? 0;
    kept = kept.filter(({ score }) => score >= bar);
  };
  let full = most * 4;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
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
