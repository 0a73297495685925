import type { Card, Form, Reply } from '../card.ts';
import {
  defineCommand,
  toCaller,
  type Caller,
  type Context,
  type SuggestContext,
} from '../command.ts';
import { leftIn, type Bag } from '../daily/bag.ts';
import { notesFor } from '../daily/daily.ts';
import { lastPick, subscriptionAt, type Subscription } from '../daily/ledger.ts';
import { PostError } from '../daily/publisher.ts';
import { offsetOf, readWish, showDays, showOffset, suggestZones } from '../daily/settings.ts';
import { localTime } from '../daily/slots.ts';
import { postNow, skip, subscribe, unsubscribe, type Settings } from '../daily/subscribe.ts';
import { InvocationError } from '../invocation.ts';
import { showDailyNow, showDailyStatus, showNote } from './calls.ts';

/** What the platform with the fewest suggestions can show. */
const SUGGESTIONS = 25;

/** What each platform's people need to set up a daily pick; `set` and the form both ask for it. */
const options = {
  time: {
    kind: 'text',
    description: 'When, like 09:00 or 9am',
    suggest: (typed: string) =>
      ['08:00', '09:00', '10:00', '12:00', '13:00', '15:00', '17:00']
        .filter((time) => time.includes(typed))
        .map((time) => ({ label: time, value: time })),
  },
  timezone: {
    kind: 'text',
    description: 'A city, like London, or an offset, like +5:30',
    suggest: (typed: string) =>
      suggestZones(typed, Date.now(), SUGGESTIONS).map((zone) => ({
        label: `${zone} (${showOffset(offsetOf(zone, Date.now()))})`,
        value: zone,
      })),
  },
  days: {
    kind: 'text',
    description: 'Every day, weekdays, weekends, or days like mon,thu',
    suggest: (typed: string) =>
      ['every day', 'weekdays', 'weekends', 'mon', 'mon,wed,fri', 'tue,thu']
        .filter((days) => days.includes(typed.toLowerCase()))
        .map((days) => ({ label: days, value: days })),
  },
  topic: {
    kind: 'text',
    description: 'Topics, with commas between them; leave it out for all',
    suggest: (typed: string, { catalog }: SuggestContext) => {
      const [last = '', ...before] = typed.split(',').reverse();
      const known = before.reverse().map((topic) => `${topic},`);
      return [{ id: 'all topics', name: 'All topics' }, ...catalog.topics]
        .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(last.trim().toLowerCase()))
        .map(({ id, name }) => ({ label: name, value: known.join('') + id }));
    },
  },
  thread: { kind: 'text', description: 'Questions to talk about in a thread: on or off' },
} as const;

export const daily = defineCommand({
  name: 'daily',
  description: 'A paper a day in this channel',
  examples: [{}],
  options: { settings: { kind: 'text', description: 'A time, a time zone, days, topics' } },
  async run({ settings }, context) {
    if (settings !== undefined) return setUp({ time: settings }, context);
    const subscription = await subscriptionAt(context.store, placeOf(context.caller));
    const { card } = await statusReply(context);
    return { ...toCaller(card), form: await settingsForm(context, subscription) };
  },
});

export const dailySet = defineCommand({
  name: 'daily set',
  description: 'Post a paper here every day, or change when and of what',
  manage: true,
  examples: [
    { time: '09:00', timezone: 'Europe/London', days: 'weekdays', topic: 'alignment,retrieval' },
  ],
  options,
  run: (given, context) => setUp(given, context),
});

export const dailyOff = defineCommand({
  name: 'daily off',
  description: 'Post no daily paper here any more',
  manage: true,
  examples: [{}],
  options: {},
  async run(_options, context) {
    const refusal = await refused(context);
    if (refusal) return refusal;
    const was = await unsubscribe(context.daily, placeOf(context.caller));
    return say(
      was ? 'The daily pick is off here' : 'There is no daily pick here',
      was
        ? 'What was shown so far is remembered: after `/daily set` it goes on from there.'
        : 'Type `/daily set 09:00 Europe/London` to begin.',
    );
  },
});

export const dailyNow = defineCommand({
  name: 'daily now',
  description: 'Post today’s pick now; the day gets no other',
  manage: true,
  examples: [{}],
  options: {},
  async run(_options, context) {
    const subscription = await present(context);
    if ('card' in subscription) return subscription;
    const done = await postNow(context.daily, subscription);
    switch (done.kind) {
      case 'posted':
        return say('Today’s pick is posted', link(done.pick.url));
      case 'already':
        return say(
          'Today’s pick is here already',
          `One a day is the promise. ${link(done.pick.url)}`,
        );
      case 'under way':
        return say('Today’s pick is on its way', 'It is being posted right now.');
      case 'failed':
        return say('Today’s pick could not be posted', `${done.reason}.`, 'try again');
    }
  },
});

export const dailySkip = defineCommand({
  name: 'daily skip',
  description: 'Another pick instead of today’s, which comes again later',
  manage: true,
  examples: [{}],
  options: {},
  async run(_options, context) {
    const subscription = await present(context);
    if ('card' in subscription) return subscription;
    const { catalog } = context;
    const name = (id: string): string => catalog.get(id)?.name ?? id;
    try {
      const done = await skip(context.daily, subscription);
      switch (done.kind) {
        case 'replaced':
          return say(
            `Today’s pick is ${name(done.to)} now`,
            `It stands where ${name(done.from)} stood, which comes again at the end of this round. ${link(done.pick.url)}`,
          );
        case 'next':
          return say(
            `The next pick is ${name(done.to)}`,
            `${name(done.from)} comes at the end of this round instead.`,
          );
        case 'only one':
          return say('There is no other paper to pick', 'Widen the topics with `/daily set`.');
        case 'busy':
          return say('A pick is just being posted', 'Please try again in a minute.');
      }
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      return say('The message could not be changed', `${error.message}.`);
    }
  },
});

export const dailyStatus = defineCommand({
  name: 'daily status',
  description: 'When the next paper comes here, and how the last one went',
  examples: [{}],
  options: {},
  run: (_options, context) => statusReply(context),
});

/** Switches the pick on with what was asked for, what was set before, and what is usual, in that order. */
async function setUp(
  given: { time?: string; timezone?: string; days?: string; topic?: string; thread?: string },
  context: Context,
): Promise<Reply> {
  const refusal = await refused(context);
  if (refusal) return refusal;
  const { caller, catalog, store } = context;
  const words = [given.time, given.timezone, given.days, given.topic].filter(Boolean).join(' ');
  const wish = readWish(words.replace(/\bthread[: ]?(on|off)\b/i, ''), catalog);
  const thread = (given.thread ?? /\bthread[: ]?(on|off)\b/i.exec(words)?.[1])?.toLowerCase();
  if (thread !== undefined && thread !== 'on' && thread !== 'off') {
    throw new InvocationError('`thread` is `on` or `off`.', 'thread');
  }
  const place = placeOf(caller);
  const before = await subscriptionAt(store, place);
  const timezone = wish.timezone ?? before?.timezone ?? (await caller.timezone());
  if (timezone === undefined) {
    throw new InvocationError(
      'Which time zone? Add it by its city, like `Europe/London` or `New York`.',
      'timezone',
    );
  }
  const settings: Settings = {
    time: wish.time ?? before?.time ?? '09:00',
    timezone,
    days: wish.days ?? before?.days ?? '1234567',
    topics: wish.topics ?? (before ? (JSON.parse(before.topics) as string[]) : []),
    thread: thread === undefined ? before?.thread === 1 : thread === 'on',
  };
  const hindrance = await caller.hindrance();
  if (hindrance !== undefined) {
    return say(
      'I can’t post here yet',
      `${hindrance} Then type \`/daily set\` again; nothing is set up so far.`,
    );
  }
  const subscription = await subscribe(context.daily, place, caller.user, settings);
  return {
    ...toCaller({
      title: before?.state === 'on' ? 'The daily pick is changed' : 'The daily pick is on',
      blocks: [{ kind: 'text', text: describe(subscription, context) }],
      actions: [
        { kind: 'run', label: 'Post today’s now', run: showDailyNow() },
        { kind: 'run', label: 'Status', run: showDailyStatus() },
      ],
    }),
  };
}

async function settingsForm(
  { caller, catalog }: Context,
  subscription: Subscription | undefined,
): Promise<Form> {
  const timezone = subscription?.timezone ?? (await caller.timezone());
  return {
    title: 'A paper a day',
    submit: subscription?.state === 'on' ? 'Change' : 'Start',
    run: { command: 'daily set', options: {} },
    fields: [
      { option: 'time', label: 'When', value: subscription?.time ?? '09:00', hint: '09:00' },
      {
        option: 'timezone',
        label: 'Time zone',
        hint: 'Europe/London',
        ...(timezone !== undefined && { value: timezone }),
      },
      {
        option: 'days',
        label: 'Days',
        value: subscription ? showDays(subscription.days).replace(/^on /, '') : 'every day',
        hint: 'weekdays, or mon,thu',
      },
      {
        option: 'topic',
        label: 'Topics',
        optional: true,
        several: true,
        choices: catalog.topics.map(({ id, name }) => ({ label: name, value: id })),
        value: subscription ? (JSON.parse(subscription.topics) as string[]).join(',') : '',
      },
      {
        option: 'thread',
        label: 'Questions to talk about, in a thread',
        value: subscription?.thread === 1 ? 'on' : 'off',
        choices: [
          { label: 'On', value: 'on' },
          { label: 'Off', value: 'off' },
        ],
      },
    ],
  };
}

async function statusReply(context: Context): Promise<Reply> {
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
  const trouble = running.trouble();
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
          `${failed.day}: ${failed.state === 'claimed' ? 'on its way' : failed.state}${failed.error === null ? '' : `, ${failed.error}`}.`,
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
function describe(subscription: Subscription, { catalog, caller }: Context): string {
  const topics = JSON.parse(subscription.topics) as string[];
  const names = topics.map((id) => catalog.topics.find((topic) => topic.id === id)?.name ?? id);
  const of = names.length === 0 ? 'of all topics' : `of ${names.join(', ')}`;
  const { days, time, timezone, next_at: next } = subscription;
  const rhythm = `A paper ${of}, ${showDays(days)} at ${time} (${timezone})`;
  return `${rhythm}. Next: **${localTime(next, timezone, caller.locale)}**.`;
}

/** The subscription here, or why there is none to work with. */
async function present(context: Context): Promise<Subscription | Reply> {
  const refusal = await refused(context);
  if (refusal) return refusal;
  const subscription = await subscriptionAt(context.store, placeOf(context.caller));
  return subscription?.state === 'on' ? subscription : statusReply(context);
}

/** Why the caller can't change the pick here; undefined when they can. */
async function refused({ caller, daily: running }: Context): Promise<Reply | undefined> {
  if (!running.publisher(caller.platform)) {
    return say(
      'A daily pick needs a channel',
      'In a channel of Slack or Discord this posts a paper a day. The playground has none.',
    );
  }
  if (await caller.mayManage()) return undefined;
  return say(
    'That is for those who look after this place',
    'Ask somebody who may manage it here to type it; `/daily status` works for everybody.',
  );
}

function placeOf({ platform, workspace, channel }: Caller): {
  platform: string;
  workspace: string;
  channel: string;
} {
  return { platform, workspace, channel };
}

function link(url: string | null): string {
  return url === null ? '' : `[Open it](${url})`;
}

function say(title: string, text: string, again?: 'try again'): Reply {
  return toCaller({
    title,
    blocks: text.trim() === '' ? [] : [{ kind: 'text', text }],
    actions: again === undefined ? [] : [{ kind: 'run', label: 'Try again', run: showDailyNow() }],
  });
}
