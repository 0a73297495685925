import type { Block } from '../card.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel } from '../command.ts';
import { InvocationError } from '../invocation.ts';
import type { Phrases } from '../phrases/en.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { contrastsOf, pairsOf } from '../shelf/compare.ts';
import { EXACT, showNote } from './calls.ts';
import { byline, published, sectionIn } from './note-card.ts';
import { noteMeant, oneNote } from './one-note.ts';

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
    const [left, right] =
      other === undefined && words.length === 2 ? [words[0] ?? '', words[1]] : [one, other];
    if (right === undefined) {
      throw new InvocationError(({ fault }) => fault.twoPapers, 'with');
    }
    const run = (a: string, b: string) => ({
      command: 'compare',
      options: { paper: EXACT + a, with: EXACT + b },
    });
    const a = noteMeant(left, catalog, phrases, (id) => run(id, right));
    if ('blocks' in a) return toCaller(a);
    const b = noteMeant(right, catalog, phrases, (id) => run(a.id, id));
    if ('blocks' in b) return toCaller(b);
    const blocks: Block[] = [a, b].flatMap((note): Block[] => [
      { kind: 'section', heading: `${note.name} (${note.year})`, text: about(note, phrases) },
      { kind: 'facts', heading: says.numbers(note.name), facts: note.numbers },
    ]);
    return toChannel(
      {
        title: says.title(a.name, b.name),
        blocks: [
          ...blocks,
          ...sameKind(a, b, phrases),
          { kind: 'section', heading: says.disagree, text: disagreement(a, b, phrases) },
          { kind: 'section', heading: says.first, text: order(a, b, phrases) },
        ],
        actions: [a, b].map(({ id, name }) => ({
          kind: 'run',
          label: button.open(name),
          run: showNote(id),
        })),
      },
      run(a.id, b.id),
    );
  },
});

function about(note: Note, phrases: Phrases): string {
  return `*${byline(note.authors, phrases)}, ${published(note)}*\n\n${note.tldr}`;
}

/** Numbers side by side that measure the same. */
function sameKind(a: Note, b: Note, { compare: words }: Phrases): Block[] {
  const lines = pairsOf(a, b).map(
    ({ what, one, other }) =>
      `- **${upper(measureIn(what, words.measures))}**: ${a.name} ${one.value} (${one.label}); ${b.name} ${other.value} (${other.label})`,
  );
  return a.id === b.id || lines.length === 0
    ? []
    : [{ kind: 'section', heading: words.sameKind, text: lines.join('\n') }];
}

/** A benchmark is called the same everywhere. */
function measureIn(what: string, measures: Partial<Record<string, string>>): string {
  return measures[what] ?? what;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the notes say against each other, word for word. */
function disagreement(a: Note, b: Note, phrases: Phrases): string {
  const found = contrastsOf(a, b, 4);
  return found.length === 0
    ? phrases.compare.neither
    : found
        .map(
          ({ note, section, text }) =>
            `> ${text}\n\n*${note.name} · ${sectionIn(section, phrases)}*`,
        )
        .join('\n\n');
}

/** What the graph says of the order, else the years. */
function order(a: Note, b: Note, { compare: words }: Phrases): string {
  const on = (one: Note, base: Note): boolean =>
    one.buildsOn.some((reference) => 'id' in reference && reference.id === base.id);
  if (a.id === b.id) return words.same;
  if (on(a, b)) return words.readFirst(b.name, a.name);
  if (on(b, a)) return words.readFirst(a.name, b.name);
  const why = [a, b].flatMap((note) => {
    const other = note === a ? b : a;
    const entry = note.next.find(({ to }) => 'id' in to && to.id === other.id);
    return entry ? [words.after(note.name, other.name, entry.why)] : [];
  })[0];
  if (why !== undefined) return why;
  const [older, newer] = a.year <= b.year ? [a, b] : [b, a];
  return older.year === newer.year ? words.sameYear : words.older(older.name, older.year);
}
