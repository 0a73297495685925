import type { Card, Invocation, Reply } from '../card.ts';
import type { Catalog, Topic } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel, type SuggestContext } from '../command.ts';
import { complete, lookup } from '../find/lookup.ts';
import { normalise } from '../find/text.ts';
import { clip, plainParts, readMarkdown } from '../markdown.ts';
import type { Phrases } from '../phrases/en.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { drawMap } from '../picture/map.ts';
import { makePicture } from '../picture/png.ts';
import { EXACT, showMap, showNote } from './calls.ts';
import { candidates, gone } from './one-note.ts';

/** What the platform with the fewest suggestions can show. */
const SUGGESTIONS = 25;

export const map = defineCommand({
  name: 'map',
  description: 'See what builds on what: all papers, a topic, or where one paper sits',
  examples: [{}, { about: 'lora' }, { about: 'retrieval' }],
  options: {
    about: {
      kind: 'text',
      description: 'A paper or a topic; leave it out to see all',
      suggest: (typed: string, { catalog, caller }: SuggestContext) =>
        [
          ...catalog.topics
            .filter((topic) => ` ${normalise(topic.name)}`.includes(` ${normalise(typed)}`))
            .map(({ id, name }) => ({ label: phrasesFor(caller).suggest.topic(name), value: id })),
          ...complete(typed, catalog, SUGGESTIONS).map(({ note }) => ({
            label: `${note.name} (${note.year})`,
            value: note.id,
          })),
        ].slice(0, SUGGESTIONS),
    },
  },
  run({ about }, { catalog, caller }) {
    const phrases = phrasesFor(caller);
    if (about === undefined) return toChannel(mapCard(catalog, phrases), showMap());
    const id = about.startsWith(EXACT) ? about.slice(EXACT.length) : about;
    const topic = catalog.topics.find(
      (candidate) => candidate.id === id || normalise(candidate.name) === normalise(id),
    );
    if (topic && catalog.get(id) === undefined) {
      return toChannel(mapCard(catalog, phrases, { topic }), showMap(topic.id));
    }
    const shown = (note: Note): Reply =>
      toChannel(mapCard(catalog, phrases, { note }), showMap(note.id));
    const named = catalog.get(id);
    if (named) return shown(named);
    if (about.startsWith(EXACT)) return toCaller(gone(id, phrases));
    const found = lookup(about, catalog);
    if (found.kind === 'one' && found.sure) return shown(found.note);
    return toCaller(whichOne(about, candidates(found), phrases));
  },
});

function whichOne(about: string, notes: Note[], phrases: Phrases): Card {
  return {
    title:
      notes.length > 0
        ? phrases.paper.which(clip(about, 60))
        : phrases.map.neither(clip(about, 60)),
    blocks:
      notes.length === 0
        ? []
        : [
            {
              kind: 'choices',
              choices: notes.map(({ id, name, title }) => ({
                label: name,
                detail: title,
                run: showMap(id),
              })),
            },
          ],
    actions: [{ kind: 'run', label: phrases.button.wholeMap, run: showMap() }],
  };
}

type Focus = { topic: Topic } | { note: Note };

/** Maps that were asked for, by language; drawing one takes a tenth of a second. */
const cards = new WeakMap<Catalog, Map<Phrases, Map<string, Card>>>();

function mapCard(catalog: Catalog, phrases: Phrases, focus?: Focus): Card {
  const inLanguages = cards.get(catalog) ?? new Map<Phrases, Map<string, Card>>();
  cards.set(catalog, inLanguages);
  const known = inLanguages.get(phrases) ?? new Map<string, Card>();
  inLanguages.set(phrases, known);
  const key = focus === undefined ? '' : 'note' in focus ? focus.note.id : `${focus.topic.id}/`;
  const card = known.get(key) ?? drawCard(catalog, phrases, focus);
  known.set(key, card);
  return card;
}

function drawCard(catalog: Catalog, phrases: Phrases, focus?: Focus): Card {
  const words = phrases.map;
  const { svg, text } = drawMap(
    catalog,
    focus && ('note' in focus ? { note: focus.note.id } : { topic: focus.topic.id }),
    phrases,
  );
  const title =
    focus === undefined
      ? words.title
      : 'note' in focus
        ? words.where(focus.note.name)
        : words.ofTopic(focus.topic.name);
  const name =
    focus === undefined ? 'map' : `map-${'note' in focus ? focus.note.id : focus.topic.id}`;
  const open = (label: string, run: Invocation): Card['actions'][number] => ({
    kind: 'run',
    label,
    run,
  });
  return {
    title,
    ...(focus && 'topic' in focus && { colour: focus.topic.colour }),
    blocks: [
      {
        kind: 'picture',
        picture: makePicture(name, svg, `${title}. ${plainParts(readMarkdown(text))}`),
      },
      { kind: 'text', text },
    ],
    actions: [
      ...(focus && 'note' in focus
        ? [open(words.read(focus.note.name), showNote(focus.note.id))]
        : []),
      ...(focus === undefined
        ? catalog.topics.slice(0, 8).map((topic) => open(topic.name, showMap(topic.id)))
        : [open(phrases.button.wholeMap, showMap())]),
    ],
  };
}
