import { passagesOf } from "../answer/passages.js";
import { namesOf } from "../find/called.js";
/** What is measured without a benchmark's name. */
const MEASURES = new Map(Object.entries({
    parameters: 'parameters',
    tokens: 'training tokens',
    memory: 'memory',
    latency: 'latency',
    'mini-batch': 'batch size',
    batch: 'batch size',
    'learning rate': 'learning rate',
}));
/** A benchmark or score by its name: two capitals, like MMLU, SQuAD, ImageNet or HotpotQA. */
const BENCHMARK = /\b\p{Lu}[\p{L}\p{N}-]*\p{Lu}[\p{L}\p{N}]*\b/gu;
/** What tells two scores on one benchmark apart. */
const SCORES = ['error', 'accuracy', 'top-1', 'top-5', 'exact match', 'F1'];
/** Compared with something else: not a size but a saving. */
const RATIO = /×|\b(?:fewer|less|lower|more|faster)\b/;
/** The numbers of two notes that measure the same thing: on one benchmark, by one score, or of one kind. */
export function pairsOf(a, b) {
    return a.numbers.flatMap((one) => b.numbers.flatMap((other) => {
        const [what] = [...measured(one, [a, b])].filter((kind) => measured(other, [a, b]).has(kind));
        const apart = SCORES.some((score) => one.label.includes(score) !== other.label.includes(score));
        const scored = what !== undefined && ![...MEASURES.values()].includes(what);
        const unlike = RATIO.test(one.value) !== RATIO.test(other.value);
        return what === undefined || unlike || (scored && apart) ? [] : [{ what, one, other }];
    }));
}
function measured({ label, value }, notes) {
    const text = `${label} ${value}`;
    // What stands in brackets is of others.
    const plain = label.replace(/\([^)]*\)/g, '');
    const score = /%|\.\d/.test(value);
    const benchmarks = (score ? [...plain.matchAll(BENCHMARK)] : [])
        .map(([name]) => name)
        .filter((name) => !notes.some((note) => namesOf(note).test(name)));
    const kinds = [...MEASURES].flatMap(([word, kind]) => text.toLowerCase().includes(word) ? [kind] : []);
    const sizes = /\bsizes?\b/.test(label) && /\d[MB]\b/.test(value) ? ['parameters'] : [];
    return new Set([...benchmarks, ...kinds, ...sizes]);
}
/** Words that set one thing against another. */
const AGAINST = /\b(?:but|not|nor|instead|unlike|against|than|without|however|beats?|beating|trails?|opposite|rather|whereas|while|where|neither|fewer|less|smaller|cheaper|lowers?|drops?|simpler)\b/i;
/** Where two notes set their papers against each other, in their own words, at most `most`. */
export function contrastsOf(a, b, most) {
    const said = (note, other) => [
        ...passagesOf(note)
            .filter(({ section, text }) => section !== 'By the numbers' && namesOf(other).test(text))
            .map(({ section, text }) => ({ note, section, text })),
        ...note.next
            .filter(({ to }) => 'id' in to && to.id === other.id)
            .map(({ label, why }) => ({
            note,
            section: 'Where to read next',
            text: `${label}: ${why}`,
        })),
    ];
    return a.id === b.id
        ? []
        : [...said(a, b), ...said(b, a)].filter(({ text }) => AGAINST.test(text)).slice(0, most);
}
//# sourceMappingURL=compare.js.map