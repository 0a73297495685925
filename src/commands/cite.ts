import { defineCommand, toCaller, toChannel } from '../command.ts';
import { unknownFormat } from '../invocation.ts';
import type { Phrases } from '../phrases/en.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { cite as citation, STYLES, type Style } from '../shelf/cite.ts';
import { showCitation, showNote } from './calls.ts';
import { noteMeant, oneNote } from './one-note.ts';

export const cite = defineCommand({
  name: 'cite',
  description: 'Cite a paper as BibTeX, APA or plain text',
  examples: [{ paper: 'lora' }, { format: 'apa', paper: 'adam' }],
  options: {
    paper: oneNote,
    format: {
      kind: 'text',
      description: 'bibtex, apa or plain',
      suggest: (typed: string) =>
        STYLES.filter((style) => style.startsWith(typed.toLowerCase())).map((style) => ({
          label: style,
          value: style,
        })),
    },
  },
  run({ paper, format = 'bibtex' }, { catalog, caller }) {
    const style = STYLES.find((one) => one === format.toLowerCase());
    if (!style) throw unknownFormat(STYLES);
    const phrases = phrasesFor(caller);
    const { button } = phrases;
    const note = noteMeant(paper, catalog, phrases, (id) => showCitation(id, style));
    if ('blocks' in note) return toCaller(note);
    const other = (to: Style) =>
      ({
        kind: 'run',
        label: button.as(nameOf(to, phrases)),
        run: showCitation(note.id, to),
      }) as const;
    return toChannel(
      {
        title: phrases.cite.title(note.name, nameOf(style, phrases)),
        blocks: [{ kind: 'text', text: `\`\`\`\n${citation(note, style)}\n\`\`\`` }],
        actions: [
          ...STYLES.filter((one) => one !== style).map(other),
          { kind: 'run', label: button.open(note.name), run: showNote(note.id) },
        ],
      },
      showCitation(note.id, style),
    );
  },
});

function nameOf(style: Style, { cite: words }: Phrases): string {
  return { bibtex: 'BibTeX', apa: 'APA', plain: words.plain }[style];
}
