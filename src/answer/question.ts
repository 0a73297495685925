import type { Note } from '../catalog/note.ts';
import type { Index } from '../find/index.ts';
import type { Mention } from '../find/mentions.ts';
import { ASKING, normalise, STOP, wordsOf } from '../find/text.ts';
import { calledAs, type Called } from './passages.ts';
import { spelt, wantedBy, type Wanted } from './language.ts';
import { isEveryday } from './english.ts';
import { FACT_WORDS } from './facts.ts';
import { baseOf, isPlain, isVerb, likeStems, MEASURES, OPTIONAL } from './vocabulary.ts';

/** A word of a question that an answer has to have. */
export interface Term {
  word: string;
  stem: string;
  like: ReadonlySet<string> | undefined;
  /** How much it tells: the rarer, the more. */
  weight: number;
  /** What is asked about, as "batch size" in "what batch size did it use": without it nothing answers. */
  focus: boolean;
  /** Under what circumstances, as "an A100" in "on an A100": a note without it doesn't answer. */
  condition: boolean;
  /** Written as a name is, with a capital or a digit. */
  name: boolean;
  /** An everyday word, that a note may well put otherwise. */
  plain: boolean;
  /** Helps to choose, but nothing has to have it. */
  optional: boolean;
  /** Stems of it and a neighbour run together, as in "CommonCrawl". */
  joined: string[];
  /** Something of which a number is enough, see {@link MEASURES}. */
  measure: boolean;
}

/** A paper that a question speaks of, and how to find it in passages. */
export interface Named extends Mention {
  called: Called;
}

/** A question, read. */
export interface Question {
  text: string;
  /** Its words, normalised. */
  words: string[];
  mentions: Named[];
  /** The notes that are mentioned by a name, in order. */
  notes: Note[];
  terms: Term[];
  wanted: Set<Wanted>;
  /** Stems that make another paper of a name, as in "diffusion transformer"; mostly none. */
  modifier: string[];
  /** Whether it is a question, not a few words as for a search. */
  asks: boolean;
  /** Whether it asks how many. */
  counted: boolean;
  /** What a word weighs that no note uses. */
  most: number;
}

/** Words that ask for a paper where one is looked up, but tell something in a question. */
const TELLING = new Set(['called', 'open', 'original', 'read', 'search', 'show']);
/**
 * What a word weighs that no note uses, in weights of the rarest that one does: much where it is
 * asked about, little where a note is named and other words say what of it.
 */
const UNKNOWN = { asked: 1.3, beside: 0.5 };
/** What an everyday word weighs: less than any other that has to be there. */
const PLAIN = 0.3;

const AUXILIARY = words(
  'is are was were be been being does do did has have had can could should would will shall may might must that when if and or',
);
const PREPOSITIONS = words(
  'of for in on at with to from by as than per about between against compared vs versus over under after before during without within into onto behind via',
);
const ARTICLES = words('the a an its their his her this that these those any your our');
/** "the range of model sizes" asks about model sizes. */
const CONTAINERS = words(
  'range kind kinds type types sort sorts number numbers share percentage percent fraction amount proportion set list part portion form name names version variant example examples',
);
/** "how" before one of these asks how something is done, not how big or fast it is. */
const NO_DEGREE = words(
  'does do did is are was were can could would should will to come about i we you many much the well good often long it they this exactly has have had s',
);

function words(text: string): Set<string> {
  return new Set(text.split(' '));
}

/** What a question's words are in it: what is asked about, and under what circumstances. */
interface Roles {
  focus: Set<string>;
  /** Whether that is counted, so that it must be there even if it is an optional word. */
  counted: boolean;
  condition: Set<string>;
  /** What somebody or something does. */
  verbs: Set<string>;
  /** What only counts or measures something else. */
  containers: Set<string>;
  /** Whether it is a question, not a few words as for a search. */
  asks: boolean;
}

/** For whom an answer is to be, and how long: it says nothing of what is asked. */
const FOR_WHOM =
  /(?:like|as if) i(?: am|['’]?m) (?:five|5|(?:a|an|new)\b(?: \p{L}+){1,3})|\beli5\b|\b(?:in|with|using) (?:(?:about|only|just|under|max) )?(?:an?|one|two|three|four|five|a (?:few|couple of)|\d{1,3}|plain|simple|your own|other)(?: (?:or|to) (?:two|three|four|five|\d{1,3}))?(?: (?:short|simple|plain))? (?:sentences?|words?|lines?|bullets?|bullet points|paragraphs?|minutes?|terms|english|nutshell)\b/giu;

/** What comes before a question, as in "quick one for the reading group: what is …". */
const PREAMBLE =
  /^[^:?!.\n]{1,80}[:—]\s+(?=(?:who|whose|what|when|where|which|why|how|is|are|does|do|did|can)\b)/iu;

/** What of a question is read, so that a page pasted into one costs no more: words, papers, letters of a word. */
const TERMS = 40;
const NAMED = 8;
const LETTERS = 40;

/** Stands for a paper's name among a question's words. */
const NAME = '\u0001';
const SUBJECTS = words(`i we you they it he she one people authors researchers ${NAME}`);
const ASKS_WITH = words(
  'who whom whose why when where is are was were does do did can could should would will has have explain compare summarise summarize describe',
);
const DOES = words('does do did can could should would will may might');

function rolesOf(said: readonly string[], stemOf: (word: string) => string): Roles {
  const focus = new Set<string>();
  let counted = false;
  const condition = new Set<string>();
  const verbs = new Set<string>();
  const containers = new Set<string>();
  said.forEach((word, i) => {
    const next = said[i + 1];
    if (next === undefined) return;
    const before = said.slice(Math.max(0, i - 3), i).some((one) => DOES.has(one));
    if (word === 'to' || (before && SUBJECTS.has(word))) verbs.add(next);
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
        if (said[from] === 'of') from = Infinity;
      } else if (NO_DEGREE.has(next)) from = Infinity;
      else {
        focus.add(next);
        from = Infinity;
      }
    } else if (/^(?:is|are|was|were|s)$/.test(next)) from += 1;
    else if (AUXILIARY.has(next)) from = Infinity;
    for (let i = from; i < said.length; i++) {
      const word = said[i] ?? '';
      if (i === from && ARTICLES.has(word)) continue;
      if (AUXILIARY.has(word) || word === 'used' || (focus.size > 0 && isVerb(stemOf(word)))) break;
      if (PREPOSITIONS.has(word)) {
        const container = focus.size === 1 && CONTAINERS.has([...focus][0] ?? '');
        if (word !== 'of' || !container) break;
        for (const one of focus) containers.add(one);
        focus.clear();
        continue;
      }
      if (word === NAME && focus.size > 0) break;
      if (ARTICLES.has(word) || word === NAME || word === 's') continue;
      if (focus.size === 0 && isVerb(stemOf(word))) break;
      focus.add(word);
      end = i;
    }
  }
  for (let i = end + 1; i < said.length; i++) {
    if (!PREPOSITIONS.has(said[i] ?? '') || said[i] === 'to') continue;
    if (
      said[i] === 'of' &&
      /^(?:much|many|part|parts|bit|lot|all|most|some|half)$/.test(said[i - 1] ?? '')
    )
      continue;
    for (let j = i + 1; j < said.length; j++) {
      const word = said[j] ?? '';
      if (ARTICLES.has(word) || word === 's') continue;
      if (AUXILIARY.has(word) || PREPOSITIONS.has(word)) break;
      condition.add(word);
    }
  }
  const asks = start >= 0 || said.some((word) => ASKS_WITH.has(word));
  return { focus, counted, condition, verbs, containers, asks };
}

/**
 * Reads one question.
 *
 * @param subject notes that were spoken of before and that the question means as well.
 */
export function readQuestion(asked: string, index: Index, subject: readonly Note[] = []): Question {
  const [preamble = ''] = PREAMBLE.exec(asked) ?? [];
  const begins = index.mentions(preamble).length === 0 ? preamble.length : 0;
  const text = spelt(
    asked.slice(begins),
    (word) => STOP.has(word) || index.words.knows(word),
  ).replace(FOR_WHOM, ' ');
  const found = mentionsOf(text, index);
  const named = new Set(found.flatMap(({ text: said }) => wordsOf(said)));
  const mentions = [
    ...subject.map((note) => ({ text: note.name, at: 0, notes: [note], sure: true })),
    ...found,
  ]
    .filter(({ text: name }, i, all) => all.findIndex((other) => other.text === name) === i)
    .slice(0, NAMED)
    .map((mention): Named => ({ ...mention, called: calledAs(mention.text, mention.notes) }));
  const said = wordsOf(text);
  const inPlace = nameless(text, found, ` ${NAME} `);
  const modifier = modifierIn(inPlace).map(index.words.stemOf);
  const roles = (inPlace.toLowerCase().match(/\u0001|[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => word.length <= LETTERS,
  );
  const { focus, counted, condition, verbs, containers, asks } = rolesOf(roles, index.words.stemOf);
  const notes = [...new Set(mentions.flatMap((mention) => mention.notes))];
  const capitals = capitalsIn(text);
  const most = index.words.rarity('\u0000');
  // Of "minimum model size" the size is asked for.
  const head = [...focus].at(-1);
  const terms: Term[] = [];
  const seen = new Set<string>();
  // A mention's own words are no terms where it stands, but may be elsewhere.
  const rest = wordsOf(nameless(text, found, ' ')).map((word) => word.replace(/^(.*\d)s$/, '$1'));
  for (const [i, typed] of rest.entries()) {
    if (terms.length >= TERMS) break;
    if (
      typed.length > LETTERS ||
      STOP.has(typed) ||
      (ASKING.has(typed) && !TELLING.has(typed)) ||
      (typed.length < 2 && !/\p{N}/u.test(typed))
    )
      continue;
    const base = baseOf(typed);
    const optional =
      containers.has(typed) ||
      ((OPTIONAL.has(typed) || OPTIONAL.has(base)) && !(counted && focus.has(typed)));
    const known = optional || named.has(typed) || index.words.knows(typed) || FACT_WORDS.has(typed);
    const stem = index.words.stemOf(typed);
    const everyday = !index.words.knows(typed) && !modifier.includes(stem) && isEveryday(typed);
    const plain =
      isPlain(typed, stem) ||
      isPlain(base, index.words.stemOf(base)) ||
      (verbs.has(typed) && !index.words.knows(typed)) ||
      (everyday && typed !== head && notes.length > 0);
    const word = known || plain || everyday || likeStems(stem) ? typed : respelt(typed, index);
    const key = index.words.stemOf(word);
    if (seen.has(key)) continue;
    seen.add(key);
    const like = likeStems(key) ?? likeStems(key.replace(/i?(?:est|er)$/, ''));
    const asked = focus.has(typed) || condition.has(typed) || notes.length === 0;
    const rarity =
      like || index.words.knows(word)
        ? Math.min(most, Math.max(0.6, index.words.rarity(key)))
        : most * (asked ? UNKNOWN.asked : UNKNOWN.beside);
    terms.push({
      word,
      stem: key,
      like,
      weight: optional ? 0.4 : plain ? PLAIN : rarity,
      focus: focus.has(typed) && !optional,
      condition: condition.has(typed) && !optional,
      name: capitals.has(typed) || /\p{N}/u.test(typed),
      plain,
      optional,
      joined: [(rest[i - 1] ?? '') + typed, typed + (rest[i + 1] ?? '')].map(index.words.stemOf),
      measure: MEASURES.has(key),
    });
  }
  return {
    text,
    words: said,
    mentions,
    notes,
    terms,
    wanted: wantedBy(text),
    most,
    modifier,
    asks,
    counted,
  };
}

function respelt(word: string, index: Index): string {
  if (word.length < 5 || /\p{N}/u.test(word)) return word;
  const meant = index.words.respelt(word);
  // Hardly anybody slips in the first letter, other than by swapping it with the next.
  return meant !== undefined && (meant[0] === word[0] || meant[0] === word[1]) ? meant : word;
}

/** The words with a capital in a text that is not all capitals; not its first. */
function capitalsIn(text: string): Set<string> {
  const all = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  const found = all.slice(1).filter(([word]) => /\p{Lu}/u.test(word));
  return new Set(found.length * 2 > all.length ? [] : found.flatMap(([word]) => wordsOf(word)));
}

/** The papers a question speaks of; beside a note's, "layer normalization" is what words say it is. */
function mentionsOf(text: string, index: Index): Mention[] {
  const found = index.mentions(text);
  const isPhrase = ({ text: name, notes, title }: Mention): boolean => {
    const words = wordsOf(name);
    return (
      notes.length === 0 &&
      title !== undefined &&
      words.length > 1 &&
      words.every(index.words.knows)
    );
  };
  return found.some(({ notes }) => notes.length > 0) ? found.filter((it) => !isPhrase(it)) : found;
}

/** A text with something in place of each paper's name. */
function nameless(text: string, mentions: readonly Mention[], instead: string): string {
  let rest = '';
  let from = 0;
  for (const { at, text: said } of mentions) {
    // Whose it is, as in "Google's BERT", makes it no other.
    rest += text.slice(from, at).replace(/\S+['’]s\s+$/u, '') + instead;
    from = at + said.length;
  }
  return rest + text.slice(from);
}

/** "diffusion transformers" of "what are diffusion transformers": a paper's name makes no other. */
const MODIFIED = new RegExp(
  String.raw`(?:^|\s)(?:what (?:is|are)|explain|describe|summari[sz]e|how (?:do|does)|who (?:wrote|made|invented)|tell me about)\s+(?:the |an? )?((?:[\p{L}\p{N}-]+\s){1,3})\s*${NAME}`,
  'iu',
);

function modifierIn(inPlace: string): string[] {
  const found = wordsOf(MODIFIED.exec(inPlace)?.[1] ?? '');
  const isOther = (word: string): boolean =>
    AUXILIARY.has(word) || PREPOSITIONS.has(word) || STOP.has(word) || OPTIONAL.has(word);
  return found.some(isOther) ? [] : found;
}

/** Whether a question is made of words alone that questions are made of. */
function saysNothing(question: string): boolean {
  const words = wordsOf(question);
  return (
    words.length < 5 &&
    !words.includes('it') &&
    words.every((word) => STOP.has(word) || OPTIONAL.has(word))
  );
}

/** Characters of a message that are read. */
const READ = 4000;
/** Questions of one message that are answered. */
const ANSWERED = 3;

const ASKS =
  /^(?:and |but |so |also |please |hey |ok(?:ay)? |hi |then )*(?:who|whose|what|whats|when|where|which|why|how|is|are|was|were|does|do|did|can|could|should|would|will|has|have|explain|compare|summari[sz]e|describe|tell me|give me|list|show)\b/i;

/**
 * The questions in a message, in its order: sentences that ask. A message of which no sentence does
 * is one question as a whole.
 */
export function questionsIn(message: string): string[] {
  const text = message.slice(0, READ);
  const sentences = text
    .split(/(?<=[?!。？！]["”’)]*)\s+|(?<=[.]["”’)]*)\s+(?=\p{Lu})|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const marked = sentences.filter((it) => /[?？]["”’)]*$/.test(it) && normalise(it) !== '');
  const [only] = marked;
  const before = sentences[sentences.indexOf(only ?? '') - 1];
  // "It was beaten. By how much?"
  if (marked.length === 1 && only !== undefined && before !== undefined && saysNothing(only)) {
    return [`${before} ${only}`];
  }
  const asking = marked.length > 0 ? marked : sentences.filter((it) => ASKS.test(it));
  if (asking.length === 0 || sentences.length === 1) return [text.trim()];
  return asking.slice(0, ANSWERED);
}
