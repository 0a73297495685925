import { mentions } from "../find/lookup.js";
import { clip } from "../markdown.js";
import { en } from "../phrases/en.js";
import { changeShelf, showNote, showTopics } from "./calls.js";
import { noteChoice } from "./note-card.js";
export const FIND = {
    name: en.menu.find,
    nameIn: ({ menu }) => menu.find,
    run: showNote,
};
export const SAVE = {
    name: en.menu.save,
    nameIn: ({ menu }) => menu.save,
    run: (id) => changeShelf('add', id),
};
/** All of them, in the order of the menu. */
export const messageUses = [FIND, SAVE];
/**
 * The paper that a message speaks of by its name, title, arXiv id or link; a card to choose from
 * where it is not just one, or that says there is none.
 *
 * @param typedPaper how the command that finds more is typed.
 */
export function paperIn(text, use, catalog, { paper, button }, typedPaper) {
    const found = mentions(text, catalog);
    const sure = [...new Set(found.flatMap(({ sure, notes }) => (sure ? notes : [])))];
    const [first, ...others] = sure;
    if (first && others.length === 0)
        return first;
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
//# sourceMappingURL=in-message.js.map