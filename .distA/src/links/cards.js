import { toChannel } from "../command.js";
import { changeShelf, showNote } from "../commands/calls.js";
import { byline, published } from "../commands/note-card.js";
import { noteLinked } from "../find/links.js";
import { clip, oneLine } from "../markdown.js";
import { phrasesFor } from "../phrases/languages.js";
import { linksAreOn } from "./switch.js";
/** Links of one message that get a card, at most; a list of fifty would bury the conversation. */
const CARDS = 5;
/** What a card under a link says of its paper, in characters. */
const GIST = 300;
/**
 * The cards that go under the links of a message, by link, in their order: one per paper, none for a
 * paper without a note, and none at all where they are switched off.
 *
 * @param localeOf the language to write them in, asked only where there are any.
 */
export async function linkReplies(links, channel, localeOf, { catalog, store }) {
    const shown = new Map();
    for (const link of links) {
        const note = noteLinked(link, catalog);
        if (note && shown.size < CARDS && ![...shown.values()].includes(note))
            shown.set(link, note);
    }
    if (shown.size === 0 || !(await linksAreOn(store, channel, true)))
        return new Map();
    const phrases = phrasesFor({ locale: await localeOf() });
    return new Map([...shown].map(([link, note]) => [link, linkReply(note, catalog, phrases)]));
}
/** A note in a few lines. */
function linkReply(note, catalog, phrases) {
    const topic = catalog.topics.find(({ id }) => id === note.topic);
    const [number] = note.numbers;
    const card = {
        title: note.title,
        url: note.url,
        subtitle: `${byline(note.authors, phrases)} · ${published(note)}`,
        ...(topic && { colour: topic.colour }),
        blocks: [
            { kind: 'text', text: clip(oneLine(note.tldr), GIST) },
            ...(number
                ? [{ kind: 'facts', heading: phrases.note.oneNumber, facts: [number] }]
                : []),
        ],
        actions: [
            { kind: 'run', label: phrases.button.openNote, run: showNote(note.id) },
            { kind: 'run', label: phrases.button.save, run: changeShelf('add', note.id) },
        ],
        footer: phrases.note.fromNotes(topic?.name ?? note.topic),
    };
    return toChannel(card, showNote(note.id));
}
//# sourceMappingURL=cards.js.map