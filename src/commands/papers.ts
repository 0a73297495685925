import type { Action, Card } from '../card.ts';
import type { Catalog, Topic } from '../catalog/catalog.ts';
import {
  defineCommand,
  toCaller,
  toChannel,
  type SuggestContext,
  type Surface,
} from '../command.ts';
import { normalise } from '../find/text.ts';
import { clip } from '../markdown.ts';
import { showTopic, showTopics } from './calls.ts';
import { noteChoice } from './note-card.ts';

export const papers = defineCommand({
  name: 'papers',
  description: 'Browse the papers by topic',
  examples: [{}, { topic: 'retrieval' }],
  options: {
    topic: {
      kind: 'text',
      description: 'A topic; leave it out to see all',
      suggest: (typed: string, { catalog: { topics } }: SuggestContext) =>
        topics
          .filter((topic) => matches(topic, typed))
          .map(({ id, name }) => ({ label: name, value: id })),
    },
    page: { kind: 'number', description: 'The page of a long list' },
  },
  run({ topic: asked, page = 1 }, { catalog, caller: { surface } }) {
    if (asked === undefined) return toChannel(topicsCard(catalog, surface, page), showTopics(page));
    const [topic, ...others] = catalog.topics.filter((candidate) => matches(candidate, asked));
    const exact = catalog.topics.find(({ id }) => id === asked) ?? (others[0] ? undefined : topic);
    if (exact)
      return toChannel(topicCard(exact, catalog, surface, page), showTopic(exact.id, page));
    return toCaller({
      ...topicsCard(catalog, surface, 1),
      title: `There is no topic “${clip(asked, 60)}”. These are the topics:`,
    });
  },
});

function matches({ id, name }: Topic, typed: string): boolean {
  const words = normalise(typed);
  return [id, name].some((text) => ` ${normalise(text)}`.includes(` ${words}`));
}

/** How many notes a topic has. */
export function count(topic: string, { notes }: Catalog): number {
  return notes.filter((note) => note.topic === topic).length;
}

export function papersOf(number: number): string {
  return number === 1 ? '1 paper' : `${number} papers`;
}

function topicsCard(catalog: Catalog, surface: Surface, page: number): Card {
  const { shown, actions, label } = paged(catalog.topics, page, surface, showTopics);
  return {
    title: 'Papers by topic',
    subtitle: `${papersOf(catalog.notes.length)} in ${catalog.topics.length} topics${label}`,
    blocks: [
      {
        kind: 'choices',
        choices: shown.map(({ id, name }) => ({
          label: name,
          detail: papersOf(count(id, catalog)),
          run: showTopic(id),
        })),
      },
    ],
    actions,
  };
}

function topicCard(topic: Topic, catalog: Catalog, surface: Surface, page: number): Card {
  const notes = catalog.notes.filter((note) => note.topic === topic.id);
  const { shown, actions, label } = paged(notes, page, surface, (to) => showTopic(topic.id, to));
  return {
    title: topic.name,
    subtitle: `${papersOf(notes.length)}${label}`,
    colour: topic.colour,
    blocks: [{ kind: 'choices', choices: shown.map(noteChoice) }],
    actions: [...actions, { kind: 'run', label: '← All topics', run: showTopics() }],
  };
}

/** One page of a list that is longer than the surface can show, and the buttons to the others. */
function paged<T>(
  list: T[],
  asked: number,
  { choices }: Surface,
  to: (page: number) => Extract<Action, { kind: 'run' }>['run'],
): { shown: T[]; actions: Action[]; label: string } {
  const pages = Math.max(1, Math.ceil(list.length / choices));
  const page = Math.min(Math.max(asked, 1), pages);
  const turn = (label: string, target: number): Action[] =>
    target >= 1 && target <= pages ? [{ kind: 'run', label, run: to(target) }] : [];
  return {
    shown: list.slice((page - 1) * choices, page * choices),
    actions: [...turn('◀ Previous', page - 1), ...turn('Next ▶', page + 1)],
    label: pages > 1 ? ` · page ${page} of ${pages}` : '',
  };
}
