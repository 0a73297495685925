import { drawPanel, drawText, EDGE, INK, mix, MUTED, num, PANEL, WHITE } from "./panel.js";
import { CORNER, } from "./map-layout.js";
/** The radius of an arrow's bends, half the width and the length of its head, and what it keeps clear. */
const BEND = 9;
const HEAD = 6;
const HEAD_LENGTH = 11;
const CLEAR = 3;
/** Half the gap of a line that another one crosses. */
const BRIDGE = 4;
/**
 * The picture of a layout, on a light panel of its own.
 *
 * @param title and description are for those who don't see it.
 * @param colourOf `#rrggbb` of a topic.
 */
export function drawLayout(layout, title, description, colourOf) {
    const { width, height } = layout;
    const parts = [];
    layout.heading.forEach((line, i) => parts.push(drawLabel(line, i === 0 ? INK : MUTED)));
    for (const { dot, colour, label } of layout.legend) {
        parts.push(`<rect ${box(dot)} rx="6" fill="${mix(colour, 0.16)}" stroke="${colour}" stroke-width="2.5"/>`, drawLabel(label, MUTED));
    }
    for (const band of layout.bands) {
        if (!band.empty) {
            parts.push(`<rect ${box(band.box)} rx="12" fill="${WHITE}" stroke="${EDGE}" stroke-width="2"/>`);
        }
        parts.push(drawLabel(band.label, MUTED));
    }
    const colour = ({ from, emphasis }) => mix(colourOf(from.note.topic), emphasis === 'faded' ? 0.2 : 0.85);
    // What is faded comes first, so that nothing crosses over what is not.
    const faded = layout.arrows.filter(({ emphasis }) => emphasis === 'faded');
    const rest = layout.arrows.filter(({ emphasis }) => emphasis !== 'faded');
    parts.push(...drawArrows(faded, layout, colour), ...drawArrows(rest, layout, colour));
    for (const pill of layout.pills)
        parts.push(...drawPill(pill, colourOf(pill.node.note.topic)));
    return drawPanel(width, height, title, description, parts);
}
function drawPill({ node, box: area, label }, colour) {
    const style = {
        focus: { fill: colour, stroke: colour, text: WHITE },
        plain: { fill: mix(colour, 0.16), stroke: colour, text: INK },
        faded: { fill: WHITE, stroke: mix(colour, 0.3), text: '#94a3b8' },
    }[node.emphasis];
    return [
        `<rect ${box(area)} rx="${CORNER}" fill="${style.fill}" stroke="${style.stroke}" stroke-width="2.5"/>`,
        drawLabel(label, style.text),
    ];
}
/** Lines with a gap where another one crosses them, so that no crossing looks like a junction. */
function drawArrows(arrows, layout, colourOf) {
    const lines = arrows.map((arrow, i) => {
        const dashes = arrow.against ? ' stroke-dasharray="7 5"' : '';
        // What two arrows share is drawn once: drawn twice, it would look bolder than the rest.
        const drawn = arrows.slice(0, i).filter((other) => trunkOf(other) === trunkOf(arrow));
        const shared = Math.max(0, ...drawn.map(({ points }) => sharedLength(points, arrow.points)));
        const points = arrow.against ? arrow.points : withoutStart(arrow.points, shared - BEND - 1);
        return `<path d="${path(points)}" fill="none" stroke="${colourOf(arrow)}" stroke-width="2.5"${dashes}/>`;
    });
    const bridges = crossings(arrows).flatMap(({ x, y, over }) => {
        const inside = layout.bands.some(({ empty, box: band }) => !empty && y > band.y && y < band.y + band.height);
        const from = `x1="${num(x - BRIDGE)}" y1="${num(y)}" x2="${num(x + BRIDGE)}" y2="${num(y)}"`;
        return [
            `<line ${from} stroke="${inside ? WHITE : PANEL}" stroke-width="${2 * BRIDGE}"/>`,
            `<line ${from} stroke="${colourOf(over)}" stroke-width="2.5"/>`,
        ];
    });
    const heads = arrows.map((arrow) => {
        return `<polygon points="${head(arrow.points)}" fill="${colourOf(arrow)}"/>`;
    });
    return [...lines, ...new Set(bridges), ...heads];
}
/** Where a horizontal line crosses a vertical one of another trunk. */
function crossings(arrows) {
    const segments = arrows.flatMap((arrow) => arrow.points.slice(1).map((b, i) => ({ arrow, a: arrow.points[i] ?? b, b })));
    const found = new Map();
    for (const flat of segments) {
        if (flat.a.y !== flat.b.y)
            continue;
        for (const steep of segments) {
            if (steep.a.x !== steep.b.x)
                continue;
            if (trunkOf(steep.arrow) === trunkOf(flat.arrow))
                continue;
            const { x } = steep.a;
            const { y } = flat.a;
            if (!between(x, flat.a.x, flat.b.x) || !between(y, steep.a.y, steep.b.y))
                continue;
            found.set(`${x} ${y}`, { x, y, over: flat.arrow });
        }
    }
    return [...found.values()];
}
/** What arrows have in common that share a part of their way. */
function trunkOf({ from, to, against }) {
    return against ? `to ${to.note.id}` : `from ${from.note.id}`;
}
/** How far two ways from the same start are one, px. */
function sharedLength(a, b) {
    let length = 0;
    for (let i = 1; i < Math.min(a.length, b.length); i++) {
        const [start, p, q] = [a[i - 1], a[i], b[i]];
        if (!start || !p || !q)
            break;
        if (p.x === q.x && p.y === q.y) {
            length += distance(start, p);
            continue;
        }
        const along = start.x === p.x && start.x === q.x
            ? Math.sign(p.y - start.y) === Math.sign(q.y - start.y)
            : start.y === p.y &&
                start.y === q.y &&
                Math.sign(p.x - start.x) === Math.sign(q.x - start.x);
        if (along)
            length += Math.min(distance(start, p), distance(start, q));
        break;
    }
    return length;
}
/** A way without its first px. */
function withoutStart(points, length) {
    let left = length;
    for (let i = 1; i < points.length && left > 0; i++) {
        const [a, b] = [points[i - 1], points[i]];
        if (!a || !b)
            break;
        if (distance(a, b) > left)
            return [towards(a, b, left), ...points.slice(i)];
        left -= distance(a, b);
    }
    return [...points];
}
function between(value, a, b) {
    return value > Math.min(a, b) && value < Math.max(a, b);
}
/** A line through points with round bends, which stops short of its head. */
function path(points) {
    return points
        .map((point, i) => {
        const [before, after] = [points[i - 1], points[i + 1]];
        if (!before)
            return `M${at(point)}`;
        if (!after)
            return `L${at(towards(point, before, CLEAR + HEAD_LENGTH - 1))}`;
        const radius = Math.min(BEND, distance(before, point) / 2, distance(point, after) / 2);
        const [start, end] = [towards(point, before, radius), towards(point, after, radius)];
        return `L${at(start)}Q${at(point)} ${at(end)}`;
    })
        .join('');
}
function head(points) {
    const end = points.at(-1) ?? { x: 0, y: 0 };
    const before = points.at(-2) ?? end;
    const tip = towards(end, before, CLEAR);
    const base = towards(end, before, CLEAR + HEAD_LENGTH);
    const across = end.x === before.x ? { x: HEAD, y: 0 } : { x: 0, y: HEAD };
    const corners = [
        tip,
        { x: base.x - across.x, y: base.y - across.y },
        { x: base.x + across.x, y: base.y + across.y },
    ];
    return corners.map(at).join(' ');
}
/** The point that lies `by` px from `from` on the way to `to`. */
function towards(from, to, by) {
    const share = by / (distance(from, to) || 1);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
function distance(a, b) {
    return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}
function drawLabel({ text, size, weight, x, y }, fill) {
    return drawText(text, x, y, size, weight, fill);
}
function box({ x, y, width, height }) {
    return `x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"`;
}
function at({ x, y }) {
    return `${num(x)},${num(y)}`;
}
//# sourceMappingURL=map-draw.js.map