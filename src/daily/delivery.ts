import { createHash } from 'node:crypto';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import type { Log } from '../log.ts';
import { readersOf } from '../shelf/shelf.ts';
import type { Store } from '../store/store.ts';
import { putBack, type Bag } from './bag.ts';
import {
  changeSubscription,
  confirm,
  LEASE_MS,
  settle,
  subscriptionAt,
  type PickRow,
  type Subscription,
} from './ledger.ts';
import { pausedCard, pickReply, questionsReply } from './pick-card.ts';
import { PostError, type Place, type Publisher } from './publisher.ts';

/** What posting a pick takes. */
export interface Desk {
  store: Store;
  catalog: () => Catalog;
  /** ms since 1970; read anew for each decision. */
  clock: () => number;
  log: Log;
  /** A pick that is later than this, ms, is not posted any more. */
  catchUpMs: number;
}

/**
 * Waits before the next try, ms. Where no answer came the message may still appear: nobody looks for
 * it before the request is surely over.
 */
const AGAIN_MS = { later: 5_000, unknown: 3 * 60_000, refused: 0 };
const LONGEST_WAIT_MS = 15 * 60_000;
/** A message is looked for from a little before its slot was claimed: clocks differ. */
const BEFORE_MS = 10 * 60_000;

/** What goes with a message so that it is found again: 25 characters, as Discord's nonce holds. */
export function keyOf({ subscription, day }: Pick<PickRow, 'subscription' | 'day'>): string {
  return createHash('sha256').update(`${subscription}|${day}`).digest('hex').slice(0, 25);
}

export function placeOf({ platform, workspace, channel }: Subscription): Place {
  return { platform, workspace, channel };
}

/**
 * Posts a pick that is claimed, once. A pick that was tried before is looked for first. Whatever goes
 * wrong is written down; the ledger has it tried again later. Rejects only when the store fails.
 *
 * @returns what became of it.
 */
export async function deliver(
  { pick, subscription }: { pick: PickRow; subscription: Subscription },
  publisher: Publisher,
  desk: Desk,
): Promise<'posted' | 'missed' | 'failed' | 'later'> {
  const { store, clock, catchUpMs } = desk;
  const place = placeOf(subscription);
  const key = keyOf(pick);
  try {
    if (pick.attempt > 1) {
      const found = await publisher.find(place, key, pick.began_at - BEFORE_MS);
      if (found) {
        await confirm(store, pick, found);
        return 'posted';
      }
    }
    const note = desk.catalog().get(pick.note);
    const late = clock() - pick.due_at > catchUpMs;
    if (late || !note || subscription.state === 'off') {
      const error = late
        ? 'it was too late by then'
        : note
          ? 'it was switched off'
          : 'its note was taken out';
      await settle(store, pick, { state: 'missed', error });
      await giveBack(pick, desk);
      return 'missed';
    }
    // Somebody else may think it theirs soon.
    if (clock() > pick.lease_until - LEASE_MS / 2) return 'later';
    const last = await lastNote(desk, pick);
    const readers = await readersOf(store, place, note.id);
    const reply = pickReply(note, desk.catalog(), last, readers);
    const posted = await publisher.post(place, reply, key);
    await confirm(store, pick, posted);
    if (subscription.thread !== 0) {
      await publisher
        .reply(place, posted, questionsReply(note, desk.catalog()))
        .catch((error: unknown) => {
          desk.log.warn({ err: error, platform: place.platform }, 'the questions were not posted');
        });
    }
    return 'posted';
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    return failed(error, pick, subscription, publisher, desk);
  }
}

/** Writes down why a try failed, and what follows from it. */
async function failed(
  error: PostError,
  pick: PickRow,
  subscription: Subscription,
  publisher: Publisher,
  desk: Desk,
): Promise<'failed' | 'later'> {
  const { store, log, clock } = desk;
  log.warn({ err: error, platform: pick.platform, attempt: pick.attempt }, 'a pick was not posted');
  switch (error.reason) {
    case 'later':
    case 'unknown': {
      const pause = Math.max(
        error.retryMs ?? 0,
        Math.min(AGAIN_MS[error.reason] * 2 ** Math.min(pick.attempt - 1, 10), LONGEST_WAIT_MS),
      );
      await settle(store, pick, { lease_until: clock() + pause, error: error.message });
      return 'later';
    }
    case 'refused':
      await settle(store, pick, { state: 'failed', error: error.message });
      return 'failed';
    case 'gone':
    case 'forbidden': {
      await settle(store, pick, { state: 'failed', error: error.message });
      await giveBack(pick, desk);
      const place = placeOf(subscription);
      const now = await subscriptionAt(store, place);
      if (now?.state === 'on') {
        await changeSubscription(store, now, { state: 'paused', reason: error.message });
        await publisher
          .tell(place, subscription.set_by, pausedCard(error.message))
          .catch((silence: unknown) => {
            log.warn({ err: silence, platform: place.platform }, 'nobody was told of a pause');
          });
      }
      return 'failed';
    }
  }
}

/** A note that was not shown after all is not used up. */
async function giveBack(pick: PickRow, { store }: Desk): Promise<void> {
  const subscription = await store.db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', pick.subscription)
    .executeTakeFirst();
  if (!subscription) return;
  const bag = JSON.parse(subscription.bag) as Bag;
  if (!bag.given.includes(pick.note)) return;
  const back = putBack(bag, pick.note, bag.last === pick.note ? undefined : bag.last);
  await changeSubscription(store, subscription, {
    bag: JSON.stringify({ ...back, skipped: bag.skipped }),
  });
}

/** The note that the channel was shown before this pick. */
async function lastNote({ store, catalog }: Desk, pick: PickRow): Promise<Note | undefined> {
  const last = await store.db
    .selectFrom('picks')
    .select('note')
    .where('subscription', '=', pick.subscription)
    .where('state', '=', 'posted')
    .where('day', '<', pick.day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last && catalog().get(last.note);
}
