import { oneLine } from "../markdown.js";
import { en } from "../phrases/en.js";
import { drawLayout } from "./map-draw.js";
import { mapGraph } from "./map-graph.js";
import { layOut } from "./map-layout.js";
import { mapText } from "./map-text.js";
/** The colour of a topic that the catalog doesn't list. */
const GREY = '#64748b';
/**
 * The map of the catalog: its papers by year, the oldest on top, with arrows from each paper to
 * those that build on it. With a focus, what that is not about is faded; an unknown focus is none.
 *
 * The same catalog and focus give the same bytes. The text says the same as the picture, as a
 * Markdown list, in a language; the picture is in English, as its font has no other script. Both say how many notes are left out of a catalog that is too large to be read.
 */
export function drawMap(catalog, focus, phrases = en) {
    const graph = mapGraph(catalog, focus);
    const topics = catalog.topics.filter(({ id }) => graph.nodes.some(({ note }) => note.topic === id));
    const title = titleOf(graph, catalog);
    const subtitle = subtitleOf(graph);
    const layout = layOut(graph, { title, subtitle, topics });
    const colours = new Map(topics.map(({ id, colour }) => [id, colour]));
    const svg = drawLayout(layout, title, subtitle, (topic) => colours.get(topic) ?? GREY);
    return { svg, text: mapText(graph, phrases), layout };
}
function titleOf({ focus }, catalog) {
    if (!focus)
        return 'What builds on what';
    if ('node' in focus)
        return `Where ${oneLine(focus.node.note.name)} sits`;
    if ('path' in focus)
        return `The way to ${oneLine(focus.path.at(-1)?.note.name ?? '')}`;
    const topic = catalog.topics.find(({ id }) => id === focus.topic);
    return topic?.name ?? focus.topic;
}
function subtitleOf({ nodes, leftOut, focus }) {
    if (nodes.length === 0)
        return 'There are no notes yet';
    const all = papers(nodes.length + leftOut);
    const shown = leftOut > 0 ? `${nodes.length} of ${all}` : all;
    if (!focus)
        return `${shown} by year; an arrow leads to a paper that builds on the one before`;
    if ('topic' in focus) {
        const inside = nodes.filter(({ note }) => note.topic === focus.topic).length;
        return `${papers(inside)} of ${nodes.length + leftOut}, what they build on and what builds on them`;
    }
    if ('path' in focus) {
        return `${papers(focus.path.length)} in the order of the numbers; the others are faded`;
    }
    const by = focus.descendants.length;
    return (`Builds on ${papers(focus.ancestors.length)} of the ${nodes.length + leftOut}, ` +
        `directly or through others; ${by === 0 ? 'none' : by} ${by < 2 ? 'builds' : 'build'} on it`);
}
function papers(count) {
    return count === 1 ? '1 paper' : `${count} papers`;
}
//# sourceMappingURL=map.js.map