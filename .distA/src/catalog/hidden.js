/** Control characters other than line ends and tabs, halves of characters, and what turns text around. */
const HIDDEN = /[^\P{Cc}\t\n\r]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u;
const ALL_HIDDEN = new RegExp(`${HIDDEN.source}|[\\t\\n\\r]`, 'gu');
/** Where a text first has a character that nobody sees but that changes what is seen; none is undefined. */
export function findHidden(text) {
    const found = HIDDEN.exec(text);
    if (!found)
        return undefined;
    const message = `the invisible character ${nameOf(found[0])} is not allowed; remove it`;
    return { index: found.index, message };
}
/** Text of unknown origin on one line, as it may stand in a log or on a terminal. */
export function showSafely(text, most) {
    const short = text.length > most ? `${text.slice(0, most)}…` : text;
    return short.replace(ALL_HIDDEN, nameOf);
}
function nameOf(character) {
    return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
//# sourceMappingURL=hidden.js.map