import { oneLine, plainParts, readMarkdown } from "../markdown.js";
import { STOP, stem, wordsOf } from "../find/text.js";
/** Characters of a claim, at most; a passage is a sentence or a list entry. */
const LONGEST = 400;
/** Words a quote has at least, and words of it that a claim says again. */
const QUOTED = 3;
const SHARED = 2;
/** A passage as a model is shown it, and as quotes are looked for in it: plain text in one line. */
export function plainPassage({ section, text }) {
    return flat(section === 'By the numbers' ? text : plainParts(readMarkdown(text)));
}
/**
 * Holds a model's sentence against the passages that the model was given. It is taken when
 * - the passage is one of these, and the quote stands in it, word for word and in whole words;
 * - each of its numbers stands in the quote, followed by the same word;
 * - each word that tells something stands in the quote, or in the sentences it is from, in any
 *   inflection, or is the note's name;
 * - it denies something only where these do, and the other way round;
 * - names and numbers keep their order, and what is compared or denied stays on its side;
 * - it has no link, mention or character that these have not.
 *
 * What a question asks a model to say is refused by the same rules as what a model makes up.
 */
export function checkClaim(said, passages) {
    const passage = passages.get(said.passage);
    if (!passage)
        return 'passage';
    const whole = plainPassage(passage);
    const quote = flat(said.quote);
    const at = placeOf(quote, whole);
    if (at === undefined)
        return 'quote';
    const text = flat(oneLine(said.claim));
    if (text.length > LONGEST || /:\/\/|www\./iu.test(text))
        return 'form';
    const own = withoutName(text, quote, passage.note.name);
    if (!holds(numbersOf(own), numbersOf(quote)))
        return 'number';
    const around = sentencesAround(whole, at, at + quote.length);
    // A "not" of another sentence is none of this claim's.
    const sources = [around.join(' '), quote, ...around];
    const faults = sources.map((source) => faultIn(own, source));
    return faults.includes(undefined) ? { text, passage } : (faults[0] ?? 'word');
}
/** One line, with straight quotation marks: models write either. */
function flat(text) {
    return text
        .normalize('NFC')
        .replace(/[‘’]/gu, "'")
        .replace(/[“”]/gu, '"')
        .replace(/\s+/gu, ' ')
        .trim();
}
/** Where a quote stands in a passage, not beginning or ending within a word or a number. */
function placeOf(quote, whole) {
    if (wordsOf(quote).length < QUOTED && quote !== whole)
        return undefined;
    for (let at = whole.indexOf(quote); at >= 0; at = whole.indexOf(quote, at + 1)) {
        const before = whole.slice(0, at);
        const after = whole.slice(at + quote.length);
        const cut = /[\p{L}\p{N}][-.,·']?$/u.test(before) || /^(?:[-.,·']?[\p{L}\p{N}]|\s?[%×])/u.test(after);
        if (!cut)
            return at;
    }
    return undefined;
}
/** The sentences, or their halves between semicolons, that a piece of a text lies in. */
function sentencesAround(whole, from, to) {
    const ends = [...whole.matchAll(/[.!?;](?=\s)/gu)].map(({ index }) => index + 1);
    const bounds = [0, ...ends, whole.length];
    return bounds.flatMap((end, i) => {
        const begin = bounds[i - 1] ?? 0;
        return end > from && begin < to && end > begin ? [whole.slice(begin, end).trim()] : [];
    });
}
/** A claim may name its note where the quote says "it", and say "10 times" of "10×". */
function withoutName(claim, quote, name) {
    const text = claim
        .replace(/(\p{N})\s?times\b/giu, '$1×')
        .replace(/(\p{N})\s?per\s?cent\b/giu, '$1%');
    const written = new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu');
    return written.test(quote) ? text : text.replace(written, ' ');
}
/** A number with its sign and unit, or a name with one behind a hyphen, like GPT-3. */
const NUMBER = /(?<![\p{L}\p{N}])(\p{L}[\p{L}\p{N}]*-(?=\p{N}))?[-−+]?\p{N}(?:[.,]?\p{N})*(?:\s?(?:%|‰|×|times\b|percent\b|per cent\b|x\b)|\p{L}*)/giu;
function numbersOf(text) {
    return [...text.matchAll(NUMBER)].map((found) => {
        const [all, name] = found;
        const value = all
            .toLowerCase()
            .replace(/,(?=\p{N}{3})/gu, '')
            .replace(/\s?(?:×|times|x)$/u, '×')
            .replace(/\s?(?:%|percent|per cent)$/u, '%')
            .replace('−', '-');
        const [, next] = /^\s?(\p{L}+)/u.exec(text.slice(found.index + all.length)) ?? [];
        const of = next?.toLowerCase();
        const tells = name === undefined && of !== undefined && !STOP.has(of);
        return { value, of: tells ? stem(of) : undefined };
    });
}
function holds(said, source) {
    return said.every(({ value, of }) => source.some((it) => it.value === value && (of === undefined || it.of === of)));
}
/** Words that say nothing by themselves, and so may stand in a claim without standing in its source. */
const PLAIN = new Set(('also another approach approaches author authors because both called each give gives given its kind let lets ' +
    'make makes made mean means method methods model note other paper papers same say says since still take takes taken ' +
    'then therefore thing things thus way when while work works').split(' '));
const DENIAL = /\b(?:no|not|nor|never|none|nothing|neither|without|hardly|unlike)\b|n't\b|cannot/giu;
/** What stands for all of these. */
const DENIED = 'not';
/** What divides a sentence: who stands before it and who after it is what it says. */
const COMPARING = new Set(('above against beat behind below better exceed less lose more outperform over replace surpass than trail under ' +
    'versus win worse')
    .split(' ')
    .map(stem));
/** What in a claim its source does not bear out. */
function faultIn(claim, source) {
    const strange = /[^\p{L}\p{N}\s.,;:!?'"()\-–—%×/]/gu;
    for (const [mark] of claim.matchAll(strange))
        if (!source.includes(mark))
            return 'form';
    for (const [name] of claim.matchAll(/\w*@\w*/gu))
        if (!source.includes(name))
            return 'form';
    const known = stemsOf(source);
    const stems = new Set(known);
    const telling = stemsOf(claim);
    if (telling.includes(DENIED) !== stems.has(DENIED))
        return 'turned round';
    if (!telling.every((word) => isKnown(word, stems)))
        return 'word';
    if (new Set(telling).size < SHARED)
        return 'word';
    if (!isWithin(namesOf(claim, source), namesOf(source, source)))
        return 'turned round';
    return isOtherwise(telling, known) ? 'turned round' : undefined;
}
/** The stems of the words that tell something; those that deny are all {@link DENIED}. */
function stemsOf(text) {
    return wordsOf(text.replace(DENIAL, ` ${DENIED} `))
        .filter((word) => !STOP.has(word) && !PLAIN.has(word))
        .map(stem);
}
/** Whether a word's stem, or another form of the word, is there: "train" and "trainable". */
function isKnown(own, stems) {
    if (stems.has(own))
        return true;
    return [...stems].some((it) => {
        const [short, long] = it.length < own.length ? [it, own] : [own, it];
        return short.length >= 5 && long.startsWith(short) && long.length - short.length <= 5;
    });
}
/** The names and numbers of `source` that a text says, in its order. */
function namesOf(text, source) {
    const tokens = (from) => from.match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? [];
    const names = new Set(tokens(source)
        .filter((token) => /[\p{Lu}\p{N}]/u.test(token))
        .map((token) => token.toLowerCase())
        .filter((token) => !STOP.has(token)));
    return tokens(text)
        .map((token) => token.toLowerCase())
        .filter((token) => names.has(token));
}
/** Whether the first list is the second with some left out. */
function isWithin(some, all) {
    let at = 0;
    return some.every((it) => {
        const found = all.indexOf(it, at);
        at = found + 1;
        return found >= 0;
    });
}
/** Whether what stands on one side of a comparison or denial stands on the other in the source. */
function isOtherwise(said, source) {
    return said.some((pivot, at) => {
        if (pivot !== DENIED && !COMPARING.has(pivot))
            return false;
        const places = source.flatMap((word, there) => (word === pivot ? [there] : []));
        const differs = (there) => {
            const before = new Set(source.slice(0, there));
            const after = new Set(source.slice(there + 1));
            return (said.slice(0, at).some((word) => after.has(word) && !before.has(word)) ||
                said.slice(at + 1).some((word) => before.has(word) && !after.has(word)));
        };
        return places.length > 0 && places.every(differs);
    });
}
//# sourceMappingURL=claims.js.map