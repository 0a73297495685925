import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blocksOf, visibleText, type SlackView } from '../servers/slack.ts';
import { slackWorld, type SlackWorld } from './slack-world.ts';
import { notes, store } from './world.ts';

let people = 0;

describe.each(['http', 'socket'] as const)('the home and the shortcuts, over %s', (mode) => {
  let world: SlackWorld;
  /** Somebody new, whose shelf is empty. */
  let user = '';
  beforeEach(async () => {
    user = `U0HOME${(people += 1)}`;
    world = await slackWorld(mode, { user });
  });
  afterEach(async () => {
    const complaints = world.complaints();
    await world.close();
    expect(complaints).toEqual([]);
  });
  const text = (view: SlackView | undefined): string =>
    visibleText({ text: '', blocks: blocksOf(view) });
  const published = (): number =>
    world.slack.calls.filter(({ method }) => method === 'views.publish').length;
  const home = async (): Promise<SlackView> => {
    await world.slack.open(world.to, 'home');
    return vi.waitFor(() => {
      const view = world.slack.homes.get(user);
      if (!view) throw new Error('no home yet');
      return view;
    }, 5000);
  };
  const modal = (count = 1): Promise<SlackView> =>
    vi.waitFor(() => {
      const view = world.slack.views[count - 1];
      if (!view) throw new Error('no modal yet');
      return view;
    }, 5000);

  it('shows today’s pick, the shelf, the topics with their counts, and a field to search', async () => {
    await home();
    const begin = performance.now();
    const before = published();
    await wait(2100);
    await world.slack.open(world.to, 'home');
    await vi.waitFor(() => expect(published()).toBe(before + 1), 5000);
    expect(performance.now() - begin).toBeLessThan(2100 + 2000);
    const shown = text(await home());
    for (const words of [
      'Today’s pick',
      'Your shelf',
      'It is empty',
      'Topics',
      '22 papers in 6 topics',
      'RAG & Retrieval: 3 papers',
      'Recent',
    ]) {
      expect(shown).toContain(words);
    }
  });

  it('follows what is saved and read, elsewhere and in it, and not for every press', async () => {
    const { slack, to } = world;
    const view = await home();
    await slack.slash(to, { command: '/shelf', text: 'add lora' });
    await vi.waitFor(() => expect(text(view)).toContain('0 reading · 1 saved · 0 read'), 6000);
    const before = published();
    // Another than today's pick, which is read below.
    const others = ['DPO', 'RAG', 'Adam', 'ReAct', 'BERT'].filter(
      (name) => !text(view).includes(`Open ${name}\n`),
    );
    for (const name of others.slice(0, 4)) {
      await slack.slash(to, { command: '/shelf', text: `read ${name}` });
    }
    await vi.waitFor(() => expect(text(view)).toContain('0 reading · 1 saved · 4 read'), 6000);
    expect(published() - before).toBeLessThanOrEqual(2);
    // What changes nothing publishes nothing.
    const then = published();
    await wait(2100);
    await slack.slash(to, { command: '/paper', text: 'lora' });
    await wait(400);
    expect(published()).toBe(then);
    await slack.pressIn(to, view, 'Mark as read');
    expect(text(await modal())).toContain('You have read');
    await vi.waitFor(() => expect(text(view)).toContain('5 read'), 6000);
  });

  it('shows the pick that a channel of the workspace got today', async () => {
    const { slack, to } = world;
    const place = { platform: 'slack', workspace: slack.team };
    const now = Date.now();
    await store.db
      .insertInto('subscriptions')
      .values({
        id: `slack/${slack.team}/C0${user}`,
        ...place,
        channel: `C0${user}`,
        state: 'on',
        reason: null,
        time: '09:00',
        timezone: 'Europe/London',
        days: 'all',
        topics: '[]',
        thread: 0,
        set_by: user,
        next_at: now + 1e9,
        since: now,
        bag: '{}',
        revision: 1,
      })
      .execute();
    const view = await home();
    const pick = {
      subscription: `slack/${slack.team}/C0${user}`,
      day: '2026-11-26',
      since: 0,
      platform: 'slack',
      state: 'posted' as const,
      note: 'colbert',
      due_at: now,
      attempt: 1,
      lease_until: 0,
      began_at: now,
      message: null,
      url: null,
      error: null,
    };
    await store.db.insertInto('picks').values(pick).execute();
    const card = (await world.bot.run('paper', 'colbert', { ...caller(), user })).card;
    await world.adapter.publisher?.post(
      { ...place, channel: 'C0DAILY' },
      { card, to: 'channel' },
      'a'.repeat(25),
    );
    await vi.waitFor(() => expect(text(view)).toContain('Open ColBERT'), 6000);
    await store.db.deleteFrom('picks').where('subscription', '=', pick.subscription).execute();
    expect(to.kind).toBe(mode === 'http' ? 'http' : 'socket');
  });
  const caller = () => ({
    platform: 'slack',
    surface: { name: 'Slack', choices: 40, typed: () => '' },
    workspace: world.slack.team,
    channel: 'C1',
    user,
    person: `${world.slack.team}/${user}`,
    timezone: () => Promise.resolve(undefined),
    mayManage: () => Promise.resolve(true),
    hindrance: () => Promise.resolve(undefined),
  });

  it('opens topics and notes as a modal, one after the other in the same one', async () => {
    const { slack, to } = world;
    const view = await home();
    await slack.pressIn(to, view, 'RAG & Retrieval');
    const shown = await modal();
    expect(text(shown)).toContain('3 papers');
    await slack.pressIn(to, shown, 'ColBERT');
    await vi.waitFor(() => expect(text(shown)).toContain('Key contributions'), 5000);
    expect(slack.views).toHaveLength(1);
  });

  it('finds a paper from the field in it, while somebody types', async () => {
    const { slack, to } = world;
    const view = await home();
    const { offered } = await slack.suggestions(to, view, 'search', 'lor');
    expect(offered[0]?.value).toBe('lora');
    await slack.choose(to, view, 'search', offered[0] ?? { label: '', value: '' });
    expect(text(await modal())).toContain('LoRA: Low-Rank Adaptation');
  });

  it.each([
    ['asks to wait', { httpStatus: 429, error: 'ratelimited', headers: { 'retry-after': '1' } }],
    ['fails', { httpStatus: 500 }],
    ['loses its receipt', { dropAnswer: true }],
  ])('is published where Slack %s', async (_, behaviour) => {
    world.slack.next('views.publish', behaviour);
    expect(text(await home())).toContain('Topics');
  });

  it('is searched from anywhere: the shortcut shows the note, and shares it once', async () => {
    const { slack, to } = world;
    await slack.shortcut(to, 'find-paper');
    const view = await modal();
    const { offered } = await slack.suggestions(to, view, 'search', 'retrieval augmented');
    expect(offered.map(({ value }) => value)).toContain('rag');
    expect((await slack.suggestions(to, view, 'search', '')).offered.length).toBeGreaterThan(5);
    expect((await slack.suggestions(to, view, 'search', 'qqqqzzzz')).offered.length).toBeLessThan(
      101,
    );
    // Nothing chosen yet: said beside the field, and nothing typed is lost.
    await slack.submit(to, view, { where: slack.channel });
    expect(view.errors).toEqual({ paper: expect.stringContaining('Choose a paper') as string });
    expect(view.open).toBe(true);
    await slack.choose(to, view, 'search', { label: 'RAG', value: 'rag' });
    await vi.waitFor(() => expect(text(view)).toContain('Key contributions'), 5000);
    expect(view.chosen?.['paper']?.value).toBe('rag');
    await slack.submit(to, view, {});
    expect(view.errors).toEqual({ where: expect.stringContaining('where') as string });
    await Promise.all([
      slack.submit(to, view, { where: slack.channel }),
      slack.submit(to, view, { where: slack.channel }),
    ]);
    const shared = await slack.nextMessage();
    expect(shared).toMatchObject({ visibleTo: 'channel', channel: slack.channel });
    expect(visibleText(shared)).toContain('Retrieval-Augmented Generation');
    await wait(300);
    expect(slack.messages).toHaveLength(1);
  });

  it('answers what is typed in time, also when looking takes long', async () => {
    const { slack, to } = world;
    await slack.shortcut(to, 'find-paper');
    const view = await modal();
    world.bot.suggest = () => new Promise(() => undefined);
    const { offered, ackMs } = await slack.suggestions(to, view, 'search', 'lora');
    expect(offered).toEqual([]);
    expect(ackMs).toBeLessThan(2900);
  });

  it.each([
    ['https://arxiv.org/abs/2106.09685 looks good', 'LoRA: Low-Rank Adaptation'],
    ['as 2005.11401 shows', 'Retrieval-Augmented Generation'],
    ['Has anybody read Attention Is All You Need?', 'Attention Is All You Need'],
  ])('finds the note that a message is about: %s', async (words, title) => {
    const { slack, to } = world;
    const said = await slack.say(to, { text: words, user: 'U0FRIEND' });
    await slack.shortcut(to, 'find-note', said);
    const note = await slack.nextMessage();
    expect(note.visibleTo).toBe(user);
    expect(visibleText(note)).toContain(title);
  });

  it('lets people choose where a message is about several, in the same place', async () => {
    const { slack, to } = world;
    const said = await slack.say(to, { text: 'Is DPO better than LoRA?' });
    await slack.shortcut(to, 'find-note', said);
    const list = await slack.nextMessage();
    expect(visibleText(list)).toContain('2 papers in this message');
    await slack.press(to, list, 'LoRA');
    await slack.waitForMessage((it) => it === list && it.editedCount === 1);
    expect(visibleText(list)).toContain('Key contributions');
    expect(slack.messages).toHaveLength(1);
    // The private card is shared once, however fast it is pressed twice.
    await Promise.all([slack.press(to, list, 'Share'), slack.press(to, list, 'Share')]);
    const shared = await slack.waitForMessage((it) => it.visibleTo === 'channel');
    expect(visibleText(shared)).toContain('Key contributions');
    await vi.waitFor(() => expect(list.deleted).toBe(true), 5000);
    await wait(300);
    expect(slack.messages).toHaveLength(2);
  });

  it('saves what a message is about, and says so where it is about nothing', async () => {
    const { slack, to } = world;
    await slack.shortcut(to, 'save-note', await slack.say(to, { text: 'LoRA!' }));
    expect(visibleText(await slack.nextMessage())).toContain('LoRA is on your shelf');
    await slack.shortcut(to, 'save-note', await slack.say(to, { text: 'Lunch?' }));
    expect(visibleText(await slack.nextMessage())).toContain('No paper in this message');
    await slack.shortcut(to, 'save-note', await slack.say(to, { text: 'RAG or DPO' }));
    const list = await slack.nextMessage();
    await slack.press(to, list, 'DPO');
    await vi.waitFor(() => expect(visibleText(list)).toContain('DPO is on your shelf'), 5000);
    expect(notes.get('dpo')).toBeDefined();
  });
});
