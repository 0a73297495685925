import type { Reply } from '../card.ts';
import type { Context } from '../command.ts';
import { placeOf } from '../daily/delivery.ts';
import { subscriptionAt, type Subscription } from '../daily/ledger.ts';
import { channelless, say, statusReply } from './daily-status.ts';

/** The subscription here, or why there is none to work with. */
export async function present(context: Context): Promise<Subscription | Reply> {
  const refusal = await refused(context);
  if (refusal) return refusal;
  const subscription = await subscriptionAt(context.store, placeOf(context.caller));
  return subscription?.state === 'on' ? subscription : statusReply(context);
}

/** Why the caller can't change the pick here; undefined when they can. */
export async function refused(context: Context): Promise<Reply | undefined> {
  const { caller } = context;
  const nowhere = channelless(context);
  if (nowhere) return nowhere;
  if (await caller.mayManage()) return undefined;
  return say(
    'That is for those who look after this place',
    'Ask somebody who may manage it here to type it; `/daily status` works for everybody.',
  );
}
