/** Where the rows end: wider rows make a picture that is too small to read. */
const WIDEST_ROW = 1000;
/** Longer chains leave no room beside them and pull their trunks apart. */
const WIDEST_CHAIN = 720;
/** About what stands between two pills; only to tell when a row is full. */
const BETWEEN = 40;
/**
 * Sorts notes into rows, oldest first. Two linked notes are in different rows, or neighbours in a
 * chain; of a year's notes the one that builds on another is further down, or beside it.
 *
 * @param nodes oldest first.
 * @param width of a note's pill, px.
 */
export function mapRows(nodes, width) {
    const years = [...new Set(nodes.map(({ note }) => note.year))];
    return years.flatMap((year) => yearRows(nodes.filter(({ note }) => note.year === year), width).map((chains) => ({ year, chains })));
}
function yearRows(nodes, width) {
    const below = withoutCycles(nodes);
    const chainWidth = (chain) => chain.reduce((sum, node) => sum + width(node) + BETWEEN, -BETWEEN);
    let chains = nodes.map((node) => [node]);
    for (const from of nodes) {
        for (const to of below.get(from) ?? []) {
            const joined = join(chains, from, to);
            if (!joined || chainWidth(joined.chain) > WIDEST_CHAIN)
                continue;
            if (levels(joined.chains, below))
                chains = joined.chains;
        }
    }
    const level = levels(chains, below) ?? new Map();
    const rows = [];
    const free = [];
    const placed = new Map();
    for (const chain of [...chains].sort((a, b) => (level.get(a) ?? 0) - (level.get(b) ?? 0))) {
        let row = 0;
        for (const node of chain) {
            for (const [from, to] of below) {
                if (to.has(node) && !chain.includes(from))
                    row = Math.max(row, (placed.get(from) ?? -1) + 1);
            }
        }
        while ((free[row] ?? WIDEST_ROW) < Math.min(chainWidth(chain), WIDEST_ROW))
            row++;
        free[row] = (free[row] ?? WIDEST_ROW) - chainWidth(chain) - BETWEEN;
        for (let i = rows.length; i <= row; i++)
            rows.push([]);
        rows[row]?.push(chain);
        for (const node of chain)
            placed.set(node, row);
    }
    return rows;
}
/**
 * The links inside a year, each turned so that there is no cycle: what has to be below (or beside)
 * what. Links that had to be turned, or go both ways, have no place in a chain.
 */
function withoutCycles(nodes) {
    const inside = new Set(nodes);
    const order = new Map();
    const visit = (node) => {
        if (order.has(node))
            return;
        order.set(node, -1);
        for (const child of node.children)
            if (inside.has(child))
                visit(child);
        order.set(node, [...order.values()].filter((done) => done >= 0).length);
    };
    nodes.forEach(visit);
    const below = new Map(nodes.map((node) => [node, new Set()]));
    for (const from of nodes) {
        for (const to of from.children) {
            if (!inside.has(to))
                continue;
            const forward = (order.get(from) ?? 0) > (order.get(to) ?? 0);
            below.get(forward ? from : to)?.add(forward ? to : from);
        }
    }
    return below;
}
/** The chains with two of them joined so that `from` and `to` are neighbours, where both are ends. */
function join(chains, from, to) {
    const both = from.parents.includes(to) || !to.parents.includes(from);
    const a = chains.find((chain) => chain.includes(from));
    const b = chains.find((chain) => chain.includes(to));
    if (both || !a || !b || a === b)
        return undefined;
    const left = a.at(-1) === from ? a : a[0] === from ? [...a].reverse() : undefined;
    const right = b[0] === to ? b : b.at(-1) === to ? [...b].reverse() : undefined;
    if (!left || !right)
        return undefined;
    const chain = [...left, ...right];
    return { chain, chains: chains.flatMap((c) => (c === a ? [chain] : c === b ? [] : [c])) };
}
/** How many chains stand above each, or undefined where no order of rows does. */
function levels(chains, below) {
    const of = new Map(chains.flatMap((chain) => chain.map((node) => [node, chain])));
    const level = new Map();
    const open = new Set();
    const visit = (chain) => {
        if (level.has(chain))
            return true;
        if (open.has(chain))
            return false;
        open.add(chain);
        let deepest = 0;
        for (const [i, node] of chain.entries()) {
            for (const next of below.get(node) ?? []) {
                if (next === chain[i + 1] || next === chain[i - 1])
                    continue;
                const other = of.get(next);
                if (!other || other === chain || !visit(other))
                    return false;
                deepest = Math.max(deepest, (level.get(other) ?? 0) + 1);
            }
        }
        open.delete(chain);
        level.set(chain, deepest);
        return true;
    };
    if (!chains.every(visit))
        return undefined;
    // Counted from the last ones up; the first rows are those with the most below them.
    const most = Math.max(0, ...level.values());
    return new Map([...level].map(([chain, depth]) => [chain, most - depth]));
}
//# sourceMappingURL=map-rows.js.map