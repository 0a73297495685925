import { squash, stem, wordsOf } from "../find/text.js";
import { ADVICE, DURATION, TRAINED_ON, WEAK } from "./language.js";
import { passagesOf, speaksOf } from "./passages.js";
/** Notes whose passages are read, beside those a question names. */
const READ = 8;
/** What a paper's name weighs against words. */
const NAMED = 4;
/** What a term adds that nothing has to have, of its weight. */
const HELPS = 0.15;
/** What a term adds that one passage alone of its note has; the more have it, the less. */
const DISTINCT = 0.1;
/** Words between what is measured and its number. */
const NEAR = 4;
/** What all everyday words weigh at most, in the weight of those that tell. */
const PLAIN_SHARE = 0.7;
/** What a term is worth that only another passage of the note has. */
const ELSEWHERE = 0.3;
/** The passages that answer a question, best first. */
export function rank(question, index) {
    const notes = new Set(question.notes);
    for (const { note } of index.search(question.text, READ))
        notes.add(note);
    const ranked = [...notes].flatMap((note) => rankIn(question, note));
    return ranked.sort((a, b) => b.score - a.score || a.passage.at - b.passage.at);
}
/** The passages of one note, in its order. */
export function rankIn(question, note, passages = passagesOf(note)) {
    const { terms, mentions, wanted } = question;
    const own = mentions.some((mention) => mention.notes.includes(note));
    const others = mentions.filter((mention) => !mention.notes.includes(note));
    const names = own ? namesOf(note, question) : [];
    const somewhere = new Map();
    const matches = passages.map(() => new Map());
    for (const term of terms) {
        const matchOf = matcherOf(term, passages, question, names);
        passages.forEach((passage, i) => {
            const worth = matchOf(passage);
            if (worth === 0)
                return;
            matches[i]?.set(term, worth);
            if (worth > (somewhere.get(term) ?? 0))
                somewhere.set(term, worth);
        });
    }
    // Of a note's passages, the one that has what few of them have.
    const distinct = new Map([...somewhere.keys()].map((term) => {
        const uses = matches.reduce((sum, it) => sum + Number(it.has(term)), 0);
        return [term, Math.log(passages.length / uses) / Math.log(passages.length)];
    }));
    // Everyday words, however many, say less than one that tells.
    const sumOf = (some) => some.reduce((sum, { weight }) => sum + weight, 0);
    const telling = sumOf(terms.filter(({ plain, optional }) => !plain && !optional));
    const everyday = sumOf(terms.filter(({ plain, optional }) => plain && !optional));
    const dampened = telling > 0 ? Math.min(1, (PLAIN_SHARE * telling) / everyday) : 1;
    // A name that no passage of the note has: it can't answer under these circumstances.
    const lacking = terms.some((term) => term.condition && !term.plain && term.name && !somewhere.has(term));
    return passages.map((passage, i) => {
        const found = matches[i] ?? new Map();
        let all = 0;
        let cover = 0;
        let outside = !isModified(passage, question);
        for (const { notes, called } of others) {
            all += NAMED;
            if (speaksOf(passage, called))
                cover += NAMED * 0.9;
            else if (notes.length === 0)
                outside = true;
        }
        let extra = 0;
        for (const term of terms) {
            const worth = found.get(term) ?? ELSEWHERE * (somewhere.get(term) ?? 0);
            if (term.optional)
                extra += found.has(term) ? HELPS * term.weight * worth : 0;
            else {
                const weight = term.plain ? term.weight * dampened : term.weight;
                all += weight;
                cover += weight * worth;
                if (own && found.has(term))
                    extra += DISTINCT * worth * (distinct.get(term) ?? 0);
            }
        }
        const share = all === 0 ? Number(own) : cover / all;
        const inFocus = terms.filter((term) => term.focus);
        const telling = inFocus.filter(({ plain }) => !plain);
        const focus = telling.length > 0 || question.counted ? (telling.length > 0 ? telling : inFocus) : [];
        const asked = focus.reduce((sum, { weight }) => sum + weight, 0);
        const had = focus.reduce((sum, term) => sum + (found.has(term) ? term.weight : 0), 0);
        const uncounted = question.counted && !hasNumber(passage);
        const isDuration = wanted.has('duration') && !DURATION.test(passage.text);
        const isMoney = wanted.has('money') && !/[$€£¥]|dollar/i.test(passage.text);
        const otherwise = terms.some((term) => term.condition && term.name && !found.has(term));
        const focused = !outside &&
            !lacking &&
            !otherwise &&
            !isMoney &&
            !isDuration &&
            !uncounted &&
            (asked === 0 || had / asked > 0.74);
        let score = share + extra + pairsIn(terms, passage) * 0.05;
        if (!focused)
            score -= 0.25;
        if (!own && question.notes.length > 0)
            score -= 0.25;
        score += sectionBonus(question, passage);
        if (wanted.has('number'))
            score += numberBonus(passage);
        if (wanted.has('duration'))
            score += DURATION.test(passage.text) ? 0.25 : -0.15;
        if (wanted.has('advice') && ADVICE.test(passage.text))
            score += 0.15;
        return { passage, cover: share, score, focused, has: new Set(found.keys()) };
    });
}
/** Of what a question says that names no paper, how much its note has, 0 to 1, and the next at most. */
const DESCRIBED = 0.7;
const RUNNER_UP = 0.75;
/** The one note that has what a question says, between its passages, where it names none. */
export function describedBy({ terms, mentions, asks }, ranked) {
    const telling = terms.filter(({ plain, optional }) => !plain && !optional);
    if (!asks || mentions.length > 0 || telling.length < 2)
        return undefined;
    const had = new Map();
    for (const { passage, has } of ranked) {
        const known = had.get(passage.note) ?? new Set();
        for (const term of has)
            known.add(term);
        had.set(passage.note, known);
    }
    const sumOf = (some) => some.reduce((sum, it) => sum + it.weight, 0);
    const [best, second] = [...had]
        .map(([note, has]) => ({ note, sum: sumOf(telling.filter((term) => has.has(term))) }))
        .sort((a, b) => b.sum - a.sum);
    if (!best || best.sum < DESCRIBED * sumOf(telling))
        return undefined;
    return (second?.sum ?? 0) > RUNNER_UP * best.sum ? undefined : best.note;
}
/** Whether a name has before it what it has in the question: "diffusion transformer". */
function isModified({ stems }, { modifier, mentions }) {
    const [first] = modifier;
    if (first === undefined)
        return true;
    const phrase = [...modifier, ...wordsOf(mentions[0]?.text ?? '').map(stem)];
    return stems.some((key, i) => key === first && phrase.every((one, j) => stems[i + j] === one));
}
/** How well a term is met by passages of one note, 0 to 1. */
function matcherOf(term, passages, { terms }, names) {
    const { stem: key, like, word, joined } = term;
    const isLong = word.length > 7;
    const inName = names.filter((said) => said.some((one) => stem(one) === key));
    const derived = derivedOf(term, passages);
    const hasDigit = word.length > 3 && /\p{N}/u.test(word);
    return (passage) => {
        const { has, squashed, text } = passage;
        // "Tree of Thoughts" tells nothing about a thought.
        if (has.has(key) && (inName.length === 0 || isBeside(key, inName, passage)))
            return 1;
        for (const one of derived)
            if (has.has(one))
                return 0.9;
        for (const one of joined)
            if (has.has(one))
                return 0.9;
        if (isLong && inName.length === 0 && squashed.includes(word))
            return 0.9;
        if (like)
            for (const one of like)
                if (has.has(one))
                    return 0.85;
        if (FRACTION.test(word) && SHARE.test(text))
            return 0.8;
        if (like?.has('dataset') && TRAINED_ON.test(text))
            return 0.8;
        if (like?.has('billion') && PARAMETERS.test(text))
            return 0.85;
        if (hasDigit && squashed.includes(word))
            return 0.9;
        if (term.measure && hasMeasure(terms, passage))
            return 0.8;
        return 0;
    };
}
/** Names of several words that a note which a question names goes by. */
function namesOf({ name, title, id, aliases }, { mentions }) {
    const own = squash(name);
    return [
        name,
        title,
        id,
        ...mentions.map(({ text }) => text),
        ...aliases.filter((alias) => squash(alias).includes(own)),
    ]
        .map(wordsOf)
        .filter((said) => said.length > 1);
}
/** Whether a stem stands in a passage outside of these names as well. */
function isBeside(key, names, { spaced }) {
    let text = spaced;
    for (const said of names)
        text = text.replaceAll(` ${said.join(' ')} `, ' ');
    return text.split(' ').some((one) => stem(one) === key);
}
/** What may follow a stem, or go before it, in a word that means nearly the same. */
const SUFFIX = /^(?:v?\d{1,2}|a|e|i|o|y|al|ally|an|ance|ant|ary|at|ate|ed|ence|ent|er|es|est|ful|ial|ian|ic|ical|ied|ies|ing|ion|ism|ist|it|ity|ive|less|ly|ment|ness|or|ous|s|th|tion|ual|ure)$/;
const PREFIX = /^(?:auto|de|en|inter|multi|non|over|pre|re|sub|super|un|under)$/;
/** The stems of a note that are made from the same word as a term: "retraining" of "train". */
function derivedOf(term, passages) {
    const own = term.stem;
    if (own.length < 3 || /[^a-z]/.test(own))
        return [];
    const root = own.replace(/(?:al)?iz$/, '');
    const start = own.slice(0, 4);
    const found = [];
    for (const key of stemsOf(passages)) {
        if (key === own || key.length < 3)
            continue;
        if (own.length < 4) {
            if (key.startsWith(own) && /^v?\d+$/.test(key.slice(own.length)))
                found.push(key);
            continue;
        }
        if (key.startsWith(start)) {
            const [short, long] = key.length < own.length ? [key, own] : [own, key];
            const more = long.slice(short.length);
            if (!long.startsWith(short) || !SUFFIX.test(more))
                continue;
            if (short.length > 4 || /^(?:est|er|s)$/.test(more))
                found.push(key);
        }
        else if (key.endsWith(own)) {
            if (PREFIX.test(key.slice(0, -own.length)))
                found.push(key);
        }
        else if (key.length > 3 && own.endsWith(key)) {
            if (PREFIX.test(own.slice(0, -key.length)))
                found.push(key);
        }
        else if (root !== own && root.length > 3 && key.endsWith(root)) {
            // "normalization" is in "RMSNorm".
            found.push(key);
        }
    }
    return found;
}
const stemsIn = new WeakMap();
/** The stems of a note's passages, each once. */
function stemsOf(passages) {
    let found = stemsIn.get(passages);
    if (!found) {
        found = [...new Set(passages.flatMap(({ stems }) => stems))];
        stemsIn.set(passages, found);
    }
    return found;
}
/** What part of a whole is asked for, and said. */
const FRACTION = /^(?:ratio|share|proportion|percent|percentage|fraction|probability|odds)$/;
const SHARE = /\d\s?%|\b0?\.\d|percent|\bhalf\b|\bthird\b/;
/** A number of weights: "7B", "1.45 billion"; not "8.8M passages". */
const PARAMETERS = /\b\d[\d.,]*\s?[MBT]\b(?!\s+(?!parameters|weights|models?\b)\p{Ll}+s\b)/u;
/** Whether a number stands beside what else is asked about: "a batch of 128". */
function hasMeasure(terms, { words, stems, text }) {
    const inFocus = terms.filter(({ focus, measure }) => focus && !measure);
    const search = !terms.some(({ focus }) => focus);
    const measured = search ? terms.filter((term) => !term.measure && !term.optional) : inFocus;
    if (measured.length === 0)
        return /\d/.test(text) && terms.some(({ focus }) => focus);
    const beside = (i) => words.slice(Math.max(0, i - NEAR), i + NEAR + 1);
    return measured.some((term) => stems.some((key, i) => key === term.stem && beside(i).some((word) => /^\d/.test(word))));
}
/** The share of neighbours in the question that are neighbours in the passage. */
function pairsIn(terms, { stems }) {
    let pairs = 0;
    for (let i = 1; i < terms.length; i++) {
        const [a, b] = [terms[i - 1]?.stem, terms[i]?.stem];
        if (stems.some((key, j) => key === a && stems[j + 1] === b))
            pairs += 1;
    }
    return pairs;
}
const NUMBER = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|zero|no|half|third|quarter)\b/i;
function hasNumber({ text }) {
    return NUMBER.test(text);
}
/** Digits are mostly a measurement; "two" is mostly in passing. */
function numberBonus(passage) {
    if (/\d/.test(passage.text))
        return 0.08;
    return hasNumber(passage) ? 0 : -0.08;
}
/** A question has the section that mostly answers its like. */
function sectionBonus({ wanted, terms }, { section, at, text }) {
    const required = terms.filter(({ optional }) => !optional).length;
    let bonus = 0;
    if (wanted.has('drawback')) {
        bonus += section === 'Why it still matters' ? 0.12 : 0;
        bonus += Math.min(0.12, 0.04 * (text.match(WEAK)?.length ?? 0));
    }
    else if (wanted.has('why'))
        bonus += section === 'Why it still matters' ? 0.12 : 0;
    else if (wanted.has('number'))
        bonus += section === 'By the numbers' || section === 'Key contributions' ? 0.03 : 0;
    else if (wanted.has('contributions'))
        bonus += section === 'Key contributions' ? 0.12 : 0;
    else if (wanted.has('numbers') && required === 0)
        bonus += section === 'By the numbers' ? 0.15 : 0;
    else if (wanted.has('definition'))
        bonus += section === 'TLDR' ? 0.06 : 0;
    // Of sentences alike, the first says most.
    return bonus - Math.min(0.02, at / 50_000);
}
//# sourceMappingURL=rank.js.map