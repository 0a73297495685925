/** What can come out longer than it was written: entities, tables, references, bare addresses, HTML. */
const GROWING = /<[a-z/!?]|\||&#?\w+;|@[\w-]+\.|www\.|\]:|\[\^|^\s*(?:```|~~~)|(?<!\]\(https?):\/\//im;
/** What can be markup somewhere: only ASCII is. */
const MARK = /[!-$&(-+:<>-@[-`{-~-]/g;
/**
 * More characters than any platform needs for a text, without reading it as Markdown, which takes a
 * thousand times longer; infinite when that is not certain.
 */
export function bound(text, { line, mark }) {
    if (GROWING.test(text))
        return Infinity;
    const marks = text.match(MARK)?.length ?? 0;
    const lines = text.match(/\S.*/g)?.length ?? 0;
    return JSON.stringify(text).length + marks * mark + (lines + 1) * line;
}
/** {@link bound} for a block of a card. */
export function boundOfBlock(block, overhead) {
    switch (block.kind) {
        case 'text':
            return bound(block.text, overhead);
        case 'section':
            return bound(`${block.heading}\n${block.text}`, overhead);
        case 'facts':
            return block.facts.reduce((sum, { label, value, source = '' }) => sum + bound(`${value}\n${label}\n${source}`, overhead), bound(block.heading, overhead));
        case 'columns':
            return block.rows
                .flat()
                .reduce((sum, { heading, text }) => sum + bound(`${heading}\n${text}`, overhead), bound(block.heading ?? '', overhead));
        case 'picture':
            return bound(block.picture.alt, overhead);
        case 'choices':
            return Infinity;
    }
}
/** The longest {@link bound} of a section's paragraphs and list entries. */
export function boundOfPieces(block, overhead) {
    if (block.kind !== 'section')
        return 0;
    // What is indented belongs to the list entry above it.
    const pieces = block.text.split(/\n\s*\n(?=\S)|\n(?=[-*+] |\d+[.)] )/);
    return Math.max(...pieces.map((piece) => bound(piece, overhead)));
}
//# sourceMappingURL=bound.js.map