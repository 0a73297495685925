import { passagesOf } from "./passages.js";
/** Of what a question says, how much the passages must have between them, 0 to 1. */
const ENOUGH = 0.46;
/** The same of a few words that are no question, where each counts. */
const SEARCHED = 0.5;
/** The same where a question names no note, and in other notes than those it names. */
const UNNAMED = 0.6;
const ELSEWHERE = 0.8;
/** A second and a third passage are quoted when they are nearly as good as the first. */
const SECOND = 0.35;
/** Of the weight of a word that no note uses, what one has that few notes do. */
const RARE = 0.55;
const PAPER = new Set(['paper', 'papers', 'article', 'summarise', 'summarize', 'summary', 'tldr']);
/** Asks for a paper, by what it says of others. */
const OTHER = /\b(?:which|what) (?:paper|work|note|method)\b/iu;
/** Quotes in an answer, at most. */
export const QUOTES = 3;
/** The section that says why. */
export const WHY = 'Why it still matters';
/** The passages to quote, best first; none when they don't answer. */
export function chosen(ranked, question) {
    const { notes, wanted } = question;
    const good = ranked.filter((it) => answers(it, question));
    // What a named paper's own note says comes before what others say of it.
    const best = good.find(({ passage }) => notes.includes(passage.note)) ?? good[0];
    if (!best)
        return [];
    const { note, section } = best.passage;
    const picked = [best];
    for (const next of ranked) {
        if (picked.length >= QUOTES || next.score < best.score - SECOND)
            break;
        if (picked.includes(next) || next.cover < 0.35)
            continue;
        if (next.passage.note !== note && (picked.length > 1 || !good.includes(next)))
            continue;
        picked.push(next);
    }
    const add = (passage) => {
        const found = ranked.find((it) => it.passage === passage);
        if (found && !picked.includes(found)) {
            picked.splice(Math.min(picked.length, QUOTES - 1), 1, found);
        }
    };
    const passages = passagesOf(note);
    // How something works takes more than one sentence.
    const after = passages[passages.indexOf(best.passage) + 1];
    if (wanted.has('definition') && section === 'TLDR' && after?.section === section)
        add(after);
    // Why something matters is said where that section begins.
    if (wanted.has('why'))
        add(passages.find((it) => it.section === WHY));
    return picked;
}
function answers({ cover, focused, passage, has }, question) {
    if (!focused || cover < (question.asks ? ENOUGH : SEARCHED))
        return false;
    const { terms, notes, mentions, wanted, words, most } = question;
    if (notes.includes(passage.note))
        return true;
    // "Which paper puts BART behind DPR" means neither.
    const isOther = notes.length === 0 || OTHER.test(question.text);
    if (cover < (isOther ? UNNAMED : ELSEWHERE))
        return false;
    const required = terms.filter(({ optional }) => !optional);
    const telling = required.filter((term) => has.has(term) && !/^\p{N}{1,2}$/u.test(term.word));
    // Papers that are named must be in a passage anyway.
    const named = mentions.length;
    if (required.length + named > 1)
        return telling.length + named > 1;
    // One word alone must be a rare one, and what it is must be asked, not for a paper of that name.
    const [only] = telling;
    if (!only || only.word.length < 4 || only.weight < RARE * most)
        return false;
    return wanted.has('definition') && !words.some((word) => PAPER.has(word));
}
/** Neighbours in a section become one quote; so does the order in which they stand. */
export function merged(ranked) {
    const quotes = [];
    for (const { passage } of ranked) {
        const { note, section, text, at } = passage;
        const prose = section === 'TLDR' ? note.tldr : section === WHY ? note.why : undefined;
        const near = quotes.find((it) => prose !== undefined &&
            it.note === note &&
            it.section === section &&
            (prose.slice(it.to, at).trim() === '' ||
                prose.slice(at + text.length, it.from).trim() === '') &&
            (at >= it.to || at + text.length <= it.from));
        if (near && prose !== undefined) {
            near.from = Math.min(near.from, at);
            near.to = Math.max(near.to, at + text.length);
            near.text = prose.slice(near.from, near.to);
        }
        else
            quotes.push({ note, section, text, from: at, to: at + text.length });
    }
    return quotes.map(({ note, section, text }) => ({ note, section, text }));
}
//# sourceMappingURL=quotes.js.map