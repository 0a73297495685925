import { normalise, squash, stem, wordsOf } from "../find/text.js";
/** A list entry up to this length is one piece, characters. */
const WHOLE = 420;
/** How many pieces of one note are read: a note is about a page. */
const MOST = 120;
/** Notes whose passages are kept ready, some 20 KB each. */
const KEPT = 500;
/** Where a sentence ends: not after "et al.", "e.g." or an initial. */
const END = /(?<!\b(?:al|vs|cf|e\.g|i\.e|etc|Fig|Sec|Eq|No|approx|\p{Lu})\.)(?<=[.!?][”"’)\]*`]*|[。！？])(?:\s+(?=["“‘`*_[(]*[\p{Lu}\p{N}])|(?<=[。！？])(?=\S))/u;
/** A line that begins an entry of a list. */
const ENTRY = /^ {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+/;
const kept = new Map();
/** The passages of a note, in its order. */
export function passagesOf(note) {
    const known = kept.get(note);
    if (known)
        return known;
    const passages = read(note);
    if (kept.size >= KEPT)
        kept.clear();
    kept.set(note, passages);
    return passages;
}
/** What a paper is called, to be sought in many passages. */
export function calledAs(said, notes) {
    const names = [
        said,
        ...notes.flatMap(({ name, id, aliases }) => [name, id, ...aliases.slice(0, 6)]),
    ];
    const spaced = [...new Set(names.map((name) => ` ${normalise(name)} `))];
    return { spaced, squashed: squash(said) };
}
/** Whether a passage names a paper. */
export function speaksOf({ spaced, squashed }, called) {
    if (called.spaced.some((name) => spaced.includes(name)))
        return true;
    return called.squashed.length > 3 && squashed.includes(called.squashed);
}
/** A number as the card shows it: `28.4: BLEU, English to German (Table 2)`. */
export function numberText({ label, value, source }) {
    return `${value}: ${label} (${source})`;
}
/** Some text of a note as a passage, see {@link Passage}. */
export function passageOf(note, section, text, at) {
    const words = wordsOf(text);
    // "down-sampling" is "downsampling" as well.
    for (const [joined] of text.matchAll(/\p{L}+(?:-\p{L}+)+/gu)) {
        words.push(normalise(joined.replaceAll('-', '')));
    }
    const stems = words.map(stem);
    return {
        note,
        section,
        text,
        at,
        words,
        stems,
        has: new Set(stems),
        spaced: ` ${words.join(' ')} `,
        squashed: words.join(''),
    };
}
function read(note) {
    const passages = [];
    const add = (section, text, at) => {
        const passage = passageOf(note, section, text, at);
        if (passage.words.length > 0 && passages.length < MOST)
            passages.push(passage);
    };
    const prose = [
        ['TLDR', note.tldr],
        ['Key contributions', note.contributions],
        ['Why it still matters', note.why],
    ];
    for (const [section, text] of prose) {
        for (const { piece, at } of piecesOf(text))
            add(section, piece, at);
    }
    note.numbers.forEach((number, i) => add('By the numbers', numberText(number), i));
    return passages;
}
/** The sentences and list entries of a section. Code and tables stay whole. */
function piecesOf(text) {
    const pieces = [];
    const take = (from, to) => {
        const raw = text.slice(from, to);
        const piece = raw.trim();
        if (piece !== '')
            pieces.push({ piece, at: from + raw.indexOf(piece) });
    };
    const sentences = (from, to) => {
        let start = from;
        for (const sentence of text.slice(from, to).split(END)) {
            const at = text.indexOf(sentence, start);
            take(at, at + sentence.length);
            start = at + sentence.length;
        }
    };
    let from = 0;
    let kind = 'prose';
    const close = (to) => {
        if (kind === 'prose')
            sentences(from, to);
        else if (kind === 'code' || to - from <= WHOLE)
            take(from, to);
        else
            sentences(from, to);
        from = to;
    };
    let at = 0;
    for (const line of text.split('\n')) {
        const fence = /^ {0,3}(?:```|~~~)/.test(line);
        const mark = ENTRY.exec(line);
        if (kind === 'code') {
            if (fence) {
                close(at + line.length);
                kind = 'prose';
            }
        }
        else if (fence || mark || line.trim() === '') {
            close(at);
            kind = fence ? 'code' : mark ? 'entry' : 'prose';
            if (mark)
                from = at + mark[0].length;
        }
        at += line.length + 1;
    }
    close(text.length);
    return pieces;
}
//# sourceMappingURL=passages.js.map