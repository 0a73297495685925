import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteLinked } from '../../src/find/links.ts';
import { makeCatalog } from '../../src/catalog/catalog.ts';
import { buttons, visibleText, type SaidMessage } from '../servers/slack.ts';
import { slackWorld, type SlackWorld } from './slack-world.ts';
import { notes } from './world.ts';

const LORA = 'https://arxiv.org/abs/2106.09685';
const QUIET_MS = 300;

describe.each(['http', 'socket'] as const)('links, over %s', (mode) => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld(mode);
  });
  afterEach(async () => {
    const complaints = world.complaints();
    await world.close();
    expect(complaints).toEqual([]);
  });
  /** The addresses that have a card, once nothing more comes. */
  const shown = async (said: SaidMessage, count: number): Promise<string[]> => {
    await vi.waitFor(() => expect(Object.keys(said.unfurls)).toHaveLength(count), 5000);
    await wait(QUIET_MS);
    return Object.keys(said.unfurls);
  };

  it('get the cards of their notes, unknown ones none', async () => {
    const { slack, to } = world;
    const said = await slack.say(to, {
      text: `Read ${LORA} and https://huggingface.co/papers/2305.18290?utm=1&x=2, not https://arxiv.org/abs/2404.19756 or https://huggingface.co/bert-base-uncased or https://example.com/2106.09685.`,
    });
    expect(await shown(said, 2)).toEqual([
      LORA,
      'https://huggingface.co/papers/2305.18290?utm=1&amp;x=2',
    ]);
    const text = visibleText({ text: '', blocks: said.unfurls[LORA]?.blocks ?? [] });
    expect(text).toContain('LoRA: Low-Rank Adaptation');
    expect(text.length).toBeLessThan(900);
    expect(slack.messages).toEqual([]);
  });

  it('get one card per paper, and at most five', async () => {
    const { slack, to } = world;
    const twice = await slack.say(to, {
      text: `${LORA} https://www.alphaxiv.org/abs/2106.09685v2`,
    });
    expect(await shown(twice, 1)).toEqual([LORA]);
    const all = notes.notes.flatMap(({ arxiv }) =>
      arxiv === undefined ? [] : [`https://arxiv.org/pdf/${arxiv}`],
    );
    const many = await slack.say(to, { text: all.join(' ') });
    expect(await shown(many, 5)).toEqual(all.slice(0, 5));
  });

  it('have buttons that answer the presser alone', async () => {
    const { slack, to } = world;
    const said = await slack.say(to, { text: LORA });
    await shown(said, 1);
    await slack.pressUnfurl(to, said, LORA, 'Open the note', 'U0FRIEND');
    const note = await slack.waitForMessage();
    expect(note.visibleTo).toBe('U0FRIEND');
    expect(visibleText(note)).toContain('Key contributions');
    expect(buttons(note).map(({ label }) => label)).toContain('Share');
  });

  it('get none in a channel where that is off, and again when it is on', async () => {
    const { slack, to } = world;
    const channel = `C0QUIET${mode.toUpperCase()}`;
    await slack.slash(to, { command: '/paperboy', text: 'unfurl off', channel });
    expect(visibleText(await slack.nextMessage())).toContain('no card here');
    const quiet = await slack.say(to, { text: LORA, channel });
    const elsewhere = await slack.say(to, { text: LORA });
    await shown(elsewhere, 1);
    expect(quiet.unfurls).toEqual({});
    await slack.slash(to, { command: '/paperboy', text: 'unfurl perhaps', channel });
    expect(visibleText(await slack.nextMessage())).toContain('state is on or off');
    await slack.slash(to, { command: '/paperboy', text: 'unfurl on', channel });
    expect(visibleText(await slack.nextMessage())).toContain('get a card here');
    await shown(await slack.say(to, { text: LORA, channel }), 1);
  });

  it('in its own messages get none', async () => {
    const { slack, to } = world;
    await slack.say(to, { text: `<@${slack.botUser}> who wrote LoRA?` });
    await slack.waitForMessage();
    await slack.settled();
    await wait(QUIET_MS);
    expect(slack.calls.filter(({ method }) => method === 'chat.unfurl')).toEqual([]);
    expect(slack.messages).toHaveLength(1);
  });

  it.each([
    ['asks to wait', { httpStatus: 429, error: 'ratelimited', headers: { 'retry-after': '1' } }],
    ['fails', { httpStatus: 502 }],
    ['loses its receipt', { dropAnswer: true }],
  ])('get their cards where Slack %s, and a modal need not wait for that', async (_, behaviour) => {
    const { slack, to } = world;
    slack.next('chat.unfurl', behaviour);
    const said = await slack.say(to, { text: LORA });
    await vi.waitFor(
      () => expect(slack.calls.some(({ method }) => method === 'chat.unfurl')).toBe(true),
      5000,
    );
    const before = performance.now();
    await slack.shortcut(to, 'find-paper');
    await vi.waitFor(() => expect(slack.views).toHaveLength(1), 5000);
    expect(performance.now() - before).toBeLessThan(900);
    await shown(said, 1);
  });
});

describe('a link', () => {
  const [first] = notes.notes;
  if (!first) throw new Error('the shipped notes are missing');
  const at = (id: string, url: string) => ({ ...first, id, url, arxiv: undefined }) as typeof first;
  const catalog = makeCatalog(
    notes.topics,
    [
      ...notes.notes,
      at('open', 'https://openreview.net/forum?id=AbC1'),
      at('acl', 'https://aclanthology.org/2020.acl-main.703/'),
    ],
    [],
  );
  it.each([
    ['https://arxiv.org/abs/2106.09685v3', 'lora'],
    ['https://arxiv.org/pdf/2106.09685.pdf#page=3', 'lora'],
    ['https://export.arxiv.org/abs/2106.09685', 'lora'],
    ['https://alphaxiv.org/overview/2106.09685', 'lora'],
    ['https://huggingface.co/papers/2106.09685', 'lora'],
    ['https://openreview.net/forum?id=AbC1', 'open'],
    ['https://openreview.net/pdf?id=AbC1', 'open'],
    ['https://aclanthology.org/2020.acl-main.703', 'acl'],
    ['https://aclanthology.org/2020.acl-main.703.pdf', 'acl'],
    ['https://openreview.net/forum?id=Other', undefined],
    ['https://openreview.net/forum', undefined],
    ['https://openreview.net/group?id=AbC1', undefined],
    ['https://aclanthology.org/2020.acl-main.7', undefined],
    ['https://huggingface.co/datasets/2106.09685', undefined],
    ['https://arxiv.org/search/?query=2106.09685', undefined],
    ['https://arxiv.org.evil.example/abs/2106.09685', undefined],
    ['no address', undefined],
  ])('%s means %s', (link, id) => {
    expect(noteLinked(link, catalog)?.id).toBe(id);
  });
});
