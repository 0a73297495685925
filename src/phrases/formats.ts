// Intl's formats, each made when it is first used: making those of all languages takes as long as reading
// the notes, and a start would wait for it.

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** How numbers are written: `1,200`. */
export function numbers(locale: string): Pick<Intl.NumberFormat, 'format'> {
  const made = lazy(() => new Intl.NumberFormat(locale));
  return { format: (number: number | bigint) => made().format(number) };
}

/** Which form of a noun goes with a number. */
export function plurals(locale: string): Pick<Intl.PluralRules, 'select'> {
  const made = lazy(() => new Intl.PluralRules(locale));
  return { select: (n) => made().select(n) };
}

/** Lists within a sentence: `a, b and c`; a `disjunction` has an "or". */
export function lists(
  locale: string,
  type: 'conjunction' | 'disjunction',
): Pick<Intl.ListFormat, 'format'> {
  const made = lazy(() => new Intl.ListFormat(locale, { type }));
  return { format: (parts) => made().format(parts) };
}
