import { normalise, STOP, wordsOf } from '../find/text.ts';
import { OPTIONAL } from './vocabulary.ts';

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
