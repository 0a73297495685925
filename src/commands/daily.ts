import { defineCommand, toCaller } from '../command.ts';
import { placeOf } from '../daily/delivery.ts';
import { subscriptionAt } from '../daily/ledger.ts';
import { PostError } from '../daily/publisher.ts';
import { skip } from '../daily/skip.ts';
import { postNow, unsubscribe } from '../daily/subscribe.ts';
import { sayKept, sayWhy } from '../daily/why.ts';
import { typedFor } from '../invocation.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { setDaily } from './calls.ts';
import { present, refused } from './daily-here.ts';
import { setUp, settingsForm } from './daily-set.ts';
import { asSentence, channelless, link, say, statusReply } from './daily-status.ts';

export const daily = defineCommand({
  name: 'daily',
  description: 'A paper a day in this channel',
  examples: [{}],
  options: { settings: { kind: 'text', description: 'A time, a time zone, days, topics' } },
  async run({ settings }, context) {
    if (settings !== undefined) return setUp({ time: settings }, context);
    const nowhere = channelless(context);
    if (nowhere) return nowhere;
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
    const { caller, commands } = context;
    const { daily: words } = phrasesFor(caller);
    const typed = typedFor(caller, setDaily(was ? undefined : 'example'), commands);
    return was ? say(words.isOff, words.isOffNext(typed)) : say(words.none, words.noneBegin(typed));
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
    const phrases = phrasesFor(context.caller);
    const { button, daily: words } = phrases;
    const done = await postNow(context.daily, subscription);
    switch (done.kind) {
      case 'posted':
        return say(words.posted, link(done.pick.url, words));
      case 'already':
        return say(words.already, `${words.alreadyNext} ${link(done.pick.url, words)}`);
      case 'under way':
        return say(words.onItsWay, words.onItsWayNext);
      case 'failed':
        return say(
          words.notPosted,
          asSentence(sayKept(done.why, phrases), phrases),
          button.tryAgain,
        );
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
    const { catalog, caller, commands } = context;
    const phrases = phrasesFor(caller);
    const { daily: words } = phrases;
    const name = (id: string): string => catalog.get(id)?.name ?? id;
    try {
      const done = await skip(context.daily, subscription);
      switch (done.kind) {
        case 'replaced':
          return say(
            words.replaced(name(done.to)),
            `${words.replacedNext(name(done.from))} ${link(done.pick.url, words)}`,
          );
        case 'next':
          return say(words.nextIs(name(done.to)), words.nextIsNext(name(done.from)));
        case 'only one':
          return say(words.onlyOne, words.onlyOneNext(typedFor(caller, setDaily(), commands)));
        case 'busy':
          return say(words.busy, phrases.fault.oursNext);
      }
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      return say(words.notChanged, asSentence(sayWhy(error.why, phrases), phrases));
    }
  },
});
