import { answer, type Answer, type Answered, type Quote } from '../answer/answer.ts';
import type { Claim } from '../answer/claims.ts';
import { hashOf } from '../answer/feedback.ts';
import type { Model } from '../answer/model.ts';
import type { Action, Block, Card, Reply } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel, type Caller, type Context } from '../command.ts';
import type { Early } from '../limits.ts';
import { clip, oneLine } from '../markdown.ts';
import { showNote, showTopics } from './calls.ts';
import { voteActions } from './feedback.ts';

/** Buttons that lead to notes, at most. */
const BUTTONS = 6;

export const ask = defineCommand({
  name: 'ask',
  description: 'Ask the notes: an answer in their own words, or an honest no',
  examples: [
    { question: 'how many parameters does LoRA train?' },
    { question: 'who wrote the DPO paper?' },
  ],
  options: {
    question: { kind: 'text', description: 'What you want to know', required: true },
  },
  run: ({ question }, context) => askReply(question, context),
});

/**
 * What somebody who asks is told: the answer with its buttons, or when to ask again.
 *
 * @param thread earlier messages of the conversation, oldest first, see `answer`.
 */
export function askReply(
  question: string,
  context: Context,
  thread: readonly string[] = [],
): Reply {
  const { caller, limits } = context;
  const early = limits?.take(caller);
  if (early) {
    if (caller.request) caller.request.outcome = 'early';
    return { ...toCaller(tooEarly(early)), beside: true, actions: [deleteFor(caller)] };
  }
  const reply = answerReply(question, context, thread);
  context.keepQuestion?.(question, reply.to === 'channel');
  return { ...reply, actions: [...(reply.actions ?? []), deleteFor(caller)] };
}

/** The button that takes an answer away, wherever it stands, for whoever asked. */
export function deleteFor({ user }: Pick<Caller, 'user'>): Action {
  return { kind: 'dismiss', label: 'Delete', by: user };
}

/**
 * The reply to a question, from the notes alone. With a model, better cards come later; it is given
 * the quotes, and not called where the notes don't answer or where there is nothing to shorten.
 *
 * @param thread earlier messages of the conversation, oldest first, see `answer`.
 */
export function answerReply(
  question: string,
  { catalog, caller, model }: Pick<Context, 'catalog' | 'caller' | 'model'>,
  thread: readonly string[] = [],
): Reply {
  const answered = answer(question, catalog, thread);
  const [first] = answered;
  if (first && answered.length === 1 && first.answer.kind === 'greeting') {
    return toCaller(greeting(caller.surface.name));
  }
  const card: Card = {
    title: titleOf(answered),
    blocks: blocksOf(answered),
    actions: actionsOf(answered),
    footer: 'Quoted from the notes, word for word',
  };
  const told = answered.filter(({ answer: { kind } }) => kind !== 'none' && kind !== 'greeting');
  if (told.length === 0) {
    const refusal = toCaller({ ...card, footer: 'Paperboy answers from the notes alone' });
    return { ...refusal, counted: { what: 'refused' } };
  }
  const cited = [...notesOf(told).keys()];
  const topic = cited[0]?.topic;
  return {
    ...toChannel(card, { command: 'ask', options: { question } }),
    actions: voteActions(
      hashOf(question),
      cited.map(({ id }) => id),
    ),
    counted: { what: 'answered', ...(topic !== undefined && { topic }) },
    ...(model && told.some(({ answer: found }) => quotesOf(found).length > 0)
      ? { later: shortened(answered, card, model) }
      : {}),
  };
}

/** The card with what a model makes of its quotes above them, sentence by sentence. */
async function* shortened(
  answered: readonly Answered[],
  card: Card,
  model: Model,
): AsyncIterable<Card> {
  const asked = answered.filter(({ answer: found }) => quotesOf(found).length > 0);
  const questions = asked.map(({ question }) => question);
  const quotes = asked.flatMap(({ answer: found }) => quotesOf(found));
  for await (const claims of model.rephrase(questions, quotes)) {
    yield claims.length === 0
      ? card
      : {
          ...card,
          blocks: blocksOf(answered, claims),
          footer: `In short by ${model.name}, which may err; the quotes are the notes’ own words`,
        };
  }
}

function tooEarly({ who, wait }: Early): Card {
  const seconds = Math.ceil(wait / 1000);
  return {
    title: 'That was a lot of questions at once',
    blocks: [
      {
        kind: 'text',
        text:
          who === 'person'
            ? `Please ask again in ${seconds} seconds. Looking up papers with \`/paper\` works meanwhile.`
            : `Everybody here together asked many questions this minute. Please ask again in ${seconds} seconds; looking up papers with \`/paper\` works meanwhile.`,
      },
    ],
    actions: [],
  };
}

function greeting(platform: string): Card {
  return {
    title: 'Hello! Ask me about the papers in the notes',
    blocks: [
      {
        kind: 'text',
        text: [
          'For example:',
          '- Why does LoRA start B at zero?',
          '- Who wrote the Adam paper?',
          '- What should I read before DPO?',
        ].join('\n'),
      },
    ],
    actions: [{ kind: 'run', label: 'All topics', run: showTopics() }],
    footer: `\`/paperboy\` shows what else there is in ${platform}`.replaceAll('`', ''),
  };
}

/** The question is shown as it was asked: a title is plain text, in which nothing pings. */
function titleOf([first, ...others]: readonly Answered[]): string {
  if (!first) return 'No question';
  return others.length > 0 ? `${others.length + 1} questions` : clip(oneLine(first.question), 140);
}

/** @param claims what stands above the quotes that it was made from. */
function blocksOf(answered: readonly Answered[], claims: readonly Claim[] = []): Block[] {
  return answered.map(({ question, answer: found }): Block => {
    const quotes = quotesOf(found);
    const short = claims.filter(({ passage }) => quotes.includes(passage)).map(shortly);
    const text = [...short, textOf(found)].join('\n\n');
    return answered.length > 1
      ? { kind: 'section', heading: clip(oneLine(question), 140), text }
      : { kind: 'text', text };
  });
}

/** A model's sentence: plain text, in which nothing is a link and nothing pings. */
function shortly({ text, passage: { note, section } }: Claim): string {
  return `${escaped(text)} *(${escaped(note.name)} · ${section})*`;
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

function textOf(found: Answer): string {
  switch (found.kind) {
    case 'quotes':
      return found.quotes.map(quoted).join('\n\n');
    case 'comparison':
      return [
        ...found.together.map(quoted),
        ...found.sides.map(
          ({ note, quotes }) => `**${escaped(note.name)}**\n\n${quotes.map(quoted).join('\n\n')}`,
        ),
      ].join('\n\n');
    case 'facts':
      return [
        `**${escaped(found.note.name)}**`,
        ...found.facts.map(({ label, value }) => `- ${label}: ${escaped(value)}`),
      ].join('\n');
    case 'reading':
      return [
        found.steps.length === 0
          ? `The notes name nothing to read ${found.direction} **${escaped(found.note.name)}**.`
          : `To read ${found.direction} **${escaped(found.note.name)}**:`,
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
      return 'Hello!';
    case 'none':
      return refusal(found);
  }
}

function refusal({ about, outside, closest }: Extract<Answer, { kind: 'none' }>): string {
  const search = (words: string): string =>
    `https://arxiv.org/search/?query=${encodeURIComponent(words)}&searchtype=all`;
  const [first] = about;
  if (outside) {
    const where =
      outside.arxiv === undefined
        ? search(outside.title)
        : `https://arxiv.org/abs/${outside.arxiv}`;
    return `The notes don’t cover **${escaped(clip(outside.title, 80))}**. The paper may be [on arXiv](${where}).`;
  }
  const near = closest.length > 0 ? ' The notes below come closest.' : '';
  return first
    ? `That is not in the notes. ${about.length > 1 ? 'These notes were' : `The note on **${escaped(first.name)}** was`} read for it in vain; the paper itself may say: [${escaped(first.title)}](${first.url}).`
    : `That is not in the notes.${near} Beyond them, [search arXiv](${search('machine learning')}).`;
}

/** A quote with where it stands; every line of it is marked as one. */
function quoted({ note, section, text }: Quote): string {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`);
  return `${lines.join('\n')}\n\n*${escaped(note.name)} · ${section}*`;
}

/** Plain text inside Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~]/g, '\\$&');
}

function actionsOf(answered: readonly Answered[]): Action[] {
  return [...notesOf(answered)]
    .slice(0, BUTTONS)
    .map(([{ id }, label]): Action => ({ kind: 'run', label, run: showNote(id) }));
}

/** The notes that answers lead to, and what their buttons say. */
function notesOf(answered: readonly Answered[]): Map<Note, string> {
  const labels = new Map<Note, string>();
  const add = (note: Note, label = note.name): void => {
    if (!labels.has(note)) labels.set(note, label);
  };
  for (const { answer: found } of answered) {
    switch (found.kind) {
      case 'quotes':
        for (const { note, section } of found.quotes) add(note, `${note.name} · ${section}`);
        break;
      case 'comparison':
        for (const { note } of found.sides) add(note);
        break;
      case 'facts':
        add(found.note);
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
