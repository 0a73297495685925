import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { visibleText, type SaidMessage, type SlackMessage } from '../servers/slack.ts';
import { slackWorld, type SlackWorld } from './slack-world.ts';

/** Long enough for an answer that should not come to have come. */
const QUIET_MS = 300;

describe.each(['http', 'socket'] as const)('what is said to the bot, over %s', (mode) => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld(mode);
  });
  afterEach(async () => {
    await world.slack.settled();
    const complaints = world.complaints();
    await world.close();
    expect(complaints).toEqual([]);
  });
  const mention = (text: string): string => `<@${world.slack.botUser}> ${text}`;
  const answers = async (count: number): Promise<SlackMessage[]> => {
    await vi.waitFor(() => expect(world.slack.messages.length).toBeGreaterThanOrEqual(count), 8000);
    await wait(QUIET_MS);
    expect(world.slack.messages).toHaveLength(count);
    return world.slack.messages;
  };
  const silence = async (): Promise<void> => {
    await wait(QUIET_MS);
    expect(world.slack.messages).toEqual([]);
  };

  it('is answered in a thread where it is mentioned', async () => {
    const { slack, to } = world;
    const said = await slack.say(to, { text: mention('who wrote LoRA?') });
    const [answer] = await answers(1);
    expect(answer).toMatchObject({ thread: said.id, visibleTo: 'channel', channel: said.channel });
    expect(visibleText(answer as SlackMessage)).toContain('Edward J. Hu');
  });

  it('is answered in the thread it belongs to, where “it” is what was spoken of', async () => {
    const { slack, to } = world;
    const first = await slack.say(to, { text: mention('what is LoRA?') });
    await answers(1);
    await slack.say(to, { text: 'who wrote it?', thread: first.id });
    const [, second] = await answers(2);
    expect(second).toMatchObject({ thread: first.id, visibleTo: 'channel' });
    expect(visibleText(second as SlackMessage)).toContain('Edward J. Hu');
    // Whichever replica hears of it, and after a restart.
    const other = await world.replica();
    await slack.say(other, { text: 'and when did it appear?', thread: first.id });
    const [, , third] = await answers(3);
    expect(visibleText(third as SlackMessage)).toContain('2021');
  });

  it('is left alone in threads of others, in channels, and where somebody else is meant', async () => {
    const { slack, to } = world;
    const first = await slack.say(to, { text: 'what is LoRA?' });
    await slack.say(to, { text: 'who wrote it?', thread: first.id });
    await silence();
    const asked = await slack.say(to, { text: mention('what is LoRA?') });
    await answers(1);
    await slack.say(to, { text: 'What do you think, <@U0FRIEND>?', thread: asked.id });
    await answers(1);
  });

  it('is answered once where a thread’s message mentions it, though two events tell of it', async () => {
    const { slack, to } = world;
    const first = await slack.say(to, { text: mention('what is LoRA?') });
    await answers(1);
    await slack.say(to, { text: mention('who wrote it?'), thread: first.id });
    await answers(2);
  });

  it('is answered once though it is edited, and where an edit adds the mention', async () => {
    const { slack, to } = world;
    const edited = (said: SaidMessage) =>
      slack.tell(to, {
        type: 'app_mention',
        user: said.user,
        text: mention('what is LoRA, then?'),
        channel: said.channel,
        ts: said.id,
        event_ts: `${Date.now() / 1000}`,
        edited: { user: said.user, ts: `${Date.now() / 1000}` },
      });
    const asked = await slack.say(to, { text: mention('what is LoRA?') });
    await answers(1);
    await edited(asked);
    await answers(1);
    const plain = await slack.say(to, { text: 'what is LoRA?' });
    await edited(plain);
    await answers(2);
    await edited(plain);
    await answers(2);
  });

  it('never answers itself or other bots', async () => {
    const { slack, to } = world;
    await slack.say(to, { text: mention('what is LoRA?'), byBot: true });
    await slack.say(to, { text: 'what is LoRA?', channel: 'D0BOT', byBot: true });
    await slack.say(to, { text: 'what is LoRA?', channel: 'D0BOT', user: slack.botUser });
    await silence();
  });

  it('tells the one who asked, alone, what the notes do not say', async () => {
    const { slack, to } = world;
    const said = await slack.say(to, { text: mention('who won the world cup in 1998?') });
    const [answer] = await answers(1);
    expect(answer).toMatchObject({ visibleTo: said.user, thread: said.id });
  });

  it.each([1, 3])('is answered once when %i acks get lost', async (loseAcks) => {
    const { slack, to } = world;
    await slack.say(to, { text: mention('what is LoRA?'), loseAcks });
    await answers(1);
  });

  it('is answered once when Slack sends it to two replicas', async () => {
    const { slack, to } = world;
    const event = {
      type: 'app_mention',
      user: slack.user,
      text: mention('what is LoRA?'),
      channel: slack.channel,
    };
    const said = await slack.say(to, { text: 'before' });
    const other = await world.replica();
    const body = await slack.tell(to, { ...event, ts: said.id, event_ts: said.id });
    await slack.redeliver(other, body ?? {});
    await answers(1);
  });

  it.each([
    ['asks to wait', { httpStatus: 429, error: 'ratelimited', headers: { 'retry-after': '1' } }],
    ['fails', { httpStatus: 503 }],
    ['takes it, but its receipt is lost', { dropAnswer: true }],
  ])('is answered once where Slack %s', async (_, behaviour) => {
    const { slack, to } = world;
    slack.next('chat.postMessage', behaviour);
    await slack.say(to, { text: mention('what is LoRA?') });
    const [answer] = await answers(1);
    expect(visibleText(answer as SlackMessage)).toContain('LoRA');
  });

  it('is answered in words where Slack refuses the layout', async () => {
    const { slack, to } = world;
    slack.next('chat.postMessage', { error: 'invalid_blocks' });
    await slack.say(to, { text: mention('what is LoRA?') });
    const [answer] = await answers(1);
    expect(answer?.blocks).toEqual([]);
    expect(visibleText(answer as SlackMessage)).toContain('LoRA');
  });

  it('is answered by itself where the thread can’t be read', async () => {
    const { slack, to } = world;
    const first = await slack.say(to, { text: 'Good morning' });
    for (let i = 0; i < 4; i++) slack.next('conversations.replies', { error: 'internal_error' });
    await slack.say(to, { text: mention('who wrote LoRA?'), thread: first.id });
    const [answer] = await answers(1);
    expect(visibleText(answer as SlackMessage)).toContain('Edward J. Hu');
  });

  it('pings nobody whom a question names', async () => {
    const { slack, to } = world;
    await slack.say(to, { text: mention('what is LoRA? <!channel> @here') });
    await slack.say(to, { text: 'what is LoRA? <!channel> @here', channel: 'D0ME' });
    await answers(2);
  });
});
