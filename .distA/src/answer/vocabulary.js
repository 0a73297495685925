import { stem } from "../find/text.js";
/** Words, given as text. */
function words(text) {
    return new Set(text.trim().split(/\s+/));
}
/** Their stems. */
function stems(text) {
    return new Set(text.trim().split(/\s+/).map(stem));
}
/** Words of a question that may help to choose a passage, but that no passage has to have. */
export const OPTIONAL = words(`
work works working worked really actually exactly basically simply main idea ideas key concept concepts core
quick quickly summary overview description detail details describe mean means meaning stand stands new novel
original need needs needed require required requires reason reasons important importance matter matters
significant popular relevant still today nowadays useful worth practice purpose point goal happen happens
happened people person someone anyone everybody everyone guys folks hey hi hello thanks thank question
questions answer know understand wonder wondering curious learn believe think says said say claim claims
claimed ever yet also again right now back good great bad best better way ways kind kinds sort type
types thing things lot much many more most long short get gets got getting give gives make makes made let lets
take takes took taken come comes came go goes going gone see seen must ok okay yes no not per compare compared
comparing comparison comparable versus vs difference differences differ different between against over than
like instead especially particular general generally typical typically normally usually often model models
method methods approach approaches technique techniques system systems author authors team researchers result
results do doing done have having being able possible set same both each other another own drawback drawbacks
weakness weaknesses limitation limitations limit limits downside downsides disadvantage disadvantages problem
problems flaw flaws criticism cons con wrong trade tradeoff tradeoffs advantage advantages benefit benefits
pros contribution contributions takeaway takeaways finding findings reach reached reaches achieve achieved
achieves show shows showed demonstrate demonstrated demonstrates report reports reported solve solves solved
well far part parts down piece recommend recommends recommended suggest suggests suggested compute computes
computed perform performs provide provides handle handles produce produces apply applies applied contain
contains include includes read explain add adds added adding uses algorithm algorithms behind nutshell simple
terms layman laymans beginner beginners intuition intuitively basics tl dr eli5 level glance sentence
sentences year years old number amount value values percent percentage please figure figures fact facts during
while because since before after then once within about around across through under above below until
upon among amongst along besides despite except due via whether either neither nor or else though although
however therefore thus hence very quite too rather pretty fairly almost nearly enough just only even always
never sometimes already soon currently recently tell share help wanna gonna want wants wanted would could
might may shall there here anywhere somewhere everywhere anything something nothing everything none any some
every all few several
according liked enjoyed loved introduce introduces introduced propose proposes proposed present presents presented
`);
/**
 * Everyday verbs. Notes put them in other words more often than not, so a passage without them may
 * well answer; and after "which search queries" one of them begins what is said about these.
 */
const VERBS = stems(`
accept accepted act allow appear argue arise assume attempt avoid become became begin began behave belong
break broke bring brought build built buy call carry catch cause check choose chose chosen combine
compete complain conclude connect consider consist continue convert cope create deal decide
define deliver depend derive deserve develop disappear discover discuss do draw drew drove eat enable
encourage end enjoy enter exist expect fail fall fell favour feel felt fight find fix follow
found gain gather grow grew guess happen hear hold held hope hurt identify imagine implement
imply indicate influence inspire introduce invent investigate involve join keep kept kill lack lead led
leave left lie live look lose lost love maintain manage meet met mention miss move notice obtain offer
operate originate outgrow own pick play prevent present proceed promise propose prove publish pull push put
raise realise realize receive recommend rely remain remember remove resolve respond run ran save
seek seem select send sent separate serve settle shift solve speak spend spent stand start state stay
stick stop struggle study succeed suffer suit suppose survive talk teach taught tend thank trust throw tie touch treat try turn undergo want warn wish write wrote written reuse
overcome tackle address mitigate leverage exploit motivate justify reject criticise criticize
base based come came go went get got give gave take took make made need needed know knew see saw cite cited pretend confirm repeat forget post reveal say said burn pay off
`);
/** Everyday adjectives, adverbs and nouns that say little about what is asked. */
const PLAIN = stems(`
network networks architecture component paper without first called one two three four five six seven eight nine ten both
test function target measure control form force face drive support change claim credit question print output share return rest trigger cross last spot watch waste debate reason guide
absolute acceptable actual additional amazing apparent appropriate available aware awesome basic broad careful
certain clear clever close colleague common complete complex comprehensive confident consistent convenient
correct crazy crucial current curious dedicated definite direct distinct easy economic effective elegant
enormous entire equal essential even exact excellent explicit extra extreme fair false famous fantastic
favourite final fine flexible formal former forward free frequent full fun fundamental further good handy
happy hard harmful heavy helpful high honest hungry ideal immediate impressive inherent initial interesting
internal just kind late latest least less light likely little long loose low lucky major massive mere modern
near neat necessary nice normal notable obvious odd ok optimal ordinary outright overall perfect plain poor
potential powerful precise present previous primary prior proper pure quick rare raw ready real reasonable
recent reliable remarkable rough safe secret sensible separate serious sharp silly similar slight smart soft
solid special specific standard strange strict strong stupid sudden sufficient suitable super sure surprising
terrible tiny top total tough tricky true truth twice typical ultimate underlying unusual useless usual valid
various vast wise whole case thing stuff aspect bit course experience fashion feature form function group guy
half hand hope issue list look lot lunch manner moment name notion occasion opinion option part place
possibility range record recipe role rule sake scenario sense setting setup side situation sort spirit story
term tip topic trick try turn view world friend boss guys folks team meeting discussion debate conversation
reading today tomorrow yesterday morning evening lately nowadays benefit impact effect outcome success failure
evidence proof
`);
/** Whether a stem is that of an everyday verb, and hardly ever that of a noun. */
export function isVerb(key) {
    return VERBS.has(key);
}
/** Whether a word is used in talk about anything: whether a note has it too says little. */
export function isPlain(word, key) {
    return VERBS.has(key) || PLAIN.has(key) || /.{4}ly$/.test(word);
}
/**
 * What the notes may call by another word, one group a line: of the words before `>` each may stand
 * for any of the line, those after it only for themselves.
 */
const GROUPS = `
big bigger biggest large larger largest size sizes sized small smaller smallest huge scale > parameters billion million
parameters parameter weights params
fast faster fastest speed speeds slow slower slowest slows slowed latency throughput quicker quickest speedup accelerate > seconds fewer steps
time days hours weeks minutes duration day hour
gpu gpus tpu tpus hardware accelerator accelerators chips chip > a100 v100 p100 h100 tpuv3 cards gtx
vram > memory
data dataset datasets corpus corpora
library libraries framework > faiss pytorch tensorflow jax
misunderstand misunderstood misconception misconceptions myth myths misread misreading misquoted misattributed garbled > wrong corrections
dataset datasets benchmark benchmarks corpus task tasks > imagenet ilsvrc cifar coco glue squad mmlu gsm8k lambada triviaqa hotpotqa fever alfworld webshop marco wikipedia webimagetext laion wmt jft
compute > flops
beat beats outperform outperforms outperformed win wins won better best exceed exceeds surpass surpasses ahead above over
accuracy accurate score scores scored performance > f1 bleu mrr error exact reaches gets
improve improves improved improvement gain gains boost boosts lift lifts increase increases raise raises rises > up above
reduce reduces reduced decrease decreases fewer less cut cuts lower lowers shrink shrinks falls reduction drop save saves smaller
prefer prefers preferred preference preferences
people humans human person annotators annotator > labelers labellers contractors raters labeler
cost costs expensive cheap cheaper price costly pricey
train trained training trains learn learns learned pretrain pretrained pretraining
finetune finetuning finetuned > tuning tuned
initialise initialised initialize initialized initialization initialisation init initial starts start
freeze frozen freezes fixed > stays unchanged
position positions positional > order
layer layers deep depth deeper
retrain retraining retrained
label labels labelled labeled labelling labeling annotated
picture pictures image images photo photos
toxic toxicity
bias biased biases
hallucinate hallucinates hallucination hallucinations > invents made unsupported
exemplar exemplars examples example shots shot demonstrations
document documents passage passages
error errors mistakes mistake
optimise optimises optimize optimizes optimizer optimiser optimizers optimisers
optimizer optimisers optimizers > adam adamw sgd rmsprop adagrad momentum
activation activations nonlinearity > relu gelu swiglu sigmoid tanh
normalization normalisation normalize > layernorm rmsnorm batchnorm norm
tokenizer tokenizers tokenization tokenisation > bpe wordpiece sentencepiece
loss objective > cross entropy
chance probability probabilities likelihood
invent invented invents invention inventor inventors first earliest pioneer pioneered older earlier predate > new before
imagenet ilsvrc
contest challenge competition
called named name > hence names naming
combine combines combined merge merges join joins mix mixes unite glue glued bolt bolted fuse fused
stop stops stopped quit abandon abandoned > drop drops dropped gone last dated replaced

embed embedding embeddings vector vectors representation representations
dims dim dimension dimensions dimensionality width wide
judge judges judged grade grades graded > rates scores
evaluate evaluates evaluated evaluation judge judges judged
assess assessed evaluate evaluated evaluation > people
licence license licensed licensing > gpl openrail
replace replaces replaced instead swap swaps swapped > go goes
drop drops dropped dropping
rid eliminate eliminates remove removes > go goes gone drop drops dropped without delete
ahead beforehand upfront precompute precomputed > advance
deploy deployed deployment serve serves serving test > inference
margin margins > points
proprietary private closed public publicly
qa > question questions answer answers answering
compress compressed compression shrink shrinks > cut smaller
explore explores explored
refusal refusals refuse refuses
math maths mathematics arithmetic
caption captions
multimodal > image text
language languages
bidirectional bidirectionality bidirectionally direction directions side sides left right
context > text
reinforcement rl
length long > tokens
epsilon ε
alpha α
beta betas β > β1 β2
gamma γ
llm llms > language
percent percentage fraction share proportion
raise raises crank bump increase higher
ahead front above lead
state sota > previous best
news article articles
en english
de german
fr french
human people man person reader readers
stage stages step steps phase phases
evaluator evaluators judge judges rater raters annotator annotators labeler labelers reader readers contractor contractors > people humans
download downloads downloaded downloadable release released releases available published publicly > weights open closed
distinguish distinguishes differentiate detect spot identify recognise recognize > tell
size sizes sized > dimension dimensions
memory vram ram footprint storage disk space > gb gib mb tb
cost costs overhead > free
steer steers steering guide guides guidance condition conditions conditioned conditioning control controls
rank ranks ranking ranked rerank reranking
retrieve retrieves retrieved retrieval search searches searching searched fetch fetches lookup > finds looking
generate generates generated generation generator write writes output outputs
predict predicts predicted prediction guess guesses
harm harmful harmless harmlessness unsafe safety safe dangerous toxic
factual factuality truthful truthfulness truth > facts made
rule rules principle principles guideline guidelines
critique critiques criticise criticize criticises criticizes feedback
revise revises revised revision revisions rewrite rewrites rewriting
update updates updated updating refresh refreshed > swap swapping swappable replace
rival rivals competitor competitors baseline baselines alternative alternatives
prove proves proven proved proof theorem theory theoretical guarantee guarantees convergence > bound
skip shortcut shortcuts residual
neuron neurons unit units
query queries question questions
reply replies response responses answer answers completion completions
prefer prefers preferred favour favours favor like likes liked choose chooses chosen pick picks picked select selects
tool tools api apis action actions
backtrack backtracks backtracking undo > back
patch patches piece pieces chunk chunks tile tiles
classify classifies classifying classification classifier recognise recognize recognition
web internet online
ensemble ensembles averaged averaging averages > networks
regularize regularizer regularization regularisation overfitting overfit > dropout
epoch epochs passes
outdated obsolete dated aged superseded deprecated oldfashioned > gone replaced
survive survives survived last lasted lasts lasting stay stays stayed persist persists persisted endure endured remain remains stick stuck keep kept > still
misleading mislead misleads > wrong
dispute disputes disputed disprove disproved disproven refute refuted debunk debunked contradict contradicts contradicted challenged
gap flaw hole bug
limit limits cap ceiling maximum max > most up
minimum min least lowest > low few enough
gap margin lead > points
novel novelty new
fresh recent current updated uptodate
predecessor predecessors previous prior earlier former
successor successors follow later
shape shapes dimensions
reasoning reason reasons thinking think thinks
intermediate > steps thoughts
explain explains explained explanation
popular popularity widespread spread adopted adoption common commonly > default most
hyperparameter hyperparameters setting settings default defaults > rate
vote votes voting > majority
similarity similar score product > dot cosine maximum
translate translation translator translating
summarise summarize summarization summarisation
multilingual > languages
scale scaling scaled scales grow grows growing
curb curbs limit reduce prevents prevent avoid avoids
variant variants version versions flavour flavours form
hand handmade handcrafted engineered manual manually
objective objectives goal goals
noise noisy > denoise denoises denoising
unlabelled unlabeled unsupervised selfsupervised
supervised supervision > labels labelled
random randomly chance
sum sums summing summed total add adds adding added
divide divides divided
multiply multiplied product
average averages averaged mean averaging
collapse collapses fail fails failure failures
weakness weaknesses weak weaker bad struggle struggles trouble
modality modalities > image text
world > wikipedia
encyclopedia encyclopaedia > wikipedia
speech audio
app application applications use uses used
ready production > practice
one single 1
two both 2
three 3
four 4
five 5
six 6
seven 7
eight 8
nine 9
ten 10
`;
/** Forms of a verb that no ending tells of, a verb a line. */
const IRREGULAR = `
arise arose arisen
bear bore borne
beat beaten
become became
begin began begun
bind bound
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
draw drew drawn
drive drove driven
fall fell fallen
feed fed
feel felt
fight fought
find found
forget forgot forgotten
freeze froze frozen
get got gotten
give gave given
grow grew grown
hear heard
hide hid hidden
hold held
keep kept
know knew known
lead led
leave left
lend lent
lose lost loses losing
make made
mean meant
pay paid
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
show shown
shrink shrank shrunk
speak spoke spoken
spend spent
stand stood
steal stole stolen
stick stuck
swap swapped
take took taken
teach taught
tell told
throw threw thrown
understand understood
wear wore worn
win won
write wrote written
`;
const BASE = new Map(IRREGULAR.trim()
    .split('\n')
    .flatMap((line) => {
    const [base = '', ...forms] = line.split(' ');
    return forms.map((form) => [form, base]);
}));
/** The verb of an irregular form: "show" of "shown"; any other word is its own. */
export function baseOf(word) {
    return BASE.get(word) ?? word;
}
const LIKE = new Map();
for (const line of `${GROUPS}${IRREGULAR}`.trim().split(/\n+/)) {
    const [words = [], others = []] = line
        .split(' > ')
        .map((side) => side.split(' ').flatMap((word) => [word, stem(word)]));
    for (const one of words)
        LIKE.set(one, new Set([...(LIKE.get(one) ?? []), ...words, ...others]));
}
/** The stems that mean nearly the same as one. */
export function likeStems(key) {
    return LIKE.get(key);
}
/** Nouns of which a number beside the other words is enough: "batch size" is "a batch of 128". */
export const MEASURES = stems('size sizes rate rates number score scores accuracy value amount percentage percent result performance count width dimension dims length level ratio share factor total error accurate');
//# sourceMappingURL=vocabulary.js.map