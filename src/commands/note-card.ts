import type { Action, Card, Choice, Reply } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Next, Note } from '../catalog/note.ts';
import { toChannel } from '../command.ts';
import { changeShelf, showCitation, showMap, showNote, showPath, showTopic } from './calls.ts';

const cards = new WeakMap<Catalog, WeakMap<Note, Card>>();

/**
 * A note as a card. The same note of the same catalog is the same card object, so that what a
 * renderer made of it can be kept.
 */
export function noteCard(note: Note, catalog: Catalog): Card {
  const drawn = cards.get(catalog) ?? new WeakMap<Note, Card>();
  cards.set(catalog, drawn);
  const known = drawn.get(note);
  if (known) return known;
  const topic = catalog.topics.find(({ id }) => id === note.topic);
  const card: Card = {
    title: note.title,
    url: note.url,
    subtitle: `${byline(note.authors)} · ${published(note)}`,
    ...(topic && { colour: topic.colour }),
    blocks: [
      { kind: 'text', text: note.tldr },
      ...(note.picture ? [{ kind: 'picture', picture: note.picture } as const] : []),
      { kind: 'facts', heading: 'By the numbers', facts: note.numbers },
      { kind: 'section', heading: 'Key contributions', text: note.contributions },
      { kind: 'section', heading: 'Why it still matters', text: note.why },
      {
        kind: 'section',
        heading: 'Where to read next',
        text: note.next.map((next, i) => `${i + 1}. ${nextLine(next, catalog)}`).join('\n'),
      },
    ],
    actions: noteActions(note, catalog),
    footer: `${topic?.name ?? note.topic} · reviewed ${note.reviewed}`,
  };
  drawn.set(note, card);
  return card;
}

/** A note for everybody to see, and to be counted as shown. */
export function noteReply(note: Note, catalog: Catalog): Reply {
  const counted = { what: 'shown', topic: note.topic } as const;
  return { ...toChannel(noteCard(note, catalog), showNote(note.id)), counted };
}

/** A note as one entry of a list. */
export function noteChoice(note: Note): Choice {
  return {
    label: note.name,
    detail: `${titleAfterName(note)} (${note.year})`,
    run: showNote(note.id),
  };
}

/** The title without the short name it may begin with, since it stands after that name. */
export function titleAfterName({ name, title }: Note): string {
  return title.startsWith(`${name}: `) ? title.slice(name.length + 2) : title;
}

function noteActions(note: Note, catalog: Catalog): Action[] {
  const topic = catalog.topics.find(({ id }) => id === note.topic);
  const next = note.next.flatMap(({ to }) => ('id' in to ? [catalog.get(to.id)] : []));
  return [
    { kind: 'link', label: 'Read the paper', url: note.url },
    ...(note.code === undefined
      ? []
      : [{ kind: 'link', label: 'Code', url: note.code } satisfies Action]),
    ...next
      .filter((other) => other !== undefined)
      .map(({ id, name }): Action => ({ kind: 'run', label: `Next: ${name}`, run: showNote(id) })),
    { kind: 'run', label: 'Save', run: changeShelf('add', note.id) },
    { kind: 'run', label: 'Mark as read', run: changeShelf('read', note.id) },
    { kind: 'run', label: 'Remove', run: changeShelf('remove', note.id) },
    { kind: 'run', label: 'Path to it', run: showPath(note.id) },
    { kind: 'run', label: 'Cite', run: showCitation(note.id) },
    { kind: 'run', label: 'Where it sits', run: showMap(note.id) },
    ...(topic
      ? [{ kind: 'run', label: `← ${topic.name}`, run: showTopic(topic.id) } satisfies Action]
      : []),
  ];
}

function nextLine({ label, to, why }: Next, catalog: Catalog): string {
  const url =
    'id' in to
      ? catalog.get(to.id)?.url
      : (to.url ?? (to.arxiv === undefined ? undefined : `https://arxiv.org/abs/${to.arxiv}`));
  return url === undefined ? `${label}: ${why}` : `[${label}](${url}): ${why}`;
}

/** Up to three authors by name, else the first one and how many more. */
export function byline(authors: string[]): string {
  const [first = '', second, third] = authors;
  if (authors.length <= 3) return [first, second, third].filter(Boolean).join(', ');
  return `${first} and ${authors.length - 1} others`;
}

export function published({ year, venue }: Note): string {
  return venue.includes(String(year)) ? venue : `${year}, ${venue}`;
}
