import { normalise, tells, wordsOf } from "../find/text.js";
import { OPTIONAL } from "./vocabulary.js";
/** Messages of a thread that are read, from its end. */
const READ = 30;
const LETTERS = 4000;
const POINTS = / (?:it|its|that|this|these|those|they|them|their|the (?:paper|model|method|authors?|note|approach|former|latter|first one)|he|she|him|her|one|both) /;
const GOES_ON = /^(?:and|but|so|also|then|or|what about|how about|ok and|what of) /;
const COMPARES = / (?:than|compare|compared|compares|vs|versus|difference|differ|differs|different|instead|better|worse) /;
/** "what about …" and nothing else. */
const ANOTHER = /^(?:(?:and|but|ok|so) )*(?:what about|how about|what of|and|same for|now) /;
/** A line of an answer that says which note it is from. */
const CITATION = /^\W*(.{1,60}?) · (?:TLDR|By the numbers|Key contributions|Why it still matters|Front matter|Where to read next|What it builds on)\W*$/gmu;
/** What a question may mean in its thread, likeliest first. */
export function inContext(text, thread, index) {
    const alone = { question: text, subject: [] };
    if (thread.length === 0)
        return [alone];
    const plain = ` ${normalise(text.slice(0, LETTERS))} `;
    const own = index.mentions(text);
    const goesOn = GOES_ON.test(plain.trimStart());
    const points = POINTS.test(plain);
    const recent = thread.slice(-READ);
    if (own.length > 0 && ANOTHER.test(plain.trimStart())) {
        const again = askedAgain(text, recent, index);
        if (again && !COMPARES.test(plain))
            return [again, alone];
    }
    if (own.length > 0 && !points && !goesOn)
        return [alone];
    const subject = subjectOf(recent, index, new Set(own.flatMap(({ notes }) => notes)));
    if (subject.length === 0)
        return [alone];
    const inThread = { question: text, subject };
    if (own.length === 0)
        return points || goesOn ? [inThread, alone] : [alone, inThread];
    return COMPARES.test(plain) ? [inThread, alone] : [alone, inThread];
}
/** What the latest message that names a paper is about. */
function subjectOf(thread, index, not) {
    for (const message of [...thread].reverse()) {
        const cited = citedIn(message, index);
        const found = cited.length > 0 ? cited : namedIn(message, index);
        const others = found.filter((note) => !not.has(note));
        if (others.length > 0)
            return others.slice(0, 1);
    }
    return [];
}
/** The notes that an answer was quoted from. */
function citedIn(message, index) {
    const notes = [];
    for (const [, name = ''] of message.slice(0, LETTERS).matchAll(CITATION)) {
        const found = index.lookup(name);
        if (found.kind === 'one' && found.sure)
            notes.push(found.note);
    }
    return notes;
}
function namedIn(message, index) {
    return index
        .mentions(message.slice(0, LETTERS))
        .flatMap(({ notes, sure }) => (sure && notes.length === 1 ? notes : []));
}
/** "And LoRA?" asks what was asked last, of another paper. */
function askedAgain(text, thread, index) {
    const [named] = index.mentions(text);
    if (!named)
        return undefined;
    const rest = wordsOf(text.replace(named.text, ' ')).filter((word) => tells(word) && !OPTIONAL.has(word) && word !== 'now' && word !== 'same');
    if (rest.length > 0)
        return undefined;
    for (const message of [...thread].reverse()) {
        if (citedIn(message, index).length > 0 || message.length > 500)
            continue;
        const [before] = index.mentions(message);
        if (!before)
            continue;
        const question = message.slice(0, before.at) + named.text + message.slice(before.at + before.text.length);
        return { question, subject: [] };
    }
    return undefined;
}
//# sourceMappingURL=thread.js.map