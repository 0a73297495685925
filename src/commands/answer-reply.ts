import { answer, type Answer, type Answered, type Quote } from '../answer/answer.ts';
import type { Claim } from '../answer/claims.ts';
import { hashOf } from '../answer/feedback.ts';
import type { Model } from '../answer/model.ts';
import type { Action, Block, Card, Reply } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { toCaller, toChannel, type Caller, type Context } from '../command.ts';
import { clip, oneLine } from '../markdown.ts';
import { typedFor } from '../invocation.ts';
import type { Phrases } from '../phrases/en.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { showHelp, showNote, showTopics } from './calls.ts';
import { voteActions } from './feedback.ts';
import { sectionIn } from './note-card.ts';

/** Buttons that lead to notes, at most. */
const BUTTONS = 6;

/**
 * The reply to a question, from the notes alone. With a model, better cards come later; it is given
 * the quotes, and not called where the notes don't answer or where there is nothing to shorten.
 *
 * @param thread earlier messages of the conversation, oldest first, see `answer`.
 */
export function answerReply(
  question: string,
  {
    catalog,
    caller,
    model,
    commands = [],
  }: Pick<Context, 'catalog' | 'caller' | 'model'> & Partial<Pick<Context, 'commands'>>,
  thread: readonly string[] = [],
): Reply {
  const phrases = phrasesFor(caller);
  const words = phrases.ask;
  const answered = answer(question, catalog, thread);
  const [first] = answered;
  if (first && answered.length === 1 && first.answer.kind === 'greeting') {
    return toCaller(greeting(typedFor(caller, showHelp(), commands), caller));
  }
  const card: Card = {
    title: titleOf(answered, phrases),
    blocks: blocksOf(answered, phrases),
    actions: actionsOf(answered, phrases),
    footer: words.quoted,
  };
  const told = answered.filter(({ answer: { kind } }) => kind !== 'none' && kind !== 'greeting');
  if (told.length === 0) {
    const refusal = toCaller({ ...card, footer: words.notesAlone });
    return { ...refusal, counted: { what: 'refused' } };
  }
  const cited = [...notesOf(told, phrases).keys()];
  const topic = cited[0]?.topic;
  return {
    ...toChannel(card, { command: 'ask', options: { question } }),
    actions: voteActions(
      hashOf(question),
      cited.map(({ id }) => id),
      phrases,
    ),
    counted: { what: 'answered', ...(topic !== undefined && { topic }) },
    ...(model && told.some(({ answer: found }) => quotesOf(found).length > 0)
      ? { later: shortened(answered, card, model, phrases) }
      : {}),
  };
}

/** The card with what a model makes of its quotes above them, sentence by sentence. */
async function* shortened(
  answered: readonly Answered[],
  card: Card,
  model: Model,
  phrases: Phrases,
): AsyncIterable<Card> {
  const asked = answered.filter(({ answer: found }) => quotesOf(found).length > 0);
  const questions = asked.map(({ question }) => question);
  const quotes = asked.flatMap(({ answer: found }) => quotesOf(found));
  for await (const claims of model.rephrase(questions, quotes)) {
    yield claims.length === 0
      ? card
      : {
          ...card,
          blocks: blocksOf(answered, phrases, claims),
          footer: phrases.ask.inShort(model.name),
        };
  }
}

/** Questions are understood in English, so those to try are in English everywhere. */
function greeting(help: string, caller: Caller): Card {
  const { ask: words, button } = phrasesFor(caller);
  return {
    title: words.greeting,
    blocks: [
      {
        kind: 'text',
        text: [
          words.forExample,
          '- Why does LoRA start B at zero?',
          '- Who wrote the Adam paper?',
          '- What should I read before DPO?',
        ].join('\n'),
      },
    ],
    actions: [{ kind: 'run', label: button.allTopics, run: showTopics() }],
    footer: words.moreCommands(help, caller.surface.name),
  };
}

/** The question is shown as it was asked: a title is plain text, in which nothing pings. */
function titleOf([first, ...others]: readonly Answered[], { ask: words }: Phrases): string {
  if (!first) return words.noQuestion;
  return others.length > 0
    ? words.questions(others.length + 1)
    : clip(oneLine(first.question), 140);
}

/** @param claims what stands above the quotes that it was made from. */
function blocksOf(
  answered: readonly Answered[],
  phrases: Phrases,
  claims: readonly Claim[] = [],
): Block[] {
  return answered.map(({ question, answer: found }): Block => {
    const quotes = quotesOf(found);
    const short = claims
      .filter(({ passage }) => quotes.includes(passage))
      .map((claim) => shortly(claim, phrases));
    const text = [...short, textOf(found, phrases)].join('\n\n');
    return answered.length > 1
      ? { kind: 'section', heading: clip(oneLine(question), 140), text }
      : { kind: 'text', text };
  });
}

/** A model's sentence: plain text, in which nothing is a link and nothing pings. */
function shortly({ text, passage: { note, section } }: Claim, phrases: Phrases): string {
  return `${escaped(text)} *(${escaped(note.name)} · ${sectionIn(section, phrases)})*`;
}

/** What an answer quotes. */
function quotesOf(found: Answer): Quote[] {
  switch (found.kind) {
    case 'quotes':
      return found.quotes;
    case 'comparison':
      return [...found.together, ...found.sides.flatMap(({ quotes }) => quotes)];
    case 'facts':
    case 'reading':
    case 'papers':
    case 'greeting':
    case 'none':
      return [];
  }
}

function textOf(found: Answer, phrases: Phrases): string {
  const words = phrases.ask;
  const shown = (quotes: readonly Quote[]): string =>
    quotes.map((quote) => quoted(quote, phrases)).join('\n\n');
  switch (found.kind) {
    case 'quotes':
      return shown(found.quotes);
    case 'comparison':
      return [
        ...found.together.map((quote) => quoted(quote, phrases)),
        ...found.sides.map(({ note, quotes }) => `**${escaped(note.name)}**\n\n${shown(quotes)}`),
      ].join('\n\n');
    case 'facts':
      return [found, ...(found.also ?? [])]
        .map(({ note, facts }) =>
          [
            `**${escaped(note.name)}**`,
            ...facts.map(({ label, value }) => `- ${words.facts[label]}: ${escaped(value)}`),
          ].join('\n'),
        )
        .join('\n\n');
    case 'reading':
      return [
        orderOf(found, words),
        '',
        ...found.steps.map(({ label, why }, i) =>
          why === undefined
            ? `${i + 1}. ${escaped(label)}`
            : `${i + 1}. **${escaped(label)}**: ${why}`,
        ),
      ].join('\n');
    case 'papers':
      return found.notes
        .map(({ name, title, year }) => `- **${escaped(name)}**: ${escaped(title)} (${year})`)
        .join('\n');
    case 'greeting':
      return words.hello;
    case 'none':
      return refusal(found, words);
  }
}

/** What stands above what to read before or after a paper. */
function orderOf(
  { note, direction, steps }: Extract<Answer, { kind: 'reading' }>,
  words: Phrases['ask'],
): string {
  const name = escaped(note.name);
  if (direction === 'before') {
    return steps.length === 0 ? words.nothingBefore(name) : words.before(name);
  }
  return steps.length === 0 ? words.nothingAfter(name) : words.after(name);
}

function refusal(
  { about, outside, closest }: Extract<Answer, { kind: 'none' }>,
  words: Phrases['ask'],
): string {
  const search = (query: string): string =>
    `https://arxiv.org/search/?query=${encodeURIComponent(query)}&searchtype=all`;
  const [first] = about;
  if (outside) {
    const where =
      outside.arxiv === undefined
        ? search(outside.title)
        : `https://arxiv.org/abs/${outside.arxiv}`;
    return words.outside(escaped(clip(outside.title, 80)), where);
  }
  if (first) {
    const title = escaped(first.title);
    return about.length > 1
      ? words.severalInVain(title, first.url)
      : words.inVain(escaped(first.name), title, first.url);
  }
  const elsewhere = search('machine learning');
  return closest.length > 0 ? words.nowhereButNear(elsewhere) : words.nowhere(elsewhere);
}

/** A quote with where it stands; every line of it is marked as one. */
function quoted({ note, section, text }: Quote, phrases: Phrases): string {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`);
  return `${lines.join('\n')}\n\n*${escaped(note.name)} · ${sectionIn(section, phrases)}*`;
}

/** Plain text inside Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~]/g, '\\$&');
}

function actionsOf(answered: readonly Answered[], phrases: Phrases): Action[] {
  return [...notesOf(answered, phrases)]
    .slice(0, BUTTONS)
    .map(([{ id }, label]): Action => ({ kind: 'run', label, run: showNote(id) }));
}

/** The notes that answers lead to, and what their buttons say. */
function notesOf(answered: readonly Answered[], phrases: Phrases): Map<Note, string> {
  const labels = new Map<Note, string>();
  const add = (note: Note, label = note.name): void => {
    if (!labels.has(note)) labels.set(note, label);
  };
  for (const { answer: found } of answered) {
    switch (found.kind) {
      case 'quotes':
        for (const { note, section } of found.quotes) {
          add(note, `${note.name} · ${sectionIn(section, phrases)}`);
        }
        break;
      case 'comparison':
        for (const { note } of found.sides) add(note);
        break;
      case 'facts':
        for (const { note } of [found, ...(found.also ?? [])]) add(note);
        break;
      case 'reading':
        add(found.note);
        for (const { note } of found.steps) if (note) add(note);
        break;
      case 'papers':
        for (const note of found.notes) add(note);
        break;
      case 'none':
        for (const note of [...found.about, ...found.closest]) add(note);
        break;
      case 'greeting':
        break;
    }
  }
  return labels;
}
