import { lookup } from "../find/lookup.js";
import { clip } from "../markdown.js";
import { EXACT } from "./calls.js";
import { suggestPapers } from "./suggestions.js";
/** An option that names one note. */
export const oneNote = {
    kind: 'text',
    description: 'A paper’s name, title, arXiv id or link',
    required: true,
    suggest: suggestPapers,
};
/**
 * The note that words mean for sure, else a card that asks which.
 *
 * @param run what choosing a note does.
 */
export function noteMeant(words, catalog, { paper }, run) {
    const exact = words.startsWith(EXACT);
    const id = exact ? words.slice(EXACT.length) : words;
    const named = catalog.get(id);
    if (named)
        return named;
    const found = exact ? undefined : lookup(words, catalog);
    if (found?.kind === 'one' && found.sure)
        return found.note;
    const notes = candidates(found);
    const shown = clip(id, 60);
    const unsure = found !== undefined && found.kind !== 'none';
    return {
        title: unsure ? paper.which(shown) : paper.none(shown),
        blocks: notes.length === 0
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
/** The notes that a lookup leaves to choose from. */
export function candidates(found) {
    switch (found?.kind) {
        case 'one':
            return [found.note, ...found.others];
        case 'several':
            return found.notes;
        case 'none':
            return found.closest;
        case undefined:
            return [];
    }
}
//# sourceMappingURL=one-note.js.map