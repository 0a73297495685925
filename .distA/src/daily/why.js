import { en } from "../phrases/en.js";
/** A reason in words. */
export function sayWhy([name, ...said], { why }) {
    const words = why[name];
    return typeof words === 'string' ? words : words(...said);
}
/** A reason as the store keeps it. */
export function keepWhy(why) {
    return JSON.stringify(why);
}
/** What the store keeps, in words. What is none of these reasons was kept in words, and is told as it is. */
export function sayKept(kept, phrases) {
    try {
        const why = JSON.parse(kept);
        const isKnown = Array.isArray(why) && Object.hasOwn(en.why, String(why[0]));
        return isKnown ? sayWhy(why, phrases) : kept;
    }
    catch {
        return kept;
    }
}
//# sourceMappingURL=why.js.map