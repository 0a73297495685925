import type { Note } from '../catalog/note.ts';
import type { Index } from '../find/index.ts';
import type { Mention } from '../find/mentions.ts';
import { ASKING, normalise, STOP, wordsOf } from '../find/text.ts';
import { likeStems, MEASURES, OPTIONAL, spelt, wantedBy, type Wanted } from './language.ts';

/** A word of a question that an answer has to have. */
export interface Term {
  word: string;
  stem: string;
  like: ReadonlySet<string> | undefined;
  /** How much it tells: the rarer, the more. */
  weight: number;
  /** What is asked about, as "batch size" in "what batch size did it use": without it nothing answers. */
  focus: boolean;
  /** Helps to choose, but nothing has to have it. */
  optional: boolean;
  /** Something of which a number is enough, see {@link MEASURES}. */
  measure: boolean;
}

/** A question, read. */
export interface Question {
  text: string;
  /** Its words, normalised. */
  words: string[];
  mentions: Mention[];
  /** The notes that are mentioned by a name, in order. */
  notes: Note[];
  terms: Term[];
  wanted: Set<Wanted>;
  /** What a word weighs that no note uses. */
  most: number;
}

/** Words that ask for a paper where one is looked up, but tell something in a question. */
const TELLING = new Set(['open', 'original', 'read', 'search', 'show']);
/** A word that no note uses weighs as much as this many of the rarest that one does. */
const UNKNOWN = 1.3;

const AUXILIARY =
  'is|are|was|were|does|do|did|has|have|had|can|could|should|would|will|of|for|in|on|at|with|to|from|by|as|than|that|when|if|per|and|or|about|between|against|compared|vs|its|their|after|before';

/** The words that say what is asked about: "batch size" in "what batch size did ResNet use". */
function focusOf(plain: string): Set<string> {
  const patterns = [
    new RegExp(String.raw` how (?:many|much) (.+?)(?= (?:${AUXILIARY}) |$)`),
    new RegExp(
      String.raw` (?:what|which) (?!is |are |was |were |does |do |did |s )(.+?)(?= (?:${AUXILIARY}) |$)`,
    ),
    new RegExp(
      String.raw` (?:what|which) (?:is|are|was|were|s) (?:the |a |an |its |their )?(.+?)(?= (?:of|for|in|on|at|used|to|behind|does|did|did|that|with|by|per) |$)`,
    ),
  ];
  for (const pattern of patterns) {
    const found = pattern.exec(plain)?.[1];
    if (found !== undefined) return new Set(found.split(' '));
  }
  return new Set();
}

/**
 * Reads one question.
 *
 * @param subject notes that were spoken of before and that the question means as well.
 */
export function readQuestion(asked: string, index: Index, subject: readonly Note[] = []): Question {
  const text = spelt(asked, (word) => STOP.has(word) || index.words.knows(word)).replace(
    /(?:like|as if) i(?: am|['’]?m) (?:five|5|a (?:child|kid))|\beli5\b/i,
    ' ',
  );
  const found = index.mentions(text);
  const named = new Set(found.flatMap(({ text: said }) => wordsOf(said)));
  const mentions: Mention[] = [
    ...subject.map((note) => ({ text: note.name, at: 0, notes: [note], sure: true })),
    ...found,
  ];
  const words = wordsOf(text);
  const plain = ` ${words.join(' ')} `;
  const focus = focusOf(plain);
  const most = index.words.rarity('\u0000');
  const terms: Term[] = [];
  const seen = new Set<string>();
  // A mention's own words are no terms where it stands, but may be elsewhere.
  const rest = wordsOf(withoutMentions(text, found));
  for (const typed of rest) {
    if (
      STOP.has(typed) ||
      (ASKING.has(typed) && !TELLING.has(typed)) ||
      (typed.length < 2 && !/\p{N}/u.test(typed))
    )
      continue;
    const optional = OPTIONAL.has(typed);
    const known = index.words.knows(typed);
    const meant = known || optional || named.has(typed) ? typed : respelt(typed, index);
    const key = index.words.stemOf(meant);
    if (seen.has(key)) continue;
    seen.add(key);
    const like = likeStems(key);
    const used = index.words.knows(meant) || like !== undefined;
    const rarity = used ? Math.max(0.6, index.words.rarity(key)) : most * UNKNOWN;
    terms.push({
      word: meant,
      stem: key,
      like,
      weight: optional ? 0.4 : Math.min(rarity, used ? most : Infinity),
      focus: focus.has(typed) && !optional,
      optional,
      measure: MEASURES.has(key),
    });
  }
  const notes = [...new Set(mentions.flatMap((mention) => mention.notes))];
  return { text, words, mentions, notes, terms, wanted: wantedBy(text), most };
}

function respelt(word: string, index: Index): string {
  if (word.length < 5 || /\p{N}/u.test(word)) return word;
  return index.words.respelt(word) ?? word;
}

/** The text around mentions. */
function withoutMentions(text: string, mentions: readonly Mention[]): string {
  let rest = '';
  let from = 0;
  for (const { at, text: said } of mentions) {
    rest += `${text.slice(from, at)} `;
    from = at + said.length;
  }
  return rest + text.slice(from);
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
  const asking = marked.length > 0 ? marked : sentences.filter((it) => ASKS.test(it));
  if (asking.length === 0 || sentences.length === 1) return [text.trim()];
  return asking.slice(0, ANSWERED);
}
