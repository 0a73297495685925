const DEEP = /(?:[-?:][ \t]+){20}|(?:[[{][^[{]*){100}/;
/** What is wrong with what {@link isNested}. */
export const NESTED = 'lists in lists in lists';
/**
 * Whether YAML is nested, or may be, deeper than anything anybody writes. It would exhaust the
 * parser's stack, and Node, short of stack, may end the process instead of throwing: it does where a
 * regular expression is used for the first time.
 */
export function isNested(yaml) {
    return DEEP.test(yaml);
}
//# sourceMappingURL=nested.js.map