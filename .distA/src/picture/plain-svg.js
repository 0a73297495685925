/** A tag, or what may stand between two. */
const PIECE = /<(?:([A-Za-z]+)((?:[ \t\r\n]+[A-Za-z][\w:-]*="[^"<&]*")*)[ \t\r\n]*(\/?)|\/([A-Za-z]+)[ \t\r\n]*)>|[^<&>]+|&(?:amp|lt|gt|quot|apos);/y;
const ATTRIBUTE = /([A-Za-z][\w:-]*)="([^"]*)"/g;
/**
 * Reads XML as drawings are mostly written: elements, attributes in double quotes, and text. Comments,
 * declarations and whatever else XML allows or forbids are left to a parser, which takes ten times as long.
 *
 * @returns false when it met such a thing; what was told until then counts for nothing.
 */
export function readPlainly(text, { open, close }) {
    const names = [];
    let closed = false;
    PIECE.lastIndex = 0;
    while (PIECE.lastIndex < text.length) {
        const piece = PIECE.exec(text);
        if (!piece)
            return false;
        const [all, opened, written = '', empty, ended] = piece;
        if (opened !== undefined) {
            if (closed)
                return false;
            const attributes = {};
            for (const [, name = '', value = ''] of written.matchAll(ATTRIBUTE)) {
                if (name in attributes)
                    return false;
                attributes[name] = value;
            }
            open(opened, attributes);
            if (empty === '')
                names.push(opened);
            else {
                close();
                closed = names.length === 0;
            }
        }
        else if (ended !== undefined) {
            if (names.pop() !== ended)
                return false;
            close();
            closed = names.length === 0;
        }
        else if (names.length === 0 && /[^ \t\r\n]/.test(all))
            return false;
    }
    return closed;
}
//# sourceMappingURL=plain-svg.js.map