import { tells } from "./text.js";
/** What stands between two pieces of a text. */
const BREAK = -1;
/**
 * Reads texts of which all words are known.
 *
 * @param stemOf the stem of a word, by its number.
 */
export function readTexts(texts, vocabulary, stemOf) {
    const { numberOf, textOf } = vocabulary;
    const words = [];
    for (const text of texts) {
        const count = vocabulary.scan(text);
        const { scanned } = vocabulary;
        for (let i = 0; i < count; i++)
            words.push(scanned[i] ?? BREAK);
        words.push(BREAK);
    }
    let stems;
    return {
        together(word, next) {
            const [a, b] = [numberOf(word), numberOf(next)];
            if (a < 0 || b < 0)
                return false;
            for (let i = words.indexOf(a); i >= 0; i = words.indexOf(a, i + 1)) {
                if (words[i + 1] === b)
                    return true;
            }
            return false;
        },
        followedBy(word, start) {
            const a = numberOf(word);
            if (a < 0)
                return false;
            for (let i = words.indexOf(a); i >= 0; i = words.indexOf(a, i + 1)) {
                const next = words[i + 1] ?? BREAK;
                if (next !== BREAK && textOf(next).startsWith(start))
                    return true;
            }
            return false;
        },
        stemsTogether(stem, next) {
            stems ??= words
                .filter((word) => word === BREAK || tells(textOf(word)))
                .map((word) => (word === BREAK ? undefined : stemOf(word)));
            for (let i = stems.indexOf(stem); i >= 0; i = stems.indexOf(stem, i + 1)) {
                if (stems[i + 1] === next)
                    return true;
            }
            return false;
        },
    };
}
//# sourceMappingURL=reading.js.map