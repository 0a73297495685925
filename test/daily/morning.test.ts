import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createSlack } from '../../adapters/slack/index.ts';
import { createBot, type Adapter } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import { createDaily, type Daily } from '../../src/daily/daily.ts';
import type { Place, Publisher } from '../../src/daily/publisher.ts';
import { subscribe } from '../../src/daily/subscribe.ts';
import { openStore } from '../../src/store/store.ts';
import { memoryLog, notes } from '../adapters/world.ts';
import { slackConfig } from '../adapters/slack-chat.ts';
import { IDS, startDiscord, type FakeDiscord } from '../servers/discord.ts';
import { startSlack, type FakeSlack } from '../servers/slack.ts';

// A morning: hundreds of channels are due in the same minute, at the real SDKs' pace.

const MINUTE = 60_000;

let end: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of end) await close();
  end = [];
});

/**
 * Channels that are all due at a moment that comes when the clock is moved.
 *
 * @returns `sent`: the channels by their numbers, in the order in which their picks were sent.
 */
async function morning(
  adapterOver: (bot: Parameters<typeof createSlack>[1]) => Adapter,
  places: readonly (Place & { thread?: boolean })[],
): Promise<{ daily: Daily; begin: () => void; sent: number[] }> {
  const log = memoryLog();
  const store = await openStore(':memory:', log);
  const nine = Math.floor(Date.now() / MINUTE) * MINUTE;
  let ahead = nine - MINUTE - Date.now();
  const clock = (): number => Date.now() + ahead;
  const catalog = () => notes;
  const daily = createDaily({ store, catalog, log, catchUpMs: 6 * 60 * MINUTE, clock });
  const bot = createBot({ catalog, commands, version: '1', store, daily, log });
  const adapter = adapterOver(bot);
  await adapter.start();
  const time = new Date(nine).toISOString().slice(11, 16);
  const rhythm = { time, timezone: 'UTC', days: '1234567', topics: [] };
  for (const { thread = false, ...place } of places) {
    await subscribe(daily, place, 'U1', { ...rhythm, thread });
    // Who came first is known by the ms.
    ahead += 1;
  }
  const { publisher } = adapter;
  if (!publisher) throw new Error('no publisher');
  const sent: number[] = [];
  const watched: Publisher = {
    ...publisher,
    post(place, reply, key) {
      sent.push(places.findIndex(({ channel }) => channel === place.channel));
      return publisher.post(place, reply, key);
    },
  };
  daily.start(new Map([[adapter.name, watched]]));
  end = [() => daily.stop(), () => adapter.stop(), () => store.close(), ...end];
  const begin = (): void => {
    ahead = nine - Date.now() + 1;
    daily.wake();
  };
  return { daily, begin, sent };
}

const inOrder = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

describe('a morning on Slack', () => {
  const WORKSPACES = 4;
  const CHANNELS = 200;
  const EACH = CHANNELS / WORKSPACES;
  const timeOf = ({ id }: { id: string }): number => Number(id);
  const channelOf = (i: number): string => `C${i % WORKSPACES}X${i}`;

  async function open(refuse: (workspace: string, posts: number) => number | undefined) {
    const [posts, refused] = [new Map<string, number[]>(), new Map<string, number>()];
    const latest = new Map<string, number>();
    const slack: FakeSlack = await startSlack({
      limit(method, { channel }) {
        if (method !== 'chat.postMessage' || typeof channel !== 'string') return undefined;
        const workspace = channel.slice(0, 2);
        const sent = posts.get(workspace) ?? [];
        const now = performance.now();
        // A message a second in a channel, and some hundreds a minute in a workspace.
        const soon = now - (latest.get(channel) ?? -Infinity) < 900 ? 1 : undefined;
        const many = sent.filter((at) => at > now - 5000).length >= 5 * 6 ? 1 : undefined;
        const wait = refuse(workspace, refused.get(workspace) ?? 0) ?? soon ?? many;
        if (wait !== undefined) refused.set(workspace, (refused.get(workspace) ?? 0) + 1);
        else {
          posts.set(workspace, [...sent, now]);
          latest.set(channel, now);
        }
        return wait;
      },
    });
    end.push(() => slack.close());
    const places = Array.from({ length: CHANNELS }, (_, i) => ({
      platform: 'slack',
      workspace: `T${i % WORKSPACES}`,
      channel: channelOf(i),
      thread: i % 20 === 3,
    }));
    const made = await morning(
      (bot) =>
        createSlack(slackConfig(slack, 'socket'), bot, memoryLog(), {
          publicUrl: 'https://paperboy.example',
        }),
      places,
    );
    const picks = (workspace: number): number[] =>
      slack.messages
        .filter(({ channel, thread }) => channel.startsWith(`C${workspace}`) && !thread)
        .map(({ channel }) => Number(channel.slice(3)));
    return { ...made, slack, refused, picks };
  }

  it('comes in order, within the limits, with its threads; who fails holds up nobody', async () => {
    const { daily, slack, begin, sent, picks, refused } = await open(() => undefined);
    slack.channels.set(channelOf(5), 'archived');
    // The first of its workspace gives no answer for as long as one waits.
    slack.next('chat.postMessage', { delayMs: 8000 });
    begin();
    const threads = () => slack.messages.filter(({ thread }) => thread !== undefined);
    await vi.waitFor(
      () => {
        // On a machine that has much else to do some answers come too late; those are looked for later.
        const { posted, failed, later } = daily.counts();
        expect(posted + failed + later).toBe(CHANNELS);
        expect(threads().length).toBeGreaterThanOrEqual(CHANNELS / 20 - later);
      },
      { timeout: 60_000, interval: 100 },
    );
    expect(daily.counts().failed).toBe(1);
    expect(new Set(sent).size).toBe(CHANNELS);
    for (let i = 0; i < WORKSPACES; i++) {
      expect(new Set(picks(i)).size).toBe(picks(i).length);
      const mine = sent.filter((number) => number % WORKSPACES === i);
      expect(mine).toEqual(inOrder(mine));
    }
    expect([...refused]).toEqual([]);
    expect(slack.refusals).toEqual([]);
  }, 90_000);

  it('waits where the platform asks to, and goes on elsewhere meanwhile', async () => {
    const { slack, begin, picks, refused } = await open((workspace, before) =>
      workspace === 'C3' && before < 4 ? 4 : undefined,
    );
    begin();
    const sent = (i: number): number => new Set(picks(i)).size;
    await vi.waitFor(
      () => {
        expect(refused.get('C3')).toBe(4);
        for (let i = 0; i < WORKSPACES; i++) expect(sent(i)).toBeGreaterThan(EACH - 5);
      },
      { timeout: 90_000, interval: 100 },
    );
    const last = (i: number): number =>
      Math.max(...slack.messages.filter(({ channel }) => channel.startsWith(`C${i}`)).map(timeOf));
    for (const i of [0, 1, 2]) expect(last(i)).toBeLessThan(last(3));
    for (let i = 0; i < WORKSPACES; i++) expect(picks(i)).toHaveLength(sent(i));
    // It was not asked again and again while it rested.
    expect(refused.get('C3')).toBe(4);
    expect([...refused.keys()]).toEqual(['C3']);
  }, 150_000);
});

describe('a morning on Discord', () => {
  it('comes to each channel once, at no more than Discord takes', async () => {
    const channels = Array.from({ length: 120 }, (_, i) => `2000000000000${i + 1000}`);
    const discord: FakeDiscord = await startDiscord({ moreChannels: channels });
    end.push(() => discord.close());
    const places = channels.map((channel) => ({
      platform: 'discord',
      workspace: IDS.guild,
      channel,
    }));
    const { begin, sent } = await morning(
      (bot) => createDiscord({ token: discord.token, apiUrl: discord.apiUrl }, bot, memoryLog()),
      places,
    );
    begin();
    await vi.waitFor(() => expect(discord.messages).toHaveLength(channels.length), {
      timeout: 60_000,
      interval: 100,
    });
    const order = discord.messages.map(({ channel }) => channels.indexOf(channel));
    expect(new Set(order).size).toBe(channels.length);
    expect(sent).toEqual(inOrder(sent));
    const times = discord.requests.map(({ at }) => at);
    const most = Math.max(
      ...times.map((at) => times.filter((other) => other >= at && other < at + 1000).length),
    );
    // discord.js sends fifty in each second that it counts; any other second touches two of those.
    expect(times.length).toBeGreaterThan(100);
    expect(most).toBeLessThanOrEqual(100);
    expect(discord.refusals).toEqual([]);
  }, 90_000);
});
