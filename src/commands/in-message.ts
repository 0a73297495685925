import type { Card, Invocation } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { mentions } from '../find/lookup.ts';
import { clip } from '../markdown.ts';
import { en, type Phrases } from '../phrases/en.ts';
import { changeShelf, showNote, showTopics } from './calls.ts';
import { noteChoice } from './note-card.ts';

/** What can be done with a paper that a message speaks of, from that message's own menu. */
export interface MessageUse {
  /** As people see it in the menu, at most 24 characters: what the narrowest platform shows. */
  name: string;
  /** The same in a language. */
  nameIn: (phrases: Phrases) => string;
  /** What it does with one note. */
  run: (id: string) => Invocation;
}

export const FIND: MessageUse = {
  name: en.menu.find,
  nameIn: ({ menu }) => menu.find,
  run: showNote,
};
export const SAVE: MessageUse = {
  name: en.menu.save,
  nameIn: ({ menu }) => menu.save,
  run: (id) => changeShelf('add', id),
};

/** All of them, in the order of the menu. */
export const messageUses: readonly MessageUse[] = [FIND, SAVE];

/**
 * The paper that a message speaks of by its name, title, arXiv id or link; a card to choose from
 * where it is not just one, or that says there is none.
 *
 * @param typedPaper how the command that finds more is typed.
 */
export function paperIn(
  text: string,
  use: MessageUse,
  catalog: Catalog,
  { paper, button }: Phrases,
  typedPaper: string,
): Note | Card {
  const found = mentions(text, catalog);
  const sure = [...new Set(found.flatMap(({ sure, notes }) => (sure ? notes : [])))];
  const [first, ...others] = sure;
  if (first && others.length === 0) return first;
  const notes = first ? sure : [...new Set(found.flatMap(({ notes }) => notes))];
  if (notes.length > 0) {
    return {
      title: first ? paper.inMessage(notes.length) : paper.oneOfThese,
      blocks: [
        {
          kind: 'choices',
          menu: paper.whichOne,
          choices: notes.map((note) => ({ ...noteChoice(note), run: use.run(note.id) })),
        },
      ],
      actions: [],
    };
  }
  const absent = found.find(({ notes }) => notes.length === 0);
  const named = absent && clip(absent.title ?? absent.text, 80);
  return {
    title: named === undefined ? paper.noneInMessage : paper.noneYet(`“${named}”`),
    blocks: [
      {
        kind: 'text',
        text: named === undefined ? paper.noneInMessageNext(typedPaper) : paper.addOne,
      },
    ],
    actions: [{ kind: 'run', label: button.allTopics, run: showTopics() }],
  };
}
