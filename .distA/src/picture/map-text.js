import { oneLine } from "../markdown.js";
/** What the map shows, as a Markdown list: by year, or for a paper its lines up and down. */
export function mapText({ nodes, leftOut, focus }, phrases) {
    const lines = focus && 'node' in focus
        ? paperLines(focus.node, focus.ancestors, focus.descendants, phrases)
        : focus && 'path' in focus
            ? pathLines(focus.path, phrases)
            : yearLines(focus ? nodes.filter(({ note }) => note.topic === focus.topic) : nodes, focus !== undefined, phrases);
    if (nodes.length === 0)
        lines.push(phrases.map.noNotes);
    if (leftOut > 0)
        lines.push(phrases.map.leftOut(leftOut));
    return lines.map((line) => `- ${line}`).join('\n');
}
function paperLines(node, ancestors, descendants, phrases) {
    const words = phrases.map;
    const above = ancestors.filter((other) => !node.parents.includes(other));
    const below = descendants.filter((other) => !node.children.includes(other));
    const title = `**${name(node)}** (${node.note.year})`;
    return [
        node.parents.length > 0
            ? words.buildsOn(title, names(node.parents, phrases))
            : words.buildsOnNone(title),
        ...(above.length > 0 ? [words.throughThem(names(above, phrases))] : []),
        node.children.length > 0 ? words.builtOnBy(names(node.children, phrases)) : words.builtOnByNone,
        ...(below.length > 0 ? [words.throughThemBy(names(below, phrases))] : []),
    ];
}
function pathLines(path, phrases) {
    return path.map((node) => {
        const on = node.parents.filter((parent) => path.includes(parent));
        const said = on.length > 0 ? phrases.map.buildsOn(name(node), names(on, phrases)) : name(node);
        return `${node.step ?? 0}: ${said}`;
    });
}
/** @param both whether to say as well what builds on a note. */
function yearLines(nodes, both, phrases) {
    const years = [...new Set(nodes.map(({ note }) => note.year))];
    return years.map((year) => {
        const notes = nodes
            .filter(({ note }) => note.year === year)
            .map((node) => links(node, both, phrases));
        return `**${year}**: ${notes.join('; ')}`;
    });
}
function links(node, both, phrases) {
    const words = phrases.map;
    const on = names(node.parents, phrases);
    const by = both ? names(node.children, phrases) : '';
    if (on !== '' && by !== '')
        return words.onAndBy(name(node), on, by);
    if (on !== '')
        return words.buildsOn(name(node), on);
    return by === '' ? name(node) : words.isBuiltOnBy(name(node), by);
}
function names(nodes, { and }) {
    return and.format(nodes.map(name));
}
/** A short name in which nothing is Markdown. */
function name({ note }) {
    return oneLine(note.name)
        .replace(/[\\`*_~[\]<>&|@]/g, '\\$&')
        .replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&');
}
//# sourceMappingURL=map-text.js.map