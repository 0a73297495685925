import type { Section } from '../answer/passages.ts';
import type { Action, Card, Choice, Reply } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Next, Note } from '../catalog/note.ts';
import { toChannel } from '../command.ts';
import { en, type Phrases } from '../phrases/en.ts';
import { changeShelf, showCitation, showMap, showNote, showPath, showTopic } from './calls.ts';

const cards = new WeakMap<Catalog, WeakMap<Phrases, WeakMap<Note, Card>>>();

/**
 * A note as a card. The same note of the same catalog, in the same language, is the same card object,
 * so that what a renderer made of it can be kept.
 */
export function noteCard(note: Note, catalog: Catalog, phrases: Phrases = en): Card {
  const inLanguages = cards.get(catalog) ?? new WeakMap<Phrases, WeakMap<Note, Card>>();
  cards.set(catalog, inLanguages);
  const drawn = inLanguages.get(phrases) ?? new WeakMap<Note, Card>();
  inLanguages.set(phrases, drawn);
  const known = drawn.get(note);
  if (known) return known;
  const topic = catalog.topics.find(({ id }) => id === note.topic);
  const words = phrases.note;
  const card: Card = {
    title: note.title,
    url: note.url,
    subtitle: `${byline(note.authors, phrases)} · ${published(note)}`,
    ...(topic && { colour: topic.colour }),
    blocks: [
      { kind: 'text', text: note.tldr },
      ...(note.picture ? [{ kind: 'picture', picture: note.picture } as const] : []),
      { kind: 'facts', heading: words.numbers, facts: note.numbers },
      { kind: 'section', heading: words.contributions, text: note.contributions },
      { kind: 'section', heading: words.why, text: note.why },
      {
        kind: 'section',
        heading: words.next,
        text: note.next.map((next, i) => `${i + 1}. ${nextLine(next, catalog)}`).join('\n'),
      },
    ],
    actions: noteActions(note, catalog, phrases),
    footer: words.reviewed(topic?.name ?? note.topic, note.reviewed),
  };
  drawn.set(note, card);
  return card;
}

/** A note for everybody to see, and to be counted as shown. */
export function noteReply(note: Note, catalog: Catalog, phrases: Phrases): Reply {
  const counted = { what: 'shown', topic: note.topic } as const;
  return { ...toChannel(noteCard(note, catalog, phrases), showNote(note.id)), counted };
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

function noteActions(note: Note, catalog: Catalog, { button }: Phrases): Action[] {
  const topic = catalog.topics.find(({ id }) => id === note.topic);
  const next = note.next.flatMap(({ to }) => ('id' in to ? [catalog.get(to.id)] : []));
  return [
    { kind: 'link', label: button.readPaper, url: note.url },
    ...(note.code === undefined
      ? []
      : [{ kind: 'link', label: button.code, url: note.code } satisfies Action]),
    ...next
      .filter((other) => other !== undefined)
      .map(({ id, name }): Action => ({
        kind: 'run',
        label: button.next(name),
        run: showNote(id),
      })),
    { kind: 'run', label: button.save, run: changeShelf('add', note.id) },
    { kind: 'run', label: button.markRead, run: changeShelf('read', note.id) },
    { kind: 'run', label: button.remove, run: changeShelf('remove', note.id) },
    { kind: 'run', label: button.path, run: showPath(note.id) },
    { kind: 'run', label: button.cite, run: showCitation(note.id) },
    { kind: 'run', label: button.whereItSits, run: showMap(note.id) },
    ...(topic
      ? [
          {
            kind: 'run',
            label: button.backTo(topic.name),
            run: showTopic(topic.id),
          } satisfies Action,
        ]
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

/** What a section of a note is called, as its card does. */
export function sectionIn(section: Section | 'Where to read next', { note }: Phrases): string {
  return {
    TLDR: note.tldr,
    'By the numbers': note.numbers,
    'Key contributions': note.contributions,
    'Why it still matters': note.why,
    'Where to read next': note.next,
  }[section];
}

/** Up to three authors by name, else the first one and how many more. */
export function byline(authors: string[], { note }: Phrases): string {
  const [first = '', second, third] = authors;
  if (authors.length <= 3) return [first, second, third].filter(Boolean).join(', ');
  return note.authors(first, authors.length - 1);
}

export function published({ year, venue }: Note): string {
  return venue.includes(String(year)) ? venue : `${year}, ${venue}`;
}
