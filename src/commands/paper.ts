import type { Card } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel } from '../command.ts';
import { complete, lookup } from '../find/lookup.ts';
import { clip } from '../markdown.ts';
import { showNote, showTopics } from './calls.ts';
import { noteCard, noteChoice, titleAfterName } from './note-card.ts';

/** How many suggestions are asked for: what the platform with the fewest can show. */
const SUGGESTIONS = 25;

export const paper = defineCommand({
  name: 'paper',
  description: 'Show the note on a paper: what it changed, its numbers, what to read next',
  examples: [
    { query: 'lora' },
    { query: 'attention is all you need' },
    { query: 'https://arxiv.org/abs/2005.11401' },
  ],
  options: {
    query: {
      kind: 'text',
      description: 'A name, title, author, arXiv id or link',
      required: true,
      suggest: (typed: string, catalog: Catalog) =>
        complete(typed, catalog, SUGGESTIONS).map((note) => ({
          label: `${note.name}: ${titleAfterName(note)} (${note.year})`,
          value: note.id,
        })),
    },
  },
  run({ query }, { catalog }) {
    const found = lookup(query, catalog);
    switch (found.kind) {
      case 'one':
        return toChannel(noteCard(found.note, catalog), showNote(found.note.id));
      case 'several':
        return toCaller(
          shortlist(`Which paper did you mean by “${clip(query, 60)}”?`, found.notes),
        );
      case 'none':
        return toCaller(notFound(query, found.closest, found.arxiv));
    }
  },
});

function shortlist(title: string, notes: Note[], text?: string): Card {
  return {
    title,
    blocks: [
      ...(text === undefined ? [] : [{ kind: 'text', text } as const]),
      ...(notes.length === 0 ? [] : [{ kind: 'choices', choices: notes.map(noteChoice) } as const]),
    ],
    actions: [{ kind: 'run', label: 'All topics', run: showTopics() }],
  };
}

function notFound(query: string, closest: Note[], arxiv: string | undefined): Card {
  if (arxiv !== undefined) {
    return shortlist(
      `There is no note on arXiv ${arxiv} yet`,
      [],
      `The paper itself is at [arxiv.org/abs/${arxiv}](https://arxiv.org/abs/${arxiv}). ` +
        'To add a note, put a Markdown file into the notes folder; "Add a note" in the README shows how.',
    );
  }
  return shortlist(
    `There is no note on “${clip(query, 60)}”`,
    closest,
    closest.length > 0
      ? 'These names come closest:'
      : 'Try a paper’s name, a word of its title, an author, or an arXiv link.',
  );
}
