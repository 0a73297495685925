import { askedBy } from '../answer/feedback.ts';
import type { Action, Block, Reply } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, type Context } from '../command.ts';
import { InvocationError } from '../invocation.ts';
import { cite } from '../shelf/cite.ts';
import {
  forget,
  progressOf,
  readShelf,
  shelve,
  unshelve,
  type Progress,
  type Shelved,
} from '../shelf/shelf.ts';
import { changeShelf, showNext, showNote, showShelf, showTopics } from './calls.ts';
import { noteMeant, oneNote } from './one-note.ts';

/** What one message surely holds of a text in a code block: Discord’s description less its frame. */
const PART = 3500;

const STATES = [
  ['reading', 'Reading'],
  ['saved', 'Saved'],
  ['read', 'Read'],
] as const;

export const shelf = defineCommand({
  name: 'shelf',
  bare: 'show',
  description: 'What you saved and read, and how far you are',
  examples: [{}],
  options: { page: { kind: 'number', description: 'The page of a long shelf' } },
  async run({ page = 1 }, { catalog, caller, store }) {
    const all = await readShelf(store, caller, catalog);
    if (all.length === 0) {
      return say(
        'Your shelf is empty',
        'Press **Save** or **Mark as read** under any card; only you see what is here.',
        [{ kind: 'run', label: 'Browse the papers', run: showTopics() }],
      );
    }
    const size = Math.max(3, caller.surface.choices - 3);
    const pages = Math.ceil(all.length / size);
    const at = Math.min(Math.max(page, 1), pages);
    const sorted = STATES.flatMap(([state]) => all.filter((one) => one.state === state));
    const shown = sorted.slice((at - 1) * size, at * size);
    const turn = (label: string, to: number): Action[] =>
      to < 1 || to > pages
        ? []
        : [{ kind: 'run', label, run: { command: 'shelf', options: { page: to } } }];
    return toCaller({
      title: 'Your shelf',
      subtitle: `${STATES.map(([state, name]) => `${all.filter((one) => one.state === state).length} ${name.toLowerCase()}`).join(' · ')}${pages > 1 ? ` · page ${at} of ${pages}` : ''}`,
      blocks: [
        { kind: 'section', heading: 'Progress', text: progressText(progressOf(all, catalog)) },
        {
          kind: 'choices',
          choices: shown.map(({ note, state }) => ({
            label: note.name,
            detail: `${STATES.find(([one]) => one === state)?.[1] ?? state} · ${note.title}`,
            run: showNote(note.id),
          })),
        },
      ],
      actions: [
        { kind: 'run', label: 'What next?', run: showNext() },
        ...turn('◀ Previous', at - 1),
        ...turn('Next ▶', at + 1),
        { kind: 'run', label: 'Export', run: { command: 'shelf export', options: {} } },
      ],
    });
  },
});

/** `4 of 5 in Computer Vision`, with a bar. */
export function progressText(progress: readonly Progress[]): string {
  return progress
    .map(({ topic, read, of }) => {
      const full = of === 0 ? 0 : Math.round((read / of) * 8);
      return `- ${'▰'.repeat(full)}${'▱'.repeat(8 - full)} ${read} of ${of} in ${topic.name}`;
    })
    .join('\n');
}

type Change = 'add' | 'reading' | 'read' | 'remove';

/** Does something with one note and tells the presser alone. */
function change(
  how: Change,
  done: (note: Note) => string,
): (options: { paper: string }, context: Context) => Promise<Reply> {
  return async ({ paper }, { catalog, caller, store }) => {
    const note = noteMeant(paper, catalog, (id) => changeShelf(how, id));
    if ('blocks' in note) return toCaller(note);
    if (how === 'remove') await unshelve(store, caller, note.id);
    else await shelve(store, caller, note.id, how === 'add' ? 'saved' : how);
    const all = await readShelf(store, caller, catalog);
    const topic = progressOf(all, catalog).find((one) => one.topic.id === note.topic);
    const other: Record<Change, [Change, string][]> = {
      add: [
        ['reading', 'I’m reading it'],
        ['read', 'Mark as read'],
        ['remove', 'Remove'],
      ],
      reading: [
        ['read', 'Mark as read'],
        ['remove', 'Remove'],
      ],
      read: [['remove', 'Remove']],
      remove: [['add', 'Save again']],
    };
    return say(
      done(note),
      topic ? `You have read ${topic.read} of ${topic.of} in ${topic.topic.name}.` : '',
      [
        ...other[how].map(([to, label]): Action => ({
          kind: 'run',
          label,
          run: changeShelf(to, note.id),
        })),
        { kind: 'run', label: 'Your shelf', run: showShelf() },
        ...(how === 'read' ? [{ kind: 'run', label: 'What next?', run: showNext() } as const] : []),
      ],
    );
  };
}

const paper = oneNote;

export const shelfAdd = defineCommand({
  name: 'shelf add',
  description: 'Save a paper for later',
  examples: [{ paper: 'lora' }],
  options: { paper },
  run: change('add', ({ name }) => `${name} is on your shelf`),
});

export const shelfReading = defineCommand({
  name: 'shelf reading',
  description: 'Say that you are reading a paper',
  examples: [{ paper: 'lora' }],
  options: { paper },
  run: change('reading', ({ name }) => `You are reading ${name}`),
});

export const shelfRead = defineCommand({
  name: 'shelf read',
  description: 'Mark a paper as read',
  examples: [{ paper: 'lora' }],
  options: { paper },
  run: change('read', ({ name }) => `You have read ${name}`),
});

export const shelfRemove = defineCommand({
  name: 'shelf remove',
  description: 'Take a paper off your shelf',
  examples: [{ paper: 'lora' }],
  options: { paper },
  run: change('remove', ({ name }) => `${name} is off your shelf`),
});

export const shelfExport = defineCommand({
  name: 'shelf export',
  description: 'Your shelf as Markdown, BibTeX or JSON',
  examples: [{}, { format: 'bibtex' }],
  options: {
    format: {
      kind: 'text',
      description: 'markdown, bibtex or json',
      suggest: (typed: string) =>
        ['markdown', 'bibtex', 'json']
          .filter((format) => format.startsWith(typed.toLowerCase()))
          .map((format) => ({ label: format, value: format })),
    },
    part: { kind: 'number', description: 'The part of a long shelf' },
  },
  async run({ format = 'markdown', part = 1 }, { catalog, caller, store }) {
    const wanted = format.toLowerCase();
    if (!(wanted in EXPORTS)) {
      throw new InvocationError('`format` is `markdown`, `bibtex` or `json`.', 'format');
    }
    const all = await readShelf(store, caller, catalog);
    const parts = partsOf(EXPORTS[wanted as keyof typeof EXPORTS](all));
    const at = Math.min(Math.max(part, 1), parts.length);
    const blocks: Block[] = [
      { kind: 'text', text: `\`\`\`${wanted}\n${parts[at - 1] ?? ''}\n\`\`\`` },
    ];
    const to = (label: string, options: Record<string, string | number>): Action => ({
      kind: 'run',
      label,
      run: { command: 'shelf export', options },
    });
    return toCaller({
      title: `Your shelf as ${wanted}${parts.length > 1 ? `, part ${at} of ${parts.length}` : ''}`,
      blocks,
      actions: [
        ...(at < parts.length ? [to('Next part ▶', { format: wanted, part: at + 1 })] : []),
        ...Object.keys(EXPORTS)
          .filter((other) => other !== wanted)
          .map((other) => to(`As ${other}`, { format: other })),
      ],
    });
  },
});

const EXPORTS = {
  markdown: (all: readonly Shelved[]): string[] =>
    STATES.flatMap(([state, name]) => {
      const mine = all.filter((one) => one.state === state);
      if (mine.length === 0) return [];
      return [`## ${name}`, ...mine.map(({ note }) => `- [${note.title}](${note.url})`)];
    }),
  bibtex: (all: readonly Shelved[]): string[] => all.map(({ note }) => cite(note, 'bibtex')),
  json: (all: readonly Shelved[]): string[] => {
    const rows = all.map(({ note, state, changedAt }) =>
      JSON.stringify({
        id: note.id,
        title: note.title,
        url: note.url,
        state,
        since: new Date(changedAt).toISOString(),
      }),
    );
    // A line per paper, so that a part is readable by itself: JSON Lines.
    return rows;
  },
};

/** Lines in parts that each fit one message. */
function partsOf(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= PART) {
      parts[parts.length - 1] = `${last}\n${line}`;
    } else parts.push(line);
  }
  return parts.length === 0 ? [''] : parts;
}

export const shelfForget = defineCommand({
  name: 'shelf forget',
  description: 'Delete all that Paperboy keeps about you',
  examples: [{}],
  options: { sure: { kind: 'flag', description: 'Yes, delete it' } },
  async run({ sure = false }, { catalog, caller, store }) {
    if (!sure) {
      const all = await readShelf(store, caller, catalog);
      const { votes, questions } = await askedBy(store, caller);
      return say(
        'Delete all that is kept about you?',
        `That is your shelf: ${all.length} papers and when you put them there; your votes on answers: ${votes}; questions you asked: ${questions}. Nothing else is kept.`,
        [
          {
            kind: 'run',
            label: 'Delete it',
            run: { command: 'shelf forget', options: { sure: true } },
          },
        ],
      );
    }
    const gone = await forget(store, caller);
    return say(
      'All that was kept about you is deleted',
      `It was your shelf, ${gone} papers, and what you asked and thought of answers.`,
    );
  },
});

function say(title: string, text: string, actions: Action[] = []): Reply {
  return toCaller({
    title,
    blocks: text === '' ? [] : [{ kind: 'text', text }],
    actions,
  });
}
