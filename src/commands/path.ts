import type { Block, Card } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel, type Context } from '../command.ts';
import { drawMap } from '../picture/map.ts';
import { makePicture } from '../picture/png.ts';
import { leadsTo, minutesOf, pathTo, type Step } from '../shelf/path.ts';
import { readShelf, shelve } from '../shelf/shelf.ts';
import { showNote, showPath } from './calls.ts';
import { noteMeant, oneNote } from './one-note.ts';

export const path = defineCommand({
  name: 'path',
  description: 'What to read, in which order, to understand a paper',
  examples: [{ paper: 'lora' }, { from: 'transformer', paper: 'dpo' }],
  options: {
    paper: oneNote,
    from: { ...oneNote, required: false, description: 'Where you start, if not at the beginning' },
    read: { ...oneNote, required: false, description: 'What of it you have read by now' },
    all: { kind: 'flag', description: 'What you have read as well' },
  },
  async run({ paper, from, read, all = false }, context) {
    const { catalog, caller, store, daily } = context;
    const goal = noteMeant(paper, catalog, (id) => showPath(id));
    if ('blocks' in goal) return toCaller(goal);
    const start =
      from === undefined
        ? undefined
        : noteMeant(from, catalog, (id) => showPath(goal.id, { from: id }));
    if (start && 'blocks' in start) return toCaller(start);
    const way = start && { from: start.id };
    const done =
      read === undefined
        ? undefined
        : noteMeant(read, catalog, (id) => showPath(goal.id, { ...way, read: id }));
    if (done && 'blocks' in done) return toCaller(done);
    if (done) {
      await shelve(store, caller, done.id, 'read');
      daily.shelved(caller, done.id);
    }
    const known = all ? new Set<string>() : await readBy(context);
    const steps = pathTo(goal, catalog, known, start);
    const left = pathTo(goal, catalog, new Set(), start).length - steps.length;
    const again = showPath(goal.id, { ...way, all: true });
    const card = pathCard({ goal, start, steps, left, known }, context);
    // What somebody has read is their own business: their way is shown to all only when it is everybody's.
    const own = left > 0 || known.has(goal.id) || done !== undefined;
    return {
      ...(own ? { ...toCaller(card), again } : toChannel(card, again)),
      ...(done && { counted: { what: 'read', topic: done.topic } }),
    };
  },
});

async function readBy({ store, caller, catalog }: Context): Promise<Set<string>> {
  const shelf = await readShelf(store, caller, catalog);
  return new Set(shelf.flatMap(({ note, state }) => (state === 'read' ? [note.id] : [])));
}

interface Way {
  goal: Note;
  start: Note | undefined;
  steps: readonly Step[];
  /** How many notes of the way are left out, as they are read. */
  left: number;
  known: ReadonlySet<string>;
}

function pathCard({ goal, start, steps, left, known }: Way, { catalog, caller }: Context): Card {
  const minutes = steps.reduce((sum, { note }) => sum + minutesOf(note), 0);
  const shown = steps.slice(0, caller.surface.choices);
  const more = steps.length - shown.length;
  const [first] = steps;
  const arrived = known.has(goal.id) && steps.length === 1;
  const notices = [
    ...(arrived ? [`You have read all the way to ${goal.name}, and that as well.`] : []),
    ...(start && start.id !== goal.id && !leadsTo(start, goal, catalog)
      ? [`Nothing on the way to ${goal.name} builds on ${start.name}, so this is the whole way.`]
      : []),
  ];
  const text = (words: string[]): Block[] =>
    words.length === 0 ? [] : [{ kind: 'text', text: words.join(' ') }];
  return {
    title: `The way to ${goal.name}`,
    subtitle: `${steps.length === 1 ? '1 note' : `${steps.length} notes`}, ${minutes} min to read${left > 0 ? ` · ${left} left out, read or needed only for what is read` : ''}`,
    blocks: [
      ...text(notices),
      pathPicture(goal, steps, catalog),
      {
        kind: 'choices',
        choices: shown.map((step, i) => ({
          // One button is enough for the step that comes now.
          label: `${i === 0 && !arrived ? 'Next: ' : ''}${i + 1}. ${step.note.name}`,
          detail: `${minutesOf(step.note)} min · ${whyOf(step)}`,
          run: showNote(step.note.id),
        })),
      },
      ...text(more > 0 ? [`And ${more} more: they follow as you go on.`] : []),
    ],
    actions:
      first && !arrived
        ? [
            {
              kind: 'run',
              label: `I have read ${first.note.name}`,
              run: showPath(goal.id, { ...(start && { from: start.id }), read: first.note.id }),
            },
          ]
        : [],
  };
}

/** In one line, why a note stands on the way: what needs it, and what the note says of that. */
function whyOf({ note, for: later }: Step): string {
  if (!later) return 'where you want to be';
  const said = note.next.find(({ to }) => 'id' in to && to.id === later.id)?.why;
  return said === undefined ? `${later.name} builds on it` : `${later.name} builds on it: ${said}`;
}

const pictures = new WeakMap<Catalog, Map<string, Block>>();

/** The map with the way lit. Drawing it takes a tenth of a second, and most ways are asked for again. */
function pathPicture(goal: Note, steps: readonly Step[], catalog: Catalog): Block {
  const known = pictures.get(catalog) ?? new Map<string, Block>();
  pictures.set(catalog, known);
  const ids = steps.map(({ note }) => note.id);
  const key = ids.join(' ');
  const drawn = known.get(key);
  if (drawn) return drawn;
  const alt = `The way to ${goal.name}: ${steps.map(({ note }, i) => `${i + 1}. ${note.name}`).join(', ')}.`;
  const { svg } = drawMap(catalog, { path: ids });
  const block: Block = { kind: 'picture', picture: makePicture(`path-${goal.id}`, svg, alt) };
  if (known.size >= KEPT) known.clear();
  known.set(key, block);
  return block;
}

/** How many ways are kept drawn, of some 20 KB each. */
const KEPT = 200;
