import { editDistance, normalise } from "../find/text.js";
const WANTED = [
    [
        'money',
        / how much (?:money|(?:did|does|do|would|will|was|is) (?:\w+ ){0,6}costs?) | (?:what|whats) (?:is |was |did |does |do )(?:\w+ ){0,6}(?:cost|price|salary) | how much (?:\w+ ){0,4}(?:earn|earns|earned|paid|pay) /,
    ],
    [
        'duration',
        / how (?:long (?:did|does|do|was|will|would|to|until|before)|many (?:days|hours|weeks|minutes|months)) /,
    ],
    [
        'advice',
        / when (?:should|would|do|can|to|not|is|are) | (?:should|would|can) (?:i|we|you) (?:\w+ ){0,2}(?:use|choose|pick|prefer|start|skip) | in practice | worth /,
    ],
    [
        'number',
        / how (?:many|much|long|big|large|fast|often|well|deep|small|wide|far) | what (?:percentage|percent|fraction|number|score|accuracy|error|size) /,
    ],
    [
        'comparison',
        / (?:compare|compares|compared|comparing|comparison|vs|versus|difference|differences|differ|differs|different from|(?:which|what|whats|what s) (?:\w+ )?(?:better|best|faster|worse) .* or) /,
    ],
    [
        'drawback',
        / (?:drawbacks?|weak(?:ness(?:es)?|er)?|limitations?|limits|downsides?|disadvantages?|problems?|flaws?|criticisms?|cons|wrong|shortcomings?|tradeoffs?|caveats?|pitfalls?|gotchas?|catch|careful|complaints?|fail|fails|bad|sucks?|struggles?) /,
    ],
    [
        'why',
        / (?:why|important|importance|matters?|significan\w+|popular|influen\w+|impact|relevant|legacy|still|today|nowadays|worth|useful|in practice|same as|open source) | when (?:should|would|do|to|not) | (?:should|would) (?:i|we|you) /,
    ],
    [
        'contributions',
        / (?:contributions?|novel|novelty|innovations?|whats new|what is new|findings|takeaways?) /,
    ],
    ['numbers', / (?:numbers|results|metrics|benchmarks|statistics|figures) /],
    [
        'definition',
        / (?:what is|whats|what s|what are|what does|what did|explain|summari[sz]e|summary|tldr|tl dr|describe|overview|tell me about|how does|how do|how is|idea|nutshell|gist|about) /,
    ],
];
/** "What problem does it solve" asks what it is for, not what is wrong with it. */
const PURPOSE = / (?:problems?|issues?|limitations?|weakness(?:es)?|trouble) (?:\w+ ){0,6}(?:solves?|solved|solving|fix|fixes|fixed|address|addresses|addressed|tackles?|tackled|overcomes?|gets around) /;
/** What a question wants, all that fit. */
export function wantedBy(text) {
    const plain = ` ${normalise(text)} `;
    if (PURPOSE.test(plain))
        return new Set(['definition']);
    return new Set(WANTED.flatMap(([wanted, pattern]) => (pattern.test(plain) ? [wanted] : [])));
}
/** How a piece of advice begins. */
export const ADVICE = /^(?:\*\*)?(?:use|save|start|run|choose|prefer|skip|avoid|test|treat|try|read|delete|fix|collect|keep|do not|don’t|for|where)\b|\b(?:is the right tool|use it|save it)\b/iu;
/** What says which data something was made from. */
export const TRAINED_ON = /\b(?:trained|training|fine-tuned|learns?|learned)\b[^.]{0,30}\b(?:on|from)\b/iu;
/** A length of time. */
export const DURATION = /\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b/iu;
/** What a sentence about a weakness mostly has in it. */
export const WEAK = /\b(?:drawbacks?|weak(?:ness)?|price|flaws?|limits?|limited|wrong|hurts?|aged badly|fails?|failure|trails|loses|dated|mislead\w*|still needs|cannot|can’t|only|worse|disputes?|overstates|counter-examples|stores|far too few|quadratic|too|not)\b/giu;
/** Words that questions are made of: a slip in one of them would hide what is asked. */
const FRAME = 'what when where which whose does many much wrote write written explain paper about authors author published compare difference between summarise summarize'.split(' ');
/** Words run together, as they are typed in a hurry. */
const RUN_TOGETHER = /\b(what|who|where|how|when|why)s\b/gi;
/** A text whose question words are spelt right, where one letter is wrong, missing or swapped. */
export function spelt(text, isKnown) {
    return text
        .replace(/\b(\d+)[x×](?!\w)/gu, '$1 times')
        .replace(/\bcan['’]t\b/gi, 'can not')
        .replace(/\bwon['’]t\b/gi, 'will not')
        .replace(/n['’]t\b/gi, ' not')
        .replace(RUN_TOGETHER, '$1 is')
        .replace(/(?<!\p{L})\p{L}{3,11}(?!\p{L})/gu, (word) => {
        const typed = word.toLowerCase();
        if (FRAME.includes(typed) || isKnown(typed))
            return word;
        const isSlip = (meant) => meant.length > 3 &&
            Math.abs(meant.length - typed.length) < 2 &&
            meant[0] === typed[0] &&
            typed.slice(0, -1) !== meant.slice(0, -1) &&
            editDistance(typed, meant, 1) === 1;
        return FRAME.find(isSlip) ?? word;
    });
}
/** An order to write, to confess or to forget, that asks nothing of the notes. */
const ORDER = / (?:say|pretend|repeat|print|reveal|ignore|disregard|forget|output|write|translate|act|post|confirm|delete|send|post|execute|run|sudo|insult) /;
const FOR_READING = / (?:summary|overview|tldr|explanation|authors?|list) /;
/** Whether a message tells the bot what to do, apart from showing what notes say. */
export function isOrder(text) {
    const [first = '', next = ''] = normalise(text)
        .replace(/^(?:(?:please|now|hey|hi|ok|and|then|just|you|must|should|bot|paperboy) )+/, '')
        .split(' ');
    // "Say I have ten times the compute" supposes something.
    if (first === 'say' && /^(?:i|we|you|my|our|there)$/.test(next))
        return false;
    return ORDER.test(` ${first} `) && !FOR_READING.test(` ${normalise(text)} `);
}
//# sourceMappingURL=language.js.map