/** A column that is not linked yet. */
export function makeColumn(row, width, flat) {
    const left = { columns: [], apart: [] };
    const right = { columns: [], apart: [] };
    return {
        row,
        end: row,
        width,
        flat,
        x: 0,
        lean: 0,
        children: [],
        parents: [],
        beside: [],
        left,
        right,
    };
}
/** The middle of a column's pill. */
export function middleOf({ x, lean }) {
    return x + lean;
}
/** Half the room of a trunk, px. */
export const TRUNK = 11;
/** Between two pills, px; between two of a chain, where an arrow has to fit. */
const GAP = 28;
const CHAIN_GAP = 48;
/** What a bend, a crossing and two branches side by side cost, in px of line. */
const BEND = 40;
const CROSSING = 70;
const OVERLAP = 25;
/** What a pill costs that doesn't stand in the middle of its trunk, px. */
const LEAN = 90;
/** What each px costs that the map is wider than this. */
const BROAD = 1150;
const BREADTH = 4;
/**
 * How many orders are tried, and the most work that this may be: orders times size of the map.
 * Found by trying on the 22 notes that come with the bot: four times as many save 2 % of the cost.
 */
const MOST_TRIES = 2000;
const EFFORT = 160_000;
/** How often columns are moved towards what they are linked with, to judge an order. */
const SWEEPS = 2;
/** How much worse an order may be and still be built upon, at the start. */
const DETOUR = 800;
/**
 * Orders columns from left to right and places them. Every trunk is one straight line: the order
 * is the same in all rows, so that there always is a place for each.
 *
 * @param chains columns that stand side by side in their row, in this order or its reverse.
 */
export function placeColumns(chains) {
    const columns = chains.flat();
    const size = columns.reduce((sum, { row, end }) => sum + end - row + 1, 0);
    let best = chains.map((chain) => [...chain]);
    let bestCost = tryOrder(best.flat(), SWEEPS);
    let current = { order: best, cost: bestCost };
    const tries = Math.min(MOST_TRIES, Math.floor(EFFORT / (size + 1)));
    const random = randomNumbers(columns.length);
    let leans = columns.map(({ lean }) => lean);
    for (let i = 0; i < tries && chains.length > 0; i++) {
        const order = [...current.order];
        const from = random(order.length);
        const moved = order[from] ?? [];
        const linked = moved.flatMap(({ parents, children }) => [...parents, ...children]);
        const near = linked[random(linked.length)];
        const pill = moved[random(moved.length)];
        const lean = pill?.lean ?? 0;
        if (pill && random(5) === 0)
            pill.lean = (random(3) - 1) * pill.flat;
        else if (near && random(3) > 0) {
            order.splice(from, 1);
            const to = order.findIndex((chain) => chain.includes(near));
            order.splice(to + random(2), 0, moved);
        }
        else if (random(2) === 0 && moved.length > 1)
            order[from] = [...moved].reverse();
        else {
            order.splice(from, 1);
            order.splice(random(order.length + 1), 0, moved);
        }
        const cost = tryOrder(order.flat(), SWEEPS);
        // A little worse is fine at first: it may lead out of a dead end.
        if (cost < current.cost + (1 - i / tries) ** 2 * random(DETOUR))
            current = { order, cost };
        else if (pill)
            pill.lean = lean;
        if (cost < bestCost) {
            [best, bestCost] = [order, cost];
            leans = columns.map((column) => column.lean);
        }
    }
    columns.forEach((column, i) => (column.lean = leans[i] ?? 0));
    tryOrder(best.flat(), 40);
}
/** Whole numbers below a bound, the same sequence for the same seed (mulberry32). */
function randomNumbers(seed) {
    let state = seed;
    return (bound) => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), state | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
    };
}
/** Places the columns in this order and says what the picture costs. */
function tryOrder(order, sweeps) {
    const rows = rowsOf(order);
    findNeighbours(order, rows);
    for (const column of order) {
        column.x = Math.max(0, limit(column.left, 1));
    }
    const settle = (column) => {
        column.x = Math.max(limit(column.left, 1), Math.min(limit(column.right, -1), wish(column)));
    };
    for (let i = 0; i < sweeps; i++) {
        for (let j = order.length - 1; j >= 0; j--) {
            const column = order[j];
            if (column)
                settle(column);
        }
        order.forEach(settle);
    }
    return cost(order, rows);
}
/** How far left (`side` 1) or right (-1) a column may stand for its neighbours on that side. */
function limit(neighbours, side) {
    let most = -Infinity;
    for (let i = 0; i < neighbours.columns.length; i++) {
        const x = (neighbours.columns[i]?.x ?? 0) * side + (neighbours.apart[i] ?? 0);
        if (x > most)
            most = x;
    }
    return most * side;
}
function findNeighbours(order, rows) {
    for (const { left, right } of order) {
        left.columns.length = left.apart.length = 0;
        right.columns.length = right.apart.length = 0;
    }
    rows.forEach((row, r) => {
        row.forEach((b, j) => {
            for (let i = j - 1; i >= 0; i--) {
                const a = row[i];
                if (!a || landsOn(a, b, r) || landsOn(b, a, r))
                    continue;
                const distance = reach(a, r, 1) + reach(b, r, -1) + gap(a, b, r);
                b.left.columns.push(a);
                b.left.apart.push(distance);
                a.right.columns.push(b);
                a.right.apart.push(distance);
                // All further ones are left of `a`, unless `a` and they may overlap.
                if (a.end !== r && a.row !== r)
                    break;
                if (a.row === r && a.parents.every(({ end }) => end !== r))
                    break;
            }
        });
    });
}
/** Which columns stand in which row, from left to right. */
function rowsOf(order) {
    const rows = [];
    for (const column of order) {
        for (let r = column.row; r <= column.end; r++)
            (rows[r] ??= []).push(column);
    }
    return Array.from(rows, (row) => row ?? []);
}
/** Whether a trunk ends above a row and may do so above this pill, since it branches to it. */
export function landsOn(trunk, pill, row) {
    return trunk.end === row && pill.row === row && trunk.row < row && pill.parents.includes(trunk);
}
/** Whether a trunk comes down straight on a pill. */
export function isStraight(trunk, pill) {
    return trunk.end === pill.row && Math.abs(trunk.x - middleOf(pill)) <= pill.flat;
}
/** How far a column reaches to the right (`side` 1) or left (-1) of its trunk in a row, px. */
function reach({ row: own, width, lean }, row, side) {
    return own === row && width > 0 ? width / 2 + side * lean : TRUNK;
}
function gap(a, b, row) {
    if (a.row !== row || b.row !== row || a.width === 0 || b.width === 0)
        return 0;
    return a.beside.includes(b) ? CHAIN_GAP : GAP;
}
/** Where a column would like to stand: in the middle of what it is linked with. */
function wish(column) {
    const xs = [];
    for (const { x } of column.parents)
        insert(xs, x - column.lean);
    for (const child of column.children)
        insert(xs, middleOf(child));
    for (const other of column.beside) {
        const apart = (column.width + other.width) / 2 + CHAIN_GAP;
        insert(xs, middleOf(other) + Math.sign(column.x - other.x) * apart - column.lean);
    }
    const middle = xs.length >> 1;
    const upper = xs[middle] ?? 0;
    return xs.length % 2 === 1 ? upper : ((xs[middle - 1] ?? 0) + upper) / 2;
}
/** Inserts a number into a sorted list; far quicker than sorting for the few there are. */
function insert(sorted, value) {
    let i = sorted.length;
    for (; i > 0 && (sorted[i - 1] ?? 0) > value; i--)
        sorted[i] = sorted[i - 1] ?? 0;
    sorted[i] = value;
}
/** The length of all branches, and what makes a picture hard to read. */
function cost(order, rows) {
    let sum = 0;
    let [leftmost, rightmost] = [0, 0];
    const branches = rows.map(() => []);
    for (const column of order) {
        leftmost = Math.min(leftmost, middleOf(column) - column.width / 2);
        rightmost = Math.max(rightmost, middleOf(column) + column.width / 2);
        if (column.lean !== 0)
            sum += LEAN;
        for (const child of column.children) {
            if (isStraight(column, child))
                continue;
            const x = middleOf(child);
            sum += Math.abs(column.x - x) + BEND;
            const last = branches[child.row]?.at(-1);
            if (last?.column === column) {
                last.from = Math.min(last.from, x);
                last.to = Math.max(last.to, x);
            }
            else {
                const [from, to] = [Math.min(column.x, x), Math.max(column.x, x)];
                branches[child.row]?.push({ column, from, to });
            }
        }
        for (const other of column.beside)
            sum += Math.abs(column.x - other.x) / 2;
    }
    branches.forEach((row, r) => {
        for (const { column, from, to } of row) {
            for (const other of rows[r] ?? []) {
                const passes = other.row < r && other !== column && other.x > from && other.x < to;
                if (passes)
                    sum += CROSSING;
            }
            for (const other of row)
                if (other.from < to && other.to > from)
                    sum += OVERLAP;
        }
    });
    return sum + Math.max(0, rightmost - leftmost - BROAD) * BREADTH;
}
//# sourceMappingURL=map-columns.js.map