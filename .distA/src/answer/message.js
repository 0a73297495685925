import { normalise, stem, STOP, wordsOf } from "../find/text.js";
import { isPlain, OPTIONAL } from "./vocabulary.js";
/** Whether a question is made of words alone that questions are made of. */
function saysNothing(question) {
    const words = wordsOf(question);
    return (words.length < 9 &&
        !words.includes('it') &&
        words.every((word) => STOP.has(word) || OPTIONAL.has(word) || isPlain(word, stem(word))));
}
/** Characters of a message that are read. */
const READ = 4000;
/** Questions of one message that are answered. */
const ANSWERED = 3;
const ASKS = /^(?:and |but |so |also |please |hey |ok(?:ay)? |hi |then )*(?:who|whose|what|whats|when|where|which|why|how|is|are|was|were|does|do|did|can|could|should|would|will|has|have|explain|compare|summari[sz]e|describe|tell me|give me|list|show)\b/i;
/**
 * The questions in a message, in its order: sentences that ask, and as their context the others. A
 * message of which no sentence asks is one question as a whole.
 */
export function questionsIn(message) {
    const text = message.slice(0, READ);
    const sentences = text
        .split(/(?<=[?!。？！]["”’)]*)\s+|(?<=[.]["”’)]*)\s+(?=\p{Lu}|(?:who|what|when|where|which|why|how|is|are|does|do|did|can|should)\b)|\n+/u)
        .map((sentence) => sentence.trim())
        .filter((sentence) => sentence !== '');
    const marked = sentences.filter((it) => /[?？]["”’)]*$/.test(it) && normalise(it) !== '');
    const asking = marked.length > 0 ? marked : sentences.filter((it) => ASKS.test(it));
    if (asking.length === 0 || sentences.length === 1) {
        return { questions: [text.trim()], context: '' };
    }
    const others = sentences.filter((it) => !asking.includes(it));
    const [only] = marked;
    const before = sentences[sentences.indexOf(only ?? '') - 1];
    // "It was beaten. By how much?"
    if (marked.length === 1 && only !== undefined && before !== undefined && saysNothing(only)) {
        return { questions: [`${before} ${only}`], context: '' };
    }
    return { questions: asking.slice(0, ANSWERED), context: others.join(' ') };
}
/** Where a clause begins that asks, as after "with 5k images, " and "if I raise beta ". */
const CLAUSE = /(?:[,;:—–]|\s-|\.{2,}|…|\sor(?=\s+(?:can|is|are|does|do|did|should|will|would|could)\b))\s+(?=(?:(?:but|so|then)\s+)?(?:who|whose|what|when|where|which|why|how|am|is|are|was|were|does|do|did|can|could|should|would|will|has|have)\b)/giu;
const CASE = /^(?:if|when|since|given|say|suppose|assuming) (?:i|we|you|my|our|only)\b.*?\s(?=(?:what|which|how|why|who|where|will|would|does|do|did|should|can|is|are)\b)/iu;
/** A question's last clause that asks and tells something, and what goes before; undefined without one. */
export function clauseIn(question) {
    const [given = ''] = CASE.exec(question) ?? [];
    const starts = [
        given.length,
        ...[...question.matchAll(CLAUSE)].map((it) => it.index + it[0].length),
    ];
    const says = (from) => from > 0 &&
        wordsOf(question.slice(from)).some((word) => !STOP.has(word) && !OPTIONAL.has(word) && !isPlain(word, stem(word)));
    const begin = starts.sort((a, b) => b - a).find(says);
    if (begin === undefined)
        return undefined;
    return { asks: question.slice(begin), context: question.slice(0, begin) };
}
//# sourceMappingURL=message.js.map