import { pickOn, subscriptionAt } from "../daily/ledger.js";
import { dayAt } from "../daily/slots.js";
import { complete } from "../find/lookup.js";
import { clip } from "../markdown.js";
import { phrasesFor } from "../phrases/languages.js";
import { readShelf } from "../shelf/shelf.js";
import { titleAfterName } from "./note-card.js";
/** What the platform with the fewest suggestions can show. */
const MOST = 25;
/** Discord's limit for the text of a suggestion; nobody else shows more. */
const LABEL = 100;
/**
 * The papers to offer while somebody types one, best first. Before the first letter: today's pick of
 * the channel, what the person saved, the first of each topic, then all others.
 */
export async function suggestPapers(typed, { catalog, caller, store }) {
    const { suggest: words } = phrasesFor(caller);
    if (typed.trim() !== '') {
        return complete(typed, catalog, MOST).map((match) => ({
            label: label(match.note, ending(match, words)),
            value: match.note.id,
        }));
    }
    // Without the database the papers are offered all the same.
    const [pick, saved] = await Promise.all([
        todaysPick({ catalog, caller, store }).catch(() => undefined),
        readShelf(store, caller, catalog).catch(() => []),
    ]);
    const offered = new Map();
    const offer = (note, why) => {
        if (note && !offered.has(note))
            offered.set(note, why);
    };
    offer(pick, words.todaysPick);
    for (const { note, state } of saved)
        if (state !== 'read')
            offer(note, words[state]);
    for (const note of firsts(catalog))
        offer(note, '');
    for (const note of catalog.notes)
        offer(note, '');
    return [...offered].slice(0, MOST).map(([note, why]) => ({
        label: label(note, ` (${note.year})${why}`),
        value: note.id,
    }));
}
async function todaysPick({ catalog, caller, store }) {
    const subscription = await subscriptionAt(store, caller);
    if (!subscription)
        return undefined;
    const today = dayAt(await store.now(), subscription.timezone);
    const pick = await pickOn(store, subscription, today);
    return pick?.state === 'posted' ? catalog.get(pick.note) : undefined;
}
/** The first note of each topic. */
function firsts({ topics, notes }) {
    return topics.map(({ id }) => notes.find(({ topic }) => topic === id));
}
/** The year, and what of the paper was typed where that is not its name or title. */
function ending({ note, matched: { by, text } }, words) {
    const said = clip(text, 40);
    const year = ` (${note.year})`;
    switch (by) {
        case 'alias':
        case 'author':
            return year + words[by](said);
        case 'typo':
            return year + words.typo(said);
        case 'description':
            return year + words.description;
        default:
            return year;
    }
}
function label(note, end) {
    return clip(`${note.name}: ${titleAfterName(note)}`, LABEL - end.length) + end;
}
//# sourceMappingURL=suggestions.js.map