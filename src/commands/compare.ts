import type { Block, Cell } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel } from '../command.ts';
import { InvocationError } from '../invocation.ts';
import { contrastsOf, pairsOf } from '../shelf/compare.ts';
import { EXACT, showNote } from './calls.ts';
import { byline, published } from './note-card.ts';
import { noteMeant, oneNote } from './one-note.ts';

export const compare = defineCommand({
  name: 'compare',
  description: 'Put two papers side by side',
  examples: [{ paper: 'lora vs dpo' }],
  options: {
    paper: { ...oneNote, description: 'A paper; or both, with “vs” between them' },
    with: { ...oneNote, required: false, description: 'The other paper' },
  },
  run({ paper, with: second }, { catalog }) {
    const [one = '', other = second] = paper.split(/\s+(?:vs\.?|versus|and|with|\|)\s+/i);
    // Two single words are two papers.
    const words = one.split(/\s+/);
    const [left, right] =
      other === undefined && words.length === 2 ? [words[0] ?? '', words[1]] : [one, other];
    if (right === undefined) {
      throw new InvocationError('Name two papers, with `vs` between them.', 'with');
    }
    const run = (a: string, b: string) => ({
      command: 'compare',
      options: { paper: EXACT + a, with: EXACT + b },
    });
    const a = noteMeant(left, catalog, (id) => run(id, right));
    if ('blocks' in a) return toCaller(a);
    const b = noteMeant(right, catalog, (id) => run(a.id, id));
    if ('blocks' in b) return toCaller(b);
    return toChannel(
      {
        title: `${a.name} and ${b.name}`,
        blocks: [
          {
            kind: 'columns',
            heading: 'Side by side',
            rows: [
              [about(a), about(b)],
              [numbers(a), numbers(b)],
            ],
          },
          ...sameKind(a, b),
          { kind: 'section', heading: 'Where they disagree', text: disagreement(a, b) },
          { kind: 'section', heading: 'Which first?', text: order(a, b) },
        ],
        actions: [a, b].map(({ id, name }) => ({
          kind: 'run',
          label: `Open ${name}`,
          run: showNote(id),
        })),
      },
      run(a.id, b.id),
    );
  },
});

function about(note: Note): Cell {
  const text = `*${byline(note.authors)}, ${published(note)}*\n\n${note.tldr}`;
  return { heading: `${note.name} (${note.year})`, text };
}

function numbers({ name, numbers: all }: Note): Cell {
  const text = all.map(({ value, label }) => `- **${value}**: ${label}`).join('\n');
  return { heading: `${name} by the numbers`, text };
}

/** Numbers side by side that measure the same. */
function sameKind(a: Note, b: Note): Block[] {
  const rows = pairsOf(a, b).map(({ what, one, other }): [Cell, Cell] => [
    { heading: `${upper(what)}, ${a.name}`, text: `**${one.value}**: ${one.label}` },
    { heading: `${upper(what)}, ${b.name}`, text: `**${other.value}**: ${other.label}` },
  ]);
  return a.id === b.id || rows.length === 0
    ? []
    : [{ kind: 'columns', heading: 'Numbers of the same kind', rows }];
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the notes say against each other, word for word. */
function disagreement(a: Note, b: Note): string {
  const found = contrastsOf(a, b, 4);
  return found.length === 0
    ? 'Neither note sets its paper against the other.'
    : found
        .map(({ note, section, text }) => `> ${text}\n\n*${note.name} · ${section}*`)
        .join('\n\n');
}

/** What the graph says of the order, else the years. */
function order(a: Note, b: Note): string {
  const on = (one: Note, base: Note): boolean =>
    one.buildsOn.some((reference) => 'id' in reference && reference.id === base.id);
  if (a.id === b.id) return 'That is the same paper twice.';
  if (on(a, b)) return `Read ${b.name} first: ${a.name} builds on it.`;
  if (on(b, a)) return `Read ${a.name} first: ${b.name} builds on it.`;
  const why = [a, b].flatMap((note) => {
    const other = note === a ? b : a;
    const entry = note.next.find(({ to }) => 'id' in to && to.id === other.id);
    return entry ? [`After ${note.name}, ${other.name}: ${entry.why}`] : [];
  })[0];
  if (why !== undefined) return why;
  const [older, newer] = a.year <= b.year ? [a, b] : [b, a];
  return older.year === newer.year
    ? 'Neither builds on the other, and both are of the same year: begin with whichever you need.'
    : `Neither builds on the other. ${older.name} is the older, of ${older.year}.`;
}
