import type { Card } from '../card.ts';
import type { Caller } from '../command.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import { changeShelf, showNote } from '../commands/calls.ts';
import { byline, noteChoice, published } from '../commands/note-card.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { mentions } from '../find/lookup.ts';
import type { Store } from '../store/store.ts';
import { linksAreOn } from './switch.ts';

/**
 * The papers that a message links to and whose links were not answered in this channel today; asking
 * counts as answering. Several processes may ask, one is told.
 */
export async function newLinks(
  text: string,
  catalog: Catalog,
  store: Store,
  { platform, workspace, channel }: Pick<Caller, 'platform' | 'workspace' | 'channel'>,
): Promise<Note[]> {
  if (!text.includes('://')) return [];
  const linked = new Set(
    mentions(text, catalog).flatMap(({ text: words, notes }) =>
      words.includes('://') ? notes.slice(0, 1) : [],
    ),
  );
  if (linked.size === 0 || !(await linksAreOn(store, { platform, workspace }, false))) return [];
  const day = new Date(await store.now()).toISOString().slice(0, 10);
  const fresh: Note[] = [];
  for (const note of linked) {
    const { numInsertedOrUpdatedRows: added } = await store.db
      .insertInto('linked')
      .values({ day, platform, channel, note: note.id })
      .onConflict((it) => it.columns(['day', 'platform', 'channel', 'note']).doNothing())
      .executeTakeFirst();
    if (Number(added) > 0) fresh.push(note);
  }
  if (fresh.length > 0) await store.db.deleteFrom('linked').where('day', '<', day).execute();
  return fresh;
}

/** Has papers answered again whose answer did not get through. */
export async function forgetLinks(
  notes: readonly Note[],
  { db }: Store,
  { platform, channel }: Pick<Caller, 'platform' | 'channel'>,
): Promise<void> {
  await db
    .deleteFrom('linked')
    .where('platform', '=', platform)
    .where('channel', '=', channel)
    .where(
      'note',
      'in',
      notes.map(({ id }) => id),
    )
    .execute();
}

/** A short card on linked papers, which stands below somebody's message. */
export function linksCard(
  [first, ...others]: readonly Note[],
  caller: Pick<Caller, 'locale'>,
): Card | undefined {
  if (!first) return undefined;
  const phrases = phrasesFor(caller);
  if (others.length === 0) {
    return {
      title: first.title,
      url: first.url,
      subtitle: `${byline(first.authors, phrases)} · ${published(first)}`,
      blocks: [{ kind: 'text', text: first.tldr }],
      actions: [
        { kind: 'run', label: phrases.button.showNote, run: showNote(first.id) },
        { kind: 'run', label: phrases.button.save, run: changeShelf('add', first.id) },
      ],
    };
  }
  const notes = [first, ...others];
  return {
    title: phrases.note.severalLinked(notes.length),
    blocks: [{ kind: 'choices', choices: notes.map(noteChoice) }],
    actions: [],
  };
}
