/**
 * A text's letters, as `text.charCodeAt(i)` and `text.length` give them. Where V8 has met more than four
 * kinds of strings (pieces of others, joined ones, …) in one place, it looks these two names up anew each
 * time, which takes longer than all else that is done with a letter. What is asked for each letter of each
 * name is asked here.
 */

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with a text as `this` below
const { charCodeAt } = String.prototype;

/** The code of a letter; NaN beyond the end. */
export function codeAt(text: string, at: number): number {
  return charCodeAt.call(text, at);
}

/** How many letters there are. */
export function lengthOf(text: string): number {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-conversion -- V8 knows that what is added to a string is one, and of a template it does not
  return ('' + text).length;
}
