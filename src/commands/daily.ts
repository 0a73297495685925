import { defineCommand, toCaller } from '../command.ts';
import { placeOf } from '../daily/delivery.ts';
import { subscriptionAt } from '../daily/ledger.ts';
import { PostError } from '../daily/publisher.ts';
import { postNow, skip, unsubscribe } from '../daily/subscribe.ts';
import { present, refused } from './daily-here.ts';
import { setUp, settingsForm } from './daily-set.ts';
import { asSentence, link, say, statusReply } from './daily-status.ts';

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
        return say('Today’s pick could not be posted', asSentence(done.reason), 'try again');
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
      return say('The message could not be changed', asSentence(error.message));
    }
  },
});
