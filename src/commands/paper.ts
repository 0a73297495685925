import type { Card } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel, type SuggestContext } from '../command.ts';
import { complete, lookup, type Lookup, type Match } from '../find/lookup.ts';
import { clip } from '../markdown.ts';
import { nextFor, readShelf } from '../shelf/shelf.ts';
import { EXACT, NEXT, RANDOM, showNote, showTopics } from './calls.ts';
import { noteCard, noteChoice, titleAfterName } from './note-card.ts';

/** Discord's limit for the text of a suggestion; nobody else shows more. */
const LABEL = 100;

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
      suggest: (typed: string, { catalog }: SuggestContext) =>
        complete(typed, catalog, SUGGESTIONS).map((match) => ({
          label: suggestion(match),
          value: match.note.id,
        })),
    },
  },
  async run({ query }, { catalog, caller, store }) {
    if (query.toLowerCase() === NEXT) {
      const next = nextFor(await readShelf(store, caller, catalog), catalog);
      return next
        ? toChannel(noteCard(next, catalog), showNote(next.id))
        : toCaller(shortlist('You have read all there is', [], 'A note that is new will be next.'));
    }
    if (query.toLowerCase() === RANDOM) {
      const shelf = await readShelf(store, caller, catalog);
      const read = new Set(shelf.flatMap(({ note, state }) => (state === 'read' ? note.id : [])));
      const unread = catalog.notes.filter(({ id }) => !read.has(id));
      const among = unread.length > 0 ? unread : catalog.notes;
      const any = among[Math.floor(Math.random() * among.length)];
      if (any) return toChannel(noteCard(any, catalog), showNote(any.id));
    }
    const id = query.startsWith(EXACT) ? query.slice(EXACT.length) : query;
    const named = catalog.get(id);
    if (named) return toChannel(noteCard(named, catalog), showNote(named.id));
    if (query.startsWith(EXACT)) return toCaller(gone(id));
    const found = lookup(query, catalog);
    switch (found.kind) {
      case 'one':
        return found.sure
          ? toChannel(noteCard(found.note, catalog), showNote(found.note.id))
          : toCaller(
              shortlist(
                `The closest match for “${clip(query, 60)}”`,
                [found.note, ...found.others],
                `Not sure, ${why(found.matched)}. Is it the one you meant?`,
              ),
            );
      case 'several':
        return toCaller(
          shortlist(`Which paper did you mean by “${clip(query, 60)}”?`, found.notes),
        );
      case 'none':
        return toCaller(notFound(query, found));
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

/** A suggestion's text: the paper, and what of it was typed where that is not its name or title. */
function suggestion({ note, matched }: Match): string {
  const paper = `${note.name}: ${titleAfterName(note)}`;
  const year = ` (${note.year})`;
  const end = year + reason(matched);
  return clip(paper, LABEL - end.length) + end;
}

function reason({ by, text }: Match['matched']): string {
  switch (by) {
    case 'alias':
    case 'author':
      return ` · ${by} ${clip(text, 40)}`;
    case 'typo':
      return ` · looks like ${clip(text, 40)}`;
    case 'description':
      return ' · closest match';
    default:
      return '';
  }
}

function why({ by, text }: Match['matched']): string {
  switch (by) {
    case 'description':
      return 'but this note speaks of it';
    case 'typo':
      return `but it looks like “${clip(text, 60)}”`;
    default:
      return `but it fits the ${by} “${clip(text, 60)}”`;
  }
}

function gone(id: string): Card {
  return shortlist(
    `The note “${clip(id, 60)}” is not here any more`,
    [],
    'It was taken out or renamed. Look for the paper by its title, or browse the topics.',
  );
}

function notFound(query: string, found: Extract<Lookup, { kind: 'none' }>): Card {
  const { closest, arxiv, title } = found;
  const name = title ?? (arxiv === undefined ? undefined : `arXiv ${arxiv}`);
  if (name === undefined) {
    return shortlist(
      `There is no note on “${clip(query, 60)}”`,
      closest,
      closest.length > 0
        ? 'These come closest:'
        : 'Try a paper’s name, a word of its title, an author, or an arXiv link.',
    );
  }
  const where =
    arxiv === undefined
      ? ''
      : `The paper itself is at [arxiv.org/abs/${arxiv}](https://arxiv.org/abs/${arxiv}). `;
  return shortlist(
    `There is no note on ${clip(name, 80)} yet`,
    closest,
    `${where}To add a note, put a Markdown file into the notes folder; "Add a note" in the README shows how.` +
      (closest.length > 0 ? ' These notes lead to it:' : ''),
  );
}
