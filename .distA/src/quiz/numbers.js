/** What a number's word or letter stands for. */
const SCALE = {
    k: 1e3,
    thousand: 1e3,
    m: 1e6,
    million: 1e6,
    b: 1e9,
    billion: 1e9,
    t: 1e12,
    trillion: 1e12,
};
/** A number, and the word or letter that scales it: `175B`, `1.4 trillion`, `13k`; not the B of `GB`. */
const NUMBER = /(\d[\d,]*(?:\.\d+)?(?:e-?\d+)?)(?:[  ]?(thousand|million|billion|trillion)|([kKMBT])(?![\p{L}\p{N}]))?/gu;
/** The numbers in a text, each once, as what they mean: `300 billion` and `300B` are one number. */
export function numbersIn(text) {
    const found = new Set();
    for (const [, digits = '', word, letter] of text.matchAll(NUMBER)) {
        const scale = SCALE[(word ?? letter ?? '').toLowerCase()] ?? 1;
        const value = Number(digits.replaceAll(',', '')) * scale;
        if (Number.isFinite(value))
            found.add(Number(value.toPrecision(12)));
    }
    return found;
}
/**
 * A value with a sign for each number: values of one shape are of one kind, like `#M and #M`. Where
 * a number stands alone, a fraction is none of those that count something.
 */
export function shapeOf(value) {
    if (/^[\d,.]+$/.test(value))
        return value.includes('.') ? '#.#' : '#';
    return value.replace(/\d[\d,]*(?:\.\d+)?(?:e-?\d+)?/g, '#');
}
/** Whether two texts have a number in common, or two that could be one, rounded: within a hundredth. */
export function sameNumber(a, b) {
    for (const x of a) {
        for (const y of b)
            if (Math.abs(x - y) <= Math.max(Math.abs(x), Math.abs(y)) / 100)
                return true;
    }
    return false;
}
const said = new WeakMap();
/** Every number that a note gives anywhere. */
export function numbersOf(note) {
    const known = said.get(note);
    if (known)
        return known;
    const { title, tldr, contributions, why, alt = '', numbers, next } = note;
    const texts = [title, tldr, contributions, why, alt, ...next.map((entry) => entry.why)];
    const found = numbersIn([...texts, ...numbers.flatMap(({ label, value }) => [label, value])].join('\n'));
    said.set(note, found);
    return found;
}
//# sourceMappingURL=numbers.js.map