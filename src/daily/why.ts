import { en, type Phrases } from '../phrases/en.ts';

type Whys = Phrases['why'];

/**
 * Why something was not posted: what the phrases call it, and what belongs to it, like what the
 * platform said. So it can be kept, and told in any language.
 */
export type Why = {
  [K in keyof Whys]: Whys[K] extends (...said: infer A) => string ? [K, ...A] : [K];
}[keyof Whys];

/** A reason in words. */
export function sayWhy([name, ...said]: Why, { why }: Phrases): string {
  const words: string | ((...said: never[]) => string) = why[name];
  return typeof words === 'string' ? words : words(...(said as never[]));
}

/** A reason as the store keeps it. */
export function keepWhy(why: Why): string {
  return JSON.stringify(why);
}

/** What the store keeps, in words. What is none of these reasons was kept in words, and is told as it is. */
export function sayKept(kept: string, phrases: Phrases): string {
  try {
    const why = JSON.parse(kept) as unknown;
    const isKnown = Array.isArray(why) && Object.hasOwn(en.why, String(why[0]));
    return isKnown ? sayWhy(why as Why, phrases) : kept;
  } catch {
    return kept;
  }
}
