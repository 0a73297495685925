import { defineCommand, toCaller } from "../command.js";
import { leftIn, readBag } from "../daily/bag.js";
import { notesFor } from "../daily/daily.js";
import { placeOf } from "../daily/delivery.js";
import { lastPosted, lastUnposted, subscriptionAt, } from "../daily/ledger.js";
import { showDays } from "../daily/settings.js";
import { dayAt, localTime } from "../daily/slots.js";
import { sayKept, sayWhy } from "../daily/why.js";
import { typedFor } from "../invocation.js";
import { moment } from "../markdown.js";
import { formatFor, phrasesFor } from "../phrases/languages.js";
import { setDaily, showDailyNow, showNote } from "./calls.js";
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
export function channelless({ caller, daily: running }) {
    if (running.publisher(caller.platform))
        return undefined;
    const { daily: words } = phrasesFor(caller);
    return say(words.needsChannel, words.needsChannelNext);
}
/** How the daily pick is doing where the caller is. */
export async function statusReply(context) {
    const nowhere = channelless(context);
    if (nowhere)
        return nowhere;
    const { store, caller, catalog, daily: running, commands } = context;
    const phrases = phrasesFor(caller);
    const { daily: words } = phrases;
    const subscription = await subscriptionAt(store, placeOf(caller));
    if (!subscription || subscription.state === 'off') {
        const example = typedFor(caller, setDaily('example'), commands);
        return say(words.none, words.noneNext(example));
    }
    const last = await lastPosted(store, subscription.id);
    const days = Array.from({ length: TOLD_DAYS + 1 }, (_, back) => dayAt(running.clock() - back * DAY_MS, subscription.timezone));
    const failed = await lastUnposted(store, subscription, days);
    const trouble = running.trouble(caller.platform);
    const ids = notesFor(subscription, catalog);
    const left = leftIn(readBag(subscription.bag), ids);
    const isPaused = subscription.state === 'paused';
    const whenDue = ({ due_at: at }) => when(at, subscription, caller);
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
    const card = {
        title: isPaused ? words.isPaused : words.on,
        blocks: [{ kind: 'text', text: lines.map((line) => `- ${line.trim()}`).join('\n') }],
        actions: last ? [{ kind: 'run', label: words.openLast, run: showNote(last.note) }] : [],
    };
    return toCaller(card);
}
/** What became of a slot that nothing was posted for. */
function whatBecame({ state, error }, day, phrases) {
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
function pausedText({ reason }, since, { caller, commands }) {
    const phrases = phrasesFor(caller);
    const why = asSentence(sayKept(reason ?? '', phrases), phrases);
    const set = typedFor(caller, setDaily(), commands);
    const { daily: words } = phrases;
    return since === undefined ? words.paused(why, set) : words.pausedSince(since, why, set);
}
/** A moment in the channel's own time; where the platform can, in the reader's. */
function when(at, { timezone }, caller) {
    return moment(at, localTime(at, timezone, formatFor(caller)));
}
/** `Every day at 09:00 (Europe/London), of Alignment. Next: Fri 27 Nov, 09:00.` */
export function describe(subscription, { catalog, caller }) {
    const topics = JSON.parse(subscription.topics);
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
export function link(url, words) {
    return url === null ? '' : `[${words.openIt}](${url})`;
}
/** A reason as a sentence, with the full stop that it may have already. */
export function asSentence(reason, { fault }) {
    return /[.。]$/.test(reason) ? reason : fault.sentence(reason);
}
/** A reason for a sentence that has a full stop of its own. */
function withoutStop(reason) {
    return reason.replace(/[.。]$/, '');
}
/** A short answer. @param again what a button to try again says. */
export function say(title, text, again) {
    return toCaller({
        title,
        blocks: text.trim() === '' ? [] : [{ kind: 'text', text }],
        actions: again === undefined ? [] : [{ kind: 'run', label: again, run: showDailyNow() }],
    });
}
//# sourceMappingURL=daily-status.js.map