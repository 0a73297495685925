/** The most notes that are shown: more can't be read in one picture. */
export const MOST_SHOWN = 60;
/**
 * Chooses what is shown and how. Links to notes that don't exist, to the note itself and repeated
 * ones are dropped; an unknown focus is no focus. Where the catalog has more than
 * {@link MOST_SHOWN} notes, the focus and those closest to it are shown, else the best linked.
 */
export function mapGraph(catalog, focus) {
    const all = link(catalog.notes);
    const named = focus && 'note' in focus ? all.find(({ note }) => note.id === focus.note) : undefined;
    const topic = focus && 'topic' in focus && all.some(({ note }) => note.topic === focus.topic)
        ? focus.topic
        : undefined;
    const path = focus && 'path' in focus
        ? focus.path.flatMap((id) => all.find(({ note }) => note.id === id) ?? [])
        : [];
    const inTopic = all.filter(({ note }) => note.topic === topic);
    const start = named ? [named] : path.length > 0 ? path : inTopic;
    const shown = new Set(closest(all, start).slice(0, MOST_SHOWN));
    const nodes = all.filter((node) => shown.has(node));
    for (const node of nodes) {
        node.parents = node.parents.filter((other) => shown.has(other));
        node.children = node.children.filter((other) => shown.has(other));
    }
    const graph = { nodes, leftOut: all.length - nodes.length };
    if (named) {
        const ancestors = reach(named, 'parents');
        const descendants = reach(named, 'children');
        const near = new Set([...ancestors, ...descendants]);
        for (const node of nodes) {
            node.emphasis = node === named ? 'focus' : near.has(node) ? 'plain' : 'faded';
        }
        graph.focus = { node: named, ancestors, descendants };
    }
    else if (topic !== undefined) {
        const inside = (node) => node.note.topic === topic;
        for (const node of nodes) {
            const near = [...node.parents, ...node.children].some(inside);
            node.emphasis = inside(node) ? 'focus' : near ? 'plain' : 'faded';
        }
        graph.focus = { topic };
    }
    else if (path.length > 0) {
        const steps = path.filter((node) => shown.has(node));
        for (const node of nodes)
            node.emphasis = steps.includes(node) ? 'plain' : 'faded';
        steps.forEach((node, i) => (node.step = i + 1));
        const goal = steps.at(-1);
        if (goal)
            goal.emphasis = 'focus';
        graph.focus = { path: steps };
    }
    return graph;
}
/** Whether the arrow from a paper to the one that builds on it belongs to what the focus is about. */
export function arrowEmphasis(from, to, { focus }) {
    if (!focus)
        return 'plain';
    if ('topic' in focus) {
        return from.emphasis === 'focus' || to.emphasis === 'focus' ? 'plain' : 'faded';
    }
    if ('path' in focus) {
        return focus.path.includes(from) && focus.path.includes(to) ? 'plain' : 'faded';
    }
    const above = [focus.node, ...focus.ancestors];
    const below = [focus.node, ...focus.descendants];
    const on = (side) => side.includes(from) && side.includes(to);
    return on(above) || on(below) ? 'plain' : 'faded';
}
function link(notes) {
    const byId = new Map();
    for (const note of notes) {
        if (!byId.has(note.id)) {
            byId.set(note.id, { note, emphasis: 'plain', parents: [], children: [] });
        }
    }
    // The order of the catalog (topics, then names) within a year keeps papers of a topic together.
    const nodes = [...byId.values()].sort((a, b) => a.note.year - b.note.year);
    for (const node of nodes) {
        for (const to of node.note.buildsOn) {
            const parent = 'id' in to ? byId.get(to.id) : undefined;
            if (parent && parent !== node && !node.parents.includes(parent)) {
                node.parents.push(parent);
                parent.children.push(node);
            }
        }
    }
    return nodes;
}
/** All nodes that are reached over one kind of link, nearest first, without the node itself. */
function reach(from, over) {
    const found = new Set([from]);
    for (const node of found)
        for (const next of node[over])
            found.add(next);
    found.delete(from);
    return [...found];
}
/** All nodes by how much they matter: the start, its lines up and down, its surroundings, the rest. */
function closest(all, start) {
    const degree = (node) => node.parents.length + node.children.length;
    const byDegree = (nodes) => [...nodes].sort((a, b) => degree(b) - degree(a));
    const found = new Set(byDegree(start));
    if (start.length === 1) {
        // Step by step in both directions, so that neither side crowds out the other.
        const up = [...start];
        const down = [...start];
        for (let i = 0; i < Math.max(up.length, down.length); i++) {
            for (const next of up[i]?.parents ?? [])
                if (!up.includes(next))
                    up.push(next);
            for (const next of down[i]?.children ?? [])
                if (!down.includes(next))
                    down.push(next);
            for (const node of [up[i], down[i]])
                if (node)
                    found.add(node);
        }
    }
    for (const node of found) {
        for (const next of byDegree([...node.parents, ...node.children]))
            found.add(next);
    }
    for (const node of byDegree(all))
        found.add(node);
    return [...found];
}
//# sourceMappingURL=map-graph.js.map