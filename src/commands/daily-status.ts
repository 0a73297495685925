import type { Card, Reply } from '../card.ts';
import { defineCommand, toCaller, type Context } from '../command.ts';
import { leftIn, type Bag } from '../daily/bag.ts';
import { notesFor } from '../daily/daily.ts';
import { placeOf } from '../daily/delivery.ts';
import { lastPick, subscriptionAt, type Subscription } from '../daily/ledger.ts';
import { showDays } from '../daily/settings.ts';
import { localTime } from '../daily/slots.ts';
import { showDailyNow, showNote } from './calls.ts';

export const dailyStatus = defineCommand({
  name: 'daily status',
  description: 'When the next paper comes here, and how the last one went',
  examples: [{}],
  options: {},
  run: (_options, context) => statusReply(context),
});

/** How the daily pick is doing where the caller is. */
export async function statusReply(context: Context): Promise<Reply> {
  const { store, caller, catalog, daily: running } = context;
  const subscription = await subscriptionAt(store, placeOf(caller));
  if (!subscription || subscription.state === 'off') {
    return say(
      'There is no daily pick here',
      'Type `/daily set 09:00 Europe/London`, with days and topics if you like.',
    );
  }
  const last = await lastPick(store, subscription.id, ['posted']);
  const failed = await lastPick(store, subscription.id, ['missed', 'failed', 'claimed']);
  const trouble = running.trouble(caller.platform);
  const ids = notesFor(subscription, catalog);
  const left = leftIn(JSON.parse(subscription.bag) as Bag, ids);
  const lines = [
    ...(subscription.state === 'paused'
      ? [`**Paused**: ${subscription.reason ?? ''} Type \`/daily set\` once that is mended.`]
      : [describe(subscription, context)]),
    last
      ? `Last: ${catalog.get(last.note)?.name ?? last.note} on ${last.day}. ${link(last.url)}`
      : 'Nothing was posted yet.',
    `${left} of ${ids.length} papers are left in this round.`,
    ...(failed && failed.day > (last?.day ?? '')
      ? [
          asSentence(
            `${failed.day}: ${failed.state === 'claimed' ? 'on its way' : failed.state}${failed.error === null ? '' : `, ${failed.error}`}`,
          ),
        ]
      : []),
    ...(trouble === undefined ? [] : [`Right now nothing is posted: ${trouble}.`]),
  ];
  const card: Card = {
    title: subscription.state === 'paused' ? 'The daily pick is paused' : 'The daily pick is on',
    blocks: [{ kind: 'text', text: lines.map((line) => `- ${line.trim()}`).join('\n') }],
    actions: last ? [{ kind: 'run', label: 'Open the last one', run: showNote(last.note) }] : [],
  };
  return toCaller(card);
}

/** `Every day at 09:00 (Europe/London), of Alignment. Next: Fri 27 Nov, 09:00.` */
export function describe(subscription: Subscription, { catalog, caller }: Context): string {
  const topics = JSON.parse(subscription.topics) as string[];
  const names = topics.map((id) => catalog.topics.find((topic) => topic.id === id)?.name ?? id);
  const of = names.length === 0 ? 'of all topics' : `of ${names.join(', ')}`;
  const { days, time, timezone, thread, next_at: next } = subscription;
  const below = thread === 1 ? ', with questions in a thread' : '';
  const rhythm = `A paper ${of}, ${showDays(days)} at ${time} (${timezone})${below}`;
  return `${rhythm}. Next: **${localTime(next, timezone, caller.locale)}**.`;
}

/** A link to a message. */
export function link(url: string | null): string {
  return url === null ? '' : `[Open it](${url})`;
}

/** A reason with the full stop that it may have already. */
export function asSentence(reason: string): string {
  return reason.endsWith('.') ? reason : `${reason}.`;
}

/** A short answer. */
export function say(title: string, text: string, again?: 'try again'): Reply {
  return toCaller({
    title,
    blocks: text.trim() === '' ? [] : [{ kind: 'text', text }],
    actions: again === undefined ? [] : [{ kind: 'run', label: 'Try again', run: showDailyNow() }],
  });
}
