import type { Note } from '../catalog/note.ts';
import type { Index } from '../find/index.ts';
import type { Mention } from '../find/mentions.ts';
import { ASKING, STOP, wordsOf } from '../find/text.ts';
import { calledAs, type Called } from './passages.ts';
import { spelt, wantedBy, type Wanted } from './language.ts';
import { isEveryday } from './english.ts';
import { FACT_WORDS } from './facts.ts';
import { modifierIn, NAME, rolesOf } from './roles.ts';
import { writtenOut } from './shorthand.ts';
import { baseOf, isPlain, likeStems, MEASURES, OPTIONAL } from './vocabulary.ts';

/** A word of a question that an answer has to have. */
export interface Term {
  word: string;
  stem: string;
  like: ReadonlySet<string> | undefined;
  /** How much it tells: the rarer, the more. */
  weight: number;
  /** What is asked about, as "batch size" in "what batch size did it use": without it nothing answers. */
  focus: boolean;
  /** Under what circumstances, as "an A100" in "on an A100"; a note without such a name doesn’t answer. */
  condition: boolean;
  /** Written as a name is, with a capital or a digit. */
  name: boolean;
  /** An everyday word, that a note may well put otherwise. */
  plain: boolean;
  /** Helps to choose, but nothing has to have it. */
  optional: boolean;
  /** Said around the question, not in it. */
  inContext: boolean;
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
/** What one weighs that only helps to choose, and how much of its weight one has in the context. */
const OPTIONALLY = 0.4;
const CONTEXT = 0.3;

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

/**
 * Reads one question.
 *
 * @param subject notes that were spoken of before and that the question means as well.
 * @param context what else its message says: it helps to choose, but nothing has to have it.
 */
export function readQuestion(
  asked: string,
  index: Index,
  subject: readonly Note[] = [],
  context = '',
): Question {
  const [preamble = ''] = PREAMBLE.exec(asked) ?? [];
  const begins = index.mentions(preamble).length === 0 ? preamble.length : 0;
  const inFull = (said: string): string =>
    spelt(
      writtenOut(said, (word) => index.mentions(word).length > 0),
      (word) => STOP.has(word) || index.words.knows(word),
    );
  const typed = inFull(asked.slice(begins)).replace(FOR_WHOM, ' ');
  const found = mentionsOf(typed, index);
  // "16x16" is a number by another in a text, but a word in a title.
  const text = typed.replace(/(?<=\d)x(?=\d)/gu, '×');
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
  const itself = wordsOf(nameless(text, found, ' '));
  const around = inFull(context);
  const beside = around === '' ? [] : wordsOf(nameless(around, mentionsOf(around, index), ' '));
  const rest = [...itself, ...beside].map((word) => word.replace(/^(.*\d)s$/, '$1'));
  for (const [i, typed] of rest.entries()) {
    const inContext = i >= itself.length;
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
      inContext ||
      containers.has(typed) ||
      ((OPTIONAL.has(typed) || OPTIONAL.has(base)) && !(counted && focus.has(typed)));
    const known = optional || named.has(typed) || index.words.knows(typed) || FACT_WORDS.has(typed);
    const own = index.words.stemOf(typed);
    const everyday = !index.words.knows(typed) && !modifier.includes(own) && isEveryday(typed);
    const plain =
      isPlain(typed, own) ||
      isPlain(base, index.words.stemOf(base)) ||
      (verbs.has(typed) && !index.words.knows(typed)) ||
      (everyday && typed !== head && notes.length > 0);
    const word = known || plain || everyday || likeStems(own) ? typed : respelt(typed, index);
    const key = index.words.stemOf(word);
    if (seen.has(key)) continue;
    seen.add(key);
    const like = likeStems(key) ?? likeStems(key.replace(/i?(?:est|er)$/, ''));
    const asked = focus.has(typed) || notes.length === 0;
    const rarity =
      like || index.words.knows(word)
        ? Math.min(most, Math.max(0.6, index.words.rarity(key)))
        : most * (asked ? UNKNOWN.asked : UNKNOWN.beside);
    terms.push({
      word,
      stem: key,
      like,
      weight:
        inContext && !plain ? CONTEXT * rarity : optional ? OPTIONALLY : plain ? PLAIN : rarity,
      focus: focus.has(typed) && !optional,
      condition: condition.has(typed) && !optional,
      name: capitals.has(typed) || /\p{N}/u.test(typed),
      plain,
      optional,
      inContext,
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
    wanted: isChoice(text, found) ? wantedBy(text).add('comparison') : wantedBy(text),
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

/** Whether a question has "or" between two papers. */
function isChoice(text: string, mentions: readonly Mention[]): boolean {
  return mentions.some(({ at, text: said }, i) => {
    const next = mentions[i + 1];
    return (
      next !== undefined && /^[^?.!]{0,20}\bor\b/iu.test(text.slice(at + said.length, next.at))
    );
  });
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
