import { defineCommand, toCaller } from "../command.js";
import { placeOf } from "../daily/delivery.js";
import { subscriptionAt } from "../daily/ledger.js";
import { offsetOf, readWish, showOffset, suggestZones, typedDays, } from "../daily/settings.js";
import { subscribe } from "../daily/subscribe.js";
import { InvocationError, typedFor } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
import { setDaily, showDailyNow, showDailyStatus } from "./calls.js";
import { refused } from "./daily-here.js";
import { describe, say } from "./daily-status.js";
/** What the platform with the fewest suggestions can show. */
const SUGGESTIONS = 25;
/** What each platform's people need to set up a daily pick; `set` and the form both ask for it. */
const options = {
    time: {
        kind: 'text',
        description: 'When, like 09:00 or 9am',
        suggest: (typed) => ['08:00', '09:00', '10:00', '12:00', '13:00', '15:00', '17:00']
            .filter((time) => time.includes(typed))
            .map((time) => ({ label: time, value: time })),
    },
    timezone: {
        kind: 'text',
        description: 'A city, like London, or an offset, like +5:30',
        suggest: (typed) => suggestZones(typed, Date.now(), SUGGESTIONS).map((zone) => ({
            label: `${zone} (${showOffset(offsetOf(zone, Date.now()))})`,
            value: zone,
        })),
    },
    days: {
        kind: 'text',
        description: 'Every day, weekdays, weekends, or days like mon,thu',
        suggest: (typed, { caller }) => {
            const { choices } = phrasesFor(caller).daily;
            const named = {
                'every day': choices.everyDay,
                weekdays: choices.weekdays,
                weekends: choices.weekends,
            };
            return ['every day', 'weekdays', 'weekends', 'mon', 'mon,wed,fri', 'tue,thu']
                .map((days) => ({ label: named[days] ?? days, value: days }))
                .filter(({ label, value }) => `${value} ${label}`.includes(typed.toLowerCase()));
        },
    },
    topic: {
        kind: 'text',
        description: 'Topics, with commas between them; leave it out for all',
        suggest: (typed, { catalog, caller }) => {
            const [last = '', ...before] = typed.split(',').reverse();
            const known = before.reverse().map((topic) => `${topic},`);
            return [{ id: 'all topics', name: phrasesFor(caller).button.allTopics }, ...catalog.topics]
                .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(last.trim().toLowerCase()))
                .map(({ id, name }) => ({ label: name, value: known.join('') + id }));
        },
    },
    thread: { kind: 'text', description: 'Questions to talk about in a thread: on or off' },
};
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
/** `thread:on`, `thread off`. */
const THREAD = /\bthread(?:[:=] ?(\S*)| (on|off)\b)/i;
/** What the words ask for. @throws {InvocationError} that names the option with what can't be read. */
function read(words, given, catalog) {
    try {
        return readWish(words, catalog);
    }
    catch (error) {
        if (!(error instanceof InvocationError))
            throw error;
        const option = ['time', 'timezone', 'days', 'topic'].find((name) => !isReadable(given[name] ?? '', catalog));
        throw new InvocationError(error.messageIn, option ?? error.option);
    }
}
function isReadable(words, catalog) {
    try {
        readWish(words, catalog);
        return true;
    }
    catch {
        return false;
    }
}
/** Switches the pick on with what was asked for, what was set before, and what is usual, in that order. */
export async function setUp(given, context) {
    const refusal = await refused(context);
    if (refusal)
        return refusal;
    const { caller, catalog, store } = context;
    const { daily: says } = phrasesFor(caller);
    // Words that are left over stand in the first option: the rest of `--timezone New York` is there.
    const typed = [given.timezone, given.time, given.days, given.topic].filter(Boolean).join(' ');
    const words = typed
        .replace(/\b(?:time|timezone|days|topics?)[:=] ?/gi, '')
        .replace(/["“”]/g, ' ');
    const wish = read(words.replace(THREAD, ''), given, catalog);
    const thread = (given.thread ?? THREAD.exec(words)?.slice(1).join(''))?.toLowerCase();
    if (thread !== undefined && thread !== 'on' && thread !== 'off') {
        throw new InvocationError(({ fault }) => fault.onOrOff('thread'), 'thread');
    }
    const place = placeOf(caller);
    const before = await subscriptionAt(store, place);
    const timezone = wish.timezone ?? before?.timezone ?? (await caller.timezone());
    if (timezone === undefined) {
        throw new InvocationError(({ fault }) => fault.whichZone, 'timezone');
    }
    const settings = {
        time: wish.time ?? before?.time ?? '09:00',
        timezone,
        days: wish.days ?? before?.days ?? '1234567',
        topics: wish.topics ?? (before ? JSON.parse(before.topics) : []),
        thread: thread === undefined ? before?.thread === 1 : thread === 'on',
        ...(caller.placeLocale !== undefined && { locale: caller.placeLocale }),
    };
    const hindrance = await caller.hindrance(settings.thread);
    if (hindrance !== undefined) {
        const again = typedFor(caller, setDaily(), context.commands);
        return say(says.cantPost, says.cantPostNext(hindrance, again));
    }
    const subscription = await subscribe(context.daily, place, caller.user, settings);
    return {
        ...toCaller({
            title: before?.state === 'on' ? says.changed : says.on,
            blocks: [{ kind: 'text', text: describe(subscription, context) }],
            actions: [
                { kind: 'run', label: says.postNow, run: showDailyNow() },
                { kind: 'run', label: says.status, run: showDailyStatus() },
            ],
        }),
    };
}
/** The form that `/daily set` fills in, with what is set or usual. */
export async function settingsForm({ caller, catalog }, subscription) {
    const timezone = subscription?.timezone ?? (await caller.timezone());
    const { daily: says } = phrasesFor(caller);
    const { form: words } = says;
    return {
        title: words.title,
        submit: subscription?.state === 'on' ? words.change : words.start,
        cancel: words.cancel,
        run: { command: 'daily set', options: {} },
        fields: [
            { option: 'time', label: words.time, value: subscription?.time ?? '09:00', hint: '09:00' },
            {
                option: 'timezone',
                label: words.timezone,
                hint: 'Europe/London',
                ...(timezone !== undefined && { value: timezone }),
            },
            {
                option: 'days',
                label: words.days,
                value: typedDays(subscription?.days ?? '1234567'),
                hint: words.daysHint,
            },
            {
                option: 'topic',
                label: words.topics,
                optional: true,
                several: true,
                choices: catalog.topics.map(({ id, name }) => ({ label: name, value: id })),
                value: subscription ? JSON.parse(subscription.topics).join(',') : '',
            },
            {
                option: 'thread',
                label: words.thread,
                value: subscription?.thread === 1 ? 'on' : 'off',
                choices: [
                    { label: words.on, value: 'on' },
                    { label: words.off, value: 'off' },
                ],
            },
        ],
    };
}
//# sourceMappingURL=daily-set.js.map