import { clip, oneLine } from "../markdown.js";
import { drawPanel, EDGE, INK, mix, MUTED, WHITE, drawText } from "./panel.js";
import { textWidth } from "./text-width.js";
const WIDTH = 1000;
const MARGIN = 40;
const FIRST_ROW = 156;
const ROW = 92;
const SQUARE = 28;
const GAP = 8;
/** More topics than these make a picture that is taller than a chat. */
const MOST_TOPICS = 14;
/** More squares than these don't fit; then the row is a bar. */
const MOST_SQUARES = Math.floor((WIDTH - 2 * MARGIN + GAP) / (SQUARE + GAP));
/**
 * A row of squares for each topic, one per note: full for what is read, half for what is being read,
 * outlined for what is saved.
 *
 * @param title and subtitle stand above; they say the same as the rows, in sum.
 */
export function drawProgress(rows, title, subtitle) {
    const shown = rows.slice(0, MOST_TOPICS);
    const more = rows.length - shown.length;
    const legend = FIRST_ROW + shown.length * ROW + (more > 0 ? 40 : 0);
    const parts = [
        drawText(title, MARGIN, 66, 36, 700, INK),
        drawText(subtitle, MARGIN, 106, 24, 400, MUTED),
        ...shown.flatMap((row, i) => drawRow(row, FIRST_ROW + i * ROW)),
        ...(more > 0 ? [drawText(`and ${more} more topics`, MARGIN, legend - 24, 22, 400, MUTED)] : []),
        ...drawLegend(legend + 6),
    ];
    return drawPanel(WIDTH, legend + 60, title, subtitle, parts);
}
function drawRow({ topic, read, reading, saved, of }, y) {
    const count = `${read} of ${of}`;
    const name = clip(oneLine(topic.name), 56);
    const right = WIDTH - MARGIN - textWidth(count, 24, 600);
    const head = [
        drawText(name, MARGIN, y + 22, 24, 600, INK),
        drawText(count, right, y + 22, 24, 600, read === of && of > 0 ? topic.colour : MUTED),
    ];
    const top = y + 38;
    if (of > MOST_SQUARES) {
        const full = WIDTH - 2 * MARGIN;
        const part = (notes) => Math.round((full * notes) / of);
        return [
            ...head,
            square(MARGIN, top, full, WHITE, EDGE),
            ...(reading > 0 ? [square(MARGIN, top, part(read + reading), mix(topic.colour, 0.3))] : []),
            ...(read > 0 ? [square(MARGIN, top, part(read), topic.colour)] : []),
        ];
    }
    const squares = Array.from({ length: of }, (_, i) => {
        const x = MARGIN + i * (SQUARE + GAP);
        if (i < read)
            return square(x, top, SQUARE, topic.colour, topic.colour);
        if (i < read + reading)
            return half(x, top, topic.colour);
        if (i < read + reading + saved)
            return square(x, top, SQUARE, WHITE, topic.colour);
        return square(x, top, SQUARE, EDGE);
    });
    return [...head, ...squares];
}
function drawLegend(y) {
    let x = MARGIN;
    const entry = (drawn, label) => {
        const at = x;
        x += SQUARE + 12 + textWidth(label, 22, 400) + 32;
        return [drawn(at), drawText(label, at + SQUARE + 12, y + 22, 22, 400, MUTED)];
    };
    return [
        ...entry((at) => square(at, y, SQUARE, MUTED, MUTED), 'read'),
        ...entry((at) => half(at, y, MUTED), 'reading'),
        ...entry((at) => square(at, y, SQUARE, WHITE, MUTED), 'saved'),
        ...entry((at) => square(at, y, SQUARE, EDGE), 'still to come'),
    ];
}
function square(x, y, width, fill, edge) {
    const line = edge === undefined ? '' : ` stroke="${edge}" stroke-width="3"`;
    return `<rect x="${x}" y="${y}" width="${width}" height="${SQUARE}" rx="6" fill="${fill}"${line}/>`;
}
function half(x, y, colour) {
    const inner = `<rect x="${x + 5}" y="${y + SQUARE / 2}" width="${SQUARE - 10}" height="${SQUARE / 2 - 5}" rx="2" fill="${colour}"/>`;
    return square(x, y, SQUARE, WHITE, colour) + inner;
}
//# sourceMappingURL=progress.js.map