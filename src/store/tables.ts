/**
 * Every table, as queries see it. Both databases hold the same: text, whole numbers and fractions. A
 * moment is a whole number of ms since 1970, a truth is 0 or 1, anything with parts is JSON as text.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- each feature adds its own
export interface Tables {}
