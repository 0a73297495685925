/**
 * Where a note's field or section begins.
 *
 * @param text the note's file.
 * @param needle a text to find in it, whose place is taken instead when it is there as written.
 */
export function locate(text, field, needle = '') {
    const lines = text.split(/\r?\n/);
    const starts = (line) => line.startsWith(`${field}:`) || (line.startsWith('## ') && line.slice(3).trim() === field);
    const first = lines.findIndex(starts);
    if (first < 0)
        return { line: 1, column: 1 };
    for (let i = first; i < lines.length; i++) {
        const line = lines[i] ?? '';
        if (i > first && /^([a-z_]+:|## |---)/.test(line))
            break;
        const column = needle === '' ? -1 : line.indexOf(needle);
        if (column >= 0)
            return { line: i + 1, column: column + 1 };
    }
    return { line: first + 1, column: 1 };
}
/** Every place of a word, with the field or section it stands in. */
export function locateAll(text, word) {
    let field = 'front matter';
    return text.split(/\r?\n/).flatMap((line, i) => {
        const [, key, section] = /^(?:([a-z_]+):|## (.+))/.exec(line) ?? [];
        field = key ?? section?.trim() ?? field;
        const column = line.indexOf(word);
        return column < 0 ? [] : [{ field, line: i + 1, column: column + 1 }];
    });
}
//# sourceMappingURL=locate.js.map