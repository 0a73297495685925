import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createSlack } from '../../adapters/slack/index.ts';
import { createBot, type Adapter } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import { createDaily, type Daily } from '../../src/daily/daily.ts';
import { keyOf } from '../../src/daily/delivery.ts';
import { pausedCard, pickReply, questionsReply } from '../../src/daily/pick-card.ts';
import { TOO_LATE } from '../../src/daily/delivery.ts';
import { keepWhy } from '../../src/daily/why.ts';
import { PostError, type Place, type Publisher } from '../../src/daily/publisher.ts';
import { dayAt, localTime } from '../../src/daily/slots.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import {
  IDS,
  startDiscord,
  visibleText as discordText,
  type FakeMessage,
} from '../servers/discord.ts';
import { startSlack, visibleText as slackText } from '../servers/slack.ts';
import { slackConfig } from './slack-chat.ts';
import { memoryLog, notes } from './world.ts';

/** What happens to the next post. */
type Fault = 'lost answer' | 'rate limit' | 'server error' | 'reset' | 'slow';

/** A platform as a publisher sees it, and as its people do. */
interface Platform {
  adapter: Adapter;
  place: Place;
  /** Texts that everybody in the channel sees, threads apart. */
  shown: () => string[];
  inThreads: () => string[];
  threadNames: () => string[];
  /** Somebody deletes what stands in the channel. */
  remove: () => void;
  /** The names of threads where one has this, as only Discord's have names. */
  named: (name: string) => string[];
  direct: () => string[];
  /** Others write in the channel, so many times. */
  chatter: (times: number) => void;
  fault: (fault: Fault) => void;
  /** Archives the channel, or lets the bot see it no more; and makes that undone. */
  /** All that is to be seen, with its links. */
  raw: () => string;
  lock: () => void;
  unlock: () => void;
  close: () => Promise<void>;
  /** Paperboy is not in a channel. */
  leave: (channel: string) => void;
  type: (line: string, channel?: string) => Promise<unknown>;
  lastPrivate: () => string;
  /** Somebody presses Save on the message that stands in the channel. */
  save: (user: string) => Promise<unknown>;
  /** How often a message was changed in its place. */
  changes: () => number;
  complaints: () => string[];
}

/** Manage Server, as a bit. */
const MANAGER = String(1 << 5);
const KEY = 'a1b2c3d4e5f60718293a4b5c6';
const lora = notes.get('lora');
if (!lora) throw new Error('no LoRA note');
const reply = pickReply(lora, notes, notes.get('gpt-3'));

let store: Store;
let daily: Daily;
let platform: Platform;

async function botOver(): Promise<Parameters<typeof createDiscord>[1]> {
  const log = memoryLog();
  store = await openStore(':memory:', log);
  daily = createDaily({ store, catalog: () => notes, log, catchUpMs: 6 * 3_600_000 });
  return createBot({ catalog: () => notes, commands, version: '1', store, daily, log });
}

async function onSlack(): Promise<Platform> {
  const slack = await startSlack();
  const adapter = createSlack(slackConfig(slack, 'socket'), await botOver(), memoryLog());
  await adapter.start();
  const visible = () => slack.messages.filter(({ deleted }) => !deleted);
  return {
    adapter,
    place: { platform: 'slack', workspace: slack.team, channel: slack.channel },
    shown: () =>
      visible()
        .filter((it) => it.channel === slack.channel && it.visibleTo === 'channel' && !it.thread)
        .map(slackText),
    inThreads: () =>
      visible()
        .filter(({ thread }) => thread !== undefined)
        .map(slackText),
    remove: () => {
      for (const it of visible())
        if (it.channel === slack.channel && it.visibleTo === 'channel') it.deleted = true;
    },
    threadNames: () => [],
    named: () => [],
    direct: () =>
      visible()
        .filter(({ channel }) => channel.startsWith('U'))
        .map(slackText),
    lastPrivate: () => {
      const last = visible().findLast(({ visibleTo }) => visibleTo !== 'channel');
      return last ? slackText(last) : '';
    },
    fault: (fault) =>
      slack.next(
        'chat.postMessage',
        {
          'lost answer': { dropAnswer: true },
          'rate limit': { httpStatus: 429, headers: { 'retry-after': '7' } },
          'server error': { httpStatus: 500 },
          reset: { dropAnswer: true, error: 'never done' },
          slow: { delayMs: 6000 },
        }[fault],
      ),
    chatter: (times) => {
      const last = Number(slack.messages.at(-1)?.id ?? Date.now() / 1000);
      const { channel, team } = slack;
      const rest = { user: 'U0OTHER', text: 'hello', thread: undefined, byBot: false };
      for (let i = 1; i <= times; i++) {
        const id = (last + i / 10_000).toFixed(6);
        slack.said.push({ ...rest, id, team, channel, links: [], unfurls: {} });
      }
    },
    raw: () => JSON.stringify(visible().map(({ blocks }) => blocks)),
    lock: () => void slack.channels.set(slack.channel, 'archived'),
    unlock: () => void slack.channels.delete(slack.channel),
    close: () => slack.close(),
    leave: (channel) => void slack.channels.set(channel, 'gone'),
    type: (line, channel = slack.channel) => {
      const [, command = '', text = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
      return slack.slash({ kind: 'socket' }, { command, text, channel });
    },
    save: (user) => {
      const shown = visible().find((it) => it.visibleTo === 'channel' && !it.thread);
      if (!shown) throw new Error('nothing to press');
      return slack.press({ kind: 'socket' }, shown, 'Save', { user });
    },
    changes: () => slack.calls.filter(({ method }) => method === 'chat.update').length,
    complaints: () => slack.refusals.map(({ problems }) => problems.join()),
  };
}

async function onDiscord(): Promise<Platform> {
  const lockedChannels: string[] = [];
  const discord = await startDiscord({ lockedChannels });
  const { token, apiUrl } = discord;
  const adapter = createDiscord({ token, apiUrl }, await botOver(), memoryLog());
  await adapter.start();
  const visible = () => discord.messages.filter(({ deleted, thinking }) => !deleted && !thinking);
  const parents = () => new Set(discord.messages.map(({ id }) => id));
  return {
    adapter,
    place: { platform: 'discord', workspace: IDS.guild, channel: IDS.channel },
    shown: () =>
      visible()
        .filter((it) => it.channel === IDS.channel && it.visibleTo === 'channel')
        .map(discordText),
    inThreads: () =>
      visible()
        .filter(({ channel }) => parents().has(channel))
        .map(discordText),
    remove: () => {
      for (const it of visible())
        if (it.channel === IDS.channel && it.visibleTo === 'channel') it.deleted = true;
    },
    threadNames: () => [...discord.threads.values()],
    named: (name) => [name],
    direct: () =>
      visible()
        .filter((it) => it.channel !== IDS.channel && !parents().has(it.channel))
        .map(discordText),
    lastPrivate: () => {
      const last = visible().findLast(({ visibleTo }) => visibleTo !== 'channel');
      return last ? discordText(last) : '';
    },
    fault: (fault) =>
      discord.inject(
        'POST /channels/:channel/messages',
        {
          'lost answer': { dropAnswer: 'close' as const },
          'rate limit': { retryAfter: 15 },
          'server error': { status: 503 },
          reset: { dropAnswer: 'reset' as const, status: 500 },
          slow: { answerDelayMs: 6000 },
        }[fault],
      ),
    chatter: (times) => {
      const messages = discord.messages as FakeMessage[];
      const last = BigInt(messages.at(-1)?.id ?? BigInt(Date.now() - 1_420_070_401_000) << 22n);
      for (let i = 1n; i <= times; i++) {
        const [id, channel] = [String(last + i), IDS.channel];
        const raw = { id, channel_id: channel, content: 'hello', components: [] };
        const some = { id, channel, raw, visibleTo: 'channel', deleted: false, thinking: false };
        messages.push({ ...some, components: [], embeds: [] } as unknown as FakeMessage);
      }
    },
    raw: () => JSON.stringify(visible().map(({ raw }) => raw)),
    lock: () => void lockedChannels.push(IDS.channel),
    unlock: () => void lockedChannels.pop(),
    close: () => discord.close(),
    leave: (channel) => void lockedChannels.push(channel),
    type: (line) => {
      const [, name = '', rest = ''] = /^\/(daily \w+) ?(.*)$/.exec(line) ?? [];
      const options = Object.fromEntries(
        rest.split(' ').flatMap((pair) => {
          const [option, value] = pair.split(/:(.*)/);
          return option !== undefined && value !== undefined ? [[option, value]] : [];
        }),
      );
      return discord.slash({ name, options, permissions: MANAGER });
    },
    save: (user) => {
      const shown = visible().find((it) => it.visibleTo === 'channel');
      if (!shown) throw new Error('nothing to press');
      return discord.press(shown, 'Save', { user });
    },
    changes: () => discord.messages.reduce((sum, { editedCount }) => sum + editedCount, 0),
    complaints: () =>
      discord.refusals
        .flatMap(({ problems }) => problems)
        // Whether there is one already is known by asking for it.
        .filter((problem) => !problem.startsWith('A thread has already been created')),
  };
}

describe.each([
  [
    'Slack',
    onSlack,
    '/daily set 09:00 Europe/London weekdays alignment,retrieval',
    ['U0ANNA', 'U0BERT', 'U0CARL'],
  ],
  [
    'Discord',
    onDiscord,
    '/daily set time:09:00 timezone:Europe/London days:weekdays topic:alignment,retrieval',
    ['100000000000000001', '100000000000000002', '100000000000000003'],
  ],
] as const)('a pick on %s', (_name, open, setUp, people) => {
  let publisher: Publisher;
  beforeEach(async () => {
    platform = await open();
    if (!platform.adapter.publisher) throw new Error('no publisher');
    publisher = platform.adapter.publisher;
    daily.start(new Map([[platform.place.platform, publisher]]));
  });
  afterEach(async () => {
    await daily.stop();
    await platform.adapter.stop();
    await platform.close();
    await store.close();
  });
  const post = () => publisher.post(platform.place, reply, KEY);
  const failure = async (): Promise<PostError> => {
    try {
      await post();
    } catch (error) {
      if (error instanceof PostError) return error;
      throw error;
    }
    throw new Error('it was posted');
  };

  it('is a card with the picture, one number and buttons, and can be found by its key', async () => {
    const before = Date.now() - 60_000;
    expect(await publisher.find(platform.place, KEY, before)).toBeUndefined();
    const posted = await post();
    expect(posted.url).toMatch(/^https:\/\//);
    const [text = ''] = platform.shown();
    expect(text).toContain('LoRA: Low-Rank Adaptation');
    expect(text).toContain('LoRA builds on GPT-3, the last pick.');
    expect(text).toContain('10,000× fewer');
    expect(await publisher.find(platform.place, KEY, before)).toMatchObject({ id: posted.id });
    expect(await publisher.find(platform.place, KEY.replace('a', 'f'), before)).toBeUndefined();
    expect(await publisher.find(platform.place, KEY, Date.now() + 60_000)).toBeUndefined();
    expect(platform.complaints()).toEqual([]);
  });

  it('is not sent where somebody else has taken it over while it was drawn', async () => {
    const theirs = (): Promise<boolean> => Promise.resolve(false);
    const post = publisher.post(platform.place, reply, KEY, theirs);
    await expect(post).rejects.toMatchObject({ reason: 'later' });
    expect(platform.shown()).toEqual([]);
  });

  it('is found among much else; where there is more than can be read, nobody knows', async () => {
    const before = Date.now() - 60_000;
    platform.chatter(600);
    const posted = await post();
    platform.chatter(1200);
    expect(await publisher.find(platform.place, KEY, before)).toMatchObject({ id: posted.id });
    platform.chatter(4000);
    await expect(
      publisher.find(platform.place, KEY.replace('a', 'f'), before),
    ).rejects.toMatchObject({ reason: 'unknown' });
  }, 60_000);

  it('is replaced in place and found all the same', async () => {
    const posted = await post();
    const dpo = notes.get('dpo');
    if (!dpo) throw new Error('no note');
    await publisher.replace(platform.place, posted, pickReply(dpo, notes, undefined), KEY);
    expect(platform.shown()).toHaveLength(1);
    expect(platform.shown()[0]).toContain('Direct Preference Optimization');
    const found = await publisher.find(platform.place, KEY, Date.now() - 60_000);
    expect(found?.id).toBe(posted.id);
  });

  it('has its questions in a thread, and tells a person in private', async () => {
    const posted = await post();
    const first = questionsReply(lora, notes);
    expect(await publisher.replied(platform.place, posted, first)).toBe(false);
    await publisher.reply(platform.place, posted, first);
    expect(platform.inThreads()[0]).toContain('To talk about: LoRA');
    expect(await publisher.replied(platform.place, posted, first)).toBe(true);
    expect(platform.threadNames()).toEqual(platform.named('To talk about: LoRA'));
    const dpo = notes.get('dpo');
    if (!dpo) throw new Error('no note');
    const second = questionsReply(dpo, notes);
    expect(await publisher.replied(platform.place, posted, second)).toBe(false);
    await publisher.reply(platform.place, posted, second);
    expect(platform.inThreads()[1]).toContain('To talk about: DPO');
    expect(await publisher.replied(platform.place, posted, second)).toBe(true);
    // Another note stands above, and what is talked about below is that one.
    expect(platform.threadNames()).toEqual(platform.named('To talk about: DPO'));
    const user = platform.place.platform === 'slack' ? 'U0READER' : IDS.user;
    await publisher.tell(
      platform.place,
      user,
      pausedCard('of a test.', publisher.link(platform.place), '/daily set'),
    );
    expect(platform.direct()).toHaveLength(1);
    expect(platform.direct()[0]).toContain('of a test.');
    // Whether there is a thread yet is known by asking for it.
    expect(platform.complaints().filter((it) => it !== 'Unknown Channel')).toEqual([]);
  });

  it.each([
    ['lost answer', 'unknown', 1],
    ['slow', 'unknown', undefined],
    ['server error', 'unknown', 0],
    ['rate limit', 'later', 0],
  ] as const)(
    'is sent once when there is a fault: %s',
    async (fault, reason, shown) => {
      platform.fault(fault);
      const error = await failure();
      expect(error.reason).toBe(reason);
      // What /daily status says is in words.
      expect(error.message).not.toMatch(/\(\d+\)|undefined/);
      if (fault === 'rate limit') expect(error.retryMs).toBeGreaterThanOrEqual(7000);
      if (shown !== undefined) expect(platform.shown()).toHaveLength(shown);
      const found = await publisher.find(platform.place, KEY, Date.now() - 60_000);
      if (shown !== undefined) expect(found !== undefined).toBe(shown === 1);
    },
    20_000,
  );

  it('is set up, posted now, skipped and switched off by what people type', async () => {
    await platform.type(setUp);
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is on'));
    expect(platform.lastPrivate()).toContain('on weekdays at 09:00 (Europe/London)');
    expect(platform.lastPrivate()).toContain('Fine-Tuning & Alignment, RAG & Retrieval');
    await platform.type('/daily now');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('Today’s pick is posted'));
    expect(platform.shown()).toHaveLength(1);
    await platform.type('/daily now');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('is here already'));
    const before = platform.shown()[0];
    await platform.type('/daily skip');
    await vi.waitFor(() => expect(platform.lastPrivate()).toMatch(/Today’s pick is .* now/));
    expect(platform.shown()).toHaveLength(1);
    expect(platform.shown()[0]).not.toBe(before);
    await platform.type('/daily status');
    await vi.waitFor(() =>
      expect(platform.lastPrivate()).toContain('papers are left in this round'),
    );
    expect(platform.lastPrivate()).toContain('Last: ');
    // Moments are shown in each reader's own time; the channel's stands beside them.
    expect(platform.lastPrivate()).toContain('on weekdays at 09:00 (Europe/London)');
    const subscription = await store.db.selectFrom('subscriptions').selectAll().executeTakeFirst();
    const pick = await store.db.selectFrom('picks').selectAll().executeTakeFirst();
    for (const at of [subscription?.next_at ?? 0, pick?.due_at ?? 0]) {
      const seconds = Math.floor(at / 1000);
      expect(platform.raw()).toContain(
        platform.place.platform === 'slack'
          ? `"timestamp":${seconds},"format":"{date_short_pretty}, {time}","fallback":"${localTime(at, 'Europe/London', 'en-US')}"`
          : `<t:${seconds}:f> (<t:${seconds}:R>)`,
      );
    }
    await platform.type('/daily off');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is off here'));
    expect(platform.complaints()).toEqual([]);
  });

  it('says what comes next where the message that is to be skipped was deleted', async () => {
    await platform.type(setUp);
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is on'));
    await platform.type('/daily now');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('Today’s pick is posted'));
    platform.remove();
    await platform.type('/daily skip');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('could not be changed'));
    expect(platform.lastPrivate()).toContain('Somebody has deleted the message.');
    expect(platform.lastPrivate()).toContain('The next pick comes as usual.');
    expect(platform.lastPrivate()).not.toMatch(/_|\(/);
  });

  it('shows how many have saved it, soon after they press, and is not changed for each press', async () => {
    await platform.type(setUp);
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is on'));
    await platform.type('/daily now');
    await vi.waitFor(() => expect(platform.shown()).toHaveLength(1));
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('Today’s pick is posted'));
    await platform.save(people[0]);
    await vi.waitFor(() => expect(platform.shown()[0]).toContain('1 person here saved it'), 8000);
    // The one who pressed twice counts once.
    for (const user of [people[0], people[1], people[2], people[2]]) await platform.save(user);
    await vi.waitFor(() => expect(platform.shown()[0]).toContain('3 people here saved it'), 15_000);
    expect(platform.shown()).toHaveLength(1);
    expect(platform.changes()).toBe(2);
    const key = keyOf(await store.db.selectFrom('picks').selectAll().executeTakeFirstOrThrow());
    expect(await publisher.find(platform.place, key, Date.now() - 60_000)).toBeDefined();
    expect(platform.complaints()).toEqual([]);
  }, 30_000);

  it('has a thread, when it is to, even where Slack or Discord is busy just then', async () => {
    const thread =
      platform.place.platform === 'slack'
        ? '/daily set weekdays thread:on alignment,retrieval 9am London'
        : `${setUp} thread:on`;
    await platform.type(thread);
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('in a thread'));
    await platform.type('/daily now');
    await vi.waitFor(() => expect(platform.shown()).toHaveLength(1));
    platform.fault('rate limit');
    await vi.waitFor(() => expect(platform.inThreads()).toHaveLength(1), { timeout: 25_000 });
    expect(platform.inThreads()[0]).toMatch(/To talk about: [^]*[?][^]*[?]/);
    expect(platform.shown()).toHaveLength(1);
    // What is talked about below is what stands above.
    await platform.type('/daily skip');
    await vi.waitFor(() => expect(platform.inThreads()).toHaveLength(2), { timeout: 5000 });
    const [, name = ''] = /Today’s pick is (.+) now/.exec(platform.lastPrivate()) ?? [];
    expect(platform.inThreads()[1]).toContain(`To talk about: ${name}`);
    expect(platform.complaints()).toEqual([]);
  }, 40_000);

  it('is paused in a channel it is shut out of: who set it up is told, and can resume it', async () => {
    await platform.type(setUp);
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is on'));
    platform.lock();
    await platform.type('/daily now');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('could not be posted'));
    const why = /The channel is archived\.|Paperboy can’t see the channel/;
    expect(platform.lastPrivate()).toMatch(why);
    expect(platform.direct()).toHaveLength(1);
    expect(platform.direct()[0]).toContain('A daily pick is paused');
    expect(platform.direct()[0]).toMatch(why);
    // Somebody may have set up several.
    expect(platform.raw()).toContain(publisher.link(platform.place));
    await platform.type('/daily status');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is paused'));
    expect(platform.lastPrivate()).toMatch(why);
    expect(platform.lastPrivate()).toMatch(/Paused\W* since /);
    // Told once, not of the pick as well.
    expect(platform.lastPrivate()).not.toContain('failed');
    expect(platform.lastPrivate()).toContain('Type');
    expect(platform.lastPrivate()).not.toContain('..');
    platform.unlock();
    await platform.type('/daily set');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is on'));
    expect(platform.lastPrivate()).toContain('on weekdays at 09:00 (Europe/London)');
    await platform.type('/daily now');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('Today’s pick is posted'));
    expect(platform.shown()).toHaveLength(1);
    await platform.type('/daily status');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('Last: '));
    const [pick] = await store.db.selectFrom('picks').selectAll().execute();
    expect(platform.raw()).toContain(pick?.url);
    expect(platform.lastPrivate()).toContain('6 of 7 papers are left in this round');
    // What was missed before is told for some days.
    if (!pick) throw new Error('no pick');
    const yesterday = dayAt(Date.parse(`${pick.day}T12:00Z`) - 24 * 3_600_000, 'UTC');
    const missed = {
      state: 'missed',
      error: keepWhy(TOO_LATE),
      day: yesterday,
      url: null,
    } as const;
    await store.db
      .insertInto('picks')
      .values({ ...pick, ...missed })
      .execute();
    await platform.type('/daily status');
    await vi.waitFor(() =>
      expect(platform.lastPrivate()).toContain(': missed, it was too late by then.'),
    );
  });

  it('knows the platform’s clock', async () => {
    expect(Math.abs((await publisher.now()) - Date.now())).toBeLessThan(5000);
  });
});

describe('a daily pick that is typed on Slack', () => {
  beforeEach(async () => {
    platform = await onSlack();
    const { publisher } = platform.adapter;
    daily.start(new Map(publisher ? [['slack', publisher]] : []));
  });
  afterEach(async () => {
    await daily.stop();
    await platform.adapter.stop();
    await platform.close();
    await store.close();
  });

  it.each([
    'time:09:00 timezone:New York',
    '--time 09:00 --timezone New York',
    '--timezone New York --time 9am',
    'time=09:00 timezone="New York"',
    'New York 9am',
  ])('is set up by %s', async (words) => {
    await platform.type(`/daily set ${words}`);
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('The daily pick is on'));
    expect(platform.lastPrivate()).toContain('every day at 09:00 (America/New_York)');
  });

  it('is for channels: nobody is told to invite to a conversation of two', async () => {
    platform.leave('D0OTHERS');
    await platform.type('/daily set 9am London', 'D0OTHERS');
    await vi.waitFor(() => expect(platform.lastPrivate()).toContain('not in this conversation'));
    expect(platform.lastPrivate()).toContain('a channel, or your own messages with me');
    expect(platform.lastPrivate()).not.toContain('/invite');
  });
});

describe('a channel that can’t be posted to', () => {
  afterEach(async () => {
    await daily.stop();
    await platform.adapter.stop();
    await platform.close();
    await store.close();
  });
  const open = async (what: () => Promise<Platform>): Promise<Publisher> => {
    platform = await what();
    if (!platform.adapter.publisher) throw new Error('no publisher');
    daily.start(new Map([[platform.place.platform, platform.adapter.publisher]]));
    return platform.adapter.publisher;
  };

  it.each([
    ['outside', 'gone', 'Invite it with `/invite @Paperboy`'],
    ['archived', 'gone', 'archived'],
    ['gone', 'gone', 'can’t find the channel'],
  ] as const)('is %s on Slack', async (state, reason, words) => {
    const slack = await startSlack();
    const adapter = createSlack(slackConfig(slack, 'socket'), await botOver(), memoryLog());
    await adapter.start();
    slack.channels.set(slack.channel, state);
    const place = { platform: 'slack', workspace: slack.team, channel: slack.channel };
    const post = adapter.publisher?.post(place, reply, KEY);
    await expect(post).rejects.toMatchObject({ reason });
    await expect(post).rejects.toThrow(words);
    daily.start(new Map([['slack', adapter.publisher as Publisher]]));
    await slack.slash({ kind: 'socket' }, { command: '/daily', text: 'set 09:00' });
    const told = await slack.waitForMessage();
    expect(slackText(told)).toContain('I can’t post here yet');
    expect(await store.db.selectFrom('subscriptions').selectAll().execute()).toEqual([]);
    platform = {
      ...(await onSlack()),
      adapter,
      close: () => slack.close(),
    };
  });

  it.each([
    ['token_expired', 'later'],
    ['invalid_auth', 'later'],
    ['not_authed', 'later'],
    ['org_login_required', 'forbidden'],
    ['team_access_not_granted', 'forbidden'],
  ])('is no fault of the message on Slack: %s', async (error, reason) => {
    const slack = await startSlack();
    const adapter = createSlack(slackConfig(slack, 'socket'), await botOver(), memoryLog());
    await adapter.start();
    platform = { ...(await onSlack()), adapter, close: () => slack.close() };
    slack.next('chat.postMessage', { error });
    const place = { platform: 'slack', workspace: slack.team, channel: slack.channel };
    const post = adapter.publisher?.post(place, reply, KEY);
    await expect(post).rejects.toMatchObject({ reason });
  });

  it('is locked or read-only on Discord', async () => {
    const publisher = await open(onDiscord);
    const gone = publisher.post({ ...platform.place, channel: '999999999999999999' }, reply, KEY);
    await expect(gone).rejects.toMatchObject({ reason: 'gone' });
  });
});

describe('who may set up a daily pick', () => {
  it('is told on Discord, where the bot lacks rights, and where the person does', async () => {
    const discord = await startDiscord();
    const { token, apiUrl } = discord;
    const adapter = createDiscord({ token, apiUrl }, await botOver(), memoryLog());
    await adapter.start();
    daily.start(new Map([['discord', adapter.publisher as Publisher]]));
    const set = { name: 'daily set', options: { time: '09:00', timezone: 'London' } };
    const view = String(1 << 10);
    await discord.slash({ ...set, permissions: view, granted: true });
    expect(discordText(await discord.waitForMessage())).toContain(
      'those who look after this place',
    );
    await discord.slash({ ...set, permissions: MANAGER, appPermissions: view });
    const lacking = discordText(await discord.waitForMessage());
    expect(lacking).toContain('Send Messages, Embed Links, Attach Files and Read Message History');
    await discord.slash({
      name: 'daily set',
      options: { time: '09:00' },
      permissions: MANAGER,
    });
    expect(discordText(await discord.waitForMessage())).toContain('Which time zone?');
    // What posting and reading take, but not the thread below.
    const read = [10, 11, 14, 15, 16].reduce((bits, bit) => bits | (1 << bit), 0);
    await discord.slash({
      name: 'daily set',
      options: { ...set.options, thread: 'on' },
      permissions: MANAGER,
      appPermissions: String(read),
    });
    expect(discordText(await discord.waitForMessage())).toContain(
      'Create Public Threads and Send Messages in Threads',
    );
    await discord.slash({
      name: 'daily set',
      options: { ...set.options, thread: 'on' },
      dm: true,
    });
    expect(discordText(await discord.waitForMessage())).toContain('Threads can’t be opened here');
    const zones = await discord.autocomplete({
      name: 'daily set',
      options: { timezone: 'lond' },
      focused: 'timezone',
      permissions: MANAGER,
    });
    expect(zones[0]).toMatchObject({ value: 'Europe/London' });
    await daily.stop();
    await adapter.stop();
    await discord.close();
    await store.close();
  });

  it('fills in a form in Slack, which keeps what was typed when something is wrong', async () => {
    const slack = await startSlack();
    const adapter = createSlack(slackConfig(slack, 'socket'), await botOver(), memoryLog());
    await adapter.start();
    daily.start(new Map([['slack', adapter.publisher as Publisher]]));
    await slack.slash({ kind: 'socket' }, { command: '/daily', text: '' });
    const view = await vi.waitFor(() => {
      const [shown] = slack.views;
      if (!shown) throw new Error('no form yet');
      return shown;
    });
    await slack.submit({ kind: 'socket' }, view, { time: 'sometime' });
    expect(view).toMatchObject({
      open: true,
      errors: { time: expect.stringContaining('“sometime” is no time') as string },
    });
    // What is wrong is said where it is.
    await slack.submit({ kind: 'socket' }, view, { time: '7:30', timezone: 'Mars/Phobos' });
    expect(Object.keys(view.errors)).toEqual(['timezone']);
    await slack.submit({ kind: 'socket' }, view, { timezone: 'London', days: 'someday' });
    expect(Object.keys(view.errors)).toEqual(['days']);
    const chosen = {
      timezone: 'Europe/London',
      time: '7:30',
      days: 'mon, thu',
      topic: 'vision,prompting',
      thread: 'on',
    };
    await slack.submit({ kind: 'socket' }, view, chosen);
    expect(view).toMatchObject({ open: false, errors: {} });
    const told = slackText(await slack.waitForMessage());
    expect(told).toContain('on Mon, Thu at 07:30 (Europe/London)');
    expect(told).toContain('Computer Vision, Prompting & Reasoning');
    await slack.slash({ kind: 'socket' }, { command: '/daily', text: '' });
    const again = await vi.waitFor(() => {
      const shown = slack.views[1];
      if (!shown) throw new Error('no form yet');
      return shown;
    });
    expect(JSON.stringify(again.view)).toContain('"initial_value":"07:30"');
    expect(slack.refusals).toEqual([]);
    await daily.stop();
    await adapter.stop();
    await slack.close();
    await store.close();
  });

  it('is an admin alone in Slack with DAILY_ADMINS_ONLY, whose own time zone counts', async () => {
    const slack = await startSlack();
    const options = { adminsOnly: true };
    const bot = await botOver();
    const adapter = createSlack(slackConfig(slack, 'socket'), bot, memoryLog(), options);
    await adapter.start();
    daily.start(new Map([['slack', adapter.publisher as Publisher]]));
    await slack.slash({ kind: 'socket' }, { command: '/daily', text: 'set 9am' });
    expect(slackText(await slack.nextMessage())).toContain('those who look after this place');
    slack.people.set(slack.user, { admin: true, timezone: 'Asia/Tokyo' });
    await slack.slash({ kind: 'socket' }, { command: '/daily', text: 'set 9am' });
    expect(slackText(await slack.nextMessage())).toContain('every day at 09:00 (Asia/Tokyo)');
    await daily.stop();
    await adapter.stop();
    await slack.close();
    await store.close();
  });
});
