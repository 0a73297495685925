import { answer, type Answer, type Answered, type Quote } from '../answer/answer.ts';
import type { Action, Block, Card, Reply } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel, type Context } from '../command.ts';
import { clip, oneLine } from '../markdown.ts';
import { showNote, showTopics } from './calls.ts';

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
  run: ({ question }, context) => answerReply(question, context),
});

/**
 * The reply to a question, from the notes alone.
 *
 * @param thread earlier messages of the conversation, oldest first, see `answer`.
 */
export function answerReply(
  question: string,
  { catalog, caller }: Pick<Context, 'catalog' | 'caller'>,
  thread: readonly string[] = [],
): Reply {
  const answered = answer(question, catalog, thread);
  const [first] = answered;
  if (first && answered.length === 1 && first.answer.kind === 'greeting') {
    return toCaller(greeting(caller.surface.name));
  }
  const card: Card = {
    title: titleOf(answered),
    blocks: answered.flatMap((one) => blocksOf(one, answered.length > 1)),
    actions: actionsOf(answered),
    footer: 'Quoted from the notes, word for word',
  };
  const unanswered = answered.every(
    ({ answer: { kind } }) => kind === 'none' || kind === 'greeting',
  );
  if (unanswered) {
    const refusal = toCaller({ ...card, footer: 'Paperboy answers from the notes alone' });
    return { ...refusal, counted: { what: 'refused' } };
  }
  const topic = noteOf(answered)?.topic;
  return {
    ...toChannel(card, { command: 'ask', options: { question } }),
    counted: { what: 'answered', ...(topic !== undefined && { topic }) },
  };
}

/** The note that answers first. */
function noteOf(answered: readonly Answered[]): Note | undefined {
  for (const { answer: found } of answered) {
    switch (found.kind) {
      case 'quotes':
        return found.quotes[0]?.note;
      case 'comparison':
        return found.sides[0]?.note;
      case 'facts':
      case 'reading':
        return found.note;
      case 'papers':
        return found.notes[0];
      case 'none':
      case 'greeting':
    }
  }
  return undefined;
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

function blocksOf({ question, answer: found }: Answered, several: boolean): Block[] {
  const text = textOf(found);
  return several
    ? [{ kind: 'section', heading: clip(oneLine(question), 140), text }]
    : [{ kind: 'text', text }];
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
  const labels = new Map<string, string>();
  const add = (note: Note, label = note.name): void => {
    if (!labels.has(note.id)) labels.set(note.id, label);
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
  return [...labels]
    .slice(0, BUTTONS)
    .map(([id, label]): Action => ({ kind: 'run', label, run: showNote(id) }));
}
