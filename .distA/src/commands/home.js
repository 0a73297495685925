import { postedIn } from "../daily/ledger.js";
import { clip, oneLine } from "../markdown.js";
import { phrasesFor } from "../phrases/languages.js";
import { progressOf, readShelf } from "../shelf/shelf.js";
import { changeShelf, showAny, showHelp, showNext, showNote, showShelf, showTopic, } from "./calls.js";
import { byline, noteChoice, published } from "./note-card.js";
import { count, papersInTopics } from "./papers.js";
import { progressText } from "./shelf.js";
/** A day, ms. */
const DAY_MS = 24 * 3_600_000;
/** How old a pick may be and still be today's: it came in a time zone of its own. */
const FRESH_MS = 20 * 3_600_000;
/** Entries of a list. */
const RECENT = 5;
/** What is said of today's pick, in characters. */
const GIST = 400;
/**
 * A reader's home: today's pick, their shelf, the topics, and what came lately. Each card is a part
 * of it, to be shown below one another.
 */
export async function homeCards(caller, { catalog, store, now = Date.now() }) {
    const [shelf, picks] = await Promise.all([
        readShelf(store, caller, catalog),
        lastPicks(store, caller, catalog),
    ]);
    const phrases = phrasesFor(caller);
    const [last] = picks;
    const today = last && now - last.at < FRESH_MS
        ? last.note
        : catalog.notes[Math.floor(now / DAY_MS) % Math.max(1, catalog.notes.length)];
    return [
        ...(today ? [pickCard(today, phrases)] : []),
        shelfCard(shelf, catalog, phrases),
        topicsCard(catalog, phrases),
        recentCard(picks.map(({ note }) => note).filter((note) => note !== today), catalog, phrases),
    ];
}
/** The picks that the workspace's channels got last, newest first, each note once. */
async function lastPicks(store, caller, catalog) {
    const rows = await postedIn(store, caller)
        .orderBy('picks.due_at', 'desc')
        .limit(RECENT * 4)
        .execute();
    const seen = new Set();
    return rows.flatMap(({ note: id, due_at: at }) => {
        const note = catalog.get(id);
        if (!note || seen.has(id))
            return [];
        seen.add(id);
        return [{ note, at }];
    });
}
function pickCard(note, phrases) {
    const { button } = phrases;
    return {
        title: phrases.pick.todays,
        subtitle: `${byline(note.authors, phrases)} · ${published(note)}`,
        blocks: [
            {
                kind: 'section',
                heading: note.title,
                text: clip(oneLine(note.tldr), GIST),
            },
        ],
        actions: [
            { kind: 'run', label: button.open(note.name), run: showNote(note.id) },
            { kind: 'run', label: button.save, run: changeShelf('add', note.id) },
            { kind: 'run', label: button.markRead, run: changeShelf('read', note.id) },
            { kind: 'link', label: button.readPaper, url: note.url },
        ],
    };
}
function shelfCard(shelf, catalog, phrases) {
    const { button, home, shelf: words } = phrases;
    if (shelf.length === 0) {
        return {
            title: words.title,
            blocks: [
                {
                    kind: 'text',
                    text: home.empty,
                },
            ],
            actions: [{ kind: 'run', label: button.anyPaper, run: showAny() }],
        };
    }
    const counted = (state) => shelf.filter((one) => one.state === state).length;
    const begun = progressOf(shelf, catalog).filter(({ read }) => read > 0);
    const open = shelf.filter(({ state }) => state !== 'read').slice(0, RECENT);
    return {
        title: words.title,
        subtitle: words.counts(counted('reading'), counted('saved'), counted('read')),
        blocks: [
            ...(begun.length === 0
                ? []
                : [{ kind: 'text', text: progressText(begun, phrases) }]),
            ...choices(open.map(({ note }) => noteChoice(note))),
        ],
        actions: [
            { kind: 'run', label: home.all, run: showShelf() },
            { kind: 'run', label: button.whatNext, run: showNext() },
        ],
    };
}
function topicsCard(catalog, phrases) {
    return {
        title: phrases.home.topics,
        subtitle: papersInTopics(catalog, phrases),
        blocks: choices(catalog.topics.slice(0, 40).map(({ id, name }) => ({
            label: name,
            detail: phrases.papers.papers(count(id, catalog)),
            run: showTopic(id),
        }))),
        actions: [],
    };
}
/** @param picked what the workspace's channels got lately; without any, the notes reviewed last. */
function recentCard(picked, catalog, { button, home }) {
    const reviewed = [...catalog.notes].sort((a, b) => (a.reviewed < b.reviewed ? 1 : -1));
    const notes = (picked.length > 0 ? picked : reviewed).slice(0, RECENT);
    return {
        title: home.recent,
        subtitle: picked.length > 0 ? home.lastPicks : home.lastReviewed,
        blocks: choices(notes.map(noteChoice)),
        actions: [{ kind: 'run', label: button.help, run: showHelp() }],
    };
}
function choices(list) {
    return list.length === 0 ? [] : [{ kind: 'choices', choices: list }];
}
//# sourceMappingURL=home.js.map