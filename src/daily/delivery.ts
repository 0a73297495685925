import { createHash } from 'node:crypto';
import type { Catalog } from '../catalog/catalog.ts';
import type { Note } from '../catalog/note.ts';
import type { Log } from '../log.ts';
import { readersOf } from '../shelf/shelf.ts';
import type { Reply } from '../card.ts';
import { setDaily } from '../commands/calls.ts';
import type { Phrases } from '../phrases/en.ts';
import { phrasesFor } from '../phrases/languages.ts';
import type { Store } from '../store/store.ts';
import { allOrNone } from '../store/transaction.ts';
import { putBack, readBag, writeBag } from './bag.ts';
import { LEASE_MS } from './claims.ts';
import { JUMP_MS, WRONG_MS } from './clock.ts';
import {
  changeBag,
  changeSubscription,
  claimedFor,
  confirm,
  lastPosted,
  settle,
  subscriptionAt,
  type PickRow,
  type Subscription,
} from './ledger.ts';
import type { Errand } from './line.ts';
import { pausedCard, pickReply } from './pick-card.ts';
import { PostError, type Place, type Posted, type Publisher } from './publisher.ts';
import { ASK_MS, askBelow } from './questions.ts';
import { keepWhy, sayWhy, type Why } from './why.ts';

/** What posting a pick takes. */
export interface Desk {
  store: Store;
  catalog: () => Catalog;
  /** ms since 1970; read anew for each decision. */
  clock: () => number;
  log: Log;
  /** A pick that is later than this, ms, is not posted any more. */
  catchUpMs: number;
  /** Has something sent to a channel that belongs to a slot, after a rest, ms, see `Errand`. */
  afterwards: (
    subscription: Pick<Subscription, 'platform' | 'workspace' | 'since'>,
    dueAt: number,
    restMs: number,
    send: Errand['send'],
  ) => void;
  /** Picks whose questions wait to be asked by this process, see `askBelow`. */
  asking: Set<PickRow>;
}

/** Why a pick was missed. */
export const TOO_LATE: Why = ['tooLate'];
export const NO_NOTE: Why = ['noNote'];
export const SWITCHED_OFF: Why = ['switchedOff'];
const TAKEN_OUT: Why = ['takenOut'];

/**
 * Waits before the next try, ms. Where no answer came the message may still appear: nobody looks for
 * it before the request is surely over.
 */
const AGAIN_MS = { later: 5_000, unknown: 3 * 60_000, refused: 0 };
const LONGEST_WAIT_MS = 15 * 60_000;
/** How long after the last moment for a post it is still looked for, ms, when nobody knows whether it is there. */
const GIVE_UP_MS = 24 * 3_600_000;
/**
 * A message is looked for from before its slot was claimed: this machine's clock, which told when that
 * was, may be ahead of the platform's by as much as is let pass, and by a jump that is not seen.
 */
const BEFORE_MS = WRONG_MS + JUMP_MS;

/** What goes with a message so that it is found again: 25 characters, as Discord's nonce holds. */
export function keyOf({ subscription, day }: Pick<PickRow, 'subscription' | 'day'>): string {
  return createHash('sha256').update(`${subscription}|${day}`).digest('hex').slice(0, 25);
}

/** What is said in the channel of a subscription. */
export function phrasesOf({ locale }: Pick<Subscription, 'locale'>): Phrases {
  return phrasesFor({ locale: locale ?? undefined });
}

/** Where a subscription is, or whoever calls. */
export function placeOf({ platform, workspace, channel }: Place): Place {
  return { platform, workspace, channel };
}

/**
 * Posts a pick that is claimed, once, as its channel's settings are by now. A pick that was tried
 * before is looked for first. Whatever goes wrong is written down; the ledger has it tried again later.
 * Rejects only when the store fails.
 *
 * @returns what became of it, `later` also where somebody else has taken it over since, and for how long
 *   the platform wants to be left alone, ms.
 */
export async function deliver(pick: PickRow, publisher: Publisher, desk: Desk): Promise<Delivered> {
  const { store, clock, catchUpMs } = desk;
  // A workspace that is forgotten leaves no pick, even if it is set up again since.
  let subscription = await claimedFor(store, pick);
  if (!subscription) return { outcome: 'later' };
  const place = placeOf(subscription);
  const key = keyOf(pick);
  let looking = pick.attempt > 1;
  try {
    let posted: Posted | undefined;
    if (looking) {
      posted = await publisher.find(place, key, pick.began_at - BEFORE_MS);
      looking = false;
      // The look may have taken minutes.
      const now = await claimedFor(store, pick);
      if (!now) return { outcome: 'later' };
      subscription = now;
    }
    const note = desk.catalog().get(pick.note);
    if (!posted) {
      const late = clock() - pick.due_at > catchUpMs;
      if (late || !note || subscription.state === 'off') {
        const error = late ? TOO_LATE : note ? SWITCHED_OFF : TAKEN_OUT;
        const ours = await settleUnshown(pick, { state: 'missed', error: keepWhy(error) }, desk);
        return { outcome: ours ? 'missed' : 'later' };
      }
      // Somebody else may think it theirs soon, or may have taken it.
      if (clock() > pick.lease_until - LEASE_MS / 2) {
        const still = await settle(store, pick, { lease_until: clock() + LEASE_MS });
        if (!still) return { outcome: 'later' };
      }
      const reply = await replyFor(note, pick, subscription, desk);
      const isOurs = async (): Promise<boolean> => (await claimedFor(store, pick)) !== undefined;
      posted = await publisher.post(place, reply, key, isOurs);
    } else if (note && wasReopened(pick)) {
      // What was posted then may be of another note.
      const reply = await replyFor(note, pick, subscription, desk);
      await publisher.replace(place, posted, reply, key).catch((error: unknown) => {
        desk.log.warn(
          { err: error, platform: pick.platform },
          'a pick stands as it was first posted',
        );
      });
    }
    const askAt = subscription.thread === 1 ? clock() + ASK_MS : null;
    const standing = await confirm(store, pick, posted, askAt);
    if (standing && askAt !== null) askBelow(standing, subscription, publisher, desk);
    return { outcome: 'posted' };
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    return failed(error, pick, { subscription, perhapsThere: looking }, publisher, desk);
  }
}

/** Whether somebody had it tried again after nothing came of it, which gave it another moment and note. */
function wasReopened({ due_at: dueAt, began_at: beganAt }: PickRow): boolean {
  return dueAt > beganAt;
}

async function replyFor(
  note: Note,
  pick: PickRow,
  subscription: Subscription,
  desk: Desk,
): Promise<Reply> {
  const last = await lastNote(desk, pick);
  const readers = await readersOf(desk.store, placeOf(subscription), note.id);
  return pickReply(note, desk.catalog(), last, readers, phrasesOf(subscription));
}

export interface Delivered {
  outcome: 'posted' | 'missed' | 'failed' | 'later';
  restMs?: number;
}

/**
 * Writes down why a try failed, and what follows from it.
 *
 * @param perhapsThere whether an earlier try may have posted it, and it could not be looked for.
 */
async function failed(
  error: PostError,
  pick: PickRow,
  { subscription, perhapsThere }: { subscription: Subscription; perhapsThere: boolean },
  publisher: Publisher,
  desk: Desk,
): Promise<Delivered> {
  const { store, log, clock, catchUpMs } = desk;
  log.warn({ err: error, platform: pick.platform, attempt: pick.attempt }, 'a pick was not posted');
  switch (error.reason) {
    case 'later':
    case 'unknown': {
      // Nobody knows whether it is there, so that its note counts as shown.
      if (clock() - pick.due_at > catchUpMs + GIVE_UP_MS) {
        await settle(store, pick, { state: 'missed', error: keepWhy(error.why) });
        return { outcome: 'missed' };
      }
      const pause = Math.max(
        error.retryMs ?? 0,
        Math.min(AGAIN_MS[error.reason] * 2 ** Math.min(pick.attempt - 1, 10), LONGEST_WAIT_MS),
      );
      await settle(store, pick, { lease_until: clock() + pause, error: keepWhy(error.why) });
      return { outcome: 'later', restMs: error.retryMs ?? 0 };
    }
    case 'refused':
      await settle(store, pick, { state: 'failed', error: keepWhy(error.why) });
      return { outcome: 'failed' };
    case 'gone':
    case 'forbidden': {
      const change = { state: 'failed', error: keepWhy(error.why) } as const;
      // Whoever took it over may have posted it since, and sees for themselves.
      const ours = await (perhapsThere
        ? settle(store, pick, change)
        : settleUnshown(pick, change, desk));
      if (!ours) return { outcome: 'later' };
      const place = placeOf(subscription);
      const now = await subscriptionAt(store, place);
      const pause = { state: 'paused', reason: keepWhy(error.why) } as const;
      if (now?.state === 'on' && (await changeSubscription(store, now, pause))) {
        const phrases = phrasesOf(subscription);
        const set = publisher.typed(setDaily(), subscription.locale ?? undefined);
        const news = pausedCard(sayWhy(error.why, phrases), publisher.link(place), set, phrases);
        await publisher.tell(place, subscription.set_by, news).catch((silence: unknown) => {
          log.warn({ err: silence, platform: place.platform }, 'nobody was told of a pause');
        });
      }
      return { outcome: 'failed' };
    }
  }
}

/** Settles a pick that was not shown after all, so that its note is not used up. @returns see {@link settle}. */
function settleUnshown(
  pick: PickRow,
  change: Parameters<typeof settle>[2],
  desk: Desk,
): Promise<boolean> {
  return allOrNone(desk.store, async (store) => {
    if (!(await settle(store, pick, change))) return false;
    const back = async ({ bag: text }: Subscription): Promise<string> => {
      const bag = readBag(text);
      if (!bag.given.includes(pick.note)) return text;
      // What stands in the channel must not come again right after itself.
      const before = bag.last === pick.note ? await lastNote({ ...desk, store }, pick) : undefined;
      const last = bag.last === pick.note ? before?.id : bag.last;
      return writeBag({ ...putBack(bag, pick.note, last), skipped: bag.skipped });
    };
    await changeBag(store, pick.subscription, back);
    return true;
  });
}

/** The note that the channel was shown before this pick. */
export async function lastNote(
  { store, catalog }: Pick<Desk, 'store' | 'catalog'>,
  pick: Pick<PickRow, 'subscription' | 'day'>,
): Promise<Note | undefined> {
  const last = await lastPosted(store, pick.subscription, pick.day);
  return last && catalog().get(last.note);
}
