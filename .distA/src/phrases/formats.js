// Intl's formats, each made when it is first used: making those of all languages takes as long as reading
// the notes, and a start would wait for it.
function lazy(make) {
    let made;
    return () => (made ??= make());
}
/** How numbers are written: `1,200`. */
export function numbers(locale) {
    const made = lazy(() => new Intl.NumberFormat(locale));
    return { format: (number) => made().format(number) };
}
/** Which form of a noun goes with a number. */
export function plurals(locale) {
    const made = lazy(() => new Intl.PluralRules(locale));
    return { select: (n) => made().select(n) };
}
/** Lists within a sentence: `a, b and c`; a `disjunction` has an "or". */
export function lists(locale, type) {
    const made = lazy(() => new Intl.ListFormat(locale, { type }));
    return { format: (parts) => made().format(parts) };
}
//# sourceMappingURL=formats.js.map