import { ASKING, STOP, wordsOf } from "../find/text.js";
import { calledAs } from "./passages.js";
import { spelt, wantedBy } from "./language.js";
import { isEveryday } from "./english.js";
import { FACT_WORDS } from "./facts.js";
import { modifierIn, NAME, rolesOf } from "./roles.js";
import { writtenOut } from "./shorthand.js";
import { baseOf, isPlain, likeStems, MEASURES, OPTIONAL } from "./vocabulary.js";
/** Words that ask for a paper where one is looked up, but tell something in a question. */
const TELLING = new Set(['called', 'open', 'original', 'read', 'search', 'show']);
/**
 * What a word weighs that no note uses, in weights of the rarest that one does: much where it is
 * asked about, little where a note is named and other words say what of it.
 */
const UNKNOWN = { asked: 1.3, beside: 0.5 };
/** What an everyday word weighs: less than any other that has to be there. */
const PLAIN = 0.3;
/** What one weighs that only helps to choose. */
const OPTIONALLY = 0.4;
/** For whom an answer is to be, and how long: it says nothing of what is asked. */
const FOR_WHOM = /(?:like|as if) i(?: am|['’]?m) (?:five|5|(?:a|an|new)\b(?: \p{L}+){1,3})|\beli5\b|\b(?:in|with|using) (?:(?:about|only|just|under|max) )?(?:an?|one|two|three|four|five|a (?:few|couple of)|\d{1,3}|plain|simple|your own|other)(?: (?:or|to) (?:two|three|four|five|\d{1,3}))?(?: (?:short|simple|plain))? (?:sentences?|words?|lines?|bullets?|bullet points|paragraphs?|minutes?|terms|english|nutshell)\b/giu;
/** What comes before a question, as in "quick one for the reading group: what is …". */
const PREAMBLE = /^[^:?!.\n]{1,80}[:—]\s+(?=(?:who|whose|what|when|where|which|why|how|is|are|does|do|did|can)\b)/iu;
/** What of a question is read, so that a page pasted into one costs no more: words, papers, letters of a word. */
const TERMS = 40;
const NAMED = 8;
const LETTERS = 40;
/**
 * Reads one question.
 *
 * @param subject notes that were spoken of before and that the question means as well.
 */
export function readQuestion(asked, index, subject = []) {
    const [preamble = ''] = PREAMBLE.exec(asked) ?? [];
    const begins = index.mentions(preamble).length === 0 ? preamble.length : 0;
    const typed = spelt(writtenOut(asked.slice(begins), (word) => index.mentions(word).length > 0), (word) => STOP.has(word) || index.words.knows(word)).replace(FOR_WHOM, ' ');
    const found = mentionsOf(typed, index);
    // "16x16" is a number by another in a text, but a word in a title.
    const text = typed.replace(/(?<=\d)x(?=\d)/gu, '×');
    const named = new Set(found.flatMap(({ text: said }) => wordsOf(said)));
    const mentions = [
        ...subject.map((note) => ({ text: note.name, at: 0, notes: [note], sure: true })),
        ...found,
    ]
        .filter(({ text: name }, i, all) => all.findIndex((other) => other.text === name) === i)
        .slice(0, NAMED)
        .map((mention) => ({ ...mention, called: calledAs(mention.text, mention.notes) }));
    const said = wordsOf(text);
    const inPlace = nameless(text, found, ` ${NAME} `);
    const modifier = modifierIn(inPlace).map(index.words.stemOf);
    const roles = (inPlace.toLowerCase().match(/\u0001|[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length <= LETTERS);
    const { focus, counted, condition, verbs, containers, asks } = rolesOf(roles, index.words.stemOf);
    const notes = [...new Set(mentions.flatMap((mention) => mention.notes))];
    const capitals = capitalsIn(text);
    const most = index.words.rarity('\u0000');
    // Of "minimum model size" the size is asked for.
    const head = [...focus].at(-1);
    const terms = [];
    const seen = new Set();
    // A mention's own words are no terms where it stands, but may be elsewhere.
    const rest = wordsOf(nameless(text, found, ' ')).map((word) => word.replace(/^(.*\d)s$/, '$1'));
    for (const [i, typed] of rest.entries()) {
        if (terms.length >= TERMS)
            break;
        if (typed.length > LETTERS ||
            STOP.has(typed) ||
            (ASKING.has(typed) && !TELLING.has(typed)) ||
            (typed.length < 2 && !/\p{N}/u.test(typed)))
            continue;
        const base = baseOf(typed);
        const optional = containers.has(typed) ||
            ((OPTIONAL.has(typed) || OPTIONAL.has(base)) && !(counted && focus.has(typed)));
        const known = optional || named.has(typed) || index.words.knows(typed) || FACT_WORDS.has(typed);
        const own = index.words.stemOf(typed);
        const everyday = !index.words.knows(typed) && !modifier.includes(own) && isEveryday(typed);
        const plain = isPlain(typed, own) ||
            isPlain(base, index.words.stemOf(base)) ||
            (verbs.has(typed) && !index.words.knows(typed)) ||
            (everyday && typed !== head && notes.length > 0);
        const word = known || plain || everyday || likeStems(own) ? typed : respelt(typed, index);
        const key = index.words.stemOf(word);
        if (seen.has(key))
            continue;
        seen.add(key);
        const like = likeStems(key) ?? likeStems(key.replace(/i?(?:est|er)$/, ''));
        const asked = focus.has(typed) || notes.length === 0;
        const rarity = like || index.words.knows(word)
            ? Math.min(most, Math.max(0.6, index.words.rarity(key)))
            : most * (asked ? UNKNOWN.asked : UNKNOWN.beside);
        terms.push({
            word,
            stem: key,
            like,
            weight: optional ? OPTIONALLY : plain ? PLAIN : rarity,
            focus: focus.has(typed) && !optional,
            condition: condition.has(typed) && !optional,
            name: capitals.has(typed) || /\p{N}/u.test(typed),
            plain,
            optional,
            joined: [(rest[i - 1] ?? '') + typed, typed + (rest[i + 1] ?? '')].map(index.words.stemOf),
            measure: MEASURES.has(key),
        });
    }
    return {
        text,
        words: said,
        mentions,
        notes,
        terms,
        wanted: isChoice(text, found) ? wantedBy(text).add('comparison') : wantedBy(text),
        most,
        modifier,
        asks,
        counted,
    };
}
function respelt(word, index) {
    if (word.length < 5 || /\p{N}/u.test(word))
        return word;
    const meant = index.words.respelt(word);
    // Hardly anybody slips in the first letter, other than by swapping it with the next.
    return meant !== undefined && (meant[0] === word[0] || meant[0] === word[1]) ? meant : word;
}
/** The words with a capital in a text that is not all capitals; not its first. */
function capitalsIn(text) {
    const all = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
    const found = all.slice(1).filter(([word]) => /\p{Lu}/u.test(word));
    return new Set(found.length * 2 > all.length ? [] : found.flatMap(([word]) => wordsOf(word)));
}
/** The papers a question speaks of; beside a note's, "layer normalization" is what words say it is. */
function mentionsOf(text, index) {
    const found = index.mentions(text);
    const isPhrase = ({ text: name, notes, title }) => {
        const words = wordsOf(name);
        return (notes.length === 0 &&
            title !== undefined &&
            words.length > 1 &&
            words.every(index.words.knows));
    };
    return found.some(({ notes }) => notes.length > 0) ? found.filter((it) => !isPhrase(it)) : found;
}
/** Whether a question has "or" between two papers. */
function isChoice(text, mentions) {
    return mentions.some(({ at, text: said }, i) => {
        const next = mentions[i + 1];
        return (next !== undefined && /^[^?.!]{0,20}\bor\b/iu.test(text.slice(at + said.length, next.at)));
    });
}
/** A text with something in place of each paper's name. */
function nameless(text, mentions, instead) {
    let rest = '';
    let from = 0;
    for (const { at, text: said } of mentions) {
        // Whose it is, as in "Google's BERT", makes it no other.
        rest += text.slice(from, at).replace(/\S+['’]s\s+$/u, '') + instead;
        from = at + said.length;
    }
    return rest + text.slice(from);
}
//# sourceMappingURL=question.js.map