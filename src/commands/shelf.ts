import type { Action, Block, Counted, Reply } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, type Context } from '../command.ts';
import { InvocationError } from '../invocation.ts';
import { makePicture } from '../picture/png.ts';
import { drawProgress } from '../picture/progress.ts';
import { cite } from '../shelf/cite.ts';
import { forget, keptOf, type Kept } from '../shelf/forget.ts';
import {
  progressOf,
  readersOf,
  readersText,
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
        progressPicture(all, catalog),
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

/** `4 of 5 in Computer Vision, 1 saved`, with a bar. */
export function progressText(progress: readonly Progress[]): string {
  return progress
    .map((one) => {
      const full = one.of === 0 ? 0 : Math.round((one.read / one.of) * 8);
      return `- ${'▰'.repeat(full)}${'▱'.repeat(8 - full)} ${progressLine(one)}`;
    })
    .join('\n');
}

function progressLine({ topic, read, reading, saved, of }: Progress): string {
  return [
    `${read} of ${of} in ${topic.name}`,
    ...(reading > 0 ? [`${reading} reading`] : []),
    ...(saved > 0 ? [`${saved} saved`] : []),
  ].join(', ');
}

/** The same as a picture. */
function progressPicture(all: readonly Shelved[], catalog: Context['catalog']): Block {
  const progress = progressOf(all, catalog);
  const read = progress.reduce((sum, one) => sum + one.read, 0);
  const title = 'How far you are';
  const subtitle = `${read} of ${catalog.notes.length} papers read`;
  const alt = `${title}: ${subtitle}. ${progress.map((one) => `${progressLine(one)}.`).join(' ')}`;
  return {
    kind: 'picture',
    picture: makePicture('shelf', drawProgress(progress, title, subtitle), alt),
  };
}

type Change = 'add' | 'reading' | 'read' | 'remove';

const COUNTED: Partial<Record<Change, Counted['what']>> = { add: 'saved', read: 'read' };

/** Does something with one note and tells the presser alone. */
function change(
  how: Change,
  done: (note: Note) => string,
): (options: { paper: string }, context: Context) => Promise<Reply> {
  return async ({ paper }, { catalog, caller, store, daily }) => {
    const note = noteMeant(paper, catalog, (id) => changeShelf(how, id));
    if ('blocks' in note) return toCaller(note);
    if (how === 'remove') await unshelve(store, caller, note.id);
    else await shelve(store, caller, note.id, how === 'add' ? 'saved' : how);
    daily.shelved(caller, note.id);
    const all = await readShelf(store, caller, catalog);
    const topic = progressOf(all, catalog).find((one) => one.topic.id === note.topic);
    const here = readersText(await readersOf(store, caller, note.id));
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
    const said = [
      ...(topic ? [`You have read ${topic.read} of ${topic.of} in ${topic.topic.name}.`] : []),
      ...(here === undefined ? [] : [`By now ${here}.`]),
    ];
    const counted = COUNTED[how];
    return {
      ...(counted && { counted: { what: counted, topic: note.topic } }),
      ...say(done(note), said.join(' '), [
        ...other[how].map(([to, label]): Action => ({
          kind: 'run',
          label,
          run: changeShelf(to, note.id),
        })),
        { kind: 'run', label: 'Your shelf', run: showShelf() },
        ...(how === 'read' ? [{ kind: 'run', label: 'What next?', run: showNext() } as const] : []),
      ]),
    };
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
  async run({ sure = false }, { caller, store }) {
    if (sure) {
      const gone = inWords(await forget(store, caller));
      return gone === undefined
        ? say('Nothing is kept about you', 'It is all deleted, or there never was anything.')
        : say('All that was kept about you is deleted', `It was ${gone}.`);
    }
    const kept = inWords(await keptOf(store, caller));
    if (kept === undefined) {
      return say('Nothing is kept about you', 'Until you save a paper or answer a quiz.');
    }
    return say('Delete all that is kept about you?', `That is ${kept}. Nothing else is kept.`, [
      {
        kind: 'run',
        label: 'Delete it',
        run: { command: 'shelf forget', options: { sure: true } },
      },
    ]);
  },
});

/** What is kept, as a list within a sentence; undefined when it is nothing. */
function inWords({ papers, answers, votes, questions, picks }: Kept): string | undefined {
  const all = [
    ...(papers > 0
      ? [`your shelf (${counted(papers, 'paper')}, and when you put them there)`]
      : []),
    ...(answers > 0 ? [`how you did in the quiz (${counted(answers, 'question')})`] : []),
    ...(votes > 0 ? [`${counted(votes, 'vote')} on answers`] : []),
    ...(questions > 0 ? [`${counted(questions, 'question')} that you asked`] : []),
    ...(picks > 0
      ? [`that you set up ${counted(picks, 'daily pick')}, which will go on without your name`]
      : []),
  ];
  const last = all.pop();
  return all.length === 0 ? last : `${all.join(', ')} and ${last ?? ''}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function say(title: string, text: string, actions: Action[] = []): Reply {
  return toCaller({
    title,
    blocks: text === '' ? [] : [{ kind: 'text', text }],
    actions,
  });
}
