import { passageOf } from "./passages.js";
import { rankIn } from "./rank.js";
const AFTER = / (?:read (?:next )?(?:after|following)|next (?:after|to read|paper|read)|what next|what now|comes? (?:next|after)|read next|where (?:do|should) i go|where to go|follow ?ups?|followup|follow up|go (?:next|from here)|after (?:reading|i read)|after that|further reading|successors?|next steps?|if (?:i|you|we) (?:liked|enjoyed|loved)) /;
const BEFORE = / (?:read (?:\w+ ){0,2}before|before (?:reading|i read|i start)|before|prerequisites?|builds? on|built on|based on|background|predecessors?|rests? on|foundations? of|depends? on|comes? before) /;
const DEPENDENTS = / (?:build|builds|built|based|rest|rests|rely|relies) (?:\w+ )?on | (?:influenced|inspired|uses|use|used) /;
const GRAPH_WORDS = new Set(('read reading next after before following follow followup followups ups up build builds built on based what should would i we now go where from here come comes ' +
    'which papers paper notes note finished just finish already done have has did and then prerequisites prerequisite background predecessors predecessor ' +
    'successor successors further steps step start starting foundation foundations depends depend rest rests work works know understand understanding learn learning tackle tackling need use uses used cite cites influenced inspired continue later newer earlier other others everything anything else').split(' '));
/** Asks for a paper, not for what one says. */
const PAPER = / (?:(?:which|what) (?:other |newer |later )?(?:paper|papers|work|one|ones|method)|the one|is there (?:a |an |any |some)\w*|follow ?ups?|follow up|title|who published|publish|published|instead|alternatives?|look at|read|reading|start from|start with) /;
/** Asks for what to read, whichever it is. */
const LIST = / (?:what (?:do|should|can|could) (?:i|we) (?:read|look at|start)|follow ?ups?|follow up|start (?:from|with)|read next|further reading) /;
const SHOWN = 2;
/** Of what a question says, how much a step must have to be what it asks for, 0 to 1. */
const ENOUGH = 0.3;
/** What a question about the order of reading asks for, where it says no more than that. */
export function stepsAsked(question, catalog) {
    const [note, second] = question.notes;
    if (!note || second || question.mentions.some(({ notes }) => notes.length === 0)) {
        return undefined;
    }
    const plain = ` ${question.words.join(' ')} `;
    // "Which papers build on X" asks for what came after X.
    const dependents = DEPENDENTS.test(plain) &&
        / (?:which|what|who|papers?|notes?|anything) (?:\w+ )?(?:papers? |notes? |else )?(?:build|builds|built|based|rest|rests|rely|relies|influenced|inspired|use|uses|used|cite|cites) /.test(plain) &&
        !/ (?:does|did|is|was) /.test(plain);
    const before = !dependents && BEFORE.test(plain);
    const after = dependents || AFTER.test(plain) || /\bafter\b/.test(plain);
    if (!before && !after)
        return undefined;
    const extra = question.terms.some(({ word, optional, plain }) => !optional && !plain && !GRAPH_WORDS.has(word));
    if (extra)
        return undefined;
    if (before) {
        const steps = note.buildsOn.map((to) => stepTo(to, catalog));
        return steps.length > 0 ? { note, direction: 'before', steps } : undefined;
    }
    const next = note.next.map((one) => nextStep(one, catalog));
    const later = catalog.notes
        .filter((other) => other.buildsOn.some((to) => 'id' in to && to.id === note.id))
        .slice(0, 6)
        .map((other) => ({ label: other.name, note: other }));
    const known = new Set((dependents ? later : next).map(({ note: it, label }) => it?.id ?? label));
    const steps = dependents
        ? later.length > 0
            ? later
            : next
        : [...next, ...later.filter(({ note: it }) => it && !known.has(it.id)).slice(0, 2)];
    return steps.length > 0 ? { note, direction: 'after', steps } : undefined;
}
/**
 * The steps that a question describes, as in "after X, the one about exact attention on GPUs", best
 * first; undefined when it asks for no paper or describes none of them.
 *
 * @param quoted how much of what the question says the best quote has, 0 to 1, if there is one: a
 *   step must have more.
 */
export function stepsDescribed(question, catalog, quoted) {
    const plain = ` ${question.words.join(' ')} `;
    if (!PAPER.test(plain))
        return undefined;
    const found = question.notes.flatMap((note) => {
        const steps = note.next.map((one) => nextStep(one, catalog));
        const passages = steps.map(({ label, why = '' }, i) => passageOf(note, 'TLDR', `${label}: ${why}`, i));
        return rankIn(question, note, passages).flatMap(({ cover, has, passage }) => {
            const step = steps[passage.at];
            const telling = [...has].filter(({ optional, plain }) => !optional && !plain).length;
            return step && telling > 1 && cover >= ENOUGH && cover > (quoted ?? 0)
                ? [{ note, step, cover }]
                : [];
        });
    });
    found.sort((a, b) => b.cover - a.cover);
    const [only, second] = question.notes;
    const list = quoted === undefined && LIST.test(plain);
    const note = found[0]?.note ?? (list && !second ? only : undefined);
    if (!note)
        return undefined;
    const best = found.filter((it) => it.note === note).map(({ step }) => step);
    const rest = list ? note.next.map((one) => nextStep(one, catalog)) : [];
    const steps = [...best, ...rest.filter(({ label }) => !best.some((it) => it.label === label))];
    return { note, direction: 'after', steps: steps.slice(0, Math.max(SHOWN, rest.length)) };
}
function stepTo(to, catalog) {
    if (!('id' in to))
        return { label: to.title, ...rest(to) };
    const note = catalog.get(to.id);
    return note ? { label: note.name, note } : { label: to.id };
}
function nextStep({ label, to, why }, catalog) {
    const note = 'id' in to ? catalog.get(to.id) : undefined;
    return { label, why, ...(note && { note }), ...('id' in to ? {} : rest(to)) };
}
function rest({ arxiv, url }) {
    return { ...(arxiv !== undefined && { arxiv }), ...(url !== undefined && { url }) };
}
//# sourceMappingURL=steps.js.map