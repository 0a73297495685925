import { afterEach, describe, expect, it, vi } from 'vitest';
import { SCOPES, slackManifest } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands/index.ts';
import { buttons, visibleText } from '../servers/slack.ts';
import { slackWorld, type SlackWorld } from './slack-world.ts';
import { daily } from './world.ts';

const LORA = 'https://arxiv.org/abs/2106.09685';

describe('the scopes in the manifest', () => {
  let world: SlackWorld | undefined;
  afterEach(() => world?.close());

  /** Everything that the app can do in Slack, once in each kind of conversation where that matters. */
  async function everything(here: SlackWorld): Promise<void> {
    const { slack, to, adapter } = here;
    const answered = async (act: () => Promise<unknown>): Promise<void> => {
      const before = slack.messages.length;
      await act();
      await vi.waitFor(() => expect(slack.messages.length).toBeGreaterThan(before), 8000);
      await slack.settled();
    };
    // A card with a picture, which is uploaded.
    await answered(() => slack.slash(to, { command: '/paper', text: 'lora' }));
    for (const channel of ['C0PUBLIC', 'G0PRIVATE', 'M0GROUP']) {
      const said = await slack.say(to, { channel, text: 'Good morning' });
      const text = `<@${slack.botUser}> who wrote LoRA?`;
      await answered(() => slack.say(to, { channel, text, thread: said.id }));
      await answered(() => slack.say(to, { channel, text: 'and DPO?', thread: said.id }));
    }
    await answered(() => slack.say(to, { channel: 'D0READER', text: 'who wrote LoRA?' }));
    await vi.waitFor(() => expect(slack.titles.size).toBe(1), 5000);
    await slack.open(to, 'messages');
    await vi.waitFor(() => expect(slack.prompts.size).toBe(1), 5000);
    await slack.open(to, 'home');
    await vi.waitFor(() => expect(slack.homes.size).toBe(1), 5000);
    const link = await slack.say(to, { text: LORA });
    await vi.waitFor(() => expect(Object.keys(link.unfurls)).toEqual([LORA]), 5000);
    await slack.shortcut(to, 'find-paper');
    await vi.waitFor(() => expect(slack.views).toHaveLength(1), 5000);
    await answered(() => slack.shortcut(to, 'find-note', link));
    await answered(() => slack.shortcut(to, 'save-note', link));
    // A daily pick: where it may be posted, who decides, the post, and looking for one.
    for (const channel of ['C0PUBLIC', 'G0PRIVATE', 'M0GROUP', 'D0READER']) {
      await answered(() => slack.slash(to, { command: '/daily', text: 'set 09:00', channel }));
      const place = { platform: 'slack', workspace: slack.team, channel };
      await adapter.publisher?.find(place, 'a'.repeat(25), 0);
      await answered(() => slack.slash(to, { command: '/daily', text: 'off', channel }));
    }
  }

  it('are enough for everything, and none is there for nothing', async () => {
    world = await slackWorld('http');
    const { publisher } = world.adapter;
    daily.start(new Map(publisher ? [['slack', publisher]] : []));
    await everything(world).finally(() => daily.stop());
    expect(world.complaints()).toEqual([]);
    expect(world.log.lines.filter((line) => line.includes('missing_scope'))).toEqual([]);
    expect([...world.slack.usedScopes].sort()).toEqual([...SCOPES].sort());
  });

  it.each(['links:write', 'assistant:write', 'im:history', 'app_mentions:read'])(
    'would be missed: without %s the same says so',
    async (scope) => {
      const manifest = slackManifest(commands) as { oauth_config: { scopes: { bot: string[] } } };
      const { bot } = manifest.oauth_config.scopes;
      bot.splice(bot.indexOf(scope), 1);
      world = await slackWorld('http', { manifest });
      const { slack, to } = world;
      await slack.say(to, { text: `<@${slack.botUser}> ${LORA}` });
      await slack.say(to, { channel: 'D0READER', text: 'who wrote LoRA?' });
      await slack.open(to, 'messages');
      await vi.waitFor(
        () => expect(world?.complaints().join('\n')).toContain(`missing_scope: ${scope}`),
        5000,
      );
    },
  );

  it('leave a minimal app everything that is typed, behind /paperboy', async () => {
    world = await slackWorld('socket', {
      manifest: slackManifest(commands, { minimal: true }),
    });
    const { slack, to } = world;
    await expect(slack.slash(to, { command: '/papers' })).rejects.toThrow('there is no /papers');
    await slack.slash(to, { command: '/paperboy', text: 'papers retrieval' });
    const topic = await slack.nextMessage();
    expect(buttons(topic).map(({ label }) => label)).toContain('ColBERT');
    await slack.slash(to, { command: '/paperboy', text: '' });
    expect(visibleText(await slack.nextMessage())).toContain('/paper lora');
    expect(world.complaints()).toEqual([]);
  });
});
