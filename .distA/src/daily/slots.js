// Its functions, of which only those in use are loaded: its classes take three times as long.
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainTime from 'temporal-polyfill/fns/PlainTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
/** How far back an outage is looked over, days. The newest slot counts, so one pick comes, not eight. */
const LOOK_BACK = 8;
/** Slots on one day are asked for by every channel with that rhythm: a day's moment is worked out once. */
const moments = new Map();
const MOMENTS = 20_000;
const DAY_MS = 86_400_000;
/**
 * When a local time is on a local date. A time that summer time leaves out counts as the moment
 * after the gap that is as far from its beginning; one that comes twice counts the first time
 * (`disambiguation: compatible` of Temporal and RFC 5545).
 */
function momentOf(day, { time, timezone }) {
    const key = `${day} ${time} ${timezone}`;
    const known = moments.get(key);
    if (known !== undefined)
        return known;
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const { epochMilliseconds } = PlainDate.toZonedDateTime(PlainDate.create(year, month, date), {
        timeZone: timezone,
        plainTime: PlainTime.create(hour, minute),
    });
    if (moments.size >= MOMENTS)
        moments.clear();
    moments.set(key, epochMilliseconds);
    return epochMilliseconds;
}
/** Local dates of a moment and their neighbours are asked for again and again as well. */
const dates = new Map();
/** The local date at a moment. @param at ms since 1970. */
export function dayAt(at, timezone) {
    // Zones change their offset at whole quarters of an hour.
    const quarter = Math.floor(at / 900_000);
    const key = `${quarter} ${timezone}`;
    const known = dates.get(key);
    if (known !== undefined)
        return known;
    const moment = Instant.fromEpochMilliseconds(quarter * 900_000);
    const local = Instant.toZonedDateTimeISO(moment, timezone);
    const day = PlainDate.toString(ZonedDateTime.toPlainDate(local));
    if (dates.size >= MOMENTS)
        dates.clear();
    dates.set(key, day);
    return day;
}
/** What one rhythm has at one moment: thousands of channels ask for the same. */
const around = new Map();
/** The newest slot until a moment, ms since 1970, and the next after it. */
export function slotsAround(at, rhythm) {
    const key = `${at} ${rhythm.time} ${rhythm.timezone} ${rhythm.days}`;
    const known = around.get(key);
    if (known)
        return known;
    const found = { newest: newestSlot(at, rhythm), next: nextSlot(at, rhythm) };
    if (around.size >= MOMENTS)
        around.clear();
    around.set(key, found);
    return found;
}
/** A local date some days later or, with a negative number, earlier. */
function shifted(day, by) {
    return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}
/** 1 is Monday, 7 Sunday. */
function weekdayOf(day) {
    return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
function slotOn(day, rhythm) {
    if (!rhythm.days.includes(String(weekdayOf(day))))
        return undefined;
    return { day, at: momentOf(day, rhythm) };
}
/** The first slot after a moment, ms since 1970. @throws {RangeError} for a time zone nobody knows. */
export function nextSlot(after, rhythm) {
    const today = dayAt(after, rhythm.timezone);
    // A week and a day: a rhythm has a day in each week, and today's may be over.
    for (let ahead = -1; ahead <= 8; ahead++) {
        const slot = slotOn(shifted(today, ahead), rhythm);
        if (slot && slot.at > after)
            return slot;
    }
    throw new RangeError(`a rhythm without days: ${JSON.stringify(rhythm)}`);
}
/** The newest slot at or before a moment, ms since 1970, of the last {@link LOOK_BACK} days. */
export function newestSlot(until, rhythm) {
    const today = dayAt(until, rhythm.timezone);
    for (let back = -1; back <= LOOK_BACK; back++) {
        const slot = slotOn(shifted(today, -back), rhythm);
        if (slot && slot.at <= until)
            return slot;
    }
    return undefined;
}
/** A moment as people of a time zone read it: `Mon 30 Nov, 09:00`. @param at ms since 1970. */
export function localTime(at, timezone, locale = 'en-GB') {
    return new Intl.DateTimeFormat(locale, {
        timeZone: timezone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
    }).format(at);
}
//# sourceMappingURL=slots.js.map