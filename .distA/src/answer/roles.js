import { STOP, wordsOf } from "../find/text.js";
import { isVerb, OPTIONAL } from "./vocabulary.js";
const AUXILIARY = words('is are was were be been being does do did has have had can could should would will shall may might must that when if and or');
const PREPOSITIONS = words('of for in on at with to from by as than per about between against compared vs versus over under after before during without within into onto behind via');
const ARTICLES = words('the a an its their his her this that these those any your our');
/** "the range of model sizes" asks about model sizes. */
const CONTAINERS = words('range kind kinds type types sort sorts number numbers share percentage percent fraction amount proportion set list part portion form name names version variant example examples');
/** "how" before one of these asks how something is done, not how big or fast it is. */
const NO_DEGREE = words('does do did is are was were can could would should will to come about i we you many much the well good often long it they this exactly has have had s');
function words(text) {
    return new Set(text.split(' '));
}
/** Stands for a paper's name among a question's words. */
export const NAME = '\u0001';
const SUBJECTS = words(`i we you they it he she one people authors researchers ${NAME}`);
const ASKS_WITH = words('who whom whose why when where is are was were does do did can could should would will has have explain compare summarise summarize describe');
const DOES = words('does do did can could should would will may might');
/**
 * What a question's words are in it.
 *
 * @param said its words in lower case, with {@link NAME} for each paper's name.
 */
export function rolesOf(said, stemOf) {
    const focus = new Set();
    let counted = false;
    const condition = new Set();
    const verbs = new Set();
    const containers = new Set();
    said.forEach((word, i) => {
        const next = said[i + 1];
        if (next === undefined)
            return;
        const before = said.slice(Math.max(0, i - 3), i).some((one) => DOES.has(one));
        if (word === 'to' || (before && SUBJECTS.has(word)))
            verbs.add(next);
    });
    const start = said.findIndex((word) => word === 'what' || word === 'which' || word === 'how');
    let end = 0;
    if (start >= 0) {
        let from = start + 1;
        const asks = said[start];
        const next = said[from] ?? '';
        if (asks === 'how') {
            if (next === 'many' || next === 'much') {
                from += 1;
                counted = next === 'many';
                // "How much of the input": the whole, of which a part is asked for.
                if (said[from] === 'of')
                    from = Infinity;
            }
            else if (NO_DEGREE.has(next))
                from = Infinity;
            else {
                focus.add(next);
                from = Infinity;
            }
        }
        else if (/^(?:is|are|was|were|s)$/.test(next))
            from += 1;
        else if (AUXILIARY.has(next))
            from = Infinity;
        for (let i = from; i < said.length; i++) {
            const word = said[i] ?? '';
            if (i === from && ARTICLES.has(word))
                continue;
            // "Which optimizers joined together": what comes after is said of them.
            const does = focus.size > 0 && (isVerb(stemOf(word)) || /.{3}ed$/.test(word));
            if (AUXILIARY.has(word) || word === 'used' || does)
                break;
            if (PREPOSITIONS.has(word)) {
                const container = focus.size === 1 && CONTAINERS.has([...focus][0] ?? '');
                if (word !== 'of' || !container)
                    break;
                for (const one of focus)
                    containers.add(one);
                focus.clear();
                continue;
            }
            if (word === NAME && focus.size > 0)
                break;
            if (ARTICLES.has(word) || word === NAME || word === 's')
                continue;
            if (focus.size === 0 && isVerb(stemOf(word)))
                break;
            focus.add(word);
            end = i;
        }
    }
    for (let i = end + 1; i < said.length; i++) {
        if (!PREPOSITIONS.has(said[i] ?? '') || said[i] === 'to')
            continue;
        if (said[i] === 'of' &&
            /^(?:much|many|part|parts|bit|lot|all|most|some|half)$/.test(said[i - 1] ?? ''))
            continue;
        for (let j = i + 1; j < said.length; j++) {
            const word = said[j] ?? '';
            if (ARTICLES.has(word) || word === 's')
                continue;
            if (AUXILIARY.has(word) || PREPOSITIONS.has(word))
                break;
            condition.add(word);
        }
    }
    const asks = start >= 0 || said.some((word) => ASKS_WITH.has(word));
    return { focus, counted, condition, verbs, containers, asks };
}
/** "diffusion transformers" of "what are diffusion transformers": a paper's name makes no other. */
const MODIFIED = new RegExp(String.raw `(?:^|\s)(?:what (?:is|are)|explain|describe|summari[sz]e|how (?:do|does)|who (?:wrote|made|invented)|tell me about)\s+(?:the |an? )?((?:[\p{L}\p{N}-]+\s){1,3})\s*${NAME}`, 'iu');
export function modifierIn(inPlace) {
    const found = wordsOf(MODIFIED.exec(inPlace)?.[1] ?? '');
    const isOther = (word) => AUXILIARY.has(word) || PREPOSITIONS.has(word) || STOP.has(word) || OPTIONAL.has(word);
    return found.some(isOther) ? [] : found;
}
//# sourceMappingURL=roles.js.map