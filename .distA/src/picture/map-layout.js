import { oneLine } from "../markdown.js";
import { makeColumn, middleOf, placeColumns, TRUNK } from "./map-columns.js";
import { arrowEmphasis } from "./map-graph.js";
import { roomForPorts, routeChannel, startOf } from "./map-route.js";
import { mapRows } from "./map-rows.js";
import { textWidth } from "./text-width.js";
const MARGIN = 40;
const LEAST_WIDTH = 1000;
const TITLE = 36;
const SUBTITLE = 24;
const NAME = 24;
const KEY = 22;
const YEAR = 24;
export const PILL_HEIGHT = 46;
const PILL_PADDING = 20;
const LEAST_PILL = 72;
/** The radius of a pill's corners, where no arrow arrives. */
export const CORNER = 14;
/** Between a pill and the edge of its band. */
const BAND_PADDING = 9;
/** Above the first branch, below the last (room for an arrowhead), between two, and without any. */
const ABOVE = 22;
const BELOW = 26;
const LEVEL = 13;
const LEAST_CHANNEL = 30;
const EMPTY_YEARS = 44;
/** Lays out the map. The same graph and words give the same numbers. */
export function layOut(graph, words) {
    const rows = mapRows(graph.nodes, pillWidth);
    const rowIndex = new Map(rows.flatMap(({ chains }, row) => chains.flat().map((node) => [node, row])));
    const rowOf = (node) => rowIndex.get(node) ?? 0;
    const { down, up, columns } = makeColumns(rows, rowOf);
    const heading = [
        label(words.title, TITLE, 700, MARGIN, 66),
        label(words.subtitle, SUBTITLE, 400, MARGIN, 106),
    ];
    const years = yearSpans(rows);
    const yearsWidth = Math.max(0, ...years.map(({ text }) => textWidth(text, YEAR, 700)));
    const left = Math.min(...columns.map((c) => middleOf(c) - (c.width || 2 * TRUNK) / 2));
    const right = Math.max(...columns.map((c) => middleOf(c) + (c.width || 2 * TRUNK) / 2));
    const content = columns.length === 0 ? 0 : right - left;
    const before = MARGIN + 2 * BAND_PADDING + yearsWidth + 24;
    const after = MARGIN + 20;
    const width = Math.ceil(Math.max(LEAST_WIDTH, before + content + after, ...heading.map(({ box }) => box.width + 2 * MARGIN), ...words.topics.map(({ name }) => keyWidth(name) + 2 * MARGIN)));
    const start = before + (width - before - content - after) / 2;
    for (const column of columns)
        column.x = round(column.x - left + start);
    const legend = makeLegend(words.topics, width);
    const legendEnd = Math.max(116, ...legend.map(({ dot }) => dot.y + dot.height));
    const channels = rows.map((_, row) => routeChannel(row, columns));
    const { bands, tops, end } = stackRows(rows, channels, years, legendEnd + 30, width);
    const pills = graph.nodes.map((node) => {
        const size = pillWidth(node);
        const column = down.get(node);
        const x = (column ? middleOf(column) : 0) - size / 2;
        const y = tops[rowOf(node)] ?? 0;
        return {
            node,
            box: { x, y, width: size, height: PILL_HEIGHT },
            label: centred(name(node), NAME, 600, x + size / 2, y + PILL_HEIGHT / 2),
        };
    });
    /** The way of an arrow down from `upper`, which the link may lead up. */
    const route = (upper, lower, trunk, pill) => {
        const top = tops[pill.row] ?? 0;
        if (rowOf(upper) === rowOf(lower)) {
            const side = Math.sign(pill.x - trunk.x);
            const y = top + PILL_HEIGHT / 2;
            return [
                { x: middleOf(trunk) + (side * trunk.width) / 2, y },
                { x: middleOf(pill) - (side * pill.width) / 2, y },
            ];
        }
        const levelY = (row, level = 0) => (tops[row] ?? 0) - BELOW - LEVEL * ((channels[row]?.depth ?? 0) - 1 - level);
        const first = { x: trunk.x, y: (tops[rowOf(upper)] ?? 0) + PILL_HEIGHT };
        const points = [first];
        if (trunk.width === 0) {
            first.x = startOf(trunk);
            const y = levelY(trunk.row + 1, channels[trunk.row + 1]?.starts.get(trunk));
            points.push({ x: first.x, y }, { x: trunk.x, y });
        }
        const port = channels[pill.row]?.ports.get(trunk)?.get(pill) ?? trunk.x;
        if (port !== trunk.x) {
            const y = levelY(pill.row, channels[pill.row]?.levels.get(trunk));
            points.push({ x: trunk.x, y }, { x: port, y });
        }
        points.push({ x: port, y: top });
        return points;
    };
    const arrows = graph.nodes.flatMap((from) => from.children.flatMap((to) => {
        const against = rowOf(from) > rowOf(to);
        const [upper, lower] = against ? [to, from] : [from, to];
        const trunk = (against ? up : down).get(upper);
        const pill = down.get(lower);
        if (!trunk || !pill)
            return [];
        const points = route(upper, lower, trunk, pill);
        if (against)
            points.reverse();
        return [{ from, to, emphasis: arrowEmphasis(from, to, graph), against, points }];
    }));
    return { width, height: end + MARGIN, heading, legend, bands, pills, arrows };
}
/** The name as it stands on the pill: nothing that XML or a line of text can't hold. */
function name({ note, step }) {
    return step === undefined ? oneLine(note.name) : `${step}. ${oneLine(note.name)}`;
}
/** Wide enough for the name and for every arrow that may arrive. */
function pillWidth(node) {
    const arrows = node.parents.length + node.children.filter((c) => c.note.year <= node.note.year).length;
    return Math.ceil(Math.max(LEAST_PILL, textWidth(name(node), NAME, 600) + 2 * PILL_PADDING, roomForPorts(arrows) + 2 * CORNER));
}
/** A column for each note, one more for each that an earlier one builds on; all placed. */
function makeColumns(rows, rowOf) {
    const down = new Map();
    const up = new Map();
    const chains = rows.flatMap(({ chains }, row) => chains.map((chain) => chain.map((node) => {
        const width = pillWidth(node);
        const made = makeColumn(row, width, width / 2 - CORNER);
        down.set(node, made);
        return made;
    })));
    for (const [node, own] of down) {
        for (const child of node.children) {
            const other = down.get(child);
            if (!other)
                continue;
            if (other.row === own.row) {
                own.beside.push(other);
                other.beside.push(own);
                continue;
            }
            let [trunk, pill] = [own, other];
            if (other.row < own.row) {
                trunk = up.get(child) ?? makeColumn(rowOf(child), 0, 0);
                pill = own;
                if (!up.has(child))
                    trunk.parents.push(other);
                up.set(child, trunk);
            }
            trunk.children.push(pill);
            trunk.end = Math.max(trunk.end, pill.row);
            pill.parents.push(trunk);
        }
    }
    const all = [...chains, ...[...up.values()].map((trunk) => [trunk])];
    placeColumns(all);
    return { down, up, columns: all.flat() };
}
/** The years from the first to the last, those without notes taken together. */
function yearSpans(rows) {
    const years = [...new Set(rows.map(({ year }) => year))];
    return years.flatMap((year, i) => {
        const own = { from: year, to: year, empty: false, text: String(year) };
        const from = (years[i - 1] ?? year - 1) + 1;
        if (from === year)
            return [own];
        const to = year - 1;
        const text = from === to ? String(from) : `${from}–${to}`;
        return [{ from, to, empty: true, text }, own];
    });
}
/** Stacks bands from the top down and says where each row's pills begin. */
function stackRows(rows, channels, years, top, width) {
    const bands = [];
    const tops = [];
    let end = top;
    let empty;
    for (const span of years) {
        if (span.empty) {
            empty = span;
            continue;
        }
        const own = rows.flatMap(({ year }, row) => (year === span.from ? [row] : []));
        const start = end;
        let bandTop = 0;
        for (const row of own) {
            const { depth } = channels[row] ?? { depth: 0 };
            const channel = depth === 0 ? LEAST_CHANNEL : ABOVE + (depth - 1) * LEVEL + BELOW;
            // A channel reaches from pill to pill, over the edges of the bands.
            if (row > 0) {
                const least = row === own[0] && empty ? EMPTY_YEARS + 2 * BAND_PADDING : 0;
                end += Math.max(channel, least) - (row === own[0] ? BAND_PADDING : 0);
            }
            else
                end += BAND_PADDING;
            if (row === own[0])
                bandTop = end - BAND_PADDING;
            tops[row] = end;
            end += PILL_HEIGHT;
        }
        end += BAND_PADDING;
        const x = MARGIN;
        const size = width - 2 * MARGIN;
        const labelX = MARGIN + 2 * BAND_PADDING;
        if (empty) {
            const box = { x, y: start, width: size, height: bandTop - start };
            const text = middle(empty.text, YEAR, 400, labelX, start + box.height / 2);
            bands.push({ ...empty, box, label: text });
            empty = undefined;
        }
        const text = middle(span.text, YEAR, 700, labelX, bandTop + BAND_PADDING + PILL_HEIGHT / 2);
        bands.push({
            ...span,
            box: { x, y: bandTop, width: size, height: end - bandTop },
            label: text,
        });
    }
    return { bands, tops, end };
}
const DOT = 18;
function keyWidth(name) {
    return DOT + 10 + textWidth(name, KEY, 400);
}
/** The topics side by side, in as many lines as they need. */
function makeLegend(topics, width) {
    let x = MARGIN;
    let y = 146;
    return topics.map(({ name, colour }) => {
        if (x > MARGIN && x + keyWidth(name) > width - MARGIN) {
            x = MARGIN;
            y += 36;
        }
        const dot = { x, y: y - DOT / 2, width: DOT, height: DOT };
        const key = { colour, dot, label: middle(name, KEY, 400, x + DOT + 10, y) };
        x += keyWidth(name) + 28;
        return key;
    });
}
/** Capitals of Inter are 0.727 em high (`sCapHeight`); half of it centres them. */
const HALF_CAPITAL = 0.364;
function middle(text, size, weight, x, y) {
    return label(text, size, weight, x, y + HALF_CAPITAL * size);
}
function centred(text, size, weight, x, y) {
    return middle(text, size, weight, x - textWidth(text, size, weight) / 2, y);
}
/** A line of text; the box reaches from its ascenders to its descenders. */
function label(text, size, weight, x, y) {
    const width = textWidth(text, size, weight);
    const box = { x, y: y - 0.76 * size, width, height: 0.97 * size };
    return { text, size, weight, x: round(x), y: round(y), box };
}
function round(value) {
    return Math.round(value * 10) / 10;
}
//# sourceMappingURL=map-layout.js.map