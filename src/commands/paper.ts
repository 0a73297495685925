import type { Card } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller } from '../command.ts';
import { lookup, type Lookup, type Match } from '../find/lookup.ts';
import { clip } from '../markdown.ts';
import { nextFor, readShelf } from '../shelf/shelf.ts';
import type { Phrases } from '../phrases/en.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { EXACT, NEXT, RANDOM, showTopics } from './calls.ts';
import { gone } from './one-note.ts';
import { noteChoice, noteReply } from './note-card.ts';
import { suggestPapers } from './suggestions.ts';

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
      suggest: suggestPapers,
    },
  },
  async run({ query }, { catalog, caller, store }) {
    const phrases = phrasesFor(caller);
    const words = phrases.paper;
    if (query.toLowerCase() === NEXT) {
      const next = nextFor(await readShelf(store, caller, catalog), catalog);
      return next
        ? noteReply(next, catalog, phrases)
        : toCaller(shortlist(phrases, words.allRead, [], words.allReadNext));
    }
    if (query.toLowerCase() === RANDOM) {
      const shelf = await readShelf(store, caller, catalog);
      const read = new Set(shelf.flatMap(({ note, state }) => (state === 'read' ? note.id : [])));
      const unread = catalog.notes.filter(({ id }) => !read.has(id));
      const among = unread.length > 0 ? unread : catalog.notes;
      const any = among[Math.floor(Math.random() * among.length)];
      if (any) return noteReply(any, catalog, phrases);
    }
    const id = query.startsWith(EXACT) ? query.slice(EXACT.length) : query;
    const named = catalog.get(id);
    if (named) return noteReply(named, catalog, phrases);
    if (query.startsWith(EXACT)) return toCaller(gone(id, phrases));
    const found = lookup(query, catalog);
    switch (found.kind) {
      case 'one':
        return found.sure
          ? noteReply(found.note, catalog, phrases)
          : toCaller(
              shortlist(
                phrases,
                words.closest(clip(query, 60)),
                [found.note, ...found.others],
                notSure(found.matched, phrases),
              ),
            );
      case 'several':
        return toCaller(shortlist(phrases, words.which(clip(query, 60)), found.notes));
      case 'none':
        return toCaller(notFound(query, found, phrases));
    }
  },
});

function shortlist({ button }: Phrases, title: string, notes: Note[], text?: string): Card {
  return {
    title,
    blocks: [
      ...(text === undefined ? [] : [{ kind: 'text', text } as const]),
      ...(notes.length === 0 ? [] : [{ kind: 'choices', choices: notes.map(noteChoice) } as const]),
    ],
    actions: [{ kind: 'run', label: button.allTopics, run: showTopics() }],
  };
}

function notSure({ by, text }: Match['matched'], { paper: { notSure: words } }: Phrases): string {
  const said = clip(text, 60);
  switch (by) {
    case 'description':
      return words.description;
    case 'typo':
    case 'alias':
    case 'author':
      return words[by](said);
    default:
      return words.other(said);
  }
}

function notFound(query: string, found: Extract<Lookup, { kind: 'none' }>, phrases: Phrases): Card {
  const words = phrases.paper;
  const { closest, arxiv, title } = found;
  const name = title ?? (arxiv === undefined ? undefined : `arXiv ${arxiv}`);
  if (name === undefined) {
    return shortlist(
      phrases,
      words.none(clip(query, 60)),
      closest,
      closest.length > 0 ? words.comeClosest : words.tryOther,
    );
  }
  const link = `[arxiv.org/abs/${arxiv ?? ''}](https://arxiv.org/abs/${arxiv ?? ''})`;
  const text = [
    ...(arxiv === undefined ? [] : [words.itself(link)]),
    words.addOne,
    ...(closest.length > 0 ? [words.leadToIt] : []),
  ];
  return shortlist(phrases, words.noneYet(clip(name, 80)), closest, text.join(' '));
}
