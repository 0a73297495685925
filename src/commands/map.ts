import type { Card, Invocation } from '../card.ts';
import type { Catalog, Topic } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel, type SuggestContext } from '../command.ts';
import { complete, lookup } from '../find/lookup.ts';
import { normalise } from '../find/text.ts';
import { clip, plainParts, readMarkdown } from '../markdown.ts';
import { drawMap } from '../picture/map.ts';
import { makePicture } from '../picture/png.ts';
import { EXACT, showMap, showNote } from './calls.ts';
import { candidates } from './one-note.ts';

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
      suggest: (typed: string, { catalog }: SuggestContext) =>
        [
          ...catalog.topics
            .filter((topic) => ` ${normalise(topic.name)}`.includes(` ${normalise(typed)}`))
            .map(({ id, name }) => ({ label: `${name} (topic)`, value: id })),
          ...complete(typed, catalog, SUGGESTIONS).map(({ note }) => ({
            label: `${note.name} (${note.year})`,
            value: note.id,
          })),
        ].slice(0, SUGGESTIONS),
    },
  },
  run({ about }, { catalog }) {
    if (about === undefined) return toChannel(mapCard(catalog), showMap());
    const id = about.startsWith(EXACT) ? about.slice(EXACT.length) : about;
    const topic = catalog.topics.find(
      (candidate) => candidate.id === id || normalise(candidate.name) === normalise(id),
    );
    if (topic && catalog.get(id) === undefined) {
      return toChannel(mapCard(catalog, { topic }), showMap(topic.id));
    }
    const found = about.startsWith(EXACT) ? undefined : lookup(about, catalog);
    const note = catalog.get(id) ?? (found?.kind === 'one' && found.sure ? found.note : undefined);
    if (note) return toChannel(mapCard(catalog, { note }), showMap(note.id));
    return toCaller(whichOne(about, candidates(found)));
  },
});

function whichOne(about: string, notes: Note[]): Card {
  return {
    title:
      notes.length > 0
        ? `Which paper did you mean by “${clip(about, 60)}”?`
        : `There is no paper or topic “${clip(about, 60)}” here`,
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
    actions: [{ kind: 'run', label: 'The whole map', run: showMap() }],
  };
}

type Focus = { topic: Topic } | { note: Note };

/** Maps that were asked for; drawing one takes a tenth of a second. */
const cards = new WeakMap<Catalog, Map<string, Card>>();

function mapCard(catalog: Catalog, focus?: Focus): Card {
  const known = cards.get(catalog) ?? new Map<string, Card>();
  cards.set(catalog, known);
  const key = focus === undefined ? '' : 'note' in focus ? focus.note.id : `${focus.topic.id}/`;
  const card = known.get(key) ?? drawCard(catalog, focus);
  known.set(key, card);
  return card;
}

function drawCard(catalog: Catalog, focus?: Focus): Card {
  const { svg, text } = drawMap(
    catalog,
    focus && ('note' in focus ? { note: focus.note.id } : { topic: focus.topic.id }),
  );
  const title =
    focus === undefined
      ? 'What builds on what'
      : 'note' in focus
        ? `Where ${focus.note.name} sits`
        : `What builds on what: ${focus.topic.name}`;
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
        ? [open(`Read ${focus.note.name}`, showNote(focus.note.id))]
        : []),
      ...(focus === undefined
        ? catalog.topics.slice(0, 8).map((topic) => open(topic.name, showMap(topic.id)))
        : [open('The whole map', showMap())]),
    ],
  };
}
