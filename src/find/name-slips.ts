import type { Name } from './names.ts';
import { bearable, isExtended, isHasty } from './slips.ts';
import { editDistance, renames, STOP } from './text.ts';
import { wordsOfName } from './tokens.ts';

/** Whether a text comes closer to a name without one of its words: that word makes it another name. */
function hasOneMore(words: readonly string[], key: string, distance: number): boolean {
  return words.some(
    (word, i) =>
      (!STOP.has(word) || renames(word)) &&
      editDistance([...words.slice(0, i), ...words.slice(i + 1)].join(''), key, distance) <
        distance,
  );
}

/** Whether a name with slips in it is still that name: no word differs by more than its own length can bear. */
export function isSlipOf(typed: readonly string[], { key, text }: Name, distance: number): boolean {
  const words = wordsOfName(text);
  if (typed.length > words.length) return !hasOneMore(typed, key, distance);
  if (typed.length < words.length)
    return distance < 2 || !hasOneMore(words, typed.join(''), distance);
  return typed.every((word, i) => {
    const other = words[i] ?? '';
    if (word === other || STOP.has(word) || STOP.has(other)) return true;
    const most = Math.max(1, bearable(Math.max(word.length, other.length)));
    return editDistance(word, other, most) <= most && !isExtended(word, other);
  });
}

/**
 * Whether a slip leaves no doubt. In a short name, a letter changed or put in mostly makes another name
 * ("adan", "resnest"), as it does where the notes use the word as it was typed.
 */
export function isSure(
  typed: readonly string[],
  { key, text }: Name,
  distance: number,
  uses: (word: string) => boolean,
): boolean {
  if (distance > 2 || key.length < 4) return false;
  const whole = typed.join('');
  const own = new Set(wordsOfName(text));
  if (typed.some((word) => !own.has(word) && !STOP.has(word) && uses(word))) return false;
  if (key.length >= 10) return true;
  if (distance > 1) return false;
  return isHasty(whole, key) || (key.length > 5 && whole.length < key.length);
}
