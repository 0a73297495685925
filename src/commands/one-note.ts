import type { Card, Invocation } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { lookup, type Lookup } from '../find/lookup.ts';
import { clip } from '../markdown.ts';
import type { Phrases } from '../phrases/en.ts';
import { EXACT, showTopics } from './calls.ts';
import { suggestPapers } from './suggestions.ts';

/** An option that names one note. */
export const oneNote = {
  kind: 'text',
  description: 'A paper’s name, title, arXiv id or link',
  required: true,
  suggest: suggestPapers,
} as const;

/**
 * The note that words mean for sure, else a card that asks which.
 *
 * @param run what choosing a note does.
 */
export function noteMeant(
  words: string,
  catalog: Catalog,
  phrases: Phrases,
  run: (id: string) => Invocation,
): Note | Card {
  const { paper } = phrases;
  const exact = words.startsWith(EXACT);
  const id = exact ? words.slice(EXACT.length) : words;
  const named = catalog.get(id);
  if (named) return named;
  if (exact) return gone(id, phrases);
  const found = lookup(words, catalog);
  if (found.kind === 'one' && found.sure) return found.note;
  const notes = candidates(found);
  const shown = clip(id, 60);
  const unsure = found.kind !== 'none';
  return {
    title: unsure ? paper.which(shown) : paper.none(shown),
    blocks:
      notes.length === 0
        ? []
        : [
            {
              kind: 'choices',
              choices: notes.map((note) => ({
                label: note.name,
                detail: note.title,
                run: run(note.id),
              })),
            },
          ],
    actions: [],
  };
}

/** What is said of a note that a button means and that is not there. */
export function gone(id: string, { button, paper }: Phrases): Card {
  return {
    title: paper.gone(clip(id, 60)),
    blocks: [{ kind: 'text', text: paper.goneNext }],
    actions: [{ kind: 'run', label: button.allTopics, run: showTopics() }],
  };
}

/** The notes that a lookup leaves to choose from. */
export function candidates(found: Lookup): Note[] {
  switch (found.kind) {
    case 'one':
      return [found.note, ...found.others];
    case 'several':
      return found.notes;
    case 'none':
      return found.closest;
  }
}
