import type { Card, Reply } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { toChannel, type Caller } from '../command.ts';
import { changeShelf, showNote } from '../commands/calls.ts';
import { byline, published } from '../commands/note-card.ts';
import { noteLinked } from '../find/links.ts';
import { clip, oneLine } from '../markdown.ts';
import type { Phrases } from '../phrases/en.ts';
import { phrasesFor } from '../phrases/languages.ts';
import type { Store } from '../store/store.ts';
import { linksAreOn } from './switch.ts';

/** Links of one message that get a card, at most; a list of fifty would bury the conversation. */
const CARDS = 5;
/** What a card under a link says of its paper, in characters. */
const GIST = 300;

type Channel = Pick<Caller, 'platform' | 'workspace' | 'channel'>;

/**
 * The cards that go under the links of a message, by link, in their order: one per paper, none for a
 * paper without a note, and none at all where they are switched off.
 *
 * @param localeOf the language to write them in, asked only where there are any.
 */
export async function linkReplies(
  links: readonly string[],
  channel: Channel,
  localeOf: () => Promise<string | undefined>,
  { catalog, store }: { catalog: Catalog; store: Store },
): Promise<Map<string, Reply>> {
  const shown = new Map<string, Note>();
  for (const link of links) {
    const note = noteLinked(link, catalog);
    if (note && shown.size < CARDS && ![...shown.values()].includes(note)) shown.set(link, note);
  }
  if (shown.size === 0 || !(await linksAreOn(store, channel, true))) return new Map();
  const phrases = phrasesFor({ locale: await localeOf() });
  return new Map([...shown].map(([link, note]) => [link, linkReply(note, catalog, phrases)]));
}

/** A note in a few lines. */
function linkReply(note: Note, catalog: Catalog, phrases: Phrases): Reply {
  const topic = catalog.topics.find(({ id }) => id === note.topic);
  const [number] = note.numbers;
  const card: Card = {
    title: note.title,
    url: note.url,
    subtitle: `${byline(note.authors, phrases)} · ${published(note)}`,
    ...(topic && { colour: topic.colour }),
    blocks: [
      { kind: 'text', text: clip(oneLine(note.tldr), GIST) },
      ...(number
        ? [{ kind: 'facts' as const, heading: phrases.note.oneNumber, facts: [number] }]
        : []),
    ],
    actions: [
      { kind: 'run', label: phrases.button.openNote, run: showNote(note.id) },
      { kind: 'run', label: phrases.button.save, run: changeShelf('add', note.id) },
    ],
    footer: phrases.note.fromNotes(topic?.name ?? note.topic),
  };
  return toChannel(card, showNote(note.id));
}
