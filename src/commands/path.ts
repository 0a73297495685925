import type { Card } from '../card.ts';
import { defineCommand, toCaller, toChannel } from '../command.ts';
import { minutesOf, pathTo } from '../shelf/path.ts';
import { readShelf } from '../shelf/shelf.ts';
import { changeShelf, showNote, showPath } from './calls.ts';
import { noteMeant, oneNote } from './one-note.ts';

export const path = defineCommand({
  name: 'path',
  description: 'What to read, in which order, to understand a paper',
  examples: [{ paper: 'lora' }, { from: 'transformer', paper: 'dpo' }],
  options: {
    paper: oneNote,
    from: { ...oneNote, required: false, description: 'Where you start, if not at the beginning' },
  },
  async run({ paper, from }, { catalog, caller, store }) {
    const goal = noteMeant(paper, catalog, showPath);
    if ('blocks' in goal) return toCaller(goal);
    const start =
      from === undefined
        ? undefined
        : noteMeant(from, catalog, (id) => ({
            command: 'path',
            options: { paper: goal.id, from: id },
          }));
    if (start && 'blocks' in start) return toCaller(start);
    const shelf = await readShelf(store, caller, catalog);
    const read = new Set(
      shelf.flatMap(({ note, state }) =>
        state === 'read' && note.id !== goal.id ? [note.id] : [],
      ),
    );
    const steps = pathTo(goal, catalog, read, start);
    const minutes = steps.reduce((sum, { note }) => sum + minutesOf(note), 0);
    const [first] = steps;
    const card: Card = {
      title: `The way to ${goal.name}`,
      subtitle: `${steps.length === 1 ? '1 note' : `${steps.length} notes`}, ${minutes} min to read${read.size > 0 ? ' · without what you have read' : ''}`,
      blocks: [
        {
          kind: 'choices',
          choices: steps.slice(0, caller.surface.choices).map(({ note, for: later }, i) => ({
            label: `${i + 1}. ${note.name}`,
            detail: `${minutesOf(note)} min · ${later ? `${later.name} builds on it` : 'where you want to be'}`,
            run: showNote(note.id),
          })),
        },
      ],
      actions: [
        ...(first
          ? [
              {
                kind: 'run',
                label: `Begin: ${first.note.name}`,
                run: showNote(first.note.id),
              } as const,
              {
                kind: 'run',
                label: `${first.note.name} is read`,
                run: changeShelf('read', first.note.id),
              } as const,
            ]
          : []),
      ],
    };
    return toChannel(card, showPath(goal.id));
  },
});
