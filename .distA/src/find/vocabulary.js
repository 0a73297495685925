import { grown } from "./grown.js";
import { collectNear, halvesOf } from "./halves.js";
import { bearable, isCommonSlip, isExtended } from "./slips.js";
import { createTable } from "./table.js";
import { editDistance, wordsOf } from "./text.js";
/** Lengths of words that others may be respelt to. What is respelt is longer than the least. */
const RESPELT = { least: 4, most: 24 };
/** FNV's prime, and another one. */
const PRIME = 0x01000193;
const OTHER = 0x5bd1e995;
/** What an ASCII letter or digit is in lower case; 0 for what stands between words. */
const LOWER = Uint8Array.from({ length: 128 }, (_, code) => {
    const letter = String.fromCharCode(code).toLowerCase();
    return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});
/** Beyond ASCII: general punctuation and ×, which are in most texts and never in a word. */
function isBetween(code) {
    return (code >= 0x2000 && code < 0x2070) || code === 0xd7;
}
/** The hashes under which a word is found in spite of a slip. */
function spellings(word) {
    if (word.length < RESPELT.least || word.length > RESPELT.most || /\p{N}/u.test(word))
        return [];
    return halvesOf(word);
}
export function createVocabulary() {
    const texts = [];
    const free = [];
    const table = createTable();
    /**
     * Three numbers a place: a word's number, one above, and two hashes which together are taken for
     * the word. It stands where its first hash points to or in the next free place after that.
     */
    let places = new Int32Array(512 * 4);
    let scanned = new Int32Array(256);
    /** Four numbers a word of the text that is being scanned: its two hashes, and where it begins and ends. */
    let found = new Int32Array(256 * 4);
    function placeOf(a, b) {
        const mask = places.length - 1;
        let at = ((a ^ (a >>> 15)) * 4) & mask;
        while (places[at] !== 0 && (places[at + 1] !== a || places[at + 2] !== b))
            at = (at + 4) & mask;
        return at;
    }
    function place(number, a, b) {
        const at = placeOf(a, b);
        places[at] = number;
        places[at + 1] = a;
        places[at + 2] = b;
    }
    function newWord(a, b, text) {
        const number = free.pop() ?? texts.length;
        // A piece of a text would keep all of that text in memory.
        texts[number] = text.length < 13 ? text : Buffer.from(text).toString();
        if (texts.length * 8 > places.length) {
            const old = places;
            places = new Int32Array(old.length * 2);
            for (let at = 0; at < old.length; at += 4) {
                if (old[at] !== 0)
                    place(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
            }
        }
        place(number + 1, a, b);
        for (const hash of spellings(text))
            table.add(hash, number);
        return number;
    }
    /**
     * Finds the words of a text that is ASCII, apart from what stands between words, or normalised.
     *
     * @returns how many there are, and -1 for a text that must be normalised first. Their hashes and where
     * they stand is in `found` then.
     */
    function findWords(text, normalised) {
        let count = 0;
        let from = 0;
        let a = 0;
        let b = 0;
        for (let i = 0; i <= text.length; i++) {
            const code = i < text.length ? text.charCodeAt(i) : 32;
            let letter;
            if (code < 128)
                letter = LOWER[code] ?? 0;
            else if (normalised)
                letter = code;
            else if (isBetween(code))
                letter = 0;
            else
                return -1;
            if (letter !== 0) {
                a = (Math.imul(a, PRIME) + letter + 1) | 0;
                b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
                continue;
            }
            if (i > from) {
                if (count * 4 === found.length)
                    found = grown(found, count * 4 + 4);
                found[count * 4] = a;
                found[count * 4 + 1] = b;
                found[count * 4 + 2] = from;
                found[count * 4 + 3] = i;
                count += 1;
            }
            from = i + 1;
            a = 0;
            b = 0;
        }
        return count;
    }
    /**
     * Looks up the words that were found last. In a loop of its own, so that the processor fetches the
     * places of several words at a time: of a big vocabulary most are in no cache.
     */
    function lookUp(count, text) {
        if (count > scanned.length)
            scanned = grown(scanned, count);
        for (let i = 0; i < count; i++) {
            scanned[i] = (places[placeOf(found[i * 4] ?? 0, found[i * 4 + 1] ?? 0)] ?? 0) - 1;
        }
        for (let i = 0; i < count; i++) {
            if (scanned[i] !== -1)
                continue;
            const [a = 0, b = 0, from, to] = found.subarray(i * 4, i * 4 + 4);
            const number = (places[placeOf(a, b)] ?? 0) - 1;
            scanned[i] = number >= 0 ? number : newWord(a, b, text.slice(from, to).toLowerCase());
        }
    }
    function placeOfWord(word) {
        let a = 0;
        let b = 0;
        for (let i = 0; i < word.length; i++) {
            const letter = word.charCodeAt(i);
            a = (Math.imul(a, PRIME) + letter + 1) | 0;
            b = (Math.imul(b ^ letter, OTHER) + 1) | 0;
        }
        return placeOf(a, b);
    }
    function numberOf(word) {
        const number = (places[placeOfWord(word)] ?? 0) - 1;
        return number >= 0 && texts[number] === word ? number : -1;
    }
    return {
        get size() {
            return texts.length;
        },
        get scanned() {
            return scanned;
        },
        scan(text) {
            let plain = text;
            let count = findWords(text, false);
            if (count < 0)
                count = findWords((plain = wordsOf(text).join(' ')), true);
            lookUp(count, plain);
            return count;
        },
        numberOf,
        textOf: (number) => texts[number] ?? '',
        forget(number) {
            const text = texts[number] ?? '';
            for (const hash of spellings(text))
                table.remove(hash, number);
            // Those after it in the same row may now be found sooner.
            const mask = places.length - 1;
            let at = placeOfWord(text);
            places[at] = 0;
            for (at = (at + 4) & mask; places[at] !== 0; at = (at + 4) & mask) {
                const moved = places[at] ?? 0;
                places[at] = 0;
                place(moved, places[at + 1] ?? 0, places[at + 2] ?? 0);
            }
            texts[number] = undefined;
            free.push(number);
        },
        near(word) {
            if (word.length <= RESPELT.least)
                return [];
            const numbers = new Set();
            if (spellings(word).length > 0)
                collectNear(table, word, bearable(word.length), numbers);
            return [...numbers].flatMap((number) => {
                const meant = texts[number] ?? '';
                const most = Math.min(bearable(word.length), bearable(meant.length));
                const distance = editDistance(word, meant, most);
                const common = distance === 1 && isCommonSlip(word, meant);
                return distance > most ||
                    isExtended(word, meant) ||
                    (distance === 1 && meant.length < 6 && !common)
                    ? []
                    : [{ number, distance, common }];
            });
        },
    };
}
//# sourceMappingURL=vocabulary.js.map