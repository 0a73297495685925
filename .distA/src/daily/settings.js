import { normalise } from "../find/text.js";
import { InvocationError } from "../invocation.js";
import { clip } from "../markdown.js";
const EVERY_DAY = '1234567';
const WEEKDAYS = '12345';
const WEEKEND = '67';
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/**
 * Reads times, time zones, days and topics in any order: `9am London weekdays alignment,retrieval`.
 *
 * @throws {InvocationError} for words that are none of these, with what they may be.
 */
export function readWish(text, catalog) {
    const wish = {};
    const words = text.split(/[\s,]+/u).filter((word) => word !== '');
    const topics = [];
    const days = [];
    for (let at = 0; at < words.length;) {
        const word = words[at] ?? '';
        // "9 am", "New York", "every day": what two or three words say together comes first.
        const taken = [3, 2, 1].find((count) => {
            if (at + count > words.length)
                return false;
            const phrase = words.slice(at, at + count).join(' ');
            const time = readTime(phrase);
            const some = time === undefined ? readDays(phrase) : undefined;
            const topic = some === undefined && time === undefined ? topicOf(phrase, catalog) : undefined;
            const zone = topic === undefined && some === undefined && time === undefined
                ? zoneOf(phrase)
                : undefined;
            if (time !== undefined)
                wish.time = time;
            else if (some !== undefined)
                days.push(some);
            else if (topic !== undefined)
                topics.push(topic);
            else if (zone !== undefined)
                wish.timezone = zone;
            else if (normalise(phrase) === 'all topics')
                wish.topics = [];
            else
                return false;
            return true;
        });
        if (taken === undefined)
            throw unreadable(word, catalog);
        at += taken;
    }
    if (days.length > 0)
        wish.days = [...new Set(days.join(''))].sort().join('');
    if (topics.length > 0)
        wish.topics = [...new Set(topics)];
    return wish;
}
function unreadable(word, { topics }) {
    const example = topics[0]?.id ?? 'alignment';
    return new InvocationError(({ fault }) => fault.unreadable(clip(word, 40), example), 'time');
}
/** `09:00`, `9am`, `9:30 pm`, `21.15`. Undefined for anything else, as for a bare number. */
export function readTime(text) {
    const [, hours = '', minutes = '00', half] = /^(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]m)?$/i.exec(text.trim()) ?? [];
    if (hours === '' || (half === undefined && !/[:.h]/.test(text)))
        return undefined;
    const hour = Number(hours);
    if (half !== undefined && (hour < 1 || hour > 12))
        return undefined;
    const real = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
    if (real > 23 || Number(minutes) > 59)
        return undefined;
    return `${String(real).padStart(2, '0')}:${minutes}`;
}
/** `weekdays`, `every day`, `mon`, `mon-fri`: as digits, 1 for Monday. */
function readDays(text) {
    const word = text.toLowerCase().replace(/[–—]/g, '-');
    if (/^(every ?day|daily|all days)$/.test(word))
        return EVERY_DAY;
    if (/^(week ?days?|workdays?)$/.test(word))
        return WEEKDAYS;
    if (/^weekends?$/.test(word))
        return WEEKEND;
    const dayOf = (name) => {
        const known = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/.exec(name)?.[1];
        const full = [
            'monday',
            'tuesday',
            'wednesday',
            'thursday',
            'friday',
            'saturday',
            'sunday',
        ].some((day) => day.startsWith(name.replace(/s$/, '')) || `${day}s` === name);
        return known !== undefined && full ? DAYS.indexOf(known) + 1 : 0;
    };
    const [from = '', to = from, more] = word.split('-');
    const [first, last] = [dayOf(from), dayOf(to)];
    if (more !== undefined || first === 0 || last === 0)
        return undefined;
    let days = String(first);
    for (let day = first; day !== last;)
        days += String((day = (day % 7) + 1));
    return days;
}
function topicOf(text, { topics }) {
    const words = normalise(text);
    if (words === '')
        return undefined;
    const exact = topics.find(({ id, name }) => id === text.toLowerCase() || normalise(name) === words);
    return exact?.id;
}
let zones;
/** All time zones by their names. */
export function timezones() {
    zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone')];
    return zones;
}
/** A time zone by its name or its city, whatever its case: `europe/london`, `new york`. */
export function zoneOf(text) {
    const wanted = text.trim().toLowerCase().replace(/\s+/g, '_');
    if (wanted.length < 3)
        return undefined;
    const found = timezones().find((zone) => zone.toLowerCase() === wanted || zone.toLowerCase().endsWith(`/${wanted}`));
    if (found !== undefined)
        return found;
    // Names that are known here but not listed, as a city may have an older and a newer one.
    if (!/^[a-z_]+(\/[a-z_+\-0-9]+)*$/.test(wanted))
        return undefined;
    for (const name of [wanted, ...REGIONS.map((region) => `${region}/${wanted}`)]) {
        try {
            return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
        }
        catch {
            // Not by this name.
        }
    }
    return undefined;
}
const REGIONS = ['Asia', 'Europe', 'America', 'Africa', 'Australia', 'Pacific', 'Atlantic'];
const formats = new Map();
function offsetFormat(timezone) {
    const known = formats.get(timezone);
    if (known)
        return known;
    const made = Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' });
    formats.set(timezone, made);
    return made;
}
/** Minutes a time zone is ahead of UTC at a moment, ms since 1970. */
export function offsetOf(timezone, at) {
    const name = offsetFormat(timezone)
        .formatToParts(at)
        .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d+):?(\d+)?/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
/** `UTC+5:30` */
export function showOffset(minutes) {
    if (minutes === 0)
        return 'UTC';
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    const end = rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`;
    return `UTC${minutes < 0 ? '−' : '+'}${hours}${end}`;
}
/**
 * Time zones to offer while somebody types a city, a name, or an offset like `+5:30`.
 *
 * @param now ms since 1970: offsets are those of this moment.
 */
export function suggestZones(typed, now, most) {
    const wanted = typed.trim().toLowerCase().replace(/\s+/g, '_');
    const offset = /^(?:utc|gmt)?([+-−])(\d{1,2})(?::?(\d{2}))?$/.exec(wanted);
    if (offset) {
        const [, sign, hours = '0', minutes = '0'] = offset;
        const ahead = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
        return timezones()
            .filter((zone) => offsetOf(zone, now) === ahead)
            .slice(0, most);
    }
    const rank = (zone) => {
        const name = zone.toLowerCase();
        const city = name.slice(name.lastIndexOf('/') + 1);
        if (city === wanted || name === wanted)
            return 0;
        if (city.startsWith(wanted))
            return 1;
        if (name.startsWith(wanted))
            return 2;
        return name.includes(wanted) ? 3 : 9;
    };
    const ranked = timezones().map((zone) => ({ zone, rank: wanted === '' ? 1 : rank(zone) }));
    const found = ranked
        .filter((it) => it.rank < 9)
        .sort((a, b) => a.rank - b.rank)
        .slice(0, most)
        .map(({ zone }) => zone);
    const other = found.length === 0 ? zoneOf(typed) : undefined;
    return other === undefined ? found : [other];
}
/** `every day`, `on weekdays`, `on Mon, Thu`, in words and names of days of a locale. */
export function showDays(days, words, locale) {
    if (days === EVERY_DAY)
        return words.everyDay;
    if (days === WEEKDAYS)
        return words.weekdays;
    if (days === WEEKEND)
        return words.weekends;
    const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
    // The first of January 2024 was a Monday.
    const names = Array.from(days, (day) => format.format(Date.UTC(2024, 0, Number(day))));
    return words.onDays(names.join(', '));
}
/** The same as it is typed: `every day`, `weekdays`, `mon, thu`. */
export function typedDays(days) {
    if (days === EVERY_DAY)
        return 'every day';
    if (days === WEEKDAYS)
        return 'weekdays';
    if (days === WEEKEND)
        return 'weekends';
    return Array.from(days, (day) => DAYS[Number(day) - 1] ?? '').join(', ');
}
//# sourceMappingURL=settings.js.map