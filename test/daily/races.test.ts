import { setTimeout as wait } from 'node:timers/promises';
import type { PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely';
import { afterEach, expect, it, vi } from 'vitest';
import { readBag } from '../../src/daily/bag.ts';
import { LEASE_MS, takeOver } from '../../src/daily/claims.ts';
import { type Daily } from '../../src/daily/daily.ts';
import { deliver } from '../../src/daily/delivery.ts';
import {
  pickOn,
  subscriptionAt,
  subscriptionId,
  type Subscription,
} from '../../src/daily/ledger.ts';
import { PostError, type Publisher } from '../../src/daily/publisher.ts';
import { skip } from '../../src/daily/skip.ts';
import { dayAt } from '../../src/daily/slots.ts';
import { postNow, subscribe, unsubscribe } from '../../src/daily/subscribe.ts';
import { phrasesFor } from '../../src/phrases/languages.ts';
import { shelve } from '../../src/shelf/shelf.ts';
import { StoreError, type Store } from '../../src/store/store.ts';
import { forgetWorkspace } from '../../src/workspace/forget.ts';
import { notes } from '../adapters/world.ts';
import { onEachDatabase } from '../store/databases.ts';
import { claimDue, createWorld, HOUR, london, need, place, start } from './world.ts';

// What people, machines and platforms do to a pick at the same moment.

/** The same store; something happens right after statements of a kind that change or read a table, or instead of them. */
function watched(
  store: Store,
  kind: 'UpdateQueryNode' | 'SelectQueryNode',
  table: string,
  { instead, after }: { instead?: () => void; after?: () => Promise<void> },
): Store {
  const ids = new WeakSet<object>();
  const plugin = {
    transformQuery({ node, queryId }: PluginTransformQueryArgs) {
      if (node.kind === kind && JSON.stringify(node).includes(`"name":"${table}"`)) {
        instead?.();
        ids.add(queryId);
      }
      return node;
    },
    async transformResult({ queryId, result }: PluginTransformResultArgs) {
      if (ids.has(queryId)) await after?.();
      return result;
    },
  };
  return { ...store, db: store.db.withPlugin(plugin) };
}

onEachDatabase('the daily pick, with much at once', ({ fresh }) => {
  let world: ReturnType<typeof createWorld>;
  afterEach(() => world.stop());
  const open = async (): Promise<Daily> => {
    world = createWorld(await fresh());
    return (await world.replica()).daily;
  };
  const here = async (store: Store): Promise<Subscription> =>
    need(await subscriptionAt(store, place('C1')));

  it('shows what the ledger says, and uses up no other note, when two skip at once', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await postNow(daily, made);
    const day = dayAt(start, 'Europe/London');
    const { replace } = world.channels;
    let goOn = (): void => undefined;
    const held = vi.fn(async (...all: Parameters<Publisher['replace']>) => {
      if (held.mock.calls.length === 1) await new Promise<void>((resolve) => (goOn = resolve));
      await replace(...all);
    });
    world.channels.replace = held;
    const first = skip(daily, await here(daily.store));
    await vi.waitFor(() => expect(held).toHaveBeenCalledTimes(1));
    const second = skip(daily, await here(daily.store));
    await Promise.race([second, wait(200)]);
    goOn();
    await Promise.all([first, second]);
    const pick = need(await pickOn(daily.store, made, day));
    expect(world.channels.messages[0]?.title).toBe(notes.get(pick.note)?.title);
    expect(readBag((await here(daily.store)).bag).given).toEqual([pick.note]);
  });

  it('does not come again in this round where it stands, as the process ended while it was skipped', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await postNow(daily, made);
    const { title } = need(world.channels.messages[0]);
    const held = vi.fn(() => new Promise<void>(() => undefined));
    world.channels.replace = held;
    void skip(daily, await here(daily.store));
    await vi.waitFor(() => expect(held).toHaveBeenCalled());
    // The process is killed here; the message never changed.
    const left = readBag((await here(daily.store)).bag);
    const stands = need(notes.notes.find((note) => note.title === title)).id;
    expect(left.given).toContain(stands);
  });

  it('uses up no note with a skip that fails while the settings are changed', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await postNow(daily, made);
    const before = readBag((await here(daily.store)).bag);
    world.channels.replace = async () => {
      await subscribe(daily, place('C1'), 'U1', { ...london, time: '10:00' });
      throw new PostError('forbidden', ['mayNotPost']);
    };
    await expect(skip(daily, await here(daily.store))).rejects.toThrow('may not');
    expect(readBag((await here(daily.store)).bag)).toEqual(before);
  });

  it('shows the note of a skip though its message is drawn again for its readers meanwhile', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await postNow(daily, made);
    const day = dayAt(start, 'Europe/London');
    const note = need(await pickOn(daily.store, made, day)).note;
    const reader = { platform: 'memory', workspace: 'W1', person: 'W1/U2' };
    await shelve(daily.store, reader, note, 'saved');
    const { replace } = world.channels;
    let goOn = (): void => undefined;
    const held = vi.fn(async (...all: Parameters<Publisher['replace']>) => {
      if (held.mock.calls.length === 1) await new Promise<void>((resolve) => (goOn = resolve));
      await replace(...all);
    });
    world.channels.replace = held;
    daily.shelved(reader, note);
    await vi.waitFor(() => expect(held).toHaveBeenCalledTimes(1), 5000);
    expect(await skip(daily, await here(daily.store))).toMatchObject({ kind: 'replaced' });
    goOn();
    await wait(100);
    await world.set(world.clock() + 10_000);
    await wait(1500);
    await world.settled();
    const pick = need(await pickOn(daily.store, made, day));
    expect(world.channels.messages[0]?.title).toBe(notes.get(pick.note)?.title);
  });

  it('shows who saved the note that a skip put there', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await postNow(daily, made);
    const day = dayAt(start, 'Europe/London');
    const reader = { platform: 'memory', workspace: 'W1', person: 'W1/U2' };
    const { shelf } = phrasesFor({ locale: 'en' });
    for (let round = 0; round < 2; round++) {
      if (round > 0) {
        await skip(daily, await here(daily.store));
        expect(world.channels.messages[0]?.text).not.toContain(shelf.savedHere(1));
      }
      const note = need(await pickOn(daily.store, made, day)).note;
      await shelve(daily.store, reader, note, 'saved');
      daily.shelved(reader, note);
      await vi.waitFor(async () => {
        await world.set(world.clock() + 10_000);
        expect(world.channels.messages[0]?.text).toContain(shelf.savedHere(1));
      }, 5000);
    }
  });

  it.each(['forbidden', 'gone'] as const)(
    'does not come again where it stands already, though looking for it was %s',
    async (reason) => {
      const daily = await open();
      const made = await subscribe(daily, place('C1'), 'U1', london);
      world.channels.faults.set('C1', ['lost answer']);
      const { find } = world.channels;
      // The bot is taken out of the channel right after its message was taken.
      world.channels.find = () => Promise.reject(new PostError(reason, ['notInChannel']));
      await world.to(made.next_at + HOUR);
      expect(world.channels.messages).toHaveLength(1);
      world.channels.find = find;
      // It is invited again, and its pick goes on.
      await subscribe(daily, place('C1'), 'U1', london);
      await world.to(made.next_at + 25 * HOUR);
      const [first, second] = world.channels.messages.map(({ title }) => title);
      expect(second).not.toBe(first);
    },
  );

  it('is of the note that the ledger says when it is posted again and stands already', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['lost answer']);
    const { find } = world.channels;
    world.channels.find = () => Promise.reject(new PostError('refused', ['refused', 'Chat', '?']));
    await world.to(made.next_at + HOUR);
    world.channels.find = find;
    const again = need(await subscriptionAt(daily.store, place('C1')));
    expect(await postNow(daily, again)).toMatchObject({ kind: 'posted' });
    expect(world.channels.messages).toHaveLength(1);
    const pick = need(await pickOn(daily.store, made, '2026-03-26'));
    expect(notes.get(pick.note)?.title).toBe(world.channels.messages[0]?.title);
  });

  it('is found though this machine is hours ahead of the platform', async () => {
    const daily = await open();
    // The platform's clock is two hours behind this machine's, which is let pass.
    const { post } = world.channels;
    world.channels.platformClock = () => world.clock() - 2 * HOUR;
    world.channels.post = async (...all) => {
      const posted = await post(...all).catch((error: unknown) => error as Error);
      const message = need(world.channels.messages.at(-1));
      message.at = world.clock() - 2 * HOUR;
      if (posted instanceof Error) throw posted;
      return posted;
    };
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['lost answer']);
    await world.to(made.next_at + HOUR);
    expect(daily.trouble('memory')).toBeUndefined();
    expect(world.channels.messages).toHaveLength(1);
  });

  it('still comes today when its topics are changed while its slot is due and not claimed yet', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await world.stop();
    const { daily: other } = await world.replica();
    await other.stop();
    // At nine thousands of others come first, or the database was away for a minute.
    world.setAtOnce(made.next_at + 60_000);
    await subscribe(other, place('C1'), 'U1', { ...london, topics: ['retrieval'] });
    await world.stop();
    await world.replica();
    await world.to(made.next_at + HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26']);
  });

  it('is posted once where the process sleeps while it draws the picture', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    const { post } = world.channels;
    let goOn = (): void => undefined;
    // What takes time before the request, as a picture that is drawn and brought to Slack.
    const held = vi.fn(async (...all: Parameters<Publisher['post']>) => {
      if (held.mock.calls.length === 1) await new Promise<void>((resolve) => (goOn = resolve));
      return post(...all);
    });
    world.channels.post = held;
    world.setAtOnce(made.next_at + 1);
    await vi.waitFor(() => expect(held).toHaveBeenCalledTimes(1), 5000);
    world.setAtOnce(made.next_at + HOUR);
    await vi.waitFor(() => expect(world.channels.messages).toHaveLength(1), 5000);
    goOn();
    await world.settled();
    expect(world.channels.messages).toHaveLength(1);
  });

  it('is posted once where a machine wakes with the clock it fell asleep with', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await world.stop();
    const { daily: other, store } = await world.replica();
    await other.stop();
    const now = made.next_at + 1;
    const [slept] = await claimDue(other, now);
    const later = now + LEASE_MS;
    const [quick] = await takeOver(store, 'memory', later, 10);
    await deliver(need(quick).pick, world.channels, { ...other, clock: () => later });
    // Until its clock is set right, a virtual machine shows the time at which it was suspended.
    await deliver(need(slept).pick, world.channels, { ...other, clock: () => now + 1000 });
    expect(world.channels.messages).toHaveLength(1);
  });

  it('is not posted for a workspace that was forgotten and set up again since', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await world.stop();
    const { daily: other, store } = await world.replica();
    await other.stop();
    const now = made.next_at + 1;
    world.setAtOnce(now);
    const [old] = await claimDue(other, now);
    await forgetWorkspace(store, { platform: 'memory', workspace: 'W1' });
    world.setAtOnce(now + 60_000);
    const fresh = await subscribe(other, place('C1'), 'U2', { ...london, time: '09:05' });
    await deliver(need(old).pick, world.channels, other);
    await world.stop();
    await world.replica();
    await world.to(fresh.next_at + HOUR);
    expect(world.days('C1')).toEqual(['2026-03-26']);
  });

  it('uses up no note when the process ends while it is opened again', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['gone']);
    await postNow(daily, made);
    await subscribe(daily, place('C1'), 'U1', london);
    const before = readBag((await here(daily.store)).bag);
    const store = watched(daily.store, 'UpdateQueryNode', 'picks', {
      instead: () => {
        throw new StoreError('the process ends');
      },
    });
    await expect(postNow({ ...daily, store }, await here(daily.store))).rejects.toThrow('ends');
    const pick = need(await pickOn(daily.store, made, dayAt(start, 'Europe/London')));
    expect(pick.state).toBe('failed');
    expect(readBag((await here(daily.store)).bag).given).toEqual(before.given);
  });

  it('uses up one note when two open it again at once', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['gone']);
    await postNow(daily, made);
    await subscribe(daily, place('C1'), 'U1', london);
    const { daily: another } = await world.replica();
    await vi.waitFor(() => expect(another.trouble('memory')).toBeUndefined());
    let other: Promise<unknown> | undefined;
    const day = dayAt(start, 'Europe/London');
    const store = watched(daily.store, 'UpdateQueryNode', 'subscriptions', {
      // Another press, on another process, right between the two writes.
      after: async () => {
        other ??= postNow(another, await here(another.store));
        await Promise.race([other, wait(300)]);
      },
    });
    await postNow({ ...daily, store }, await here(daily.store));
    await other;
    const pick = need(await pickOn(daily.store, made, day));
    expect(world.channels.messages).toHaveLength(1);
    expect(readBag((await here(daily.store)).bag).given).toEqual([pick.note]);
  });

  it('gives its note back though the settings are changed meanwhile', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await world.stop();
    const { daily: other, store } = await world.replica();
    await other.stop();
    const now = made.next_at + 1;
    const [old] = await claimDue(other, now);
    await unsubscribe(other, place('C1'));
    const { daily: another } = await world.replica();
    await another.stop();
    let changed = false;
    const between = watched(store, 'SelectQueryNode', 'subscriptions', {
      // Right after it was read how the channel is.
      after: async () => {
        if (changed) return;
        changed = true;
        await subscribe(another, place('C1'), 'U1', { ...london, time: '10:00' });
      },
    });
    await deliver(need(old).pick, world.channels, { ...other, clock: () => now, store: between });
    expect(world.channels.messages).toEqual([]);
    expect(readBag((await here(store)).bag).given).toEqual([]);
  });

  it('gives its note back though the process ends right then', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    await world.stop();
    const { daily: other, store } = await world.replica();
    await other.stop();
    const now = made.next_at + 1;
    const [old] = await claimDue(other, now);
    const ending = watched(store, 'UpdateQueryNode', 'subscriptions', {
      instead: () => {
        throw new StoreError('the process ends');
      },
    });
    const late = now + 7 * HOUR;
    await deliver(need(old).pick, world.channels, {
      ...other,
      clock: () => late,
      store: ending,
    }).catch(() => undefined);
    await world.stop();
    world.setAtOnce(late);
    const next = await world.replica();
    await world.to(late + 2 * HOUR);
    expect(world.channels.messages).toEqual([]);
    expect(readBag((await here(next.store)).bag).given).toEqual([]);
  });

  it('does not come when it is switched off while it is looked for', async () => {
    const daily = await open();
    const made = await subscribe(daily, place('C1'), 'U1', london);
    world.channels.faults.set('C1', ['unknown']);
    const { find } = world.channels;
    world.channels.find = async (...all) => {
      await unsubscribe(daily, place('C1'));
      return find(...all);
    };
    await world.to(made.next_at + HOUR);
    expect(world.channels.messages).toEqual([]);
  });

  it('comes to all others where this machine does not know a channel’s time zone', async () => {
    const daily = await open();
    await subscribe(daily, place('C1'), 'U1', london);
    await subscribe(daily, place('C2'), 'U1', london);
    await daily.store.db
      .updateTable('subscriptions')
      .set({ timezone: 'Mars/Phobos' })
      .where('id', '=', subscriptionId(place('C1')))
      .execute();
    world.setAtOnce(start + 24 * HOUR);
    await vi.waitFor(() => expect(world.days('C2')).toHaveLength(1), 3000);
  });
});
