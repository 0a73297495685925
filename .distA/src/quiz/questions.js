import { createHash } from 'node:crypto';
import { passagesOf } from "../answer/passages.js";
import { namesOf } from "../find/called.js";
import { normalise, wordsOf } from "../find/text.js";
import { en } from "../phrases/en.js";
import { nameParts } from "../shelf/cite.js";
import { numbersIn, numbersOf, sameNumber, shapeOf } from "./numbers.js";
/** Slack's limit for a button's text; Discord's is 80. */
const LONGEST_OPTION = 75;
/** A sentence that is read in a moment, characters. */
const LONGEST_SENTENCE = 320;
/** How many of the closest values are chosen from. */
const CLOSEST = 8;
/** The keys of all questions that a note may be asked about; some find no three wrong options. */
export function keysOf(note) {
    return draftsOf(note).map(({ key }) => key);
}
/** The question of a key; undefined when its note is gone, says something else, or finds too few wrong options. */
export function questionOf(key, catalog, phrases = en) {
    const note = catalog.get(key.split(':')[0] ?? '');
    const draft = note && draftsOf(note).find((one) => one.key === key);
    const question = draft && withOptions(draft, catalog);
    return (question && { ...question, text: question.text(phrases), because: question.because(phrases) });
}
/** An option as a button carries it: six digits, and no hint which one is right. */
export function pickOf(key, option) {
    return hash(`${key}|${option}`).slice(0, 6);
}
/** Chosen by the key alone, so that the same catalog shows the same options again. */
function withOptions({ wrong, ...draft }, catalog) {
    const others = inOrder(catalog.notes.filter(({ id }) => id !== draft.note.id), ({ id }) => `${draft.key}|${id}`).sort((a, b) => Number(b.topic === draft.note.topic) - Number(a.topic === draft.note.topic));
    const options = [draft.right];
    const numeric = draft.kind === 'number';
    for (const option of wrong(others)) {
        const alike = options.some((one) => normalise(one) === normalise(option) ||
            pickOf(draft.key, one) === pickOf(draft.key, option) ||
            (numeric && sameNumber(numbersIn(one), numbersIn(option))));
        if (alike || option.length > LONGEST_OPTION)
            continue;
        options.push(option);
        if (options.length === 4) {
            return { ...draft, options: inOrder(options, (one) => `${draft.key}/${one}`) };
        }
    }
    return undefined;
}
const drafts = new WeakMap();
function draftsOf(note) {
    const known = drafts.get(note);
    if (known)
        return known;
    const made = new Map();
    const unkeyed = [...aboutNumbers(note), ...aboutAuthors(note), ...aboutYears(note)];
    for (const draft of [...unkeyed, ...aboutChanges(note)]) {
        if (draft.right.length > LONGEST_OPTION)
            continue;
        const mark = hash(`${draft.kind}|${draft.text(en)}|${draft.right}|${draft.because(en)}`).slice(0, 6);
        const key = `${note.id}:${mark}`;
        if (!made.has(key))
            made.set(key, { ...draft, key });
    }
    const list = [...made.values()];
    drafts.set(note, list);
    return list;
}
/** What the value of a number is; and which paper's it is. */
function aboutNumbers(note) {
    return note.numbers.flatMap((number) => {
        const { value, source } = number;
        // What stands in brackets compares: it would give the answer away.
        const label = number.label.replace(/\s*\([^)]*\d[^)]*\)/g, '');
        const numbers = numbersIn(value);
        if (numbers.size === 0 || sameNumber(numbers, numbersIn(label)))
            return [];
        const because = [`**${escaped(value)}**: ${escaped(number.label)} (${escaped(source)})`];
        const sentence = sentenceWith(note, numbers, label);
        if (sentence !== undefined)
            because.push(`> ${sentence}`);
        const common = { note, because: () => because.join('\n\n') };
        return [
            {
                ...common,
                kind: 'number',
                text: ({ quiz }) => `${quiz.value(escaped(note.name))}\n\n> ${escaped(label)}`,
                right: value,
                wrong: (others) => closeValues(value, note, others),
            },
            ...(namesOf(note).test(`${label} ${value}`)
                ? []
                : [
                    {
                        ...common,
                        kind: 'paper of a number',
                        text: ({ quiz }) => `${quiz.whoseNumber}\n\n> **${escaped(value)}**: ${escaped(label)}`,
                        right: note.name,
                        wrong: (others) => others.flatMap((other) => sameNumber(numbers, numbersOf(other)) || namesOf(other).test(label)
                            ? []
                            : [other.name]),
                    },
                ]),
        ];
    });
}
/** Values of the same kind that the note itself gives nowhere, the closest first, those a little mixed. */
function closeValues(value, note, others) {
    const own = numbersOf(note);
    const size = (text) => Math.log10([...numbersIn(text)][0] || 1);
    const apart = (text) => Math.abs(size(text) - size(value));
    const like = others
        .flatMap(({ numbers }) => numbers.map((one) => one.value))
        .filter((one) => shapeOf(one) === shapeOf(value) && !sameNumber(numbersIn(one), own))
        .sort((a, b) => apart(a) - apart(b));
    return [...inOrder(like.slice(0, CLOSEST), (one) => `${value}|${one}`), ...like.slice(CLOSEST)];
}
/** The sentence of a note with the most of these numbers that also speaks of the label. */
function sentenceWith(note, numbers, label) {
    const about = new Set(wordsOf(label).filter((word) => word.length > 3));
    const found = passagesOf(note)
        .filter(({ section }) => section !== 'By the numbers')
        .map(({ text, words }) => {
        const shared = [...numbersIn(text)].filter((one) => numbers.has(one)).length;
        return { text, shared, fits: words.filter((word) => about.has(word)).length };
    })
        .filter(({ text, shared, fits }) => shared > 0 && fits > 0 && text.length <= LONGEST_SENTENCE)
        .sort((a, b) => b.shared - a.shared || b.fits - a.fits)[0];
    return found?.text;
}
/** Who is among the authors; and which paper somebody wrote. People of one surname are taken for one. */
function aboutAuthors(note) {
    const [first] = note.authors;
    const last = note.authors.at(-1);
    if (first === undefined || last === undefined)
        return [];
    const own = surnamesOf(note);
    const because = (phrases) => phrases.quiz.isBy(escaped(note.title), note.year, escaped(authorsOf(note, phrases)));
    return [
        {
            note,
            kind: 'who',
            text: ({ quiz }) => `${quiz.author(escaped(note.name))}\n\n> ${escaped(note.title)}`,
            right: first,
            because,
            wrong: (others) => others.flatMap(({ authors: [one] }) => one === undefined || own.has(surname(one)) ? [] : [one]),
        },
        ...[...new Set([first, last])].map((author) => ({
            note,
            kind: 'who',
            text: ({ quiz }) => quiz.byAuthor(escaped(author)),
            right: note.name,
            because,
            wrong: (others) => others.flatMap((other) => (surnamesOf(other).has(surname(author)) ? [] : [other.name])),
        })),
    ];
}
function surname(author) {
    return normalise(nameParts(author).surname);
}
function surnamesOf({ authors }) {
    return new Set(authors.map(surname));
}
/** The first dozen by name. */
function authorsOf({ authors }, phrases) {
    return authors.length <= 12
        ? authors.join(', ')
        : phrases.note.authors(authors.slice(0, 11).join(', '), authors.length - 11);
}
/** Which paper appeared first, and which last; never two of one year where that could be right. */
function aboutYears(note) {
    const because = ({ quiz }) => quiz.appeared(escaped(note.name), note.year, escaped(note.venue));
    const ask = (kind, later) => ({
        note,
        kind,
        text: ({ quiz }) => quiz[kind],
        right: note.name,
        because,
        wrong: (others) => others
            .filter(({ year }) => (later ? year > note.year : year < note.year))
            .map(({ name }) => name),
    });
    return [ask('first', true), ask('last', false)];
}
/** Whose note says this: a sentence about the paper, its name left out. */
function aboutChanges(note) {
    return passagesOf(note).flatMap(({ section, text }) => {
        const told = section === 'TLDR' || section === 'Key contributions';
        if (!told || text.length > LONGEST_SENTENCE || !namesOf(note).test(text))
            return [];
        // What stands where the paper's name did.
        const masked = (mask) => text
            .replace(new RegExp(namesOf(note), 'giu'), () => mask)
            .replaceAll(`${mask} (${mask})`, mask);
        return [
            {
                note,
                kind: 'change',
                text: ({ quiz }) => `${quiz.whoseNote}\n\n> ${masked(quiz.thisPaper)}`,
                right: note.name,
                because: () => `> ${text}`,
                wrong: (others) => others.flatMap((other) => (namesOf(other).test(text) ? [] : [other.name])),
            },
        ];
    });
}
/** Shuffled by what each is known as: the same every time. */
export function inOrder(all, as) {
    return all
        .map((one) => ({ one, at: hash(as(one)) }))
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ one }) => one);
}
function hash(text) {
    return createHash('sha256').update(text).digest('hex');
}
/** Plain text inside Markdown. */
function escaped(text) {
    return text.replace(/[\\`*_{}[\]()<>#+!|~&]/g, '\\$&');
}
//# sourceMappingURL=questions.js.map