import type { Card, Invocation } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { mentions } from '../find/lookup.ts';
import { changeShelf, showNote, showTopics } from './calls.ts';
import { noteChoice } from './note-card.ts';

/** Notes to choose from, at most. */
const CHOICES = 10;

/** What somebody wants with the note that a message speaks of. */
export type Use = 'show' | 'save';

/** The invocation that shows a note, or saves it. */
function useOf(use: Use, id: string): Invocation {
  return use === 'show' ? showNote(id) : changeShelf('add', id);
}

/**
 * What to do with the one note that a message speaks of; else a card that asks which, or says that
 * there is none.
 *
 * @param text as people read it, links written out.
 */
export function meantBy(text: string, use: Use, catalog: Catalog): Invocation | Card {
  const notes = notesIn(text, catalog);
  const [only] = notes;
  if (only && notes.length === 1) return useOf(use, only.id);
  const choices = notes
    .slice(0, CHOICES)
    .map((note) => ({ ...noteChoice(note), run: useOf(use, note.id) }));
  if (choices.length === 0) {
    return {
      title: 'No note for this message',
      blocks: [
        {
          kind: 'text',
          text: 'I looked for a paper’s name, title, arXiv id or link. `/paper` finds one by any of its words.',
        },
      ],
      actions: [{ kind: 'run', label: 'All topics', run: showTopics() }],
    };
  }
  return {
    title: use === 'show' ? 'Which note would you like to see?' : 'Which one shall I save?',
    blocks: [{ kind: 'choices', choices }],
    actions: [],
  };
}

/** The notes that a text speaks of, surest first. */
function notesIn(text: string, catalog: Catalog): Note[] {
  const found = mentions(text, catalog);
  const sure = found.filter(({ sure: isSure, notes }) => isSure && notes.length === 1);
  const among = sure.length > 0 ? sure : found;
  return [...new Set(among.flatMap(({ notes }) => notes))];
}
