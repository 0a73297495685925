import { keepNewest } from '../newest.ts';
import { readersOf } from '../shelf/shelf.ts';
import { keyOf, lastNote, phrasesOf, placeOf, type Desk } from './delivery.ts';
import { pickOn, POSTED, type PickRow, type Subscription } from './ledger.ts';
import { pickReply } from './pick-card.ts';
import { PostError, type Place, type Publisher } from './publisher.ts';

/** Picks of so many ms ago are kept up to date. */
const RECENT_MS = 7 * 24 * 3_600_000;
/** A pick shows a press so soon; presses shortly after one another are shown together, ms. */
const SOON_MS = 500;
/** The least time between two drawings of one pick, ms. */
const GAP_MS = 5_000;
/** Picks that are remembered, by their keys. */
const KEPT = 1000;

/**
 * Keeps picks that stand in their channels up to date: how many people there have saved and read them.
 * They are drawn again in their place, each at most once in {@link GAP_MS}, and at their platform's pace.
 *
 * @returns what is told that somebody's shelf has changed. Never throws: whatever goes wrong is logged,
 *   and the next press shows what this one did not.
 */
export function createReaders(
  desk: Desk & { publisher: (platform: string) => Publisher | undefined },
): (where: Pick<Place, 'platform' | 'workspace'>, note: string) => void {
  const { store, catalog, clock, log } = desk;
  const seen = new Map<string, { drawnAt: number; shown?: string; waits: boolean }>();

  async function look(
    { platform, workspace }: Pick<Place, 'platform' | 'workspace'>,
    note: string,
  ): Promise<void> {
    const publisher = desk.publisher(platform);
    // Of where there is no workspace nobody is counted.
    if (!publisher || workspace === '') return;
    const rows = await store.db
      .selectFrom('subscriptions')
      .innerJoin('picks', 'picks.subscription', 'subscriptions.id')
      .selectAll('subscriptions')
      .select(['picks.day', 'picks.due_at', 'picks.message', 'picks.url'])
      .where('subscriptions.platform', '=', platform)
      .where('subscriptions.workspace', '=', workspace)
      .where('picks.note', '=', note)
      .where('picks.state', '=', POSTED)
      .where('picks.due_at', '>', clock() - RECENT_MS)
      .execute();
    for (const { day, due_at, message, url, ...subscription } of rows) {
      if (message === null) continue;
      const { id, since } = subscription;
      const pick = { subscription: id, since, day, due_at, message, url, note };
      plan({ pick, subscription }, publisher);
    }
  }

  function plan(standing: Standing, publisher: Publisher, restMs = SOON_MS): void {
    const { pick, subscription } = standing;
    const key = keyOf(pick);
    const known = seen.get(key) ?? { drawnAt: 0, waits: false };
    if (known.waits) return;
    known.waits = true;
    keepNewest(seen, key, known, KEPT);
    const rest = Math.max(restMs, known.drawnAt + GAP_MS - clock());
    desk.afterwards(subscription, pick.due_at, rest, async () => {
      known.waits = false;
      known.drawnAt = clock();
      try {
        const text = await draw(standing, publisher, known.shown);
        if (text !== undefined) known.shown = text;
        return 0;
      } catch (error) {
        const { reason, retryMs = SOON_MS } = error as PostError;
        if (error instanceof PostError && reason === 'later') {
          plan(standing, publisher, retryMs);
          return retryMs;
        }
        const { platform } = subscription;
        log.warn({ err: error, platform }, 'a pick does not show who saved it');
        return 0;
      }
    });
  }

  /** @returns what is shown now; undefined where the pick is another one by now. */
  async function draw(
    { pick, subscription }: Standing,
    publisher: Publisher,
    shown: string | undefined,
  ): Promise<string | undefined> {
    const place = placeOf(subscription);
    const note = catalog().get(pick.note);
    const now = await pickOn(store, subscription, pick.day);
    if (!note || now?.note !== pick.note) return undefined;
    const readers = await readersOf(store, place, note.id);
    const text = JSON.stringify([note.id, readers]);
    if (text === shown) return text;
    const message = { id: pick.message, ...(pick.url !== null && { url: pick.url }) };
    const last = await lastNote(desk, pick);
    const reply = pickReply(note, catalog(), last, readers, phrasesOf(subscription));
    await publisher.replace(place, message, reply, keyOf(pick));
    // A skip may have put another one there meanwhile, which this has written over.
    const after = await pickOn(store, subscription, pick.day);
    if (!after || after.note === pick.note) return text;
    return draw({ pick: { ...pick, note: after.note }, subscription }, publisher, undefined);
  }

  return (where, note) => {
    look(where, note).catch((error: unknown) => {
      log.warn({ err: error, platform: where.platform }, 'a pick does not show who saved it');
    });
  };
}

/** A pick that stands in its channel. */
interface Standing {
  pick: Pick<PickRow, 'subscription' | 'since' | 'day' | 'due_at' | 'url' | 'note'> & {
    message: string;
  };
  subscription: Subscription;
}
