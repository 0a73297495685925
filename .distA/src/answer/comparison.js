import { merged, QUOTES } from "./quotes.js";
import { rankIn } from "./rank.js";
/** Two papers side by side, when a question compares the two. */
export function comparison(question, found) {
    const { notes, terms } = question;
    const pair = notes.slice(0, 2);
    const [first, second] = pair;
    if (!first || !second)
        return undefined;
    const sidesRanked = pair.map((note) => ({ note, ranked: rankIn(question, note) }));
    // A point on which neither note says anything.
    const isSaid = (term) => sidesRanked.some(({ ranked }) => ranked.some(({ has }) => has.has(term)));
    if (!terms.every((term) => term.optional || isSaid(term)))
        return undefined;
    const together = merged(found.filter(({ passage }) => pair.includes(passage.note)).slice(0, QUOTES));
    const sides = sidesRanked.map(({ note, ranked }) => {
        const specific = terms.some(({ optional }) => !optional);
        const best = specific
            ? ranked
                .filter(({ passage, has }) => [...has].some(({ optional }) => !optional) &&
                !together.some(({ text }) => text.includes(passage.text)))
                .sort((a, b) => b.score - a.score)
                .slice(0, 1)
            : [];
        const quotes = best.length > 0 ? merged(best) : [{ note, section: 'TLDR', text: note.tldr }];
        return { note, quotes };
    });
    return { kind: 'comparison', together, sides };
}
//# sourceMappingURL=comparison.js.map