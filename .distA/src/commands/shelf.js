import { defineCommand, toCaller } from "../command.js";
import { unknownFormat } from "../invocation.js";
import { makePicture } from "../picture/png.js";
import { en } from "../phrases/en.js";
import { phrasesFor } from "../phrases/languages.js";
import { drawProgress } from "../picture/progress.js";
import { cite } from "../shelf/cite.js";
import { forget, keptOf } from "../shelf/forget.js";
import { progressOf, readersOf, readersText, readShelf, shelve, unshelve, } from "../shelf/shelf.js";
import { changeShelf, showNext, showNote, showShelf, showTopics } from "./calls.js";
import { noteMeant, oneNote } from "./one-note.js";
/** What one message surely holds of a text in a code block: Discord’s description less its frame. */
const PART = 3500;
const STATES = ['reading', 'saved', 'read'];
export const shelf = defineCommand({
    name: 'shelf',
    bare: 'show',
    description: 'What you saved and read, and how far you are',
    examples: [{}],
    options: { page: { kind: 'number', description: 'The page of a long shelf' } },
    async run({ page = 1 }, { catalog, caller, store }) {
        const phrases = phrasesFor(caller);
        const { button, shelf: words } = phrases;
        const all = await readShelf(store, caller, catalog);
        if (all.length === 0) {
            return say(words.empty, words.emptyNext, [
                { kind: 'run', label: button.browse, run: showTopics() },
            ]);
        }
        const size = Math.max(3, caller.surface.choices - 3);
        const pages = Math.ceil(all.length / size);
        const at = Math.min(Math.max(page, 1), pages);
        const sorted = STATES.flatMap((state) => all.filter((one) => one.state === state));
        const counted = (state) => all.filter((one) => one.state === state).length;
        const shown = sorted.slice((at - 1) * size, at * size);
        const turn = (label, to) => to < 1 || to > pages
            ? []
            : [{ kind: 'run', label, run: { command: 'shelf', options: { page: to } } }];
        return toCaller({
            title: words.title,
            subtitle: words.counts(counted('reading'), counted('saved'), counted('read')) +
                (pages > 1 ? phrases.papers.page(at, pages) : ''),
            blocks: [
                progressPicture(all, catalog, phrases),
                {
                    kind: 'section',
                    heading: words.progress,
                    text: progressText(progressOf(all, catalog), phrases),
                },
                {
                    kind: 'choices',
                    choices: shown.map(({ note, state }) => ({
                        label: note.name,
                        detail: `${words.states[state]} · ${note.title}`,
                        run: showNote(note.id),
                    })),
                },
            ],
            actions: [
                { kind: 'run', label: button.whatNext, run: showNext() },
                ...turn(button.previous, at - 1),
                ...turn(button.following, at + 1),
                { kind: 'run', label: button.export, run: { command: 'shelf export', options: {} } },
            ],
        });
    },
});
/** `4 of 5 in Computer Vision, 1 saved`, with a bar. */
export function progressText(progress, phrases) {
    return progress
        .map((one) => {
        const full = one.of === 0 ? 0 : Math.round((one.read / one.of) * 8);
        return `- ${'▰'.repeat(full)}${'▱'.repeat(8 - full)} ${progressLine(one, phrases)}`;
    })
        .join('\n');
}
function progressLine({ topic, read, reading, saved, of }, { shelf: words }) {
    return [
        words.ofTopic(read, of, topic.name),
        ...(reading > 0 ? [words.reading(reading)] : []),
        ...(saved > 0 ? [words.saved(saved)] : []),
    ].join(', ');
}
/** The same as a picture, which is in English: its font has no other script. */
function progressPicture(all, catalog, phrases) {
    const progress = progressOf(all, catalog);
    const read = progress.reduce((sum, one) => sum + one.read, 0);
    const { howFar, ofPapers } = phrases.shelf;
    const lines = progress.map((one) => phrases.fault.sentence(progressLine(one, phrases)));
    const alt = `${howFar}: ${phrases.fault.sentence(ofPapers(read, catalog.notes.length))} ${lines.join(' ')}`;
    const drawn = en.shelf;
    const title = drawn.howFar;
    const subtitle = drawn.ofPapers(read, catalog.notes.length);
    return {
        kind: 'picture',
        picture: makePicture('shelf', drawProgress(progress, title, subtitle), alt),
    };
}
const COUNTED = { add: 'saved', read: 'read' };
/** Does something with one note and tells the presser alone. */
function change(how, done) {
    return async ({ paper }, { catalog, caller, store, daily }) => {
        const phrases = phrasesFor(caller);
        const { button, shelf: words } = phrases;
        const note = noteMeant(paper, catalog, phrases, (id) => changeShelf(how, id));
        if ('blocks' in note)
            return toCaller(note);
        if (how === 'remove')
            await unshelve(store, caller, note.id);
        else
            await shelve(store, caller, note.id, how === 'add' ? 'saved' : how);
        daily.shelved(caller, note.id);
        const all = await readShelf(store, caller, catalog);
        const topic = progressOf(all, catalog).find((one) => one.topic.id === note.topic);
        const here = readersText(await readersOf(store, caller, note.id), phrases);
        const other = {
            add: [
                ['reading', button.reading],
                ['read', button.markRead],
                ['remove', button.remove],
            ],
            reading: [
                ['read', button.markRead],
                ['remove', button.remove],
            ],
            read: [['remove', button.remove]],
            remove: [['add', button.saveAgain]],
        };
        const said = [
            ...(topic ? [words.haveRead(topic.read, topic.of, topic.topic.name)] : []),
            ...(here === undefined ? [] : [words.byNow(here)]),
        ];
        const counted = COUNTED[how];
        return {
            ...(counted && { counted: { what: counted, topic: note.topic } }),
            ...say(done(note, words), said.join(' '), [
                ...other[how].map(([to, label]) => ({
                    kind: 'run',
                    label,
                    run: changeShelf(to, note.id),
                })),
                { kind: 'run', label: button.shelf, run: showShelf() },
                ...(how === 'read'
                    ? [{ kind: 'run', label: button.whatNext, run: showNext() }]
                    : []),
            ]),
        };
    };
}
const paper = oneNote;
export const shelfAdd = defineCommand({
    name: 'shelf add',
    description: 'Save a paper for later',
    examples: [{ paper: 'lora' }],
    options: { paper },
    run: change('add', ({ name }, { isSaved }) => isSaved(name)),
});
export const shelfReading = defineCommand({
    name: 'shelf reading',
    description: 'Say that you are reading a paper',
    examples: [{ paper: 'lora' }],
    options: { paper },
    run: change('reading', ({ name }, { isReading }) => isReading(name)),
});
export const shelfRead = defineCommand({
    name: 'shelf read',
    description: 'Mark a paper as read',
    examples: [{ paper: 'lora' }],
    options: { paper },
    run: change('read', ({ name }, { isRead }) => isRead(name)),
});
export const shelfRemove = defineCommand({
    name: 'shelf remove',
    description: 'Take a paper off your shelf',
    examples: [{ paper: 'lora' }],
    options: { paper },
    run: change('remove', ({ name }, { isRemoved }) => isRemoved(name)),
});
export const shelfExport = defineCommand({
    name: 'shelf export',
    description: 'Your shelf as Markdown, BibTeX or JSON',
    examples: [{}, { format: 'bibtex' }],
    options: {
        format: {
            kind: 'text',
            description: 'markdown, bibtex or json',
            suggest: (typed) => ['markdown', 'bibtex', 'json']
                .filter((format) => format.startsWith(typed.toLowerCase()))
                .map((format) => ({ label: format, value: format })),
        },
        part: { kind: 'number', description: 'The part of a long shelf' },
    },
    async run({ format = 'markdown', part = 1 }, { catalog, caller, store }) {
        const phrases = phrasesFor(caller);
        const { button, shelf: words } = phrases;
        const wanted = format.toLowerCase();
        if (!Object.hasOwn(EXPORTS, wanted)) {
            throw unknownFormat(Object.keys(EXPORTS));
        }
        const all = await readShelf(store, caller, catalog);
        const parts = partsOf(EXPORTS[wanted](all, phrases));
        const at = Math.min(Math.max(part, 1), parts.length);
        const blocks = [
            { kind: 'text', text: `\`\`\`${wanted}\n${parts[at - 1] ?? ''}\n\`\`\`` },
        ];
        const to = (label, options) => ({
            kind: 'run',
            label,
            run: { command: 'shelf export', options },
        });
        return toCaller({
            title: parts.length > 1 ? words.partOf(wanted, at, parts.length) : words.as(wanted),
            blocks,
            actions: [
                ...(at < parts.length ? [to(words.nextPart, { format: wanted, part: at + 1 })] : []),
                ...Object.keys(EXPORTS)
                    .filter((other) => other !== wanted)
                    .map((other) => to(button.as(other), { format: other })),
            ],
        });
    },
});
const EXPORTS = {
    markdown: (all, { shelf: words }) => STATES.flatMap((state) => {
        const mine = all.filter((one) => one.state === state);
        if (mine.length === 0)
            return [];
        return [
            `## ${words.states[state]}`,
            ...mine.map(({ note }) => `- [${note.title}](${note.url})`),
        ];
    }),
    bibtex: (all) => all.map(({ note }) => cite(note, 'bibtex')),
    json: (all) => {
        const rows = all.map(({ note, state, changedAt }) => JSON.stringify({
            id: note.id,
            title: note.title,
            url: note.url,
            state,
            since: new Date(changedAt).toISOString(),
        }));
        // A line per paper, so that a part is readable by itself: JSON Lines.
        return rows;
    },
};
/** Lines in parts that each fit one message. */
function partsOf(lines) {
    const parts = [];
    for (const line of lines) {
        const last = parts.at(-1);
        if (last !== undefined && last.length + line.length + 1 <= PART) {
            parts[parts.length - 1] = `${last}\n${line}`;
        }
        else
            parts.push(line);
    }
    return parts.length === 0 ? [''] : parts;
}
export const shelfForget = defineCommand({
    name: 'shelf forget',
    description: 'Delete all that Paperboy keeps about you',
    examples: [{}],
    options: { sure: { kind: 'flag', description: 'Yes, delete it' } },
    async run({ sure = false }, { caller, store }) {
        const phrases = phrasesFor(caller);
        const { shelf: words } = phrases;
        if (sure) {
            const gone = inWords(await forget(store, caller), phrases);
            return gone === undefined
                ? say(words.nothingKept, words.deletedOrNever)
                : say(words.deleted, words.itWas(gone));
        }
        const kept = inWords(await keptOf(store, caller), phrases);
        if (kept === undefined)
            return say(words.nothingKept, words.untilYou);
        return say(words.deleteAll, words.itIs(kept), [
            {
                kind: 'run',
                label: words.deleteIt,
                run: { command: 'shelf forget', options: { sure: true } },
            },
        ]);
    },
});
/** What is kept, as a list within a sentence; undefined when it is nothing. */
function inWords({ papers, answers, votes, questions, picks }, { and, shelf: words }) {
    const all = [
        ...(papers > 0 ? [words.keptPapers(papers)] : []),
        ...(answers > 0 ? [words.keptAnswers(answers)] : []),
        ...(votes > 0 ? [words.keptVotes(votes)] : []),
        ...(questions > 0 ? [words.keptQuestions(questions)] : []),
        ...(picks > 0 ? [words.keptPicks(picks)] : []),
    ];
    return all.length === 0 ? undefined : and.format(all);
}
function say(title, text, actions = []) {
    return toCaller({
        title,
        blocks: text === '' ? [] : [{ kind: 'text', text }],
        actions,
    });
}
//# sourceMappingURL=shelf.js.map