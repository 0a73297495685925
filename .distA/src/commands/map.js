import { defineCommand, toCaller, toChannel } from "../command.js";
import { complete, lookup } from "../find/lookup.js";
import { normalise } from "../find/text.js";
import { clip, plainParts, readMarkdown } from "../markdown.js";
import { phrasesFor } from "../phrases/languages.js";
import { drawMap } from "../picture/map.js";
import { makePicture } from "../picture/png.js";
import { EXACT, showMap, showNote } from "./calls.js";
import { candidates } from "./one-note.js";
/** What the platform with the fewest suggestions can show. */
const SUGGESTIONS = 25;
export const map = defineCommand({
    name: 'map',
    description: 'See what builds on what: all papers, a topic, or where one paper sits',
    examples: [{}, { about: 'lora' }, { about: 'retrieval' }],
    options: {
        about: {
            kind: 'text',
            description: 'A paper or a topic; leave it out to see all',
            suggest: (typed, { catalog, caller }) => [
                ...catalog.topics
                    .filter((topic) => ` ${normalise(topic.name)}`.includes(` ${normalise(typed)}`))
                    .map(({ id, name }) => ({ label: phrasesFor(caller).suggest.topic(name), value: id })),
                ...complete(typed, catalog, SUGGESTIONS).map(({ note }) => ({
                    label: `${note.name} (${note.year})`,
                    value: note.id,
                })),
            ].slice(0, SUGGESTIONS),
        },
    },
    run({ about }, { catalog, caller }) {
        const phrases = phrasesFor(caller);
        if (about === undefined)
            return toChannel(mapCard(catalog, phrases), showMap());
        const id = about.startsWith(EXACT) ? about.slice(EXACT.length) : about;
        const topic = catalog.topics.find((candidate) => candidate.id === id || normalise(candidate.name) === normalise(id));
        if (topic && catalog.get(id) === undefined) {
            return toChannel(mapCard(catalog, phrases, { topic }), showMap(topic.id));
        }
        const found = about.startsWith(EXACT) ? undefined : lookup(about, catalog);
        const note = catalog.get(id) ?? (found?.kind === 'one' && found.sure ? found.note : undefined);
        if (note)
            return toChannel(mapCard(catalog, phrases, { note }), showMap(note.id));
        return toCaller(whichOne(about, candidates(found), phrases));
    },
});
function whichOne(about, notes, phrases) {
    return {
        title: notes.length > 0
            ? phrases.paper.which(clip(about, 60))
            : phrases.map.neither(clip(about, 60)),
        blocks: notes.length === 0
            ? []
            : [
                {
                    kind: 'choices',
                    choices: notes.map(({ id, name, title }) => ({
                        label: name,
                        detail: title,
                        run: showMap(id),
                    })),
                },
            ],
        actions: [{ kind: 'run', label: phrases.button.wholeMap, run: showMap() }],
    };
}
/** Maps that were asked for, by language; drawing one takes a tenth of a second. */
const cards = new WeakMap();
function mapCard(catalog, phrases, focus) {
    const inLanguages = cards.get(catalog) ?? new Map();
    cards.set(catalog, inLanguages);
    const known = inLanguages.get(phrases) ?? new Map();
    inLanguages.set(phrases, known);
    const key = focus === undefined ? '' : 'note' in focus ? focus.note.id : `${focus.topic.id}/`;
    const card = known.get(key) ?? drawCard(catalog, phrases, focus);
    known.set(key, card);
    return card;
}
function drawCard(catalog, phrases, focus) {
    const words = phrases.map;
    const { svg, text } = drawMap(catalog, focus && ('note' in focus ? { note: focus.note.id } : { topic: focus.topic.id }), phrases);
    const title = focus === undefined
        ? words.title
        : 'note' in focus
            ? words.where(focus.note.name)
            : words.ofTopic(focus.topic.name);
    const name = focus === undefined ? 'map' : `map-${'note' in focus ? focus.note.id : focus.topic.id}`;
    const open = (label, run) => ({
        kind: 'run',
        label,
        run,
    });
    return {
        title,
        ...(focus && 'topic' in focus && { colour: focus.topic.colour }),
        blocks: [
            {
                kind: 'picture',
                picture: makePicture(name, svg, `${title}. ${plainParts(readMarkdown(text))}`),
            },
            { kind: 'text', text },
        ],
        actions: [
            ...(focus && 'note' in focus
                ? [open(words.read(focus.note.name), showNote(focus.note.id))]
                : []),
            ...(focus === undefined
                ? catalog.topics.slice(0, 8).map((topic) => open(topic.name, showMap(topic.id)))
                : [open(phrases.button.wholeMap, showMap())]),
        ],
    };
}
//# sourceMappingURL=map.js.map