import type { Card, Reply } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { changeShelf, showAny, showNote } from '../commands/calls.ts';
import { byline, published } from '../commands/note-card.ts';
import { toCaller, toChannel } from '../command.ts';
import { readersText, type Readers } from '../shelf/shelf.ts';

/**
 * A note as the pick of a day: enough to decide whether to read it.
 *
 * @param last the note the channel was shown before, to say what leads from it to this one.
 * @param readers how many people here have it on their shelf by now.
 */
export function pickReply(
  note: Note,
  catalog: Catalog,
  last: Note | undefined,
  readers?: Readers,
): Reply {
  const topic = catalog.topics.find(({ id }) => id === note.topic);
  const [number] = note.numbers;
  const link = last && linkBetween(last, note);
  const card: Card = {
    title: note.title,
    url: note.url,
    subtitle: `Today’s pick · ${byline(note.authors)} · ${published(note)}`,
    ...(topic && { colour: topic.colour }),
    blocks: [
      ...(link === undefined ? [] : [{ kind: 'text', text: `*${link}*` } as const]),
      { kind: 'text', text: note.tldr },
      ...(note.picture ? [{ kind: 'picture', picture: note.picture } as const] : []),
      ...(number ? [{ kind: 'facts' as const, heading: 'One number', facts: [number] }] : []),
    ],
    actions: [
      { kind: 'run', label: 'Open the note', run: showNote(note.id) },
      { kind: 'run', label: 'Save', run: changeShelf('add', note.id) },
      { kind: 'link', label: 'Read it', url: note.url },
      { kind: 'run', label: 'Another one', run: showAny() },
    ],
    footer: [topic?.name ?? note.topic, readers && readersText(readers)]
      .filter((part) => part !== undefined)
      .join(' · '),
  };
  return toChannel(card, showNote(note.id));
}

/** Why one note follows from another, in a sentence; undefined when they are not linked. */
export function linkBetween(from: Note, to: Note): string | undefined {
  const leads = (one: Note, other: Note): boolean =>
    one.buildsOn.some((reference) => 'id' in reference && reference.id === other.id);
  if (leads(to, from)) return `${to.name} builds on ${from.name}, the last pick.`;
  if (leads(from, to)) return `${from.name}, the last pick, builds on ${to.name}.`;
  const next = from.next.find(({ to: reference }) => 'id' in reference && reference.id === to.id);
  return next && `After ${from.name}, the last pick: ${next.why}`;
}

/** Two or three questions on a note, for those who want to talk about it. */
export function questionsReply(note: Note, catalog: Catalog): Reply {
  const [number] = note.numbers;
  const base = note.buildsOn.flatMap((it) => ('id' in it ? (catalog.get(it.id) ?? []) : []))[0];
  const questions = [
    base
      ? `What does ${note.name} keep of ${base.name}, and what does it give up?`
      : `Which assumption of ${note.name} would you question first?`,
    ...(number
      ? [
          `“${number.value}” (${number.label}): would it hold for what you build? What would you measure?`,
        ]
      : []),
    `The note says why ${note.name} still matters. Where do you disagree?`,
  ];
  return toChannel(
    {
      title: `To talk about: ${note.name}`,
      blocks: [
        { kind: 'text', text: questions.map((question, i) => `${i + 1}. ${question}`).join('\n') },
      ],
      actions: [],
    },
    showNote(note.id),
  );
}

/**
 * Told to whoever set up a daily pick that can't be posted any more.
 *
 * @param reason a sentence. @param channel where the channel can be opened.
 */
export function pausedCard(reason: string, channel: string): Reply {
  return toCaller({
    title: 'A daily pick is paused',
    blocks: [
      {
        kind: 'text',
        text: `You set up a daily pick in [this channel](${channel}), but it could not be posted: ${reason}\n\nOnce that is mended, type \`/daily set\` there again.`,
      },
    ],
    actions: [],
  });
}
