import { wordsOf } from './text.ts';

/** A word of a text, normalised, and where it stands. */
export interface Token {
  word: string;
  from: number;
  to: number;
  /** What stands between it and the token before. */
  gap: string;
}

/**
 * The words of a text: without the "s" of "Vaswani's", and with the plus at the end of "LoRA+" as a word.
 *
 * @param most words that are read.
 */
export function tokensOf(text: string, most: number): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const found of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const gap = text.slice(end, found.index);
    end = found.index + found[0].length;
    if (/^['’]$/.test(gap) && /^s$/i.test(found[0])) continue;
    wordsOf(found[0]).forEach((word, i) =>
      tokens.push({ word, from: found.index, to: end, gap: i === 0 ? gap : '' }),
    );
    // "DPR+reader" are two things.
    if (text[end] === '+' && !/^[\p{L}\p{N}]/u.test(text.slice(end + 1, end + 3))) {
      tokens.push({ word: 'plus', from: end, to: end + 1, gap: '-' });
      end += 1;
    }
    if (tokens.length >= most) break;
  }
  return tokens;
}

/** The words of a name. */
export function wordsOfName(name: string): string[] {
  return name.includes('+') ? tokensOf(name, Infinity).map(({ word }) => word) : wordsOf(name);
}
