import { defineCommand, toCaller, toChannel } from '../command.ts';
import { unknownFormat } from '../invocation.ts';
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
  run({ paper, format = 'bibtex' }, { catalog }) {
    const style = STYLES.find((one) => one === format.toLowerCase());
    if (!style) throw unknownFormat(STYLES);
    const note = noteMeant(paper, catalog, (id) => showCitation(id, style));
    if ('blocks' in note) return toCaller(note);
    const other = (to: Style) =>
      ({ kind: 'run', label: `As ${NAMES[to]}`, run: showCitation(note.id, to) }) as const;
    return toChannel(
      {
        title: `${note.name} as ${NAMES[style]}`,
        blocks: [{ kind: 'text', text: `\`\`\`\n${citation(note, style)}\n\`\`\`` }],
        actions: [
          ...STYLES.filter((one) => one !== style).map(other),
          { kind: 'run', label: `Open ${note.name}`, run: showNote(note.id) },
        ],
      },
      showCitation(note.id, style),
    );
  },
});

const NAMES: Record<Style, string> = { bibtex: 'BibTeX', apa: 'APA', plain: 'plain text' };
