import { normalise, stem } from '../find/text.ts';

/** Words, given as text. */
function words(text: string): Set<string> {
  return new Set(text.split(/\s+/));
}

/** Words of a question that may help to choose a passage, but that no passage has to have. */
export const OPTIONAL = words(
  'work works working worked really actually exactly basically simply main idea ideas key concept concepts core quick quickly ' +
    'summary overview description detail details describe mean means meaning stand stands new novel original called ' +
    'need needs needed require required requires reason reasons important importance matter matters significant ' +
    'popular relevant still today nowadays useful worth practice purpose point goal happen happens happened people ' +
    'person someone anyone everybody everyone guys folks hey hi hello thanks thank question questions answer know ' +
    'understand wonder wondering curious learn believe think says said say claim claims claimed ever yet also ' +
    'again right now back first good great bad best better way ways kind kinds sort type types thing things lot much many more most ' +
    'long short get gets got getting give gives make makes made let lets take takes took taken come comes came go goes ' +
    'going gone see seen must ok okay yes no not per compare compared comparing comparison comparable versus vs difference differences differ ' +
    'different between against over than like instead especially particular general generally typical typically normally usually often ' +
    'model models method methods approach approaches technique techniques system systems author authors team researchers result results ' +
    'do doing done have having having being able possible need set same both each other another own ' +
    'drawback drawbacks weakness weaknesses limitation limitations limit limits downside downsides disadvantage ' +
    'disadvantages problem problems flaw flaws criticism cons con wrong trade tradeoff tradeoffs advantage advantages benefit benefits pros ' +
    'contribution contributions takeaway takeaways finding findings reach reached reaches achieve achieved achieves ' +
    'show shows showed demonstrate demonstrated demonstrates report reports reported solve solves solved everyone ' +
    'well often far part parts down piece recommend recommends recommended suggest suggests suggested compute computes computed perform performs ' +
    'provide provides handle handles produce produces apply applies applied contain contains include includes read show explain ' +
    'add adds added adding uses algorithm algorithms behind nutshell main simple simply terms words layman laymans beginner beginners intuition intuitively basics tl dr eli5 level glance sentence sentences ' +
    'year years old number amount value values percent percentage please figure figures fact facts',
);

/**
 * What the notes may call by another word, one group a line: of the words before `>` each may stand
 * for any of the line, those after it only for themselves.
 */
const GROUPS = `
big bigger biggest large larger largest size sizes sized small smaller smallest huge scale > parameters
parameters parameter weights > billion million
fast faster fastest speed speeds slow slower slows slowed latency throughput quicker speedup
time days hours weeks minutes duration day hour
gpu gpus hardware accelerator accelerators > a100 v100 p100 tpu tpus cards gtx
data dataset datasets corpus corpora
compute > flops
beat beats outperform outperforms win wins won better best exceed surpass ahead above
accuracy score scores performance > f1 bleu mrr error accurate exact
improve improves improved improvement gain gains boost lift lifts increase increases raise raises rises
reduce reduces reduced decrease fewer less cut cuts lower lowers shrink shrinks falls reduction drop
prefer prefers preferred preference
people humans human person annotators annotator > labelers labellers contractors raters labeler readers
cost costs expensive cheap cheaper price costly
train trained training trains learn learns learned pretrain pretrained pretraining
initialise initialised initialize initialized initialization initialisation init starts start
freeze frozen freezes fixed > stays unchanged
position positions positional > order
layer layers deep depth deeper
retrain retraining retrained
label labels labelled labeled labelling labeling annotated
picture pictures image images
toxic toxicity
exemplar exemplars examples example shots
document documents passage passages
error errors mistakes
optimise optimises optimize optimizes optimizer optimiser
chance probability
invent invented invents invention inventor inventors > new first before
embed embedding embeddings vector vectors
judge judges judged rates
licence license licensed
replace replaces replaced instead swap swaps
drop drops dropped dropping
explore explores explored
epsilon ε
alpha α
beta β > β1 β2
gamma γ
reinforcement > rl
one 1
two 2
three 3
four 4
five 5
six 6
seven 7
eight 8
nine 9
ten 10
`;

const LIKE = new Map<string, Set<string>>();
for (const line of GROUPS.trim().split('\n')) {
  const [words = [], others = []] = line
    .split(' > ')
    .map((side) => side.split(' ').flatMap((word) => [word, stem(word)]));
  for (const one of words) LIKE.set(one, new Set([...(LIKE.get(one) ?? []), ...words, ...others]));
}

/** The stems that mean nearly the same as one. */
export function likeStems(key: string): ReadonlySet<string> | undefined {
  return LIKE.get(key);
}

/** Nouns of which a number beside the other words is enough: "batch size" is "a batch of 128". */
export const MEASURES = new Set(
  'size sizes rate rates number score scores accuracy value amount percentage percent result performance count width dimension level ratio share factor total'
    .split(' ')
    .map(stem),
);

/** What a question asks for, as far as its words tell. */
export type Wanted =
  | 'definition'
  | 'why'
  | 'drawback'
  | 'number'
  | 'duration'
  | 'money'
  | 'advice'
  | 'comparison'
  | 'contributions'
  | 'numbers';

const WANTED: [Wanted, RegExp][] = [
  [
    'money',
    / how much (?:money|(?:did|does|do|would|will|was|is) (?:\w+ ){0,6}costs?) | (?:what|whats) (?:is |was |did |does |do )(?:\w+ ){0,6}(?:cost|price|salary) | how expensive /,
  ],
  [
    'duration',
    / how (?:long|many (?:days|hours|weeks|minutes|months)) (?!is the (?:paper|note)|a |an )/,
  ],
  [
    'advice',
    / when (?:should|would|do|can|to|not) | (?:should|would|can) (?:i|we|you) (?:\w+ ){0,2}(?:use|choose|pick|prefer|start|skip) | in practice | worth /,
  ],
  [
    'number',
    / how (?:many|much|long|big|large|fast|often|well|deep|small|wide|far) | what (?:percentage|percent|fraction|number|score|accuracy|error|size) /,
  ],
  [
    'comparison',
    / (?:compare|compares|compared|comparing|comparison|vs|versus|difference|differences|differ|differs|different from) /,
  ],
  [
    'drawback',
    / (?:drawbacks?|weak(?:ness(?:es)?|er)?|limitations?|limits|downsides?|disadvantages?|problems?|flaws?|criticisms?|cons|wrong|shortcomings?|tradeoffs?|fail|fails|bad) /,
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

/** What a question wants, all that fit. */
export function wantedBy(text: string): Set<Wanted> {
  const plain = ` ${normalise(text)} `;
  return new Set(WANTED.flatMap(([wanted, pattern]) => (pattern.test(plain) ? [wanted] : [])));
}

/** How a piece of advice begins. */
export const ADVICE =
  /^(?:\*\*)?(?:use|save|start|run|choose|prefer|skip|avoid|test|treat|try|read|delete|fix|collect|keep|do not|don’t|for|where)\b|\b(?:is the right tool|use it|save it)\b/iu;

/** What says which data something was made from. */
export const TRAINED_ON =
  /\b(?:trained|training|fine-tuned|learns?|learned)\b[^.]{0,30}\b(?:on|from)\b/iu;

/** A length of time. */
export const DURATION = /\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b/iu;

/** What a sentence about a weakness mostly has in it. */
export const WEAK =
  /\b(?:drawbacks?|weak(?:ness)?|price|flaws?|limits?|limited|wrong|hurts?|aged badly|fails?|failure|trails|loses|dated|mislead\w*|still needs|cannot|can’t|only|worse|disputes?|overstates|counter-examples|stores|far too few|quadratic|too|not)\b/giu;

/** Words that questions are made of: a slip in one of them would hide what is asked. */
const FRAME =
  'what when where which whose does wrote write written explain paper about authors author published compare difference between summarise summarize'.split(
    ' ',
  );

/** A text whose question words are spelt right, where a letter was swapped or left out. */
export function spelt(text: string, isKnown: (word: string) => boolean): string {
  return text.replace(/\p{L}{3,11}/gu, (word) => {
    const typed = word.toLowerCase();
    if (FRAME.includes(typed) || isKnown(typed)) return word;
    return FRAME.find((meant) => isSlip(typed, meant)) ?? word;
  });
}

function isSlip(typed: string, meant: string): boolean {
  let i = 0;
  while (i < typed.length && typed[i] === meant[i]) i++;
  const rest = typed.slice(i);
  if (typed.length === meant.length) {
    const swapped = (rest[1] ?? '') + (rest[0] ?? '') + rest.slice(2);
    return rest.length > 1 && swapped === meant.slice(i);
  }
  return (
    typed.length === meant.length - 1 && typed.length > 3 && i > 0 && rest === meant.slice(i + 1)
  );
}
