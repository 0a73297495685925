import { closest } from "./closest.js";
import { KINDS } from "./names.js";
import { byAuthor, byNote, readQuery } from "./stages.js";
import { stem, wordsOf } from "./text.js";
import { wordsOfName } from "./tokens.js";
/** Notes with a word in their names that are looked at. */
const LOOKED = 60;
/** Words that start with what is typed last that are tried. */
const STARTS = 8;
/** What a paper is named by that is no name. */
const PLACES = new Set(['arxiv', 'link']);
/**
 * The notes to offer while somebody types: what is named exactly so, then starts of names, aliases and
 * titles, words in them, authors, and then what a lookup finds besides, or what looks alike.
 */
export function completions(typed, most, parts, find) {
    const { names, words, authors } = parts;
    const found = new Map();
    const full = () => found.size >= most;
    const add = (matches) => {
        for (const match of matches) {
            if (!full() && !found.has(match.note))
                found.set(match.note, match);
        }
    };
    const { core, key, words: all } = readQuery(typed);
    if (key === '')
        return [];
    const direct = find(typed);
    const meant = direct && 'matches' in direct ? direct.matches : [];
    const keys = [...new Set([all.join(''), key])];
    add(meant.filter(({ matched: { by, text } }) => PLACES.has(by) || keys.includes(keyOf(text))));
    for (const kind of KINDS) {
        if (kind === 'outside')
            continue;
        for (const start of keys)
            if (!full())
                add(byNote(names.startingWith(start, kind, most * 4)));
    }
    const last = core.at(-1) ?? '';
    const whole = core.slice(0, -1).map(stem);
    for (const word of new Set([last, ...words.startingWith(last, STARTS)])) {
        if (full())
            break;
        const slots = words.inNames([...whole, stem(word)], LOOKED);
        const having = slots.flatMap((slot) => parts.namesOf(slot).filter(({ text }) => wordsOf(text).some((own) => own.startsWith(last))));
        add(byNote(having));
    }
    add(meant.filter(({ matched }) => matched.by === 'author'));
    for (const word of last.length > 2 ? authors.startingWith(last, STARTS) : []) {
        const people = [...core.slice(0, -1), word];
        if (!full())
            add(byAuthor(authors.find(people, parts.noteAt), people));
    }
    add(meant);
    if (found.size === 0) {
        const matched = { by: 'description', text: core.join(' ') };
        add(closest(core, parts).map((note) => ({ note, matched })));
    }
    return [...found.values()];
}
const keyOf = (name) => wordsOfName(name).join('');
//# sourceMappingURL=complete.js.map