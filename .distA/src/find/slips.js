/** Edits that a name of this length can bear before it could be another name. */
export function bearable(length) {
    return length < 3 ? 0 : length < 8 ? 1 : length < 16 ? 2 : 3;
}
/** Rows of a QWERTY keyboard; a key touches the ones beside it and, one row down, its own place and the one before. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const SOUNDS = ['aeiouy', 'ckqsxz', 'fvw', 'dt', 'bp', 'mn', 'gj', 'lr'];
function near(a, b) {
    const rowA = ROWS.findIndex((keys) => keys.includes(a));
    const rowB = ROWS.findIndex((keys) => keys.includes(b));
    if (rowA < 0 || rowB < 0)
        return false;
    if (rowA > rowB)
        return near(b, a);
    const step = (ROWS[rowB] ?? '').indexOf(b) - (ROWS[rowA] ?? '').indexOf(a);
    return rowA === rowB ? Math.abs(step) === 1 : rowB - rowA === 1 && (step === 0 || step === -1);
}
function alike(a, b) {
    return near(a, b) || SOUNDS.some((letters) => letters.includes(a) && letters.includes(b));
}
/**
 * Whether one edit from `name` to `typed` is one that fingers and ears make: two letters swapped, a
 * letter dropped, doubled or hit beside its neighbour, a key beside the right one, a like sound.
 */
export function isCommonSlip(typed, name) {
    let i = 0;
    while (i < typed.length && typed[i] === name[i])
        i++;
    const [a = '', b = ''] = [typed[i], name[i]];
    if (typed.length < name.length)
        return name.length > 3;
    if (typed.length > name.length) {
        const neighbours = [typed[i - 1] ?? '', typed[i + 1] ?? ''];
        return neighbours.includes(a) || (name.length > 3 && neighbours.some((key) => near(a, key)));
    }
    if (typed[i + 1] === b && name[i + 1] === a)
        return true;
    return name.length > 3 && alike(a, b);
}
/** Whether one edit from `name` to `typed` is a letter doubled or two swapped, which make no word. */
export function isHasty(typed, name) {
    let i = 0;
    while (i < typed.length && typed[i] === name[i])
        i++;
    if (typed.length > name.length)
        return typed[i] === typed[i - 1] || typed[i] === typed[i + 1];
    return typed.length === name.length && typed[i + 1] === name[i] && name[i + 1] === typed[i];
}
/** Whether a word has two letters or more put before or behind another: "renormalization" is no slip. */
export function isExtended(typed, word) {
    return typed.length > word.length + 1 && (typed.startsWith(word) || typed.endsWith(word));
}
/** The digits of a text: what tells `gpt-3` from `gpt-4`, and is never a slip. */
export function digitsOf(text) {
    return text.replace(/\P{N}+/gu, '');
}
//# sourceMappingURL=slips.js.map