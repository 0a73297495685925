import { wordsOf } from "./text.js";
/**
 * The words of a text: without the "s" of "Vaswani's", and with the plus of "LoRA+" as a word.
 *
 * @param most words that are read.
 */
export function tokensOf(text, most) {
    const tokens = [];
    let end = 0;
    for (const found of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
        const gap = text.slice(end, found.index);
        end = found.index + found[0].length;
        if (/^['’]$/.test(gap) && /^s$/i.test(found[0]))
            continue;
        wordsOf(found[0]).forEach((word, i) => tokens.push({ word, from: found.index, to: end, gap: i === 0 ? gap : '' }));
        if (text[end] === '+') {
            tokens.push({ word: 'plus', from: end, to: end + 1, gap: '-' });
            end += 1;
        }
        if (tokens.length >= most)
            break;
    }
    return tokens;
}
/** The words of a name. */
export function wordsOfName(name) {
    return name.includes('+') ? tokensOf(name, Infinity).map(({ word }) => word) : wordsOf(name);
}
//# sourceMappingURL=tokens.js.map