import type { Card, Markdown, Reply } from '../card.ts';
import { defineCommand, toCaller, type Context } from '../command.ts';
import { leftIn, readBag } from '../daily/bag.ts';
import { notesFor } from '../daily/daily.ts';
import { placeOf } from '../daily/delivery.ts';
import {
  lastPosted,
  lastUnposted,
  subscriptionAt,
  type PickRow,
  type Subscription,
} from '../daily/ledger.ts';
import { showDays } from '../daily/settings.ts';
import { dayAt, localTime } from '../daily/slots.ts';
import { sayKept, sayWhy } from '../daily/why.ts';
import { typedFor } from '../invocation.ts';
import { moment } from '../markdown.ts';
import type { Phrases } from '../phrases/en.ts';
import { formatFor, phrasesFor } from '../phrases/languages.ts';
import { setDaily, showDailyNow, showNote } from './calls.ts';

export const dailyStatus = defineCommand({
  name: 'daily status',
  description: 'When the next paper comes here, and how the last one went',
  examples: [{}],
  options: {},
  run: (_options, context) => statusReply(context),
});

/** For how many days it is told that a pick came to nothing. */
const TOLD_DAYS = 7;
const DAY_MS = 24 * 3_600_000;

/** What is said where nothing can be posted; undefined where it can. */
export function channelless({ caller, daily: running }: Context): Reply | undefined {
  if (running.publisher(caller.platform)) return undefined;
  const { daily: words } = phrasesFor(caller);
  return say(words.needsChannel, words.needsChannelNext);
}

/** How the daily pick is doing where the caller is. */
export async function statusReply(context: Context): Promise<Reply> {
  const nowhere = channelless(context);
  if (nowhere) return nowhere;
  const { store, caller, catalog, daily: running, commands } = context;
  const phrases = phrasesFor(caller);
  const { daily: words } = phrases;
  const subscription = await subscriptionAt(store, placeOf(caller));
  if (!subscription || subscription.state === 'off') {
    const example = typedFor(caller, setDaily('example'), commands);
    return say(words.none, words.noneNext(example));
  }
  const last = await lastPosted(store, subscription.id);
  const days = Array.from({ length: TOLD_DAYS + 1 }, (_, back) =>
    dayAt(running.clock() - back * DAY_MS, subscription.timezone),
  );
  const failed = await lastUnposted(store, subscription, days);
  const trouble = running.trouble(caller.platform);
  const ids = notesFor(subscription, catalog);
  const left = leftIn(readBag(subscription.bag), ids);
  const isPaused = subscription.state === 'paused';
  const whenDue = ({ due_at: at }: PickRow): Markdown => when(at, subscription, caller);
  // What it is paused for is told of the pick that failed.
  const isTold = isPaused && failed?.error === subscription.reason;
  const lines = [
    isPaused
      ? pausedText(subscription, isTold ? whenDue(failed) : undefined, context)
      : describe(subscription, context),
    last
      ? `${words.last(catalog.get(last.note)?.name ?? last.note, whenDue(last))} ${link(last.url, words)}`
      : words.nothingYet,
    words.left(left, ids.length),
    ...(failed && !isTold ? [whatBecame(failed, whenDue(failed), phrases)] : []),
    ...(trouble === undefined ? [] : [words.trouble(withoutStop(sayWhy(trouble, phrases)))]),
  ];
  const card: Card = {
    title: isPaused ? words.isPaused : words.on,
    blocks: [{ kind: 'text', text: lines.map((line) => `- ${line.trim()}`).join('\n') }],
    actions: last ? [{ kind: 'run', label: words.openLast, run: showNote(last.note) }] : [],
  };
  return toCaller(card);
}

/** What became of a slot that nothing was posted for. */
function whatBecame({ state, error }: PickRow, day: Markdown, phrases: Phrases): Markdown {
  const { daily: words } = phrases;
  const why = error === null ? undefined : withoutStop(sayKept(error, phrases));
  switch (state) {
    case 'missed':
      return why === undefined ? words.missed(day) : words.missedAs(day, why);
    case 'failed':
      return why === undefined ? words.failed(day) : words.failedAs(day, why);
    default:
      return why === undefined ? words.underWay(day) : words.underWayAs(day, why);
  }
}

/** Why nothing is posted, since when, and what to do. */
function pausedText(
  { reason }: Subscription,
  since: Markdown | undefined,
  { caller, commands }: Context,
): Markdown {
  const phrases = phrasesFor(caller);
  const why = asSentence(sayKept(reason ?? '', phrases), phrases);
  const set = typedFor(caller, setDaily(), commands);
  const { daily: words } = phrases;
  return since === undefined ? words.paused(why, set) : words.pausedSince(since, why, set);
}

/** A moment in the channel's own time; where the platform can, in the reader's. */
function when(
  at: number,
  { timezone }: Pick<Subscription, 'timezone'>,
  caller: Pick<Context['caller'], 'locale'>,
): Markdown {
  return moment(at, localTime(at, timezone, formatFor(caller)));
}

/** `Every day at 09:00 (Europe/London), of Alignment. Next: Fri 27 Nov, 09:00.` */
export function describe(subscription: Subscription, { catalog, caller }: Context): string {
  const topics = JSON.parse(subscription.topics) as string[];
  const names = topics.map((id) => catalog.topics.find((topic) => topic.id === id)?.name ?? id);
  const { daily: words } = phrasesFor(caller);
  const of = names.length === 0 ? words.allTopics : names.join(', ');
  const { days, time, timezone, thread, next_at: next } = subscription;
  const locale = formatFor(caller);
  const rhythm = words.rhythm(of, showDays(days, words, locale), time, timezone);
  const below = thread === 1 ? ` ${words.withThread}` : '';
  return `${rhythm}${below} ${words.next(when(next, { timezone }, caller))}`;
}

/** A link to a message. */
export function link(url: string | null, words: Phrases['daily']): string {
  return url === null ? '' : `[${words.openIt}](${url})`;
}

/** A reason as a sentence, with the full stop that it may have already. */
export function asSentence(reason: string, { fault }: Phrases): string {
  return /[.。]$/.test(reason) ? reason : fault.sentence(reason);
}

/** A reason for a sentence that has a full stop of its own. */
function withoutStop(reason: string): string {
  return reason.replace(/[.。]$/, '');
}

/** A short answer. @param again what a button to try again says. */
export function say(title: string, text: string, again?: string): Reply {
  return toCaller({
    title,
    blocks: text.trim() === '' ? [] : [{ kind: 'text', text }],
    actions: again === undefined ? [] : [{ kind: 'run', label: again, run: showDailyNow() }],
  });
}
