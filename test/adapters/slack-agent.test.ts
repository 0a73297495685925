import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buttons, visibleText, type SlackMessage } from '../servers/slack.ts';
import { slackWorld, type SlackWorld } from './slack-world.ts';
import { callerOn } from './world.ts';
import { slackSurface } from '../../adapters/slack/surface.ts';

const QUIET_MS = 300;
const DM = 'D0READER';

describe.each(['http', 'socket'] as const)('the conversation with the app, over %s', (mode) => {
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
  const calls = (): string[] => world.slack.calls.map(({ method }) => method);
  /** The one answer, whole. */
  const answered = async (words: string): Promise<SlackMessage> => {
    const { slack } = world;
    const answer = await slack.waitForMessage((it) => visibleText(it).includes(words), 8000);
    await vi.waitFor(() => expect(buttons(answer).length).toBeGreaterThan(0), 8000);
    await wait(QUIET_MS);
    expect(slack.messages).toHaveLength(1);
    return answer;
  };
  const ask = (text = 'how many parameters does LoRA train?') =>
    world.slack.say(world.to, { text, channel: DM });

  it('begins with questions that the notes answer', async () => {
    const { slack, to, bot } = world;
    await slack.open(to, 'messages');
    const offered = await vi.waitFor(() => {
      const prompts = slack.prompts.get(`D${slack.user}`);
      if (!prompts) throw new Error('no prompts yet');
      return prompts;
    }, 5000);
    expect(offered).toHaveLength(4);
    for (const { message } of offered) {
      const reply = await bot.ask(message, [], callerOn(slackSurface));
      expect({ message, to: reply.to }).toEqual({ message, to: 'channel' });
    }
  });

  it('has a title, shows that it reads, and streams the answer into its thread', async () => {
    const { slack } = world;
    const said = await ask('compare LoRA and DPO');
    const answer = await answered('LoRA');
    expect(answer.thread).toBe(said.id);
    await vi.waitFor(() => expect(slack.titles.get(said.id)).toBe('compare LoRA and DPO'), 5000);
    expect(slack.shownStatuses).toEqual(['is reading the notes…']);
    expect(slack.statuses.size).toBe(0);
    const order = calls();
    expect(order).toContain('chat.appendStream');
    expect(order.indexOf('assistant.threads.setStatus')).toBeLessThan(
      order.indexOf('chat.startStream'),
    );
    expect(order.indexOf('chat.startStream')).toBeLessThan(order.indexOf('chat.stopStream'));
    expect(order).not.toContain('chat.postMessage');
    expect(buttons(answer).length).toBeGreaterThan(0);
  });

  it('goes on in its thread, which has its title already', async () => {
    const { slack, to } = world;
    const said = await ask('what is LoRA?');
    await answered('LoRA');
    await slack.say(to, { text: 'who wrote it?', channel: DM, thread: said.id });
    const second = await slack.waitForMessage(
      (it) => visibleText(it).includes('Edward J. Hu'),
      8000,
    );
    expect(second.thread).toBe(said.id);
    expect(calls().filter((method) => method === 'assistant.threads.setTitle')).toHaveLength(1);
  });

  it('says hello, and says no', async () => {
    const { slack } = world;
    await ask('hello!');
    await slack.waitForMessage((it) => visibleText(it).includes('Hello!'), 8000);
    await ask('who won the world cup in 1998?');
    const no = await slack.waitForMessage(
      (it) => visibleText(it).includes('not in the notes'),
      8000,
    );
    expect(no.visibleTo).toBe('channel');
  });

  const faults = {
    'asks to wait': { httpStatus: 429, error: 'ratelimited', headers: { 'retry-after': '1' } },
    fails: { httpStatus: 503 },
    'loses its receipt': { dropAnswer: true },
    'has no streams': { error: 'unknown_method' },
  };
  it.each(
    (['chat.startStream', 'chat.appendStream', 'chat.stopStream'] as const).flatMap((method) =>
      Object.entries(faults).map(([what, behaviour]) => [method, what, behaviour] as const),
    ),
  )('answers once and whole where %s %s', async (method, _, behaviour) => {
    const { slack } = world;
    slack.next(method, behaviour);
    await ask('compare LoRA and DPO');
    const answer = await answered('DPO');
    const reply = await world.bot.ask('compare LoRA and DPO', [], callerOn(slackSurface));
    const words = (text: string): string[] => text.match(/[\p{L}\p{N}]{4,}/gu) ?? [];
    const said = words(visibleText(answer));
    const missing = words(reply.card.blocks.map((it) => ('text' in it ? it.text : '')).join(' '));
    expect(missing.filter((word) => !said.includes(word))).toEqual([]);
    // Nothing stands in it twice.
    const quote = missing.slice(5, 12).join(' ');
    expect(said.join(' ').split(quote).length - 1).toBeLessThanOrEqual(1);
    // Whoever edits it finds it closed.
    expect(slack.isOpen(answer)).toBe(false);
  });

  it('answers without a status or a title where those are refused', async () => {
    const { slack } = world;
    slack.next('assistant.threads.setStatus', { error: 'internal_error' });
    slack.next('assistant.threads.setTitle', { error: 'not_allowed' });
    await ask();
    await answered('10,000');
  });

  it('takes away a status that came late', async () => {
    const { slack } = world;
    slack.next('assistant.threads.setStatus', { delayMs: 1500 });
    await ask();
    await answered('10,000');
    await vi.waitFor(
      () => expect(slack.shownStatuses).toEqual(['is reading the notes…', '']),
      5000,
    );
  });
});
