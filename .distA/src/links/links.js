import { changeShelf, showNote } from "../commands/calls.js";
import { byline, noteChoice, published } from "../commands/note-card.js";
import { phrasesFor } from "../phrases/languages.js";
import { mentions } from "../find/lookup.js";
import { linksAreOn } from "./switch.js";
/**
 * The papers that a message links to and whose links were not answered in this channel today; asking
 * counts as answering. Several processes may ask, one is told.
 */
export async function newLinks(text, catalog, store, { platform, workspace, channel }) {
    if (!text.includes('://'))
        return [];
    const linked = new Set(mentions(text, catalog).flatMap(({ text: words, notes }) => words.includes('://') ? notes.slice(0, 1) : []));
    if (linked.size === 0 || !(await linksAreOn(store, { platform, workspace }, false)))
        return [];
    const day = new Date(await store.now()).toISOString().slice(0, 10);
    const fresh = [];
    for (const note of linked) {
        const { numInsertedOrUpdatedRows: added } = await store.db
            .insertInto('linked')
            .values({ day, platform, channel, note: note.id })
            .onConflict((it) => it.columns(['day', 'platform', 'channel', 'note']).doNothing())
            .executeTakeFirst();
        if (Number(added) > 0)
            fresh.push(note);
    }
    if (fresh.length > 0)
        await store.db.deleteFrom('linked').where('day', '<', day).execute();
    return fresh;
}
/** A short card on linked papers, which stands below somebody's message. */
export function linksCard([first, ...others], caller) {
    if (!first)
        return undefined;
    const phrases = phrasesFor(caller);
    if (others.length === 0) {
        return {
            title: first.title,
            url: first.url,
            subtitle: `${byline(first.authors, phrases)} · ${published(first)}`,
            blocks: [{ kind: 'text', text: first.tldr }],
            actions: [
                { kind: 'run', label: phrases.button.showNote, run: showNote(first.id) },
                { kind: 'run', label: phrases.button.save, run: changeShelf('add', first.id) },
            ],
        };
    }
    const notes = [first, ...others];
    return {
        title: phrases.note.severalLinked(notes.length),
        blocks: [{ kind: 'choices', choices: notes.map(noteChoice) }],
        actions: [],
    };
}
//# sourceMappingURL=links.js.map