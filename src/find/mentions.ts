import type { Note } from '../catalog/note.ts';
import { arxivIdIn, withoutEnd } from './arxiv.ts';
import { readCitation, yearsOf } from './authors.ts';
import { spansIn, usedTogether } from './contained.ts';
import { byNote, outsideOf, type Found, type Parts } from './stages.ts';
import { STOP, tells, wordsOf } from './text.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A paper that a text speaks of. */
export interface Mention {
  /** What names it, as it stands in the text. */
  text: string;
  /** Where in the text that starts. */
  at: number;
  /**
   * The notes it may mean, likeliest first: mostly one, several where a name or an author is shared.
   * None: a paper that is not in the catalog (another version of one that is, one that notes only
   * refer to, or an arXiv id nobody knows), so that nothing in the catalog is about it.
   */
  notes: Note[];
  /** Whether it is named as the note has it; not with a slip in it, and not as in "Adam Smith". */
  sure: boolean;
  /** The paper's title, where notes refer to it, if it is not in the catalog. */
  title?: string;
}

/** What of a text is read: letters, and words. */
const READ = 4000;
const WORDS = 250;
/** Unknown words that are looked at for a slip: a text with more is in another language. */
const UNKNOWN = 40;

/** A suffix that makes no other paper of a name: "a BERT-based model". */
const KIND_OF = new Set(['based', 'era', 'family', 'like', 'paper', 'style', 'type']);
/** Nor do these before it. */
const RELATED = new Set(['non', 'pre', 'post', 'vs', 'the']);

/** The papers a text speaks of, in the order of the text. Takes about 20 µs per word. */
export function mentionsIn(
  text: string,
  parts: Parts,
  findPlace: (text: string) => Found | undefined,
): Mention[] {
  const tokens = tokensOf(text.slice(0, READ), WORDS);
  const taken: Mention[] = [];
  const isFree = (from: number, to: number): boolean =>
    taken.every((it) => it.at + it.text.length <= from || to <= it.at);
  const take = (from: number, to: number, found: Omit<Mention, 'text' | 'at'>): void => {
    if (isFree(from, to)) taken.push({ text: text.slice(from, to), at: from, ...found });
  };

  for (const found of text.slice(0, READ).matchAll(/[^\s<>|]+/g)) {
    const piece = withoutEnd(found[0]);
    const { index } = found;
    const place = /\p{N}/u.test(piece) || piece.includes('://') ? findPlace(piece) : undefined;
    if (!place || !('matches' in place)) continue;
    const notes = place.matches.map(({ note }) => note);
    // An address of something else is no paper.
    if (notes.length > 0 || arxivIdIn(piece) !== undefined) {
      take(index, index + piece.length, { notes, sure: true });
    }
  }

  let unknown = 0;
  const right = tokens.map(({ word }) =>
    isKnown(word, parts) || ++unknown > UNKNOWN ? word : asMeant(word, parts),
  );
  for (const { from, to, names } of spansIn(right, parts)) {
    const [first, last] = [tokens[from], tokens[to - 1]];
    if (!first || !last) continue;
    const sure =
      right.slice(from, to).every((word, i) => word === tokens[from + i]?.word) &&
      !(to - from === 1 && isFirstName(text, first, tokens[to], parts));
    const notes = byNote(names).map(({ note }) => note);
    const after = versionAfter(tokens, to, notes, parts);
    const before = modifierBefore(tokens, from, notes, parts);
    if (after !== undefined || before !== undefined) {
      take(before?.from ?? first.from, after?.to ?? last.to, { notes: [], sure: true });
    } else if (notes.length > 0) {
      const next = tokens[to];
      const end = next?.word === FIRST && /^[\s-]$/.test(next.gap) ? next.to : last.to;
      take(first.from, end, { notes, sure });
    } else {
      const outside = outsideOf(names);
      take(first.from, last.to, { notes, sure, ...(outside && { title: outside.title }) });
    }
  }

  const citations = new Map<string, Note[]>();
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (isOtherVersion(token.word, parts)) take(token.from, token.to, { notes: [], sure: true });
    else if (next && /^[\s-]$/.test(next.gap) && isOtherVersion(token.word + next.word, parts)) {
      take(token.from, next.to, { notes: [], sure: true });
    }
    for (const [from, to] of citationsAt(text, tokens, i)) {
      const words = tokens.slice(from, to).map(({ word }) => word);
      const key = words.join(' ');
      const cited = citations.get(key) ?? citedBy(words, parts);
      citations.set(key, cited);
      const [start, end] = [tokens[from]?.from ?? 0, tokens[to - 1]?.to ?? 0];
      if (cited.length > 0) take(start, end, { notes: cited, sure: true });
    }
  });
  return taken.sort((a, b) => a.at - b.at);
}

/** Whether a word is used in notes, or can be no slip of one that is. */
function isKnown(word: string, { names, words, authors }: Parts): boolean {
  if (word.length < 4 || /\p{N}/u.test(word) || !tells(word)) return true;
  return words.knows(word) || authors.knows(word) || names.has(word);
}

/** A word no note uses, as the name it must be a slip of, if there is one. */
function asMeant(word: string, { names, words }: Parts): string {
  const [best, second] = names.misspelt([word], words.uses);
  if (best && wordsOf(best.name.text).length === 1) {
    // "ResNeXt" may be a name of its own.
    if (!best.sure) return word;
    if (best.cost !== second?.cost) return best.name.key;
  }
  const meant = words.respelt(word);
  return meant !== undefined && words.inNames([meant], 1).length > 0 ? meant : word;
}

/** The first version of a paper is the paper itself. */
const FIRST = 'v1';
/** A number with a name of its own, like "V100" or "BM25", but not like "v2". */
const MEASURED = /^(?!v\p{N}{1,2}$)\p{L}{1,5}\p{N}+$/u;
/** How something was made, joined to a name: "LoRA-adapted". */
const MADE = /.{3}(?:ed|ing)$/;

/** "llama 2", "BERT-v2": a number right after a name, which the notes never put there. */
function versionAfter(
  tokens: readonly Token[],
  to: number,
  notes: readonly Note[],
  parts: Parts,
): Token | undefined {
  const [last, next] = [tokens[to - 1], tokens[to]];
  // "LoRA's 10,000 times" is no version.
  if (!last || !next || !/^[\s-]$/.test(next.gap) || next.from > last.to + 1) return undefined;
  if (next.word === FIRST) return undefined;
  const joined = next.gap === '-';
  const isKind = KIND_OF.has(next.word) || MADE.test(next.word);
  if (!/\p{N}/u.test(next.word) && !(joined && !isKind)) return undefined;
  if (!joined && MEASURED.test(next.word) && parts.words.knows(next.word)) return undefined;
  const known = notes.some(
    (note) =>
      yearsOf(note).includes(Number(next.word)) || usedTogether(last.word, next.word, note, parts),
  );
  return known || notes.length === 0 ? undefined : next;
}

/** "Adam Smith": one capital after another, and no note knows the second word. */
function isFirstName(
  text: string,
  { from }: Token,
  next: Token | undefined,
  { words, authors }: Parts,
): boolean {
  const capital = (at: number): boolean => /^\p{Lu}\p{Ll}/u.test(text.slice(at, at + 4));
  if (next?.gap !== ' ' || !capital(from) || !capital(next.from)) return false;
  return !words.knows(next.word) && !authors.knows(next.word);
}

/** "sentence-BERT": a word joined to a name from the left, which the notes never put there. */
function modifierBefore(
  tokens: readonly Token[],
  from: number,
  notes: readonly Note[],
  parts: Parts,
): Token | undefined {
  const [before, first] = [tokens[from - 1], tokens[from]];
  if (!before || first?.gap !== '-' || RELATED.has(before.word)) return undefined;
  if (notes.some((note) => usedTogether(before.word, first.word, note, parts))) return undefined;
  return notes.length === 0 ? undefined : before;
}

/** "gpt4" beside a note on "gpt-3", "colbertv2" beside one on "colbert". */
function isOtherVersion(word: string, { names }: Parts): boolean {
  const [, letters, number] = /^(\p{L}{3,}?)(v?\p{N}[\p{L}\p{N}]{0,3})$/u.exec(word) ?? [];
  if (letters === undefined || number === undefined || names.has(word)) return false;
  if (names.whole(letters).some(({ kind }) => kind !== 'outside')) return true;
  return names
    .startingWith(letters, 'name', 20)
    .some(({ key }) => /^\p{N}/u.test(key.slice(letters.length)));
}

/** Where a citation may stand that begins at a token: "vaswani et al 2017", "kingma and ba", "brown 2020". */
function citationsAt(
  text: string,
  tokens: readonly Token[],
  i: number,
): [from: number, to: number][] {
  const word = (n: number): string => tokens[i + n]?.word ?? '';
  const isYear = (n: number): boolean => /^(?:19|20)\d\d$/.test(word(n));
  if (STOP.has(word(0)) && word(1) !== 'et') return [];
  if (word(1) === 'et' && word(2) === 'al') return [[i, i + (isYear(3) ? 4 : 3)]];
  if (isYear(1)) return [[i, i + 2]];
  const found: [number, number][] = [];
  if (word(1) === 'and' || tokens[i + 1]?.gap.includes('&') === true) {
    const to = word(1) === 'and' ? 3 : 2;
    found.push([i, i + to + (isYear(to) ? 1 : 0)]);
  }
  // "patrick lewis", "tom b brown"
  if (word(1).length === 1) found.push([i, i + 3]);
  // "Kaiming He" is not "he".
  const isName = !STOP.has(word(1)) || /^\p{Lu}/u.test(text.slice(tokens[i + 1]?.from));
  if (isName && word(1).length > 1) found.push([i, i + 2]);
  return found.filter(([, to]) => to <= tokens.length);
}

/** The notes that such words cite. */
function citedBy(cited: readonly string[], { authors, noteAt }: Parts): Note[] {
  const { words, year, first } = readCitation(cited);
  return authors.find(words, noteAt, { year, first });
}
