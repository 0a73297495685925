import { defineCommand, toCaller, toChannel } from "../command.js";
import { InvocationError } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
import { contrastsOf, pairsOf } from "../shelf/compare.js";
import { EXACT, showNote } from "./calls.js";
import { byline, published, sectionIn } from "./note-card.js";
import { noteMeant, oneNote } from "./one-note.js";
export const compare = defineCommand({
    name: 'compare',
    description: 'Put two papers side by side',
    examples: [{ paper: 'lora vs dpo' }],
    options: {
        paper: { ...oneNote, description: 'A paper; or both, with “vs” between them' },
        with: { ...oneNote, required: false, description: 'The other paper' },
    },
    run({ paper, with: second }, { catalog, caller }) {
        const phrases = phrasesFor(caller);
        const { button, compare: says } = phrases;
        const [one = '', other = second] = paper.split(/\s+(?:vs\.?|versus|and|with|\|)\s+/i);
        // Two single words are two papers.
        const words = one.split(/\s+/);
        const [left, right] = other === undefined && words.length === 2 ? [words[0] ?? '', words[1]] : [one, other];
        if (right === undefined) {
            throw new InvocationError(({ fault }) => fault.twoPapers, 'with');
        }
        const run = (a, b) => ({
            command: 'compare',
            options: { paper: EXACT + a, with: EXACT + b },
        });
        const a = noteMeant(left, catalog, phrases, (id) => run(id, right));
        if ('blocks' in a)
            return toCaller(a);
        const b = noteMeant(right, catalog, phrases, (id) => run(a.id, id));
        if ('blocks' in b)
            return toCaller(b);
        return toChannel({
            title: says.title(a.name, b.name),
            blocks: [
                {
                    kind: 'columns',
                    rows: [[about(a, phrases), about(b, phrases)], numbers(a, b, phrases)],
                },
                ...sameKind(a, b, phrases),
                { kind: 'section', heading: says.disagree, text: disagreement(a, b, phrases) },
                { kind: 'section', heading: says.first, text: order(a, b, phrases) },
            ],
            actions: [a, b].map(({ id, name }) => ({
                kind: 'run',
                label: button.open(name),
                run: showNote(id),
            })),
        }, run(a.id, b.id));
    },
});
function about(note, phrases) {
    const text = `*${byline(note.authors, phrases)}, ${published(note)}*\n\n${note.tldr}`;
    return { heading: `${note.name} (${note.year})`, text };
}
function numbers(a, b, { compare: words }) {
    const cell = ({ name, numbers: all }) => ({
        heading: words.numbers(name),
        text: all.map(({ value, label }) => `- **${value}**: ${label}`).join('\n'),
    });
    return [cell(a), cell(b)];
}
/** Numbers side by side that measure the same. */
function sameKind(a, b, { compare: words }) {
    const rows = pairsOf(a, b).map(({ what, one, other }) => {
        const measure = upper(measureIn(what, words.measures));
        return [
            { heading: `${measure}, ${a.name}`, text: `**${one.value}**: ${one.label}` },
            { heading: `${measure}, ${b.name}`, text: `**${other.value}**: ${other.label}` },
        ];
    });
    return a.id === b.id || rows.length === 0
        ? []
        : [{ kind: 'columns', heading: words.sameKind, rows }];
}
/** A benchmark is called the same everywhere. */
function measureIn(what, measures) {
    return measures[what] ?? what;
}
function upper(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** What the notes say against each other, word for word. */
function disagreement(a, b, phrases) {
    const found = contrastsOf(a, b, 4);
    return found.length === 0
        ? phrases.compare.neither
        : found
            .map(({ note, section, text }) => `> ${text}\n\n*${note.name} · ${sectionIn(section, phrases)}*`)
            .join('\n\n');
}
/** What the graph says of the order, else the years. */
function order(a, b, { compare: words }) {
    const on = (one, base) => one.buildsOn.some((reference) => 'id' in reference && reference.id === base.id);
    if (a.id === b.id)
        return words.same;
    if (on(a, b))
        return words.readFirst(b.name, a.name);
    if (on(b, a))
        return words.readFirst(a.name, b.name);
    const why = [a, b].flatMap((note) => {
        const other = note === a ? b : a;
        const entry = note.next.find(({ to }) => 'id' in to && to.id === other.id);
        return entry ? [words.after(note.name, other.name, entry.why)] : [];
    })[0];
    if (why !== undefined)
        return why;
    const [older, newer] = a.year <= b.year ? [a, b] : [b, a];
    return older.year === newer.year ? words.sameYear : words.older(older.name, older.year);
}
//# sourceMappingURL=compare.js.map