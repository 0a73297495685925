import fc from '../property.ts';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { leftIn, putBack, take, type Bag } from '../../src/daily/bag.ts';
import { readTime, readWish, suggestZones, zoneOf } from '../../src/daily/settings.ts';
import { dayAt, newestSlot, nextSlot, slotsAround, type Rhythm } from '../../src/daily/slots.ts';
import { notes } from '../adapters/world.ts';

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const rhythm = (timezone: string, time = '09:00', days = '1234567'): Rhythm => ({
  time,
  timezone,
  days,
});

describe('slots', () => {
  it.each([
    // In a gap the time counts from before it; a time that comes twice counts first.
    ['Europe/London', '01:30', '2026-03-29T00:00Z', '2026-03-29', '2026-03-29T01:30Z'],
    ['Europe/London', '01:30', '2026-10-24T23:00Z', '2026-10-25', '2026-10-25T00:30Z'],
    ['America/New_York', '02:30', '2026-03-08T05:00Z', '2026-03-08', '2026-03-08T07:30Z'],
    ['Australia/Lord_Howe', '02:15', '2026-10-03T13:00Z', '2026-10-04', '2026-10-03T15:45Z'],
    ['Australia/Lord_Howe', '01:45', '2026-04-04T12:00Z', '2026-04-05', '2026-04-04T14:45Z'],
    ['Asia/Kathmandu', '09:00', '2026-11-25T12:00Z', '2026-11-26', '2026-11-26T03:15Z'],
    ['Pacific/Kiritimati', '00:05', '2026-11-25T11:00Z', '2026-11-27', '2026-11-26T10:05Z'],
  ])('next in %s at %s', (timezone, time, after, day, instant) => {
    expect(nextSlot(at(after), rhythm(timezone, time))).toEqual({ day, at: at(instant) });
  });

  it('keeps to the days of the week as they are there', () => {
    const weekdays = rhythm('Asia/Tokyo', '08:00', '12345');
    // Friday in Tokyo is over: the next is Monday.
    expect(nextSlot(at('2026-11-27T00:00Z'), weekdays)).toEqual({
      day: '2026-11-30',
      at: at('2026-11-29T23:00Z'),
    });
    expect(newestSlot(at('2026-11-29T00:00Z'), weekdays)?.day).toBe('2026-11-27');
  });

  it('come once a local day, in order, and none is skipped', () => {
    const zones = [
      'Europe/London',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Tehran',
      'UTC',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: at('2025-01-01T00:00Z'), max: at('2030-01-01T00:00Z') }),
        fc.subarray(['1', '2', '3', '4', '5', '6', '7'], { minLength: 1 }),
        (timezone, minute, start, days) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const mine = rhythm(timezone, time, days.join(''));
          let slot = nextSlot(start, mine);
          for (let i = 0; i < 20; i++) {
            const next = nextSlot(slot.at, mine);
            expect(next.day > slot.day).toBe(true);
            expect(newestSlot(next.at, mine)).toEqual(next);
            expect(newestSlot(next.at - 1, mine)).toEqual(slot);
            expect(dayAt(next.at, timezone)).toBe(next.day);
            expect(days).toContain(String(Temporal.PlainDate.from(next.day).dayOfWeek));
            slot = next;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are those around a moment, wherever the clock goes from there', () => {
    const mine = ['1234567', '12345', '3'].map((days) => rhythm('Europe/London', '01:30', days));
    const start = at('2026-10-20T00:00Z');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...mine), fc.integer({ min: 0, max: 20 * 48 }))),
        (asked) => {
          for (const [one, halves] of asked) {
            const moment = start + halves * 1_800_000;
            expect(slotsAround(moment, one)).toMatchObject({
              newest: newestSlot(moment, one),
              next: nextSlot(moment, one),
            });
          }
        },
      ),
    );
  });
});

describe('the bag', () => {
  const empty: Bag = { round: 1, given: [], skipped: [], last: undefined };
  const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `note-${i}`);

  it('gives every note once a round, in another order each, never the same twice running', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 30 }), (channel, count) => {
        let bag = empty;
        const orders: string[] = [];
        let last: string | undefined;
        for (let round = 0; round < 3; round++) {
          const shown: string[] = [];
          for (let i = 0; i < count; i++) {
            const taken = take(channel, bag, ids(count));
            if (!taken) throw new Error('an empty bag');
            expect(taken.id).not.toBe(last);
            shown.push((last = taken.id));
            bag = taken.bag;
          }
          expect(new Set(shown).size).toBe(count);
          orders.push(shown.join());
        }
        if (count > 6) expect(new Set(orders).size).toBe(3);
      }),
      { numRuns: 60 },
    );
  });

  it('takes in a note that is new, and forgets one that is gone', () => {
    let bag = empty;
    for (let i = 0; i < 4; i++) bag = take('c', bag, ids(5))?.bag ?? bag;
    expect(leftIn(bag, ids(6))).toBe(2);
    const shown = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const taken = take('c', bag, ids(6));
      shown.add(taken?.id ?? '');
      bag = taken?.bag ?? bag;
    }
    expect(shown.has('note-5')).toBe(true);
    expect(leftIn(bag, ids(6))).toBe(0);
    expect(take('c', bag, [])).toBeUndefined();
    expect(take('c', bag, ['only'])?.id).toBe('only');
  });

  it('brings a skipped note at the end of the round', () => {
    const first = take('c', empty, ids(5));
    let bag = putBack(first?.bag ?? empty, first?.id ?? '', undefined);
    const shown: string[] = [];
    for (let i = 0; i < 5; i++) {
      const taken = take('c', bag, ids(5));
      shown.push(taken?.id ?? '');
      bag = taken?.bag ?? bag;
    }
    expect(shown.at(-1)).toBe(first?.id);
    expect(new Set(shown).size).toBe(5);
  });

  it('does not go by the alphabet', () => {
    const firsts = new Set(Array.from({ length: 40 }, (_, i) => take(`c${i}`, empty, ids(8))?.id));
    expect(firsts.size).toBeGreaterThan(5);
  });
});

describe('what people write', () => {
  it.each([
    ['09:00', '09:00'],
    ['9:05', '09:05'],
    ['9am', '09:00'],
    ['12am', '00:00'],
    ['12:30 pm', '12:30'],
    ['21.15', '21:15'],
    ['25:00', undefined],
    ['9:75', undefined],
    ['13pm', undefined],
    ['9', undefined],
    ['nine', undefined],
  ])('reads the time %s', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each([
    [
      '09:00 Europe/London weekdays alignment,retrieval',
      {
        time: '09:00',
        timezone: 'Europe/London',
        days: '12345',
        topics: ['alignment', 'retrieval'],
      },
    ],
    [
      'retrieval new york mon-wed 7:30 pm',
      { time: '19:30', timezone: 'America/New_York', days: '123', topics: ['retrieval'] },
    ],
    ['fri-mon', { days: '1567' }],
    ['Mondays, Thu 8am', { time: '08:00', days: '14' }],
    ['all topics every day', { topics: [], days: '1234567' }],
    ['RAG & Retrieval tokyo', { topics: ['retrieval'], timezone: 'Asia/Tokyo' }],
    ['utc', { timezone: 'UTC' }],
    ['', {}],
  ])('reads "%s"', (text, wish) => {
    expect(readWish(text, notes)).toEqual(wish);
  });

  it.each(['nonsense', '09:00 Atlantis', '99:99', 'weekdays!', 'a'])(
    'says what it can’t read in "%s"',
    (text) => {
      expect(() => readWish(text, notes)).toThrow(/is no time, time zone, day or topic/);
    },
  );

  it('offers time zones by city, name and offset', () => {
    const now = at('2026-11-26T12:00Z');
    expect(suggestZones('lond', now, 25)[0]).toBe('Europe/London');
    expect(suggestZones('new y', now, 25)[0]).toBe('America/New_York');
    expect(suggestZones('+5:30', now, 25)).toContain('Asia/Calcutta');
    expect(suggestZones('utc-3', now, 25)).toContain('America/Bahia');
    expect(suggestZones('xyzzy', now, 25)).toEqual([]);
    expect(suggestZones('', now, 25)).toHaveLength(25);
    expect(suggestZones('kyiv', now, 25)).toHaveLength(1);
    expect([zoneOf('asia/kolkata'), zoneOf('Kolkata')]).toEqual(['Asia/Calcutta', 'Asia/Calcutta']);
    expect([zoneOf('CET'), zoneOf('nowhere')]).toEqual([expect.any(String), undefined]);
  });
});
