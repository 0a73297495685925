import { defineCommand, toCaller, toChannel } from "../command.js";
import { drawMap } from "../picture/map.js";
import { makePicture } from "../picture/png.js";
import { phrasesFor } from "../phrases/languages.js";
import { leadsTo, minutesOf, pathTo } from "../shelf/path.js";
import { readShelf, shelve } from "../shelf/shelf.js";
import { showNote, showPath } from "./calls.js";
import { noteMeant, oneNote } from "./one-note.js";
export const path = defineCommand({
    name: 'path',
    description: 'What to read, in which order, to understand a paper',
    examples: [{ paper: 'lora' }, { from: 'transformer', paper: 'dpo' }],
    options: {
        paper: oneNote,
        from: { ...oneNote, required: false, description: 'Where you start, if not at the beginning' },
        read: { ...oneNote, required: false, description: 'What of it you have read by now' },
        all: { kind: 'flag', description: 'What you have read as well' },
    },
    async run({ paper, from, read, all = false }, context) {
        const { catalog, caller, store, daily } = context;
        const phrases = phrasesFor(caller);
        const goal = noteMeant(paper, catalog, phrases, (id) => showPath(id));
        if ('blocks' in goal)
            return toCaller(goal);
        const start = from === undefined
            ? undefined
            : noteMeant(from, catalog, phrases, (id) => showPath(goal.id, { from: id }));
        if (start && 'blocks' in start)
            return toCaller(start);
        const way = start && { from: start.id };
        const done = read === undefined
            ? undefined
            : noteMeant(read, catalog, phrases, (id) => showPath(goal.id, { ...way, read: id }));
        if (done && 'blocks' in done)
            return toCaller(done);
        if (done) {
            await shelve(store, caller, done.id, 'read');
            daily.shelved(caller, done.id);
        }
        const known = all ? new Set() : await readBy(context);
        const steps = pathTo(goal, catalog, known, start);
        const left = pathTo(goal, catalog, new Set(), start).length - steps.length;
        const again = showPath(goal.id, { ...way, all: true });
        const card = pathCard({ goal, start, steps, left, known }, context);
        // What somebody has read is their own business: their way is shown to all only when it is everybody's.
        const own = left > 0 || known.has(goal.id) || done !== undefined;
        return {
            ...(own ? { ...toCaller(card), again } : toChannel(card, again)),
            ...(done && { counted: { what: 'read', topic: done.topic } }),
        };
    },
});
async function readBy({ store, caller, catalog }) {
    const shelf = await readShelf(store, caller, catalog);
    return new Set(shelf.flatMap(({ note, state }) => (state === 'read' ? [note.id] : [])));
}
function pathCard({ goal, start, steps, left, known }, { catalog, caller }) {
    const phrases = phrasesFor(caller);
    const words = phrases.path;
    const minutes = steps.reduce((sum, { note }) => sum + minutesOf(note), 0);
    const shown = steps.slice(0, caller.surface.choices);
    const more = steps.length - shown.length;
    const [first] = steps;
    const arrived = known.has(goal.id) && steps.length === 1;
    const notices = [
        ...(arrived ? [words.arrived(goal.name)] : []),
        ...(start && start.id !== goal.id && !leadsTo(start, goal, catalog)
            ? [words.noWay(goal.name, start.name)]
            : []),
    ];
    const text = (words) => words.length === 0 ? [] : [{ kind: 'text', text: words.join(' ') }];
    return {
        title: words.title(goal.name),
        subtitle: words.length(steps.length, minutes) + (left > 0 ? words.left(left) : ''),
        blocks: [
            ...text(notices),
            pathPicture(goal, steps, catalog, phrases),
            {
                kind: 'choices',
                choices: shown.map((step, i) => ({
                    // One button is enough for the step that comes now.
                    label: stepLabel(`${i + 1}. ${step.note.name}`, i === 0 && !arrived, phrases),
                    detail: `${words.minutes(minutesOf(step.note))} · ${whyOf(step, phrases)}`,
                    run: showNote(step.note.id),
                })),
            },
            ...text(more > 0 ? [words.more(more)] : []),
        ],
        actions: first && !arrived
            ? [
                {
                    kind: 'run',
                    label: words.haveRead(first.note.name),
                    run: showPath(goal.id, { ...(start && { from: start.id }), read: first.note.id }),
                },
            ]
            : [],
    };
}
function stepLabel(label, isNext, { button }) {
    return isNext ? button.next(label) : label;
}
/** In one line, why a note stands on the way: what needs it, and what the note says of that. */
function whyOf({ note, for: later }, { path: words }) {
    if (!later)
        return words.goal;
    const said = note.next.find(({ to }) => 'id' in to && to.id === later.id)?.why;
    return said === undefined
        ? words.buildsOnIt(later.name)
        : words.buildsOnItSaying(later.name, said);
}
const pictures = new WeakMap();
/** The map with the way lit. Drawing it takes a tenth of a second, and most ways are asked for again. */
function pathPicture(goal, steps, catalog, phrases) {
    const known = pictures.get(catalog) ?? new Map();
    pictures.set(catalog, known);
    const ids = steps.map(({ note }) => note.id);
    const key = ids.join(' ');
    const { svg } = known.get(key) ?? drawMap(catalog, { path: ids });
    if (known.size >= KEPT)
        known.clear();
    known.set(key, { svg });
    const named = steps.map(({ note }, i) => `${i + 1}. ${note.name}`);
    const alt = phrases.path.alt(goal.name, named.join(', '));
    return { kind: 'picture', picture: makePicture(`path-${goal.id}`, svg, alt) };
}
/** How many ways are kept drawn, of some 20 KB each. */
const KEPT = 200;
//# sourceMappingURL=path.js.map