import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import type { Index } from '../find/index.ts';
import { indexOf } from '../find/lookup.ts';
import { squash } from '../find/text.ts';
import { isOrder } from './language.ts';
import { asksAge, factsAsked, isGreeting, isPeople, papersOf, type Facts } from './facts.ts';
import { calledAs, passagesOf, speaksOf, type Passage, type Section } from './passages.ts';
import { comparison } from './comparison.ts';
import { clauseIn, questionsIn } from './message.ts';
import { arxivSearch, nothing } from './none.ts';
import { readQuestion, type Question, type Term } from './question.ts';
import { chosen, merged, QUOTES, WHY } from './quotes.ts';
import { describedBy, rank, rankIn } from './rank.ts';
import { stepsAsked, stepsDescribed, type Step } from './steps.ts';
import { inContext } from './thread.ts';

export type { Fact } from './facts.ts';
export type { Step } from './steps.ts';
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
  | ({ kind: 'facts' } & Facts)
  /** What to read before or after a paper. */
  | { kind: 'reading'; note: Note; direction: 'before' | 'after'; steps: Step[] }
  /** The notes on papers by the people named. */
  | { kind: 'papers'; notes: Note[] }
  /** No question, only a greeting or thanks. */
  | { kind: 'greeting' }
  /**
   * The notes don't say. `about`: the papers the question names, whose notes were read in vain.
   * `outside`: a paper it names that the catalog lacks. `closest`: where else to look. `search`: the
   * address of arXiv's search for what it asks about.
   */
  | {
      kind: 'none';
      about: Note[];
      outside?: { title: string; arxiv?: string };
      closest: Note[];
      search: string;
    };

/** A question of a message, as it was asked, and its answer. */
export interface Answered {
  question: string;
  answer: Answer;
}

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
  const { questions, context } = questionsIn(message);
  return questions.map((question, i) => {
    const before = [...thread, ...(context === '' ? [] : [context]), ...questions.slice(0, i)];
    return { question, answer: answerOne(question, catalog, index, before) };
  });
}

function answerOne(
  text: string,
  catalog: Catalog,
  index: Index,
  thread: readonly string[],
): Answer {
  if (isOrder(text)) return nothing(readQuestion(text, index), index, []);
  let none: Answer | undefined;
  const clause = clauseIn(text);
  const meant = [
    ...inContext(text, thread, index),
    ...(clause ? inContext(clause.asks, [...thread, clause.context], index) : []),
  ];
  for (const { question, subject } of meant) {
    const found = answerRead(readQuestion(question, index, subject), catalog, index);
    if (found.kind !== 'none') return found;
    none ??= found;
  }
  return none ?? { kind: 'none', about: [], closest: [], search: arxivSearch(text) };
}

function answerRead(question: Question, catalog: Catalog, index: Index): Answer {
  if (asksAge(question)) return nothing(question, index, []);
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
  const [best] = quotes;
  const described = stepsDescribed(question, catalog, best?.cover);
  if (described) return { kind: 'reading', ...described };
  if (best) return { kind: 'quotes', quotes: merged(quotes) };
  // "What made it so special?": nobody would expect the very word.
  const loose = saysOnly(question, ({ optional, plain }) => optional || plain);
  if (loose && !asksPerson(question)) {
    const about = generalAnswer(question);
    if (about) return about;
  }
  const meant = describedBy(question, ranked);
  if (meant) {
    const of = { ...question, notes: [meant] };
    const said = chosen(rank(of, index), of);
    if (said.length > 0) return { kind: 'quotes', quotes: merged(said) };
  }
  return nothing(question, index, ranked);
}

/** Whether a question has no other words than such, beside names of papers. */
function saysOnly({ terms }: Question, isSuch: (term: Term) => boolean): boolean {
  return terms.every(isSuch);
}

/** Whether a question asks for a person, a time or a place. */
function asksPerson({ words, mentions, wanted }: Question): boolean {
  return (
    !wanted.has('drawback') &&
    (words.some((word) => /^(?:who|whom|whose|when|where)$/.test(word)) ||
      mentions.some(({ text, notes }) => isPeople(text, notes)))
  );
}

/** What a paper is, why it matters, its numbers: of a question that says no more than its name. */
function generalAnswer(question: Question): Answer | undefined {
  const { notes, wanted, mentions } = question;
  const [note, second] = notes;
  if (!note || second || mentions.some((mention) => mention.notes.length !== 1)) return undefined;
  if (wanted.has('number') || wanted.has('money')) return undefined;
  if (wanted.has('comparison') && mentions.length < 2) return undefined;
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
  // Parts of the paper that have names of their own, like "multi-head attention".
  const own = [note.name, note.id, note.title].map(squash);
  const parts = mentions.filter(({ text }) => !own.includes(squash(text)));
  if (parts.length > 0 && parts.length === mentions.length) {
    const called = parts.map(({ text }) => calledAs(text, []));
    const said = passages.filter((it) => called.every((one) => speaksOf(it, one)));
    if (said.length > 0 && !said.some(({ section }) => section === 'TLDR')) {
      const order: Section[] = ['Key contributions', 'Why it still matters', 'By the numbers'];
      said.sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
      return quoted(said.slice(0, 2));
    }
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
