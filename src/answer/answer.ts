import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import type { Index } from '../find/index.ts';
import { indexOf } from '../find/lookup.ts';
import { squash } from '../find/text.ts';
import { isOrder } from './language.ts';
import {
  factsAsked,
  isGreeting,
  isPeople,
  papersOf,
  stepsAsked,
  type Fact,
  type Step,
} from './facts.ts';
import { calledAs, passagesOf, speaksOf, type Passage, type Section } from './passages.ts';
import { questionsIn, readQuestion, type Question, type Term } from './question.ts';
import { rank, rankIn, type Ranked } from './rank.ts';
import { inContext } from './thread.ts';

export type { Fact, Step } from './facts.ts';
export type { Section } from './passages.ts';

/** What a note says, word for word. */
export interface Quote {
  note: Note;
  section: Section;
  /** Stands like this in the note: Markdown; a number as its card shows it, plain text. */
  text: string;
}

/** An answer to one question. All that it says is the notes' own. */
export type Answer =
  /** One to three quotes, best first. */
  | { kind: 'quotes'; quotes: Quote[] }
  /** Two papers side by side; `together` speak of both. */
  | { kind: 'comparison'; together: Quote[]; sides: { note: Note; quotes: Quote[] }[] }
  /** From the front matter: who, when, where, arXiv id, code. */
  | { kind: 'facts'; note: Note; facts: Fact[] }
  /** What to read before or after a paper. */
  | { kind: 'reading'; note: Note; direction: 'before' | 'after'; steps: Step[] }
  /** The notes on papers by the people named. */
  | { kind: 'papers'; notes: Note[] }
  /** No question, only a greeting or thanks. */
  | { kind: 'greeting' }
  /**
   * The notes don't say. `about`: the papers the question names, whose notes were read in vain.
   * `outside`: a paper it names that the catalog lacks. `closest`: where else to look.
   */
  | { kind: 'none'; about: Note[]; outside?: { title: string; arxiv?: string }; closest: Note[] };

/** A question of a message, as it was asked, and its answer. */
export interface Answered {
  question: string;
  answer: Answer;
}

/** Of what a question says, how much the passages must have between them, 0 to 1. */
const ENOUGH = 0.46;
/** The same where a question names no note, and in other notes than those it names. */
const UNNAMED = 0.6;
const ELSEWHERE = 0.8;
/** A second and a third passage are quoted when they are nearly as good as the first. */
const SECOND = 0.2;
/** Of the weight of a word that no note uses, what one has that few notes do. */
const RARE = 0.55;
const PAPER = new Set(['paper', 'papers', 'article', 'summarise', 'summarize', 'summary', 'tldr']);
const QUOTES = 3;
const CLOSEST = 3;
const WHY: Section = 'Why it still matters';

/**
 * Answers a message from the notes, without a model: one answer per question in it, at most three.
 *
 * @param message what was typed; 4,000 characters of it are read.
 * @param thread the earlier messages of the conversation, oldest first, as plain text and whoever
 *   wrote them: what "it" and "that" mean is found there.
 * @returns at least one. Never throws, whatever the texts.
 */
export function answer(
  message: string,
  catalog: Catalog,
  thread: readonly string[] = [],
): Answered[] {
  if (isGreeting(message)) return [{ question: message, answer: { kind: 'greeting' } }];
  const index = indexOf(catalog);
  const questions = questionsIn(message);
  return questions.map((question, i) => {
    const before = [...thread, ...said(message, questions, i)];
    return { question, answer: answerOne(question, catalog, index, before) };
  });
}

/** What a message says before one of its questions. */
function said(message: string, questions: readonly string[], i: number): string[] {
  if (questions.length === 1) {
    const [only = ''] = questions;
    const at = message.indexOf(only);
    return at > 0 ? [message.slice(0, at)] : [];
  }
  const at = message.indexOf(questions[0] ?? '');
  return [...(at > 0 ? [message.slice(0, at)] : []), ...questions.slice(0, i)];
}

function answerOne(
  text: string,
  catalog: Catalog,
  index: Index,
  thread: readonly string[],
): Answer {
  if (isOrder(text)) return nothing(readQuestion(text, index), index, []);
  let none: Answer | undefined;
  for (const { question, subject } of inContext(text, thread, index)) {
    const found = answerRead(readQuestion(question, index, subject), catalog, index);
    if (found.kind !== 'none') return found;
    none ??= found;
  }
  return none ?? { kind: 'none', about: [], closest: [] };
}

function answerRead(question: Question, catalog: Catalog, index: Index): Answer {
  const papers = papersOf(question);
  if (papers) return { kind: 'papers', notes: papers };
  const facts = factsAsked(question);
  if (facts) return { kind: 'facts', ...facts };
  const steps = stepsAsked(question, catalog);
  if (steps) return { kind: 'reading', ...steps };
  const general = saysOnly(question, ({ optional }) => optional) && generalAnswer(question);
  if (general) return general;
  const ranked = rank(question, index);
  const quotes = chosen(ranked, question);
  if (question.wanted.has('comparison')) {
    const compared = comparison(question, quotes);
    if (compared) return compared;
  }
  if (quotes.length > 0) return { kind: 'quotes', quotes: merged(quotes) };
  // "What made it so special?": nobody would expect the very word.
  const loose = saysOnly(question, ({ optional, plain }) => optional || plain);
  if (loose && !asksPerson(question)) {
    const about = generalAnswer(question);
    if (about) return about;
  }
  return nothing(question, index, ranked);
}

/** Whether a question has no other words than such, beside names of papers. */
function saysOnly({ terms }: Question, isSuch: (term: Term) => boolean): boolean {
  return terms.every(isSuch);
}

/** Whether a question asks for a person, a time or a place. */
function asksPerson({ words, mentions }: Question): boolean {
  return (
    words.some((word) => /^(?:who|whom|whose|when|where)$/.test(word)) ||
    mentions.some(({ text, notes }) => isPeople(text, notes))
  );
}

/** What a paper is, why it matters, its numbers: of a question that says no more than its name. */
function generalAnswer(question: Question): Answer | undefined {
  const { notes, wanted, mentions } = question;
  const [note, second] = notes;
  if (!note || second || mentions.some((mention) => mention.notes.length !== 1)) return undefined;
  if (wanted.has('number') || wanted.has('money') || wanted.has('comparison')) return undefined;
  const passages = passagesOf(note);
  const of = (section: Section): Passage[] => passages.filter((it) => it.section === section);
  if (wanted.has('drawback') || wanted.has('why')) {
    const best = rankIn(question, note)
      .filter(({ passage }) => passage.section === WHY)
      .sort((a, b) => b.score - a.score)
      .slice(0, QUOTES);
    if (best.length > 0) return { kind: 'quotes', quotes: merged(best) };
  }
  if (wanted.has('contributions')) return quoted(of('Key contributions').slice(0, QUOTES));
  if (wanted.has('numbers')) return quoted(of('By the numbers').slice(0, QUOTES));
  const whole: Quote = { note, section: 'TLDR', text: note.tldr };
  // A part of the paper that has a name of its own, like "multi-head attention".
  const [mention] = mentions;
  const part = mention && passages.filter((it) => speaksOf(it, calledAs(mention.text, [])));
  const named = [note.name, note.id, note.title].some(
    (name) => squash(name) === squash(mention?.text ?? ''),
  );
  if (part?.[0] && !named && !part.some(({ section }) => section === 'TLDR')) {
    const order: Section[] = ['Key contributions', 'Why it still matters', 'By the numbers'];
    part.sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
    return quoted(part.slice(0, 2));
  }
  if (note.tldr.length <= 900) return { kind: 'quotes', quotes: [whole] };
  return quoted(of('TLDR').slice(0, QUOTES));
}

function quoted(passages: readonly Passage[]): Answer | undefined {
  if (passages.length === 0) return undefined;
  return {
    kind: 'quotes',
    quotes: passages.map(({ note, section, text }) => ({ note, section, text })),
  };
}

/** The passages to quote, best first; none when they don't answer. */
function chosen(ranked: readonly Ranked[], question: Question): Ranked[] {
  const { notes, wanted } = question;
  const good = ranked.filter((it) => answers(it, question));
  // What a named paper's own note says comes before what others say of it.
  const best = good.find(({ passage }) => notes.includes(passage.note)) ?? good[0];
  if (!best) return [];
  const { note, section } = best.passage;
  const picked = [best];
  for (const next of ranked) {
    if (picked.length >= QUOTES || next.score < best.score - SECOND) break;
    if (picked.includes(next) || next.cover < 0.5) continue;
    if (next.passage.note !== note && (picked.length > 1 || !good.includes(next))) continue;
    picked.push(next);
  }
  const add = (passage: Passage | undefined): void => {
    const found = ranked.find((it) => it.passage === passage);
    if (found && !picked.includes(found)) {
      picked.splice(Math.min(picked.length, QUOTES - 1), 1, found);
    }
  };
  const passages = passagesOf(note);
  // How something works takes more than one sentence.
  const after = passages[passages.indexOf(best.passage) + 1];
  if (wanted.has('definition') && section === 'TLDR' && after?.section === section) add(after);
  // Why something matters is said where that section begins.
  if (wanted.has('why')) add(passages.find((it) => it.section === WHY));
  return picked;
}

function answers({ cover, focused, passage, has }: Ranked, question: Question): boolean {
  if (!focused || cover < ENOUGH) return false;
  const { terms, notes, mentions, wanted, words, most } = question;
  if (notes.includes(passage.note)) return true;
  if (cover < (notes.length > 0 ? ELSEWHERE : UNNAMED)) return false;
  const required = terms.filter(({ optional }) => !optional);
  const telling = required.filter((term) => has.has(term) && !/^\p{N}{1,2}$/u.test(term.word));
  // Papers that are named must be in a passage anyway.
  const named = mentions.length;
  if (required.length + named > 1) return telling.length + named > 1;
  // One word alone must be a rare one, and what it is must be asked, not for a paper of that name.
  const [only] = telling;
  if (!only || only.word.length < 4 || only.weight < RARE * most) return false;
  return wanted.has('definition') && !words.some((word) => PAPER.has(word));
}

/** Neighbours in a section become one quote; so does the order in which they stand. */
function merged(ranked: readonly Ranked[]): Quote[] {
  const quotes: (Quote & { from: number; to: number })[] = [];
  for (const { passage } of ranked) {
    const { note, section, text, at } = passage;
    const prose = section === 'TLDR' ? note.tldr : section === WHY ? note.why : undefined;
    const near = quotes.find(
      (it) =>
        prose !== undefined &&
        it.note === note &&
        it.section === section &&
        (prose.slice(it.to, at).trim() === '' ||
          prose.slice(at + text.length, it.from).trim() === '') &&
        (at >= it.to || at + text.length <= it.from),
    );
    if (near && prose !== undefined) {
      near.from = Math.min(near.from, at);
      near.to = Math.max(near.to, at + text.length);
      near.text = prose.slice(near.from, near.to);
    } else quotes.push({ note, section, text, from: at, to: at + text.length });
  }
  return quotes.map(({ note, section, text }) => ({ note, section, text }));
}

/** Two papers side by side, when a question compares the two. */
function comparison(question: Question, found: readonly Ranked[]): Answer | undefined {
  const { notes, terms } = question;
  const pair = notes.slice(0, 2);
  const [first, second] = pair;
  if (!first || !second) return undefined;
  if (terms.some((term) => !term.optional && !found.some(({ has }) => has.has(term)))) {
    // A point on which the notes compare nothing.
    const said = (note: Note): boolean =>
      rankIn(question, note).some(({ has }) =>
        terms.every((term) => term.optional || has.has(term)),
      );
    if (!pair.every(said)) return undefined;
  }
  const together = merged(found.filter(({ passage }) => pair.includes(passage.note)).slice(0, 2));
  const sides = pair.map((note) => {
    const specific = terms.some(({ optional }) => !optional);
    const best = specific
      ? rankIn(question, note)
          .filter(
            ({ passage, has }) =>
              [...has].some(({ optional }) => !optional) &&
              !together.some(({ text }) => text.includes(passage.text)),
          )
          .sort((a, b) => b.score - a.score)
          .slice(0, 1)
      : [];
    const quotes: Quote[] =
      best.length > 0 ? merged(best) : [{ note, section: 'TLDR', text: note.tldr }];
    return { note, quotes };
  });
  return { kind: 'comparison', together, sides };
}

function nothing(question: Question, index: Index, ranked: readonly Ranked[]): Answer {
  const outside = question.mentions.find((mention) => mention.notes.length === 0);
  const found = outside ? index.lookup(outside.text) : undefined;
  const near = new Set(question.notes);
  if (found?.kind === 'none') for (const note of found.closest) near.add(note);
  for (const { passage, cover } of ranked)
    if (cover > 0.2 && near.size < CLOSEST) near.add(passage.note);
  for (const { note } of index.search(question.text, CLOSEST))
    if (near.size < CLOSEST) near.add(note);
  const title =
    outside?.title ?? (found?.kind === 'none' ? found.title : undefined) ?? outside?.text;
  const arxiv = found?.kind === 'none' ? found.arxiv : undefined;
  return {
    kind: 'none',
    about: question.notes,
    ...(title !== undefined && { outside: { title, ...(arxiv !== undefined && { arxiv }) } }),
    closest: [...near].slice(0, CLOSEST),
  };
}

/** Where a question that the notes don't answer may be looked up. */
export function arxivSearch(question: string): string {
  const query = question
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 200)
    .replace(/\p{Cs}/gu, '');
  return `https://arxiv.org/search/?searchtype=all&query=${encodeURIComponent(query)}`;
}
