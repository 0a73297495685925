import { defineCommand, toCaller, toChannel } from "../command.js";
import { unknownFormat } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
import { cite as citation, STYLES } from "../shelf/cite.js";
import { showCitation, showNote } from "./calls.js";
import { noteMeant, oneNote } from "./one-note.js";
export const cite = defineCommand({
    name: 'cite',
    description: 'Cite a paper as BibTeX, APA or plain text',
    examples: [{ paper: 'lora' }, { format: 'apa', paper: 'adam' }],
    options: {
        paper: oneNote,
        format: {
            kind: 'text',
            description: 'bibtex, apa or plain',
            suggest: (typed) => STYLES.filter((style) => style.startsWith(typed.toLowerCase())).map((style) => ({
                label: style,
                value: style,
            })),
        },
    },
    run({ paper, format = 'bibtex' }, { catalog, caller }) {
        const style = STYLES.find((one) => one === format.toLowerCase());
        if (!style)
            throw unknownFormat(STYLES);
        const phrases = phrasesFor(caller);
        const { button } = phrases;
        const note = noteMeant(paper, catalog, phrases, (id) => showCitation(id, style));
        if ('blocks' in note)
            return toCaller(note);
        const other = (to) => ({
            kind: 'run',
            label: button.as(nameOf(to, phrases)),
            run: showCitation(note.id, to),
        });
        return toChannel({
            title: phrases.cite.title(note.name, nameOf(style, phrases)),
            blocks: [{ kind: 'text', text: `\`\`\`\n${citation(note, style)}\n\`\`\`` }],
            actions: [
                ...STYLES.filter((one) => one !== style).map(other),
                { kind: 'run', label: button.open(note.name), run: showNote(note.id) },
            ],
        }, showCitation(note.id, style));
    },
});
function nameOf(style, { cite: words }) {
    return { bibtex: 'BibTeX', apa: 'APA', plain: words.plain }[style];
}
//# sourceMappingURL=cite.js.map