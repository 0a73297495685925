import type { Card, Reply } from '../card.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { defineCommand, toCaller, toChannel, type Caller } from '../command.ts';
import { noteLinked } from '../find/links.ts';
import { InvocationError } from '../invocation.ts';
import { clip, oneLine } from '../markdown.ts';
import { phrasesFor } from '../phrases/languages.ts';
import type { Store } from '../store/store.ts';
import { changeShelf, showNote } from './calls.ts';
import { byline, published } from './note-card.ts';

/** Links of one message that get a card, at most; a list of fifty would bury the conversation. */
const CARDS = 5;
/** What a card under a link says of its paper, in characters. */
const GIST = 300;

type Channel = Pick<Caller, 'platform' | 'workspace' | 'channel' | 'locale'>;

/** Whether links to papers get cards in a channel. They do, unless somebody switched that off. */
async function linksAreOn(
  { db }: Store,
  { platform, workspace, channel }: Channel,
): Promise<boolean> {
  const row = await db
    .selectFrom('links_off')
    .select('channel')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row === undefined;
}

/**
 * The cards that go under the links of a message, by link, in their order: one per paper, none for a
 * paper without a note, and none at all where they are switched off.
 */
export async function linkReplies(
  links: readonly string[],
  channel: Channel,
  { catalog, store }: { catalog: Catalog; store: Store },
): Promise<Map<string, Reply>> {
  const shown = new Map<string, Note>();
  for (const link of links) {
    const note = noteLinked(link, catalog);
    if (note && shown.size < CARDS && ![...shown.values()].includes(note)) shown.set(link, note);
  }
  if (shown.size === 0 || !(await linksAreOn(store, channel))) return new Map();
  return new Map([...shown].map(([link, note]) => [link, linkReply(note, catalog, channel)]));
}

/** A note in a few lines. */
function linkReply(note: Note, catalog: Catalog, channel: Channel): Reply {
  const phrases = phrasesFor(channel);
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

export const paperboyUnfurl = defineCommand({
  name: 'paperboy unfurl',
  platforms: ['slack'],
  description: 'Cards under links to papers in this channel: on or off (Slack)',
  examples: [{ state: 'off' }, { state: 'on' }],
  options: {
    state: {
      kind: 'text',
      description: 'on or off; leave it out to see how it is',
      suggest: () => ['on', 'off'].map((state) => ({ label: state, value: state })),
    },
  },
  async run({ state }, { caller, store }) {
    const { platform, workspace, channel } = caller;
    const { unfurl: words } = phrasesFor(caller);
    const wanted = state?.toLowerCase();
    if (wanted === undefined) return said(await linksAreOn(store, caller), caller);
    if (wanted !== 'on' && wanted !== 'off') {
      throw new InvocationError(({ fault }) => fault.onOrOff('state'), 'state');
    }
    if (!(await caller.mayManage())) {
      return toCaller({
        title: words.onlyAdmins,
        blocks: [{ kind: 'text', text: words.onlyAdminsNext }],
        actions: [],
      });
    }
    if (wanted === 'on') {
      await store.db
        .deleteFrom('links_off')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .execute();
    } else {
      await store.db
        .insertInto('links_off')
        .values({ platform, workspace, channel })
        .onConflict((it) => it.columns(['platform', 'workspace', 'channel']).doNothing())
        .execute();
    }
    return said(wanted === 'on', caller);
  },
});

function said(on: boolean, caller: Caller): Reply {
  const { unfurl: words } = phrasesFor(caller);
  const run = { command: 'paperboy unfurl', options: { state: on ? 'off' : 'on' } };
  return toCaller({
    title: on ? words.on : words.off,
    blocks: [
      {
        kind: 'text',
        text: on ? words.onNext : words.offNext,
      },
    ],
    actions: [{ kind: 'run', label: on ? words.switchOff : words.switchOn, run }],
  });
}
