import { beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { commandsJson } from '../../adapters/discord/register.ts';
import { discordSurface } from '../../adapters/discord/surface.ts';
import { SCOPES, slackManifest } from '../../adapters/slack/manifest.ts';
import { slackSurface } from '../../adapters/slack/surface.ts';
import { createBot, type Bot } from '../../src/bot.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { defineCommand, toCaller, type Command } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import { commandTable } from '../../src/commands/table.ts';
import { createLog } from '../../src/log.ts';
import { root } from '../../src/package.ts';
import { plainText } from '../../src/plain.ts';
import { checkCommands } from '../servers/discord-limits.ts';
import { callerOn, daily, store } from './world.ts';

const rank = defineCommand({
  name: 'rank',
  description: 'Rank papers',
  examples: [{ papers: 'lora dpo', most: 3, numbers: true }],
  options: {
    most: { kind: 'number', description: 'How many rows' },
    papers: {
      kind: 'text',
      description: 'Names of papers',
      required: true,
      suggest: (typed: string) => [{ label: typed, value: typed }],
    },
    sort: { kind: 'text', description: 'By year or name' },
    numbers: { kind: 'flag', description: 'Only the numbers' },
  },
  run: ({ papers, most = 1, numbers = false }) =>
    toCaller({
      title: `${papers.toUpperCase()} ${most.toFixed(1)} ${String(!numbers)}`,
      blocks: [],
      actions: [],
    }),
});
const all: readonly Command[] = [...commands, rank];

let catalog: Catalog;
let bot: Bot;
beforeAll(async () => {
  catalog = await loadCatalog(join(root, 'notes'));
  bot = createBot({
    catalog: () => catalog,
    commands: all,
    version: '0.0.0',
    store,
    daily,
    log: createLog('silent'),
  });
});

interface Manifest {
  display_information: { name: string; description: string };
  features: {
    agent_view: { agent_description: string };
    bot_user: { display_name: string };
    shortcuts: Record<string, string>[];
    slash_commands: Record<string, string>[];
    unfurl_domains: string[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { interactivity: Record<string, unknown>; socket_mode_enabled: boolean };
}
const manifest = (list: readonly Command[], url?: string, minimal = false): Manifest =>
  slackManifest(list, { url, minimal }) as Manifest;

describe('a family of commands', () => {
  const say = (name: string, bare?: string): Command =>
    defineCommand({
      name,
      ...(bare !== undefined && { bare }),
      description: `Does ${name}`,
      examples: [{}],
      options: { words: { kind: 'text', description: 'Words' } },
      run: ({ words = 'nothing' }) =>
        toCaller({ title: `${name}: ${words}`, blocks: [], actions: [] }),
    });
  const family = [...commands, say('round', 'show'), say('round set'), say('round off')];
  const family2 = [say('trip'), say('trip set')];
  const familyBot = (): Bot =>
    createBot({
      catalog: () => catalog,
      commands: family,
      version: '0.0.0',
      store,
      daily,
      log: createLog('silent'),
    });
  const title = async (line: string): Promise<string> => {
    const [name = '', ...words] = line.split(' ');
    return (await familyBot().run(name, words.join(' '), callerOn(slackSurface))).card.title;
  };

  it('is one command with parts on Discord, the bare one under a name of its own or left out', () => {
    const json = commandsJson([...family, ...family2]);
    expect(checkCommands(json)).toEqual([]);
    const parts = (name: string): unknown =>
      json.find((it) => it.name === name)?.options?.map((it) => [it.type, it.name]);
    expect(parts('round')).toEqual([
      [1, 'show'],
      [1, 'set'],
      [1, 'off'],
    ]);
    expect(parts('trip')).toEqual([[1, 'set']]);
  });

  it('is one command in Slack, whose hint names the parts', () => {
    const entries = manifest(family).features.slash_commands;
    expect(entries.at(-1)).toMatchObject({ command: '/round', usage_hint: '[set | off]' });
  });

  it('is typed part by part, also behind /paperboy', async () => {
    expect(await title('round')).toBe('round: nothing');
    expect(await title('round set a b')).toBe('round set: a b');
    expect(await title('round SET a')).toBe('round set: a');
    expect(await title('round show a')).toBe('round: a');
    expect(await title('round settle')).toBe('round: settle');
    expect(await title('paperboy round off')).toBe('round off: nothing');
    expect(await title('paperboy papers')).toBe('Papers by topic');
    expect(await title('paperboy nonsense')).toContain('Paperboy');
  });

  it('carries its parts in buttons, and names them as Discord does', async () => {
    const bot = familyBot();
    const press = async (text: string): Promise<unknown> =>
      await bot.press(text, callerOn(slackSurface));
    expect(await press('run:round set x')).toMatchObject({
      reply: { card: { title: 'round set: x' } },
    });
    expect(bot.find('round show')?.name).toBe('round');
    const bare = bot.find('round');
    expect(bare && discordSurface.typed({ command: 'round', options: {} }, bare)).toBe(
      '/round show',
    );
  });

  it('has a head for every part', () => {
    for (const { name } of commands) {
      const [head = ''] = name.split(' ');
      expect(commands.map((command) => command.name)).toContain(head);
    }
  });
});

describe('a command that is defined', () => {
  it('is registered on Discord, required options first', () => {
    const json = commandsJson(all);
    expect(checkCommands(json)).toEqual([]);
    expect(json.map(({ name }) => name)).toEqual([
      'paper',
      'ask',
      'papers',
      'map',
      'path',
      'compare',
      'cite',
      'shelf',
      'daily',
      'paperboy',
      'rank',
    ]);
    expect(json.at(-1)).toMatchObject({
      type: 1,
      name: 'rank',
      description: 'Rank papers',
      options: [
        { type: 3, name: 'papers', required: true, autocomplete: true },
        { type: 4, name: 'most', required: false, min_value: 1 },
        { type: 3, name: 'sort', required: false },
        { type: 5, name: 'numbers', required: false },
        { type: 5, name: 'hide', required: false },
      ],
    });
    expect(json.at(-1)?.options?.[2]).not.toHaveProperty('autocomplete');
  });

  it('is in the Slack manifest, with a hint of what to type', () => {
    expect(manifest(all).features.slash_commands.at(-1)).toEqual({
      command: '/rank',
      description: 'Rank papers',
      usage_hint:
        '[--most …] <papers> [--sort …] [--numbers] [--hide] e.g. /rank --most 3 --numbers lora dpo',
      should_escape: false,
    });
  });

  it('is in the help, as it is typed there', async () => {
    const help = async (surface: typeof slackSurface): Promise<string> =>
      plainText((await bot.run('paperboy', '', callerOn(surface))).card);
    expect(await help(slackSurface)).toContain(
      '/rank: Rank papers\n   /rank --most 3 --numbers lora dpo',
    );
    expect(await help(discordSurface)).toContain('/rank papers:lora dpo most:3 numbers:True');
  });

  it('is in the table of commands', () => {
    expect(commandTable(all)).toContain(
      '| `/rank` | Rank papers | `/rank --most 3 --numbers lora dpo` |\n',
    );
    expect(commandTable(all).trim().split('\n')).toHaveLength(2 + all.length);
  });

  it('runs from typed words and from options alike', async () => {
    const typed = await bot.run('rank', 'lora --most 2 --numbers dpo', callerOn(slackSurface));
    const options = { papers: 'lora dpo', most: 2, numbers: true };
    const chosen = await bot.run('rank', options, callerOn(discordSurface));
    expect(typed.card.title).toBe('LORA DPO 2.0 false');
    expect(chosen).toEqual(typed);
  });

  it('explains itself when a required option is missing', async () => {
    const reply = await bot.run('rank', '--most 2', callerOn(slackSurface));
    expect(reply.to).toBe('caller');
    expect(plainText(reply.card)).toContain('/rank --most 3 --numbers lora dpo');
  });
});

describe('the Slack manifest', () => {
  it.each([undefined, 'https://bot.example.org/'])(
    'keeps within Slack’s limits (%s)',
    (address) => {
      const { display_information: about, features } = manifest(all, address);
      expect(about.name.length).toBeLessThanOrEqual(35);
      expect(about.description.length).toBeLessThanOrEqual(140);
      expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80);
      expect(features.slash_commands.length).toBeLessThanOrEqual(50);
      expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
      expect(features.unfurl_domains.length).toBeLessThanOrEqual(5);
      expect(features.shortcuts.length).toBeLessThanOrEqual(10);
      for (const { name = '', callback_id: id = '', description = '' } of features.shortcuts) {
        expect(name.length).toBeLessThanOrEqual(24);
        expect(id.length).toBeLessThanOrEqual(255);
        expect(description.length).toBeLessThanOrEqual(150);
      }
      for (const {
        command = '',
        description = '',
        usage_hint: hint = '',
      } of features.slash_commands) {
        expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/);
        expect(description.length).toBeGreaterThan(0);
        expect(description.length).toBeLessThanOrEqual(2000);
        expect(hint.length).toBeLessThanOrEqual(1000);
      }
    },
  );

  it('cuts a hint that would be too long', () => {
    const long: Command = {
      ...rank,
      examples: [{ papers: 'x '.repeat(2000) }],
    };
    const [command] = manifest([long]).features.slash_commands;
    expect(command?.['usage_hint']?.length).toBeLessThanOrEqual(1000);
  });

  it('uses Socket Mode without an address, and the address with one', () => {
    expect(manifest(all).settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest(all))).not.toContain('/slack/events');
    const http = manifest(all, 'https://bot.example.org/');
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(http.settings.interactivity['request_url']).toBe('https://bot.example.org/slack/events');
    for (const command of http.features.slash_commands) {
      expect(command['url']).toBe('https://bot.example.org/slack/events');
    }
  });

  it('leaves all names but two to other apps, if asked to', () => {
    const { features } = manifest(all, undefined, true);
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/paper', '/paperboy']);
    expect(features.slash_commands[1]?.['usage_hint']).toContain('unfurl');
  });

  it('asks for the scopes it lists', () => {
    expect(manifest(all).oauth_config.scopes.bot).toEqual([...SCOPES]);
  });
});

describe('the registration on Discord', () => {
  it('is valid for the shipped commands', () => {
    expect(checkCommands(commandsJson(commands))).toEqual([]);
  });
});
