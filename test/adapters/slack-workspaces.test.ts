import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { subscriptionId } from '../../src/daily/ledger.ts';
import { pickReply } from '../../src/daily/pick-card.ts';
import type { PostError } from '../../src/daily/publisher.ts';
import { shelve } from '../../src/shelf/shelf.ts';
import { openStore } from '../../src/store/store.ts';
import { forgetWorkspace } from '../../src/workspace/forget.ts';
import { visibleText, type FakeSlack, type SlackMessage } from '../servers/slack.ts';
import { botUser } from '../servers/slack-oauth.ts';
import { onEachDatabase } from '../store/databases.ts';
import { slackOf, startReplica, type Replica } from './slack-team.ts';
import { memoryLog, notes } from './world.ts';

const HOUR_MS = 3_600_000;
/** Generous: what is waited for comes at once, unless the machine is busy. */
const SOON = 10_000;

const ANNA = { team: 'T0ANNA', channel: 'C0ANNA', user: 'U0ANNA' };
const BERT = { team: 'T0BERT', channel: 'C0BERT', user: 'U0BERT' };
const ORG = { team: '', enterprise: 'E0ORG', orgWide: true };
const CARL = { team: 'T0CARL', channel: 'C0CARL', user: 'U0CARL' };
const DORA = { team: 'T0DORA', channel: 'C0DORA', user: 'U0DORA' };
type Person = typeof ANNA;

const lora = notes.get('lora');
if (!lora) throw new Error('no LoRA note');
const pick = pickReply(lora, notes, undefined);
const shelfOf = ({ team, user }: Person) => ({
  platform: 'slack',
  workspace: team,
  person: `${team}/${user}`,
});
const placeOf = ({ team, channel }: Person) => ({ platform: 'slack', workspace: team, channel });

let slack: FakeSlack;
let replica: Replica;
const replicas: Replica[] = [];

async function open(mode: 'http' | 'socket', options: Parameters<typeof startReplica>[2] = {}) {
  const made = await startReplica(slack, mode, options);
  replicas.push(made);
  return made;
}
afterEach(async () => {
  vi.useRealTimers();
  for (const one of replicas.splice(0)) await one.stop();
  await slack.close();
});

/** Types a command, and waits for the answer. */
async function type(person: Person, command: string, text: string): Promise<SlackMessage> {
  const before = slack.messages.length;
  await slack.slash(replica.transport, { ...person, command, text });
  return vi.waitFor(() => {
    const answer = slack.messages.slice(before).find(({ team }) => team === person.team);
    if (!answer) throw new Error('no answer yet');
    return answer;
  }, SOON);
}
const posts = (channel: string) =>
  slack.messages.filter((it) => it.channel === channel && it.visibleTo === 'channel');
const tokensOf = (method: string) =>
  slack.calls.filter((call) => call.method === method).map(({ token }) => token);
const rowsAbout = async (team: string): Promise<string[]> => {
  const { db } = replica.store;
  const found: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const rows = await db
      .selectFrom(name as 'shelf')
      .selectAll()
      .execute();
    for (const row of rows) if (JSON.stringify(row).includes(team)) found.push(name);
  }
  return found.sort();
};
/** Sets up a daily pick, posts today's, and saves a paper. */
async function settleIn(person: Person): Promise<void> {
  expect(visibleText(await type(person, '/daily', 'set 09:00 London'))).toContain(
    'daily pick is on',
  );
  await slack.slash(replica.transport, { ...person, command: '/daily', text: 'now' });
  await slack.waitForMessage(
    (it) => it.team === person.team && visibleText(it).includes('Today’s pick is posted'),
    SOON,
  );
  expect(posts(person.channel)).toHaveLength(1);
  expect(visibleText(await type(person, '/shelf', 'add lora'))).toContain('LoRA');
}

describe.each(['http', 'socket'] as const)('two workspaces over %s', (mode) => {
  beforeEach(async () => {
    slack = await slackOf();
    replica = await open(mode);
    for (const { team } of [ANNA, BERT]) await replica.install({ team });
  });

  it('are each served with their own token, and see nothing of each other', async () => {
    await settleIn(ANNA);
    expect(visibleText(await type(BERT, '/shelf', ''))).not.toContain('LoRA');
    expect(visibleText(await type(BERT, '/daily', 'status'))).toContain('no daily pick here');
    await settleIn(BERT);
    expect(posts(ANNA.channel)).toHaveLength(1);
    const [first = '', second = ''] = tokensOf('chat.postMessage');
    expect(first).toContain('xoxb-T0ANNA-');
    expect(second).toContain('xoxb-T0BERT-');
    for (const { token, args } of slack.calls) {
      const channel = typeof args['channel'] === 'string' ? args['channel'] : '';
      if (channel !== '') expect(token).toContain(`-T${channel.slice(1)}-`);
    }
    expect(slack.refusals).toEqual([]);
  });

  it('keep apart what is said in a channel that they share, whoever of them says it', async () => {
    const { transport: to } = replica;
    for (const person of [ANNA, BERT]) slack.settle(person);
    const { channel } = ANNA;
    await type(ANNA, '/paperboy', 'unfurl off');
    const said = await slack.say(to, { ...ANNA, text: 'before' });
    const event = { user: ANNA.user, channel, ts: said.id, event_ts: said.id };
    const as = { team: ANNA.team, from: BERT.team };
    const url = 'https://arxiv.org/abs/2106.09685';
    const links = [{ url, domain: 'arxiv.org' }];
    await slack.tell(to, { ...event, type: 'link_shared', message_ts: said.id, links }, as);
    const self = botUser({ ...ANNA, enterprise: '', orgWide: false });
    const text = `<@${self}> who wrote LoRA?`;
    await slack.tell(to, { ...event, type: 'app_mention', text }, as);
    await vi.waitFor(() => expect(posts(channel)).toHaveLength(1), SOON);
    await slack.tell(
      to,
      { ...event, type: 'message', text: 'and Adam?', ts: '9999999999.000100', thread_ts: said.id },
      as,
    );
    await vi.waitFor(() => expect(posts(channel)).toHaveLength(2), SOON);
    expect(tokensOf('chat.unfurl')).toEqual([]);
    expect(await rowsAbout(BERT.team)).toEqual(['installations']);
  });

  it('get nothing that is meant for a channel of the other', async () => {
    slack.settle(ANNA);
    slack.settle(BERT);
    const crossed = { ...placeOf(ANNA), channel: BERT.channel };
    await expect(replica.publisher.post(crossed, pick, 'k1')).rejects.toMatchObject({
      reason: 'gone',
    });
    expect(slack.messages).toEqual([]);
  });

  it.each([
    [['app_uninstalled', 'tokens_revoked']],
    [['tokens_revoked', 'app_uninstalled']],
    [['tokens_revoked']],
    [['app_uninstalled', 'app_uninstalled']],
  ] as const)('are forgotten one by one, told by %s', async (events) => {
    await settleIn(ANNA);
    await settleIn(BERT);
    const others = await rowsAbout(BERT.team);
    expect(others).toEqual(['installations', 'picks', 'shelf', 'subscriptions']);
    await slack.oauth.uninstall(replica.transport, ANNA, events);
    await vi.waitFor(async () => expect(await rowsAbout(ANNA.team)).toEqual([]), SOON);
    expect(await rowsAbout(BERT.team)).toEqual(others);
    await expect(replica.publisher.post(placeOf(ANNA), pick, 'k2')).rejects.toMatchObject({
      reason: 'gone',
      message: expect.stringContaining('removed from the workspace') as string,
    });
    await replica.publisher.post(placeOf(BERT), pick, 'k2');
    expect(replica.adapter.health()).toEqual({ ok: true });
    // Installed again, it is as new.
    await replica.install({ team: ANNA.team });
    expect(visibleText(await type(ANNA, '/shelf', ''))).not.toContain('LoRA');
  });

  it('are forgotten with what was not written down yet when they leave', async () => {
    await settleIn(ANNA);
    await settleIn(BERT);
    await slack.oauth.uninstall(replica.transport, ANNA);
    await vi.waitFor(async () => expect(await rowsAbout(ANNA.team)).toEqual([]), SOON);
    // Asking for the counts writes down those of all.
    await type(BERT, '/paperboy', 'stats');
    expect(await rowsAbout(BERT.team)).toContain('counts');
    expect(await rowsAbout(ANNA.team)).toEqual([]);
  });

  it('are forgotten although the database is away when they leave', async () => {
    await settleIn(ANNA);
    await settleIn(BERT);
    const others = await rowsAbout(BERT.team);
    const { schema } = replica.store.db;
    await schema.alterTable('shelf').renameTo('away').execute();
    await slack.oauth.uninstall(replica.transport, ANNA);
    await settleAfter();
    // Slack was told that it was heard, and sends it no more.
    expect(slack.failures).toEqual([]);
    expect(await rowsAbout(ANNA.team)).toContain('away');
    await schema.alterTable('away').renameTo('shelf').execute();
    await vi.waitFor(async () => expect(await rowsAbout(ANNA.team)).toEqual([]), SOON);
    expect(await rowsAbout(BERT.team)).toEqual(others);
  });

  it('are forgotten at the next start where they left while nobody listened', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'paperboy-')), 'paperboy.db');
    const before = await open(mode, { database: file });
    for (const { team } of [ANNA, BERT]) await before.install({ team });
    for (const person of [ANNA, BERT]) await shelve(before.store, shelfOf(person), 'lora', 'read');
    await replicas.pop()?.stop();
    await slack.oauth.uninstall(before.transport, ANNA, []);
    replica = await open(mode, { database: file });
    await vi.waitFor(async () => expect(await rowsAbout(ANNA.team)).toEqual([]), SOON);
    expect(await rowsAbout(BERT.team)).toEqual(['installations', 'shelf']);
    await rm(dirname(file), { recursive: true });
  });

  it('stay when the word of an earlier removal comes late, or only people’s tokens ended', async () => {
    await settleIn(ANNA);
    const before = await rowsAbout(ANNA.team);
    const earlier = Date.now() - 60_000;
    await slack.oauth.uninstall(replica.transport, ANNA, undefined, earlier);
    await replica.install({ team: ANNA.team });
    await settleAfter();
    expect(await rowsAbout(ANNA.team)).toEqual(before);
    await replica.publisher.post(placeOf(ANNA), pick, 'k3');
  });

  it('are answered although the database is away, as far as that goes', async () => {
    await replica.store.db.schema.alterTable('installations').renameTo('away').execute();
    expect(visibleText(await type(ANNA, '/paper', 'lora'))).toContain('LoRA');
    const [answer] = slack.messages;
    if (!answer) throw new Error('no answer');
    await slack.press(replica.transport, answer, 'Next: DPO');
    await vi.waitFor(() => expect(slack.messages).toHaveLength(2), SOON);
    await replica.store.db.schema.alterTable('away').renameTo('installations').execute();
  });

  it('do not wait for each other, nor a form for posts that Slack holds back', async () => {
    slack.settle(ANNA);
    for (let i = 0; i < 3; i++) {
      slack.next('chat.postMessage', { httpStatus: 429, headers: { 'retry-after': '30' } });
    }
    const held = [1, 2, 3].map((i) => replica.publisher.post(placeOf(ANNA), pick, `k${i}`));
    for (const one of held) await expect(one).rejects.toMatchObject({ retryMs: 30_000 });
    const began = performance.now();
    await slack.slash(replica.transport, { ...ANNA, command: '/daily', text: '' });
    await vi.waitFor(() => expect(slack.views).toHaveLength(1), 2900);
    expect(performance.now() - began).toBeLessThan(3000);
    slack.settle(BERT);
    await replica.publisher.post(placeOf(BERT), pick, 'k4');
  });
});

/** Time for what should not happen to happen. */
const settleAfter = () => new Promise((resolve) => setTimeout(resolve, 300));

describe.each(['http', 'socket'] as const)('an organisation over %s', (mode) => {
  beforeEach(async () => {
    slack = await slackOf();
    slack.oauth.organisations.set(ORG.enterprise, [CARL.team, DORA.team]);
    replica = await open(mode);
    const page = await replica.install(ORG);
    expect(page.text).toContain('Paperboy is in Org');
    await replica.install({ team: ANNA.team });
  });

  it('is served in all its workspaces with one token, its people kept apart', async () => {
    await settleIn(CARL);
    expect(visibleText(await type(DORA, '/shelf', ''))).not.toContain('LoRA');
    await settleIn(DORA);
    for (const token of tokensOf('chat.postMessage')) expect(token).toContain('xoxb-E0ORG-');
    const [card] = posts(CARL.channel);
    if (!card) throw new Error('no pick');
    await slack.press(replica.transport, card, 'Save', { user: CARL.user });
    await vi.waitFor(async () => expect(await rowsAbout('T0CARL/U0CARL')).toContain('shelf'), SOON);
    expect(slack.refusals).toEqual([]);
  });

  it('knows whose a shortcut, a home and a form are, though their payloads name no workspace', async () => {
    const { transport, store } = replica;
    for (const person of [CARL, DORA]) slack.settle(person);
    const bys = [CARL, DORA].map(({ team, user }) => `${team}/${user}`);
    const shelves = async () =>
      (await store.db.selectFrom('shelf').select(['reader', 'note']).execute())
        .map(({ reader, note }) => `${reader} ${note}`)
        .sort();
    for (const person of [CARL, DORA]) {
      const said = await slack.say(transport, { ...person, text: 'LoRA!' });
      await slack.shortcut(transport, 'save-note', said, person.user);
    }
    await vi.waitFor(
      async () => expect(await shelves()).toEqual(bys.map((by) => `${by} lora`)),
      SOON,
    );

    await slack.open(transport, 'home', CARL.user);
    const home = await vi.waitFor(() => {
      const shown = slack.homes.get(CARL.user);
      if (!shown) throw new Error('no home yet');
      return shown;
    }, SOON);
    expect(JSON.stringify(home.view)).toContain('1 saved');
    await slack.shortcut(transport, 'find-paper', undefined, CARL.user);
    const view = await vi.waitFor(() => {
      const [shown] = slack.views;
      if (!shown) throw new Error('no view yet');
      return shown;
    }, SOON);
    // What is saved comes first.
    const { offered } = await slack.suggestions(transport, view, 'search', '');
    expect(offered[0]?.value).toBe('lora');
    await slack.choose(transport, view, 'search', { label: 'RAG', value: 'rag' });
    await vi.waitFor(() => expect(JSON.stringify(view.view)).toContain('"Save"'), SOON);
    await slack.pressIn(transport, view, 'Save');
    await vi.waitFor(async () => expect(await shelves()).toContain(`${bys[0] ?? ''} rag`), SOON);
    await slack.submit(transport, view, { where: CARL.channel });
    await vi.waitFor(() => expect(posts(CARL.channel)).toHaveLength(1), SOON);

    await slack.say(transport, { ...CARL, channel: `D${CARL.user}`, text: 'Who wrote LoRA?' });
    const answer = await slack.waitForMessage(
      ({ channel, id }) => channel === `D${CARL.user}` && !slack.isOpen({ id } as SlackMessage),
      SOON,
    );
    expect(visibleText(answer)).toContain('Hu');
    await slack.slash(transport, { ...CARL, command: '/daily', text: '' });
    const form = await vi.waitFor(() => {
      const shown = slack.views.find(({ view }) => JSON.stringify(view).includes('daily'));
      if (!shown) throw new Error('no form yet');
      return shown;
    }, SOON);
    await slack.submit(transport, form, { time: '09:00', timezone: 'Europe/London' });
    await vi.waitFor(
      async () => expect(await rowsAbout(CARL.team)).toContain('subscriptions'),
      SOON,
    );

    const own = ['auth.test', 'oauth.v2.access', 'apps.connections.open', 'api.test'];
    for (const { method, token } of slack.calls.filter((call) => !own.includes(call.method))) {
      expect(`${method} ${token}`).toContain('xoxb-E0ORG-');
    }
    expect(slack.refusals).toEqual([]);
    // Nothing is kept as the organisation's own, which no workspace's end would delete.
    const { db } = store;
    for (const table of ['shelf', 'marks', 'counts'] as const) {
      const rows = await db.selectFrom(table).selectAll().execute();
      expect(rows.filter(({ workspace }) => workspace === ORG.enterprise)).toEqual([]);
    }
    const linked = await db.selectFrom('installations').select('team').execute();
    expect(linked.map(({ team }) => team).sort()).toEqual(['', ANNA.team, CARL.team, DORA.team]);
  });

  it('loses one workspace, then all, and no other does', async () => {
    for (const person of [ANNA, CARL, DORA]) await settleIn(person);
    const anna = await rowsAbout(ANNA.team);
    await slack.oauth.revokeAccess(replica.transport, ORG, [CARL.team]);
    await vi.waitFor(async () => expect(await rowsAbout(CARL.team)).toEqual([]), SOON);
    await replica.publisher.post(placeOf(DORA), pick, 'k1');
    await slack.oauth.uninstall(replica.transport, ORG);
    await vi.waitFor(async () => expect(await rowsAbout(DORA.team)).toEqual([]), SOON);
    expect(await rowsAbout(ORG.enterprise)).toEqual([]);
    expect(await rowsAbout(ANNA.team)).toEqual(anna);
    await expect(replica.publisher.post(placeOf(DORA), pick, 'k2')).rejects.toMatchObject({
      reason: 'gone',
    });
  });
});

describe('tokens that end', () => {
  const exchanges = () =>
    slack.calls.filter(({ method, args }) => method === 'oauth.v2.access' && 'grant_type' in args);
  const refreshes = () => exchanges().filter(({ args }) => args['grant_type'] === 'refresh_token');
  const later = (hours: number) =>
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * HOUR_MS });
  const failure = async (work: Promise<unknown>): Promise<PostError> =>
    work.then(
      () => {
        throw new Error('it was posted');
      },
      (error: unknown) => error as PostError,
    );

  beforeEach(async () => {
    slack = await slackOf(true);
    replica = await open('http');
    await replica.install({ team: ANNA.team });
    slack.settle(ANNA);
  });

  it.each([
    ['while the old one is still good', 10.5],
    ['after the old one has ended', 13],
  ])('are renewed before they are used, once for many at a time, %s', async (_when, hours) => {
    await replica.publisher.post(placeOf(ANNA), pick, 'k0');
    expect(refreshes()).toHaveLength(0);
    later(hours);
    await Promise.all([
      ...Array.from({ length: 12 }, (_, i) => replica.publisher.post(placeOf(ANNA), pick, `k${i}`)),
      ...Array.from({ length: 4 }, () => type(ANNA, '/daily', 'set 09:00 London')),
    ]);
    expect(refreshes()).toHaveLength(1);
    expect(new Set(tokensOf('chat.postMessage')).size).toBe(2);
    expect(slack.messages.filter(({ channel }) => channel === ANNA.channel).length).toBeGreaterThan(
      12,
    );
    expect(replica.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    later(hours + 11);
    await replica.publisher.post(placeOf(ANNA), pick, 'k99');
    expect(refreshes()).toHaveLength(2);
  });

  it('go on being used while Slack gives no new one, and then wait for it', async () => {
    later(10.5);
    slack.next('oauth.v2.access', { httpStatus: 500 });
    await replica.publisher.post(placeOf(ANNA), pick, 'k1');
    // Not asked again at once.
    await replica.publisher.post(placeOf(ANNA), pick, 'k2');
    expect(refreshes()).toHaveLength(1);
    later(13);
    slack.next('oauth.v2.access', { httpStatus: 500 });
    const error = await failure(replica.publisher.post(placeOf(ANNA), pick, 'k3'));
    expect(error).toMatchObject({ reason: 'later' });
    later(14);
    await replica.publisher.post(placeOf(ANNA), pick, 'k4');
    expect(slack.messages).toHaveLength(3);
  });

  it('are kept although the database fails just when they come', async () => {
    later(13);
    slack.next('oauth.v2.access', { answerDelayMs: 300 });
    const posting = replica.publisher.post(placeOf(ANNA), pick, 'k1');
    await vi.waitFor(() => expect(refreshes()).toHaveLength(1), SOON);
    await replica.store.db.schema.alterTable('installations').renameTo('away').execute();
    await new Promise((resolve) => setTimeout(resolve, 600));
    await replica.store.db.schema.alterTable('away').renameTo('installations').execute();
    await posting;
    await replica.publisher.post(placeOf(ANNA), pick, 'k2');
    expect(refreshes()).toHaveLength(1);
  });
});

onEachDatabase('tokens that several replicas renew', ({ fresh }) => {
  it.each([
    ['while they are good', 10.5],
    ['after they have ended', 13],
  ])('are exchanged once, %s', async (_when, hours) => {
    slack = await slackOf(true);
    const database = await fresh();
    replica = await open('http', { database });
    const others = [await open('http', { database }), await open('http', { database })];
    await replica.install({ team: ANNA.team });
    slack.settle(ANNA);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * HOUR_MS });
    slack.next('oauth.v2.access', { answerDelayMs: 400 });
    const posting = [replica, ...others].flatMap(({ publisher }, at) =>
      [1, 2, 3].map((i) => publisher.post(placeOf(ANNA), pick, `k${at}${i}`)),
    );
    await Promise.all(posting);
    expect(slack.messages).toHaveLength(9);
    const refreshes = slack.calls.filter(({ args }) => args['grant_type'] === 'refresh_token');
    expect(refreshes).toHaveLength(1);
  });
});

onEachDatabase('a workspace that is forgotten', ({ fresh }) => {
  it('leaves nothing in any table, and the others everything', async () => {
    const store = await openStore(await fresh(), memoryLog());
    const { db } = store;
    const installation = { sealed: 'x', installed_at: 1, refreshing_until: 0, revision: 1 };
    // One whose id begins like the other's.
    for (const workspace of ['T0A', 'T0AB']) {
      const place = { platform: 'slack', workspace, channel: 'C1' };
      await db
        .insertInto('subscriptions')
        .values({
          ...{ ...place, id: subscriptionId(place), state: 'on', reason: null, time: '09:00' },
          ...{ timezone: 'UTC', days: '1', topics: '[]', thread: 0, set_by: 'U1', next_at: 1 },
          ...{ bag: '{}', revision: 1, since: 1 },
        })
        .execute();
      await db
        .insertInto('picks')
        .values({
          ...{
            subscription: subscriptionId(place),
            day: '2026-01-01',
            since: 0,
            platform: 'slack',
          },
          ...{ state: 'posted', note: 'lora', due_at: 1, attempt: 1, lease_until: 1, began_at: 1 },
        })
        .execute();
      const person = `${workspace}/U1`;
      for (const platform of ['slack', 'test'])
        await shelve(store, { platform, workspace, person }, 'lora', 'read');
      await db
        .insertInto('link_switch')
        .values({ ...place, is_on: 0 })
        .execute();
      await db.insertInto('links_off').values(place).execute();
      await db.insertInto('link_servers').values({ platform: 'slack', workspace }).execute();
      await db
        .insertInto('linked')
        .values({ day: '2026-01-01', platform: 'slack', channel: 'C0', note: 'lora' })
        .onConflict((it) => it.doNothing())
        .execute();
      await db
        .insertInto('quiz')
        .values({
          ...{ platform: 'slack', reader: person, question: 'q', box: 1, due_at: 1 },
          ...{ answered: 1, answered_right: 1 },
        })
        .execute();
      const asked = { platform: 'slack', workspace, person, question: 'hash' };
      await db
        .insertInto('feedback')
        .values({ ...asked, notes: 'lora', vote: 'helpful', changed_at: 1 })
        .execute();
      await db
        .insertInto('questions')
        .values({ ...asked, text: 'who?', answered: 1, asked_at: 1 })
        .execute();
      await db
        .insertInto('counts')
        .values({
          ...{ platform: 'slack', workspace, day: '2026-01-01', what: 'shown' as never },
          ...{ topic: 'alignment', times: 1 },
        })
        .execute();
      const mark = { platform: 'slack', workspace };
      await db
        .insertInto('marks')
        .values({ ...mark, key: 'k', until: 1 })
        .execute();
      await db
        .insertInto('installations')
        .values({ platform: 'slack', enterprise: '', team: workspace, ...installation })
        .execute();
    }
    const names = (await db.introspection.getTables()).map(({ name }) => name);
    const rows = async (): Promise<string[]> => {
      const all = await Promise.all(
        names.map(async (name) =>
          (
            await db
              .selectFrom(name as 'shelf')
              .selectAll()
              .execute()
          ).map((row) => `${name} ${JSON.stringify(row)}`),
        ),
      );
      return all.flat();
    };
    const before = await rows();
    const touched = new Set(before.map((row) => row.split(' ')[0]));
    expect([...touched].sort()).toEqual([...names].sort());
    expect(await forgetWorkspace(store, { platform: 'slack', workspace: '' })).toBe(0);
    expect(await forgetWorkspace(store, { platform: 'slack', workspace: 'T0A' })).toBe(12);
    const gone = before.filter((row) => /T0A[/"]/.test(row) && !row.includes('"test"'));
    expect(gone).toHaveLength(12);
    expect((await rows()).sort()).toEqual(before.filter((row) => !gone.includes(row)).sort());
    await store.close();
  });
});
