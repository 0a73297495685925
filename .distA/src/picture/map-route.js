import { isStraight, landsOn, middleOf } from "./map-columns.js";
/** The level of a branch that needs none: it is straight. */
const NONE = -1;
/** Between two branches on one level, px. */
const APART = 24;
/** Between a trunk and where a link against time arrives beside it, px. */
const START = 13;
/** How far arrows into a pill are from one another at least, px. Many have to be closer. */
export function portDistance(arrows) {
    return arrows <= 5 ? 12 : arrows <= 14 ? 8 : 5;
}
/**
 * The room that is enough for this many arrows wherever their neighbours are: each takes its
 * distance on both sides, and so does a trunk that ends at either corner.
 */
export function roomForPorts(arrows) {
    return arrows === 0 ? 0 : (2 * portDistance(arrows) + 1) * arrows + 2;
}
/** Where a trunk without a pill is linked with the pill above it: beside that pill's own trunk. */
export function startOf(column) {
    const above = column.parents[0] ?? column;
    const right = above.x + START <= middleOf(above) + above.flat;
    return above.x + (right ? START : -START);
}
/** Routes everything that branches to pills of a row, or starts without a pill above it. */
export function routeChannel(row, columns) {
    const above = columns.filter((column) => column.row < row && column.end >= row);
    const pills = columns.filter((column) => column.row === row && column.width > 0);
    const ports = new Map(above.map((trunk) => [trunk, new Map()]));
    for (const pill of pills) {
        for (const [trunk, x] of pillPorts(pill, above))
            ports.get(trunk)?.set(pill, x);
    }
    const starting = above.filter(({ width, row: start }) => width === 0 && start === row - 1);
    const starts = stack(starting.map((column) => {
        const x = startOf(column);
        return { column, x, drops: [column.x], through: false };
    }));
    const first = 1 + Math.max(NONE, ...starts.values());
    const levels = stack(above.flatMap((column) => {
        const drops = [...(ports.get(column)?.values() ?? [])];
        if (drops.every((x) => x === column.x))
            return [];
        return { column, x: column.x, drops, through: column.end > row || drops.includes(column.x) };
    }));
    return {
        ports,
        starts,
        levels: new Map([...levels].map(([column, level]) => [column, level + first])),
        depth: first + 1 + Math.max(NONE, ...levels.values()),
    };
}
/**
 * A place for each arrow on a pill: straight below a trunk that ends here, else towards the side
 * it comes from; never below another trunk that ends here.
 */
function pillPorts(pill, above) {
    const apart = portDistance(pill.parents.length);
    const trunks = [...pill.parents].sort((a, b) => a.x - b.x);
    const taken = above
        .filter((trunk) => landsOn(trunk, pill, pill.row))
        .map((trunk) => ({ trunk, x: trunk.x }));
    const free = (x, own) => taken.every(({ trunk, x: other }) => trunk === own || Math.abs(x - other) >= apart);
    const step = Math.min(1.5 * apart, (2 * pill.flat) / Math.max(1, trunks.length - 1));
    const fixed = trunks.map((trunk) => isStraight(trunk, pill));
    const xs = trunks.map((trunk, i) => fixed[i] ? trunk.x : middleOf(pill) + (i - (trunks.length - 1) / 2) * step);
    // Left to right as the trunks are, around those that are straight.
    for (let i = xs.length - 2; i >= 0; i--) {
        if (!fixed[i])
            xs[i] = Math.min(xs[i] ?? 0, (xs[i + 1] ?? 0) - step);
    }
    for (let i = 1; i < xs.length; i++) {
        if (!fixed[i])
            xs[i] = Math.max(xs[i] ?? 0, (xs[i - 1] ?? 0) + step);
    }
    return trunks.map((trunk, i) => {
        const ideal = xs[i] ?? middleOf(pill);
        if (fixed[i])
            return [trunk, ideal];
        let x = ideal;
        for (let n = 1; !free(x, trunk) || Math.abs(x - middleOf(pill)) > pill.flat; n++) {
            // One px to either side, then two, …
            x = ideal + (n % 2 === 0 ? 1 : -1) * Math.ceil(n / 2);
            if (n > 8 * pill.flat)
                break;
        }
        taken.push({ trunk, x });
        return [trunk, x];
    });
}
/** Puts branches on levels: those that overlap on different ones, with few crossings. */
function stack(branches) {
    const spans = branches.map((branch) => ({
        ...branch,
        from: Math.min(branch.x, ...branch.drops),
        to: Math.max(branch.x, ...branch.drops),
    }));
    const inside = (x, span) => x > span.from && x < span.to;
    /** Crossings when `a` is above `b`. */
    const crossings = (a, b) => a.drops.filter((x) => x !== a.x && inside(x, b)).length +
        (!b.through && inside(b.x, a) ? 1 : 0);
    const order = [...spans].sort((a, b) => a.to - a.from - (b.to - b.from));
    for (let again = order.length; again > 0; again--) {
        let changed = false;
        for (let i = 0; i + 1 < order.length; i++) {
            const [a, b] = [order[i], order[i + 1]];
            if (a && b && crossings(b, a) < crossings(a, b)) {
                [order[i], order[i + 1]] = [b, a];
                changed = true;
            }
        }
        if (!changed)
            break;
    }
    const levels = new Map();
    const placed = [];
    for (const span of order) {
        const level = placed
            .filter((other) => other.from < span.to + APART && other.to > span.from - APART)
            .reduce((most, { column }) => Math.max(most, (levels.get(column) ?? 0) + 1), 0);
        levels.set(span.column, level);
        placed.push(span);
    }
    return levels;
}
//# sourceMappingURL=map-route.js.map