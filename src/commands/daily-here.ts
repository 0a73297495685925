import type { Reply } from '../card.ts';
import type { Context } from '../command.ts';
import { placeOf } from '../daily/delivery.ts';
import { subscriptionAt, type Subscription } from '../daily/ledger.ts';
import { typedFor } from '../invocation.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { showDailyStatus } from './calls.ts';
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
  const { caller, commands } = context;
  const nowhere = channelless(context);
  if (nowhere) return nowhere;
  const { daily: words, fault } = phrasesFor(caller);
  if (await caller.mayManage()) return undefined;
  const status = typedFor(caller, showDailyStatus(), commands);
  return say(fault.onlyManagers, words.askManager(status));
}
