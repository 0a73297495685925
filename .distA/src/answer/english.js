import { stem } from "../find/text.js";
/**
 * Words of everyday English, whatever is spoken about. In a question they are no slips of words that
 * notes use, and a note that puts them otherwise may well answer.
 */
const EVERYDAY = `
ability able absence absolute abuse accept access accident accompany account achieve acquire across act action
active actual add address adequate adjust admit adopt advance adventure advice afford afraid afternoon age agency
agree ahead aid aim air alarm alive alter amaze ambition amuse ancient anger angle animal announce annoy annual
answer anxious apart apologise appeal appear appetite apply appoint appreciate approve argue arise arm arrange
arrive art ask asleep aspect assist assume assure attach attack attempt attend attitude attract auto avoid awake
award aware away awful awkward baby bad bag balance ban band bank bar bare bargain barrier base basis basket bath
battle bay beach beam bear beat beautiful because bed beg begin behave belief believe bell belong bend beneath
benefit bet big bind bird birth bit bite bitter blame blank blind block blood blow board boat body boil bold bomb
bond bone boost border bore borrow boss bother bottle bottom bottleneck bound bowl box boy brain brand brave bread
break breath brief bright brilliant bring broad brother budget build bunch burden burn bury busy butter button buy
cake calculate call calm camera camp cancel candidate capable capital captain car care career careful carry cast
catch category cause caution caveat cease celebrate cell central century ceremony chain chair chairman challenge
champion chance change chapter character charge cheap cheat check cheer chief child choice choose church circle
circumstance citizen city civil claim clarify classic clean clear clever climate climb clock close cloth cloud club
clue coach coast coat coffee cold collapse collect college column combine comfort command comment commercial commit
committee common communicate community company compare compete competent compile complain complete complex
complicate comply comprehend conceal concede conceive concentrate concern conclude concrete condition conduct
conference confess confident confirm conflict confuse connect conscious consequence conservative consider consist
constant constitute construct consult consume contact contain content contest context continue contract contrary
contrast contribute convenient conventional conversation convince cook cool cope copy core corner correct correspond
council count counter country couple courage court cover crack craft crash crazy create creature crew crime crisis
criteria critical crop cross crowd crucial cry culture cup cure curious current curtain curve custom customer cut
cycle damage dance danger dare dark date daughter dead deal dear death debate debt decade decay deceive decide
declare decline decorate deep defeat defect defend defence deficit define definite delay deliberate delicate delight
deliver demand deny depart department depend deposit depress describe desert deserve desire desk desperate despite
destroy detail detect determine develop device devote die differ difficult dig dinner dip direct dirt disagree
disappear disappoint disaster discipline discover discuss disease dislike dismiss display distant distinct
distinguish distribute district disturb divide doctor document dog dollar domestic dominate door double doubt draft
drag drama dramatic draw dream dress drink drive drop dry due dull dump duty eager ear early earn earth ease east
easy eat economy edge edit educate effect effective efficient effort egg elaborate elect elegant element eliminate
embarrass emerge emergency emotion emphasis employ empty enable encounter encourage end enemy energy engage engine
enhance enjoy enormous ensure enter enterprise entertain entire entitle entry envelope environment equal equip
equipment escape essential establish estimate event everyday evident evil evolve examine excellent exchange excite
exclude excuse execute exercise exhaust exhibit exist exit expand expect expense experience experiment expert
explicit explore explosion export expose express extend extent external extra extreme eye fabric face facility
factor factory fade fail fair faith faithful fall false fame familiar family famous fan fancy fantastic far farm
fascinate fashion fast fat fate fault favour fear feature fee feed feel fellow female fence festival fiction field
fierce fight fill film filter final financial find fine finger finish fire firm fish fit fix flag flash flat flavour
flesh flight float flood floor flow flower fly focus fold folk follow food fool foot football force foreign forest
forever forget forgive form formal fortune forth forward foster foundation frank freedom frequent fresh friend
frighten front fruit frustrate fuel fulfil full fun fund funny furniture future gain game gap garage garden gas gate
gather gaze gear gene generous gentle genuine gesture giant gift girl glad glance glass glorious glove goal gold
golden good gossip govern government grab grade gradual grain grand grant grass grateful grave great green greet
grey grip gross ground group grow growth guarantee guard guess guest guide guilty guy habit hair half hall hand
handle handy hang happen happy harbour hard hardly harm hat hate head headline health heart heat heaven heavy heel
height hell helpful hero hesitate hide high highlight hill hint hire history hit hobby hold hole holiday holy home
honest honour hook hope horror horse hospital host hotel house household huge hundred hungry hunt hurry hurt husband
ice idea ideal identify ignore ill illegal illustrate image imagine immediate immense impact impatient impose
impossible impress improve incident include income incorporate increase incredible indeed independent indicate
individual industry infect inform initial injury inner innocent inquiry inside insist inspect inspire install
instance instant institute instruct instrument insult insurance intelligent intend intense intention interest
interfere interior internal international interpret interrupt interval interview invade invest investigate invite
involve iron island isolate issue item jacket jail job join joke journey joy judgement juice jump junior justice
justify keen keep keeper key kick kid kill kind king kiss kitchen knee knife knock knowledge lab laboratory lack
ladder lady lake land lane largely last lasting late laugh launch law lawyer lay lazy lead leader leaf league lean
leap leather lecture leg legal legend leisure lend lesson letter liberal library lie life lifetime lift lightweight
limb line link lip liquid list listen literature live load loan local locate lock logic lonely loose lord lorry lot
loud lounge lovely lover loyal luck lucky lunch luxury machine mad magazine magic mail main maintain majority manage
manner manufacture march mark market marriage married marry marvellous mass massive master match mate mathematical
mature maximum meal meantime meanwhile meat mechanism medicine medium meet member memorable mental mention menu
merchant mercy mere merit mess message metal middle mighty mild mile milk million mind mine minimal minimise minimum
minister minor minority mirror miss mission mistake mix mixture mobile mode moderate modern modest modify moment
money monitor month mood moon moral morning mother motion motor mountain mouse mouth move movie mud multiple murder
muscle museum music mutual mystery myth naive name narrow nasty nation native natural nature navy near neat
neck negotiate neighbour neither nerve nervous nest neutral newspaper night noble noise nonsense north nose
notable nothing notice notion novel nowhere nuclear nuisance numerous nurse obey object objection oblige observe
obstacle obtain obvious occasion occupy occur ocean odd offence offer office officer official oil online operate
opinion opponent opportunity oppose opposite option orange orchestra ordinary organ organise organisation orient
otherwise ought outcome outfit outline outlook outrage outside outstanding overall overcome overlook overseas owe
owner pace pack package pain paint pair palace pale panel panic parallel pardon parent park parliament particle
partial participate partly partner party pass passenger passion passive patch path patience patient pause payment
peace peak peculiar pen penalty pension perfect permanent permission permit personal persuade phase phenomenon
philosophy phone phrase physical piano pile pilot pin pink pipe pitch pity plain plan plane planet plant plastic
plate platform play player pleasant please pleasure plenty plot plug plus pocket poem poet point poison pole police
policeman policy polite political pool poor pop population portrait pose position positive possess post pot
potential pound pour poverty power powerful practical practice praise pray precious precise predict preference
prejudice premier premise prepare presence preserve president press pressure presume pretty prevent previous
price pride priest prime prince princess principal print priority prison private prize probable procedure proceed
process profession professor profile profit programme progress prohibit project prominent promise promote prompt
pronounce proof proper property proposal prospect protect protest proud prove province provision psychology pub
publish pull pump punish pupil purchase pure purple pursue push puzzle qualify quantity quarrel queen query queue
quick quiet quit quote race radical radio rail rain ramp random rapid rapidly rare rat rather raw reach react
readily ready realistic reality realm rear rebel recall recently recipe reckless reckon recognise recover recruit
recycle red refer reflect reform refuse regard regime region regret regular reinforce reject relate relax release
relief religion reluctant rely remain remark remarkable remedy remind remote remove rent repair repeat replace
reply represent reputation request rescue reserve reside resign resist resort resource respect respond responsible
rest restaurant restless restore restrict retail retain retire retreat reveal revenge reverse review revolution
reward rich ride ridiculous right rigid ring riot ripe rise risk rival river road roast rob robust rock role roll
romantic roof room root rope rough round route routine royal rub rubbish rude ruin rule rumour rural rush sacred
sacrifice sad safe safety sail sake salary sale salt sand satisfy sauce save scale scandal scarce scare scatter
scene schedule scheme scholar school science scientific scope scratch scream screen sea search season seat second
secret secretary section sector secure seed seldom select self sell senior sensible sensitive sentence
serious servant serve service session settle severe shade shadow shallow shame shape share shelf shell shelter shift
shine ship shirt shock shoe shoot shop shore shortage shot shoulder shout shrink shy sick sigh sight sign signal
significance silence silent silver sing single sink sister sit site skill skin skip sky slave sleep slice slide
slip slope smart smell smile smoke smooth snake snow soap sober social society soft soil soldier sole solid solution
solve somehow somewhat song soon sophisticated sore sorry soul sound soup source south space spare spark speak
species specify spectacular speech spell spend spirit spite splendid split spoil sponsor spoon sport spread spring
square squeeze stable staff stage stain stair stake stamp standard star stare state statement station statistic
statue status stay steady steal steam steel steep stem sticky stiff stir stock stomach stone store storm story
straight strain strange strategy stream street strength strengthen stress stretch strike string strip strong
structure struggle student studio stuff stupid style subject submit subsequent substance substantial subtle succeed
success sudden suffer sufficient sugar suicide suit summer sun super superior supper supply suppose surface surgery
surplus surprise surrender surround survey suspect suspend suspicious sustain swallow swear sweat sweep sweet swim
swing switch sword sympathy table tail tale talent talk tall tank tape target task taste tax tea tear tease
technology teenager telephone television temper temperature temple temporary tempt tend tender tennis tense tent
terrible territory terror text thank theatre theme theory thick thief thin thorough thread threat
threaten throat throughout throw thumb thus ticket tidy tie tight timber tin tiny tip tired tissue title toast
tobacco toilet tomato tone tongue tonight tool tooth top topic torture toss touch tough tour tourist towel tower
town toy trace track trade tradition traffic tragedy trail transfer transform transport trap travel treasure
treaty tree tremble tremendous trend trial tribe trick trip troop trouble trousers truck true trunk trust truth tube
tune tunnel twin twist typical ugly ultimate umbrella uncle undergo undertake uneasy unexpected unfair unhappy
uniform union unite universe university unknown unless unlike unlikely unusual upper upset upstairs urban urge
urgent useless usual utter vague vain valley valuable van vanish variety various vary vast vegetable vehicle venture
verse version vessel victim victory video view village violent virtual virtue visible vision visit vital vivid
voice volume voluntary volunteer vote voyage vulnerable wage wait wake walk wall wander war warm warn wash waste
watch water wave weak wealth weapon wear weather wedding week weekend weigh weird welcome west wet whatever wheel
whenever whereas wherever whisper white whole wicked widespread widow wife wild willing win wind window wine wing
winner winter wipe wire wisdom wise wish withdraw witness woman wonder wonderful wood wooden wool world worry worth
worthwhile wound wrap write yard yell yellow yesterday yield young youth zone
`;
const everyday = new Set(EVERYDAY.trim().split(/\s+/).map(stem));
/** Whether a word is everyday English, in whatever form. */
export function isEveryday(word) {
    return everyday.has(stem(word)) || everyday.has(stem(word.replace(/^(?:un|re|mis)(?=.{4})/, '')));
}
//# sourceMappingURL=english.js.map