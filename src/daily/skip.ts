import { allOrNone } from '../store/transaction.ts';
import { readersOf } from '../shelf/shelf.ts';
import { putBack, readBag, take, writeBag } from './bag.ts';
import { notesFor, type Daily } from './daily.ts';
import { keyOf, lastNote, phrasesOf, placeOf } from './delivery.ts';
import {
  changeBag,
  changeNote,
  changeSubscription,
  pickOn,
  type PickRow,
  type Subscription,
} from './ledger.ts';
import { pickReply } from './pick-card.ts';
import { PostError } from './publisher.ts';
import { ASK_MS, askBelow } from './questions.ts';
import { dayAt } from './slots.ts';

export type Skipped =
  | { kind: 'replaced'; from: string; to: string; pick: PickRow }
  | { kind: 'next'; from: string; to: string }
  | { kind: 'only one' }
  | { kind: 'busy' };

/**
 * Puts a note back to the end of the bag: today's, whose message then shows another one, or, while
 * today's is not posted, the one that would come next.
 */
export async function skip(daily: Daily, subscription: Subscription): Promise<Skipped> {
  const { store, catalog, clock } = daily;
  const ids = notesFor(subscription, catalog());
  const bag = readBag(subscription.bag);
  const today = await pickOn(store, subscription, dayAt(clock(), subscription.timezone));
  if (today?.state === 'claimed') return { kind: 'busy' };
  const posted = today?.state === 'posted' ? today : undefined;
  const from = posted?.note ?? take(subscription.id, bag, ids)?.id;
  if (from === undefined || ids.length < 2) return { kind: 'only one' };
  // The round turns over with the note that is skipped, when that would be its first.
  const taken = posted ? bag : (take(subscription.id, bag, ids)?.bag ?? bag);
  const back = putBack(taken, from, posted ? undefined : bag.last);
  const wanted = { ...back, last: posted ? from : back.last };
  // Nor may it be what stands in the channel above.
  const above = posted && (await lastNote(daily, posted));
  const others = ids.filter((id) => id !== above?.id);
  const found = take(subscription.id, wanted, others);
  // Where it was the only one left, the next round begins early.
  const other =
    found?.id === from ? take(subscription.id, { ...wanted, given: [...ids] }, others) : found;
  if (!other || other.id === from) return { kind: 'only one' };
  const kept = posted
    ? other.bag
    : other === found
      ? back
      : { ...back, given: [...ids], last: from };
  if (!posted) {
    const done = await changeSubscription(store, subscription, { bag: writeBag(kept) });
    return done ? { kind: 'next', from, to: other.id } : { kind: 'busy' };
  }
  const note = catalog().get(other.id);
  const publisher = daily.publisher(subscription.platform);
  if (!note || !publisher) return { kind: 'busy' };
  const place = placeOf(subscription);
  const message = { id: posted.message ?? '', ...(posted.url !== null && { url: posted.url }) };
  // Later than that of the note before, whose questions are not asked any more.
  const askAt =
    subscription.thread === 1 ? Math.max(clock() + ASK_MS, (posted.ask_at ?? 0) + 1) : null;
  // Until the message is replaced either may stand there, and neither is to come again soon.
  const both =
    kept.round === bag.round
      ? {
          ...kept,
          given: [...kept.given, from],
          skipped: kept.skipped.filter((id) => id !== from),
        }
      : kept;
  // What the ledger says first, then what stands there: whoever draws it again draws the same.
  const done = await allOrNone(
    store,
    async (within) =>
      (await changeNote(within, posted, from, { note: other.id, ask_at: askAt })) &&
      changeSubscription(within, subscription, { bag: writeBag(both) }),
  );
  if (!done) return { kind: 'busy' };
  try {
    for (let shown: string | undefined, now = note; shown !== now.id;) {
      const readers = await readersOf(store, place, now.id);
      const reply = pickReply(now, catalog(), above, readers, phrasesOf(subscription));
      await publisher.replace(place, message, reply, keyOf(posted));
      shown = now.id;
      // Somebody else's skip may have been faster, and is what the ledger says.
      const after = await pickOn(store, subscription, posted.day);
      now = (after && catalog().get(after.note)) ?? now;
    }
  } catch (error) {
    // Where no answer came, still either may stand there.
    const unsure = error instanceof PostError && error.reason === 'unknown';
    await allOrNone(store, async (within) => {
      const asBefore = { note: from, ask_at: posted.ask_at };
      const ours = await changeNote(within, posted, other.id, asBefore);
      await changeBag(within, subscription.id, (now) => {
        if (now.bag === writeBag(both) && !unsure) return subscription.bag;
        const { given: all, skipped, ...rest } = readBag(now.bag);
        const given = all.filter((id) => unsure || id !== other.id);
        return writeBag(
          ours
            ? {
                ...rest,
                given: [...new Set([...given, from])],
                skipped: skipped.filter((id) => id !== from),
              }
            : { ...rest, given, skipped },
        );
      });
      return true;
    });
    throw error;
  }
  await changeBag(store, subscription.id, ({ bag: text }) => {
    const now = readBag(text);
    const isBoth = now.round === bag.round && now.given.includes(from);
    return isBoth ? writeBag(putBack(now, from, now.last)) : text;
  });
  if (askAt !== null) {
    askBelow({ ...posted, note: other.id, ask_at: askAt }, subscription, publisher, daily);
  }
  return { kind: 'replaced', from, to: other.id, pick: posted };
}
