import { setTimeout as wait } from 'node:timers/promises';
import fc from '../property.ts';
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeCatalog } from '../../src/catalog/catalog.ts';
import { claimFor, type Daily } from '../../src/daily/daily.ts';
import { readBag } from '../../src/daily/bag.ts';
import { deliver, keyOf, NO_NOTE, SWITCHED_OFF } from '../../src/daily/delivery.ts';
import { keepWhy } from '../../src/daily/why.ts';
import { linkBetween } from '../../src/daily/pick-card.ts';
import { claim, findDue, LEASE_MS, nextMoment, takeOver } from '../../src/daily/claims.ts';
import {
  pickOn,
  subscriptionAt,
  subscriptionId,
  type Subscription,
} from '../../src/daily/ledger.ts';
import { PostError } from '../../src/daily/publisher.ts';
import { dayAt } from '../../src/daily/slots.ts';
import { phrasesFor } from '../../src/phrases/languages.ts';
import { skip } from '../../src/daily/skip.ts';
import { postNow, subscribe, unsubscribe, upcoming } from '../../src/daily/subscribe.ts';
import { shelve } from '../../src/shelf/shelf.ts';
import { notes } from '../adapters/world.ts';
import { onEachDatabase } from '../store/databases.ts';
import { memoryChannels } from './channels.ts';
import { claimDue, createWorld, HOUR, london, need, place, start } from './world.ts';

onEachDatabase('the daily pick', ({ fresh }) => {
  let world: ReturnType<typeof createWorld>;
  afterEach(() => world.stop());
  const open = async (replicas = 1): Promise<Daily> => {
    world = createWorld(await fresh());
    const first = await world.replica();
    for (let i = 1; i < replicas; i++) await world.replica();
    return first.daily;
  };

  it('comes once a local day, at its time there, through the change to summer time', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    await world.to(start + 8 * 24 * HOUR);
    expect(world.days('C1')).toEqual([
      '2026-03-26',
      '2026-03-27',
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
      '2026-04-01',
      '2026-04-02',
    ]);
    expect(new Set(world.channels.messages.map(({ title }) => title)).size).toBe(8);
    const local = world.channels.messages.map(({ at }) =>
      Temporal.Instant.fromEpochMilliseconds(at)
        .toZonedDateTimeISO('Europe/London')
        .toPlainTime()
        .toString(),
    );
    expect(new Set(local)).toEqual(new Set(['09:00:00']));
  });

  it('is posted by one of several replicas', async () => {
    const daily = await open(3);
    for (let i = 0; i < 20; i++) await subscribe(daily, place(`C${i}`), 'U1', london);
    await world.to(start + 3 * 24 * HOUR);
    for (let i = 0; i < 20; i++) expect(world.days(`C${i}`)).toHaveLength(3);
  });

  it('is found, not posted again, when the answer was lost', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['lost answer']);
    await world.to(start + 24 * HOUR);
    await world.to(start + 25 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26']);
    const { daily: other } = await world.replica();
    const known = await subscriptionAt(other.store, place('C1'));
    expect(await pickOn(other.store, need(known), '2026-03-26')).toMatchObject({
      state: 'posted',
      attempt: 2,
    });
  });

  it.each(['later', 'unknown'] as const)('is tried again after "%s"', async (fault) => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', [fault, fault, fault]);
    await world.to(start + 25 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26']);
  });

  it('is given up in the end where nobody can know whether it is there', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['lost answer']);
    world.channels.find = () => Promise.reject(new PostError('unknown', ['tooMuch']));
    await world.to(start + 72 * HOUR);
    expect(await pickOn(daily.store, made, '2026-03-26')).toMatchObject({
      state: 'missed',
      error: keepWhy(['tooMuch']),
    });
    expect(new Set(world.days('C1')).size).toBe(world.days('C1').length);
    expect(new Set(world.channels.messages.map(({ title }) => title)).size).toBe(3);
  });

  it('comes late within six hours, and is skipped after', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    await world.stop();
    await world.set(start + 21 * HOUR + 3 * HOUR);
    await world.replica();
    await world.settled();
    expect(world.days('C1')).toEqual(['2026-03-26']);
    await world.stop();
    await world.set(start + 5 * 24 * HOUR + 10 * HOUR);
    const { store } = await world.replica();
    await world.settled();
    expect(world.days('C1')).toEqual(['2026-03-26']);
    const known = need(await subscriptionAt(store, place('C1')));
    expect(await pickOn(store, known, '2026-03-30')).toMatchObject({ state: 'missed' });
    await world.to(start + 6 * 24 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26', '2026-03-31']);
  });

  it('is paused where it can’t be posted, tells who set it up, and goes on after', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U7', london);
    world.channels.faults.set('C1', ['gone']);
    await world.to(start + 3 * 24 * HOUR);
    expect(world.days('C1')).toEqual([]);
    expect(world.channels.told).toEqual(['U7: A daily pick is paused']);
    const paused = need(await subscriptionAt(daily.store, place('C1')));
    expect(paused).toMatchObject({
      state: 'paused',
      reason: keepWhy(['noAnswer', 'Chat', 'a fault: gone']),
    });
    const meant = upcoming(paused, notes);
    await subscribe(daily, place('C1'), 'U7', london);
    await world.to(start + 4 * 24 * HOUR);
    expect(world.channels.messages[0]?.title).toBe(notes.get(meant ?? '')?.title);
  });

  it('holds up no other channel when one fails', async () => {
    const daily = await open();
    for (let i = 0; i < 5; i++) await subscribe(daily, place(`C${i}`), 'U1', london);
    world.channels.faults.set(
      'C2',
      Array.from({ length: 50 }, () => 'unknown' as const),
    );
    await world.to(start + 2 * 24 * HOUR);
    for (const i of [0, 1, 3, 4]) expect(world.days(`C${i}`)).toHaveLength(2);
  });

  it('waits while this machine’s clock is a day ahead', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    const right = world.clock();
    world.channels.platformClock = () => right;
    await world.set(start + 400 * 24 * HOUR);
    await vi.waitFor(() => expect(daily.trouble('memory')).toContain('clock'));
    await wait(50);
    expect(world.days('C1')).toEqual([]);
    world.channels.platformClock = world.clock;
    await world.set(start + 1000);
    await vi.waitFor(() => expect(daily.trouble('memory')).toBeUndefined());
    await world.to(start + 24 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26']);
  });

  it('posts now, once, and the day’s slot is served by it', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', { ...london, time: '18:00' });
    expect(await postNow(daily, made)).toMatchObject({ kind: 'posted' });
    expect(
      await postNow(daily, need(await subscriptionAt(daily.store, place('C1')))),
    ).toMatchObject({
      kind: 'already',
    });
    await world.to(start + 12 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-25']);
    await world.to(start + 36 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-25', '2026-03-26']);
  });

  it('says when the next one really comes, after today’s was posted or its time was changed', async () => {
    const daily = await open();
    const today = Temporal.Instant.from('2026-03-25T18:00Z').epochMilliseconds;
    const evening = { ...london, time: '18:00' };
    const made = await subscribe(daily, place('C1'), 'U1', evening);
    expect(made.next_at).toBe(today);
    await postNow(daily, made);
    const after = need(await subscriptionAt(daily.store, place('C1')));
    expect(after.next_at).toBe(today + 24 * HOUR);
    const moved = await subscribe(daily, place('C1'), 'U1', { ...evening, time: '17:00' });
    expect(moved.next_at).toBe(today + 23 * HOUR);
    await world.to(start + 48 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-25', '2026-03-26']);
  });

  it('uses up no note when a channel is changed while its slot is claimed', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    await world.stop();
    const other = await world.replica();
    await other.daily.stop();
    const read = need(await subscriptionAt(other.store, place('C1')));
    const now = start + 21 * HOUR;
    const { catalog, catchUpMs } = other.daily;
    // Somebody skips the next one between the look and the claim.
    await skip(other.daily, read);
    expect(await claim(other.store, [claimFor(read, now, { catalog, catchUpMs })], now)).toEqual(
      [],
    );
    expect(await pickOn(other.store, read, '2026-03-26')).toBeUndefined();
    const again = need(await subscriptionAt(other.store, place('C1')));
    const [claimed] = await claim(other.store, [claimFor(again, now, { catalog, catchUpMs })], now);
    const after = need(await subscriptionAt(other.store, place('C1')));
    expect(readBag(after.bag)).toMatchObject({ given: [claimed?.pick.note] });
  });

  it('is claimed for its own channel, whatever row that was found in', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await subscribe(daily, place('C2'), 'U1', london);
    await world.stop();
    const { daily: other, store } = await world.replica();
    await other.stop();
    const now = made.next_at + 1;
    const due = await findDue(store, 'memory', now, 10);
    // As after a VACUUM, which may give rows other numbers.
    const [row] = due.map((it) => it.row).reverse();
    const claims = due.map((it) =>
      claimFor({ ...it, ...(row !== undefined && { row }) }, now, other),
    );
    const claimed = await claim(store, claims, now);
    const given = async (channel: string): Promise<string[]> =>
      readBag(need(await subscriptionAt(store, place(channel))).bag).given;
    const notes = claimed.map(({ pick }) => [pick.subscription, pick.note]);
    expect(claimed.length).toBeGreaterThan(0);
    for (const channel of ['C1', 'C2']) {
      const mine = notes.filter(([id]) => id === subscriptionId(place(channel)));
      expect(await given(channel)).toEqual(mine.map(([, note]) => note));
    }
  });

  it('does not come when it is switched off while it waits for its turn', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    // Its first try is put off by the platform, so that it is claimed and waits.
    world.channels.faults.set('C1', ['later']);
    await world.set(made.next_at + 1);
    await vi.waitFor(async () =>
      expect(await pickOn(daily.store, made, '2026-03-26')).toMatchObject({
        error: keepWhy(['noAnswer', 'Chat', 'a fault: later']),
      }),
    );
    const before = readBag(need(await subscriptionAt(daily.store, place('C1'))).bag);
    expect(before.given).toHaveLength(1);
    await unsubscribe(daily, place('C1'));
    await world.to(made.next_at + HOUR);
    expect(world.days('C1')).toEqual([]);
    expect(await pickOn(daily.store, made, '2026-03-26')).toMatchObject({
      state: 'missed',
      error: keepWhy(SWITCHED_OFF),
    });
    // Its note was not shown, so it still comes in this round.
    expect(readBag(need(await subscriptionAt(daily.store, place('C1'))).bag).given).toEqual([]);
    // Whoever changes their mind on that day can still have it.
    const again = await subscribe(daily, place('C1'), 'U1', london);
    expect(again.next_at).toBe(made.next_at + 24 * HOUR);
    expect(await postNow(daily, again)).toMatchObject({ kind: 'posted' });
    expect(world.days('C1')).toEqual(['2026-03-26']);
  });

  it('does not come when it is switched off after it was claimed, and says by then what its channel wants', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await subscribe(daily, place('C2'), 'U1', london);
    await world.stop();
    const other = await world.replica();
    await other.daily.stop();
    const now = made.next_at + 1;
    const due = await findDue(other.store, 'memory', now, 10);
    const claims = due.map((it) => claimFor(it, now, other.daily));
    const claimed = await claim(other.store, claims, now);
    expect(claimed).toHaveLength(2);
    await unsubscribe(other.daily, place('C1'));
    await subscribe(other.daily, place('C2'), 'U1', { ...london, locale: 'ja' });
    const desk = { ...other.daily, clock: () => now };
    for (const { pick } of claimed) await deliver(pick, world.channels, desk);
    expect(world.channels.messages.map(({ channel }) => channel)).toEqual(['C2']);
    expect(world.channels.messages[0]?.subtitle).toContain(
      phrasesFor({ locale: 'ja' }).pick.todays,
    );
  });

  it.each([
    ['is too late by now', 7, undefined],
    ['is turned away', 0, 'gone'],
  ] as const)(
    'keeps its note used when it is posted by another, and who had it first %s',
    async (_, hours, fault) => {
      const daily = await open();
      const made = await subscribe(daily, place('C1'), 'U1', london);
      await world.stop();
      const { daily: other, store } = await world.replica();
      await other.stop();
      const now = made.next_at + 1;
      const [slow] = await claimDue(other, now);
      const later = now + LEASE_MS;
      const [quick] = await takeOver(store, 'memory', later, 10);
      await deliver(need(quick).pick, world.channels, { ...other, clock: () => later });
      if (fault !== undefined) world.channels.faults.set('C1', [fault]);
      const clock = (): number => now + hours * HOUR;
      await deliver(need(slow).pick, world.channels, { ...other, clock });
      const after = need(await subscriptionAt(store, place('C1')));
      expect(readBag(after.bag).given).toEqual([need(quick).pick.note]);
      expect(after.state).toBe('on');
      expect(world.channels.messages).toHaveLength(1);
    },
  );

  it('shows who saved it in its place, in its channel’s language', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', { ...london, locale: 'ja' });
    await world.to(made.next_at + 1);
    const note = need(await pickOn(daily.store, made, '2026-03-26')).note;
    const reader = { platform: 'memory', workspace: 'W1', person: 'W1/U2' };
    await shelve(daily.store, reader, note, 'saved');
    daily.shelved(reader, note);
    const { shelf, pick } = phrasesFor({ locale: 'ja' });
    await vi.waitFor(async () => {
      await world.set(world.clock() + 1000);
      expect(world.channels.messages).toMatchObject([
        {
          channel: 'C1',
          subtitle: expect.stringContaining(pick.todays) as string,
          text: expect.stringContaining(shelf.savedHere(1)) as string,
        },
      ]);
    }, 5000);
  });

  it('comes once a local day when this machine’s clock is set back, by hours or by a day', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await world.to(made.next_at + HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26']);
    for (const back of [3 * HOUR, 25 * HOUR]) {
      await world.set(made.next_at - back);
      await world.to(made.next_at + 2 * HOUR);
      expect(world.days('C1')).toEqual(['2026-03-26']);
    }
    // Nor does whoever asks for it while the clock is behind get another one for that day.
    await world.set(made.next_at - HOUR);
    const now = need(await subscriptionAt(daily.store, place('C1')));
    expect(await postNow(daily, now)).toMatchObject({ kind: 'already' });
    await world.to(made.next_at + 25 * HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26', '2026-03-27']);
  });

  describe('that has questions below it', () => {
    const talked = { ...london, thread: true };

    it('has them once, also when the program ends before they are asked', async () => {
      const daily = await open();
      const made = await subscribe(daily, place('C1'), 'U1', talked);
      await postNow(daily, made);
      await world.stop();
      expect(world.channels.below).toEqual([]);
      await world.replica();
      await vi.waitFor(() => expect(world.channels.below).toHaveLength(1));
      await world.to(start + 2 * HOUR);
      expect(world.channels.below).toHaveLength(1);
    });

    it('has them once when a process that was about to ask them is heard of no more', async () => {
      const daily = await open();
      const made = await subscribe(daily, place('C1'), 'U1', talked);
      await world.stop();
      let goOn = (): void => undefined;
      const asked = vi.fn(() => new Promise<void>((resolve) => (goOn = resolve)));
      const silent = await world.replica({ ...world.channels, reply: asked });
      await postNow(silent.daily, made);
      await vi.waitFor(() => expect(asked).toHaveBeenCalled(), { timeout: 5000 });
      void silent.daily.stop();
      const next = await world.replica();
      await wait(50);
      expect(world.channels.below).toEqual([]);
      world.setAtOnce(start + 6 * 60_000);
      await vi.waitFor(() => expect(world.channels.below).toHaveLength(1), { timeout: 5000 });
      goOn();
      await vi.waitFor(() => expect(next.daily.counts().underWay).toBe(0));
      expect(await nextMoment(next.store, 'memory')).toBe(made.next_at);
    });

    it('has them once when the answer to them was lost', async () => {
      const daily = await open();
      const made = await subscribe(daily, place('C1'), 'U1', talked);
      world.channels.faults.set('C1 below', ['lost answer']);
      await postNow(daily, made);
      await world.settled();
      expect(world.channels.below).toHaveLength(1);
      expect(await nextMoment(daily.store, 'memory')).toBeLessThan(start + HOUR);
      await world.to(start + 2 * HOUR);
      expect(world.channels.below).toHaveLength(1);
      expect(await nextMoment(daily.store, 'memory')).toBe(made.next_at);
    });

    it('has them once when nobody took them at first, and never on another day', async () => {
      const daily = await open();
      const made = await subscribe(daily, place('C1'), 'U1', talked);
      world.channels.faults.set('C1 below', ['unknown', 'unknown']);
      await postNow(daily, made);
      await world.to(start + 2 * HOUR);
      expect(world.channels.below).toHaveLength(1);
      await world.to(made.next_at);
      await world.stop();
      expect(world.days('C1')).toHaveLength(2);
      const before = world.channels.below.length;
      await world.set(start + 44 * HOUR);
      await world.replica();
      await world.settled();
      expect(world.channels.below.length).toBe(before);
    });

    it('has those of the note that stands there after a skip', async () => {
      const daily = await open();
      const made = await subscribe(daily, place('C1'), 'U1', talked);
      await postNow(daily, made);
      // Before those of the first one are asked.
      await skip(daily, need(await subscriptionAt(daily.store, place('C1'))));
      await world.settled();
      const [shown] = world.channels.messages;
      const pick = await pickOn(daily.store, made, dayAt(start, 'Europe/London'));
      const note = notes.get(pick?.note ?? '');
      expect(shown?.title).toBe(note?.title);
      expect(world.channels.below.map(({ title }) => title)).toEqual([
        `To talk about: ${note?.name ?? ''}`,
      ]);
    });
  });

  it('says why nothing can be posted now: no paper, or trouble on that platform alone', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.show(makeCatalog(notes.topics, [], []));
    expect(await postNow(daily, made)).toEqual({ kind: 'failed', why: keepWhy(NO_NOTE) });
    world.show(notes);
    const away = {
      ...memoryChannels(world.clock),
      now: () => Promise.reject(new PostError('unknown', ['clockUnread', 'Chat'])),
    };
    daily.start(
      new Map([
        ['elsewhere', away],
        ['memory', world.channels],
      ]),
    );
    await vi.waitFor(() => expect(daily.trouble('elsewhere')).toEqual(['platform']));
    expect(daily.trouble('memory')).toBeUndefined();
    expect(await postNow(daily, made)).toMatchObject({ kind: 'posted' });
  });

  it('posts now what failed before, under the same key', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['refused']);
    expect(await postNow(daily, made)).toMatchObject({
      kind: 'failed',
      why: keepWhy(['noAnswer', 'Chat', 'a fault: refused']),
    });
    const again = need(await subscriptionAt(daily.store, place('C1')));
    expect(await postNow(daily, again)).toMatchObject({ kind: 'posted' });
    expect(world.channels.messages.map(({ key }) => key)).toEqual([
      keyOf({ subscription: made.id, day: '2026-03-25' }),
    ]);
  });

  it('shows another note in the same message after a skip, and another next before it', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    const meant = upcoming(made, notes);
    const skipped = await skip(daily, made);
    expect(skipped).toMatchObject({ kind: 'next', from: meant });
    await world.to(start + 24 * HOUR);
    const [first] = world.channels.messages;
    expect(first?.title).not.toBe(notes.get(meant ?? '')?.title);
    const before = first?.title;
    const replaced = await skip(daily, need(await subscriptionAt(daily.store, place('C1'))));
    expect(replaced).toMatchObject({ kind: 'replaced' });
    expect(world.channels.messages).toHaveLength(1);
    expect(world.channels.messages[0]?.title).not.toBe(before);
  });

  it('keeps what stands in the channel when a skip can’t change it, and says what leads to the new one', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    await world.to(start + 46 * HOUR);
    const here = async () => need(await subscriptionAt(daily.store, place('C1')));
    const before = await here();
    const { replace } = world.channels;
    world.channels.replace = () => Promise.reject(new PostError('forbidden', ['mayNotPost']));
    await expect(skip(daily, before)).rejects.toThrow('may not');
    expect(readBag((await here()).bag)).toEqual(readBag(before.bag));
    world.channels.replace = () =>
      Promise.reject(new PostError('unknown', ['noAnswer', 'Chat', 'lost']));
    await expect(skip(daily, await here())).rejects.toThrow('did not answer');
    // Either may stand there now, so that neither comes again in this round.
    const { given } = readBag((await here()).bag);
    expect(given).toHaveLength(3);
    expect(given).toEqual(expect.arrayContaining(readBag(before.bag).given));
    world.channels.replace = replace;
    const [first] = world.channels.messages;
    const above = notes.notes.find(({ title }) => title === first?.title);
    for (let i = 0; i < 12; i++) {
      const done = await skip(daily, await here());
      if (done.kind !== 'replaced') throw new Error(done.kind);
      const shown = notes.get(done.to);
      const link = above && shown && linkBetween(above, shown);
      expect(world.channels.messages[1]?.text.includes('the last pick')).toBe(link !== undefined);
    }
  });

  it('keeps to its topics, and is missed where there is nothing to pick', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', { ...london, topics: ['retrieval'] });
    await world.to(start + 6 * 24 * HOUR);
    const shown = world.channels.messages.map(({ title }) => title);
    const titles = notes.notes
      .filter(({ topic }) => topic === 'retrieval')
      .map(({ title }) => title);
    expect(new Set(shown)).toEqual(new Set(titles));
    for (let i = 1; i < shown.length; i++) expect(shown[i]).not.toBe(shown[i - 1]);
    const others = notes.notes.filter(({ topic }) => topic !== 'retrieval');
    world.show(makeCatalog(notes.topics, others, []));
    await world.to(start + 7 * 24 * HOUR);
    expect(world.channels.messages).toHaveLength(6);
  });

  it('keeps both promises through anything people and machines do', async () => {
    const act = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('wait' as const),
          hours: fc.integer({ min: 1, max: 40 }),
        }),
      },
      fc.record({ do: fc.constant('back' as const), hours: fc.integer({ min: 1, max: 30 }) }),
      fc.record({
        do: fc.constant('set' as const),
        time: fc.constantFrom('00:10', '09:00', '23:50'),
      }),
      fc.record({ do: fc.constantFrom('off', 'now', 'skip', 'restart', 'lose', 'refuse', 'gone') }),
    );
    const sizes = fc.constantFrom(4, notes.notes.length);
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.array(act, { minLength: 5, maxLength: 25 }),
        async (size, acts) => {
          world = createWorld(await fresh());
          world.show(makeCatalog(notes.topics, notes.notes.slice(0, size), []));
          let { daily } = await world.replica();
          await world.replica();
          await subscribe(daily, place('C1'), 'U1', london);
          const here = async (): Promise<Subscription> =>
            need(await subscriptionAt(daily.store, place('C1')));
          // What was shown in each round, and how many messages were looked at.
          const rounds = new Map<number, string[]>();
          let seen = 0;
          const show = async (title: string): Promise<void> => {
            const { round } = readBag((await here()).bag);
            const shown = rounds.get(round) ?? [];
            expect(shown).not.toContain(title);
            rounds.set(round, [...shown, title]);
          };
          const look = async (): Promise<void> => {
            const { messages } = world.channels;
            for (; seen < messages.length; seen++) await show(messages[seen]?.title ?? '');
          };
          for (const step of acts) {
            switch (step.do) {
              case 'wait':
                await world.to(world.clock() + step.hours * HOUR, look);
                break;
              case 'back':
                await world.set(world.clock() - step.hours * HOUR);
                break;
              case 'set':
                await subscribe(daily, place('C1'), 'U1', { ...london, time: step.time });
                break;
              case 'off':
                await unsubscribe(daily, place('C1'));
                break;
              case 'now':
                if ((await here()).state === 'on') await postNow(daily, await here());
                break;
              case 'skip':
                if ((await here()).state === 'on') {
                  const done = await skip(daily, await here());
                  if (done.kind !== 'replaced') break;
                  const from = notes.get(done.from)?.title;
                  const [round = 0, shown = []] =
                    [...rounds].findLast(([, titles]) => titles.includes(from ?? '')) ?? [];
                  rounds.set(
                    round,
                    shown.filter((title) => title !== from),
                  );
                  await show(notes.get(done.to)?.title ?? '');
                }
                break;
              case 'restart':
                await world.stop();
                daily = (await world.replica()).daily;
                break;
              case 'lose':
                world.channels.faults.set('C1', ['lost answer']);
                break;
              case 'gone':
                world.channels.faults.set('C1', ['gone']);
                break;
              case 'refuse':
                world.channels.faults.set('C1', ['later']);
                break;
            }
            await world.settled();
            await look();
          }
          const keys = world.channels.messages.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          const rows = await daily.store.db.selectFrom('picks').selectAll().execute();
          expect(new Set(rows.map(({ day }) => day)).size).toBe(rows.length);
          expect([...rounds.values()].flat()).toHaveLength(keys.length);
          const shown = world.channels.messages.map(({ title }) => title);
          for (let i = 1; i < shown.length; i++) expect(shown[i]).not.toBe(shown[i - 1]);
          await world.stop();
        },
      ),
      { numRuns: 40 },
    );
  }, 400_000);
});

describe('the key of a pick', () => {
  it('fits a Discord nonce and differs by channel and day', () => {
    const keys = ['a', 'b'].flatMap((subscription) =>
      ['2026-01-01', '2026-01-02'].map((day) => keyOf({ subscription, day })),
    );
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{25}$/);
  });
});
