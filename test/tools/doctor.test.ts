import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../../adapters/slack/manifest.ts';
import type { Diagnosis } from '../../src/tools/doctor.ts';
import { startDiscord } from '../servers/discord.ts';
import { startSlack } from '../servers/slack.ts';

// The compiled program, as `npx paperboy` runs it: `npm test` builds it first.
const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;
const NOTES = new URL('../../notes', import.meta.url).pathname;
const TOKEN = `${'a'.repeat(24)}.bbbbbb.${'c'.repeat(27)}`;
const SECRET = '0123456789abcdef0123456789abcdef';

let folder: string;
let closers: (() => unknown)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-doctor-'));
  closers = [() => rmSync(folder, { recursive: true })];
});
afterEach(async () => {
  for (const close of closers.reverse()) await close();
});

interface Outcome {
  code: number | null;
  said: string;
  /** How a part was found, and what was said of it. */
  of: (part: string) => [state: Diagnosis['state'], words: string][];
}

async function doctor(env: Record<string, string> = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [MAIN, 'doctor', '--json'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(errors).toBe('');
  const diagnoses = JSON.parse(said) as Diagnosis[];
  const of: Outcome['of'] = (part) =>
    diagnoses.filter((it) => it.part === part).map(({ state, words }) => [state, words]);
  return { code, said, of };
}

describe('paperboy doctor', () => {
  it('finds nothing wrong where nothing is, and leaves nothing behind', async () => {
    const { code, of } = await doctor();
    expect(code).toBe(0);
    for (const part of ['node', 'settings', 'notes', 'pictures', 'database', 'port']) {
      expect(of(part), part).toMatchObject([['fine', expect.any(String)]]);
    }
    expect(of('database')).toEqual([['fine', expect.stringContaining('made at the first start')]]);
  });

  it('finds the settings, the notes and the port wrong at once', async () => {
    cpSync(NOTES, join(folder, 'notes'), { recursive: true });
    writeFileSync(join(folder, 'notes/alignment/lora.md'), '# no front matter\n');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const busy = await doctor({ NOTES_DIR: 'notes', PORT: String(port) });
    expect(busy.code).toBe(0);
    expect(busy.of('notes')).toEqual([['warning', expect.stringContaining('lora.md:1:1')]]);
    expect(busy.of('port')).toEqual([['warning', expect.stringContaining('is taken')]]);

    const nowhere = await doctor({ DATABASE_URL: '/dev/null/paperboy.db' });
    expect(nowhere.code).toBe(1);
    expect(nowhere.of('database')).toEqual([['fault', expect.stringContaining('not writable')]]);

    const wrong = await doctor({ NOTES_DIR: 'nowhere', SLACK_BOT_TOKEN: 'xoxp-hunter2' });
    expect(wrong.code).toBe(1);
    expect(wrong.of('settings')).toEqual([['fault', expect.stringContaining('SLACK_BOT_TOKEN')]]);
    expect(wrong.of('notes')).toEqual([['fault', expect.stringContaining('NOTES_DIR')]]);
    expect(wrong.said).not.toContain('hunter2');
  });

  it('tries the tokens, and repeats none', async () => {
    const slack = await startSlack();
    const discord = await startDiscord({ token: TOKEN });
    closers.push(
      () => slack.close(),
      () => discord.close(),
    );
    const env = {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
    const right = await doctor(env);
    expect(right.code).toBe(0);
    expect(right.of('slack').filter(([state]) => state !== 'warning')).toEqual([
      ['fine', expect.stringContaining('bot token works')],
      ['fine', 'the app-level token opens a socket'],
    ]);
    expect(right.of('discord')).toEqual([['fine', expect.stringContaining('token works')]]);

    const other = `${discord.token.slice(0, -4)}AAAA`;
    const wrong = await doctor({
      ...env,
      SLACK_BOT_TOKEN: 'xoxb-hunter2',
      SLACK_APP_TOKEN: 'xapp-hunter2',
      DISCORD_TOKEN: other,
    });
    expect(wrong.code).toBe(1);
    expect(wrong.of('slack')).toEqual([
      ['fault', expect.stringContaining('SLACK_BOT_TOKEN')],
      ['fault', expect.stringContaining('SLACK_APP_TOKEN')],
    ]);
    expect(wrong.of('discord')).toEqual([['fault', expect.stringContaining('DISCORD_TOKEN')]]);
    for (const { said } of [right, wrong]) {
      for (const secret of [slack.botToken, slack.appToken, discord.token, other, 'hunter2']) {
        expect(said).not.toContain(secret);
      }
    }
  });

  it('says which intent Discord does not allow', async () => {
    for (const allowedIntents of [0, 1 << 15]) {
      const discord = await startDiscord({ allowedIntents, token: TOKEN });
      closers.push(() => discord.close());
      const { code, of } = await doctor({
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        DISCORD_MESSAGE_CONTENT: 'true',
      });
      const works = ['fine', expect.stringContaining('token works')];
      const refused = ['fault', expect.stringContaining('Message Content intent')];
      expect(of('discord')).toEqual(allowedIntents === 0 ? [works, refused] : [works]);
      expect(code).toBe(allowedIntents === 0 ? 1 : 0);
    }
  });

  it('names the scopes that are missing, and a clock that is wrong', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('date', new Date(Date.now() - 3_600_000).toUTCString());
      response.setHeader('x-oauth-scopes', SCOPES.filter((scope) => scope !== 'commands').join());
      response.end(JSON.stringify({ ok: true, team: 'Readers' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const { code, of } = await doctor({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: `http://127.0.0.1:${port}/api`,
    });
    expect(code).toBe(0);
    expect(of('slack')).toEqual([
      ['fine', 'the bot token works, in Readers'],
      ['warning', expect.stringContaining('scopes are missing: commands;')],
      ['warning', expect.stringMatching(/clock is 3[56]\d\d s ahead/)],
    ]);
  });

  it('says that a platform can’t be reached', async () => {
    const { code, of } = await doctor({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: 'http://127.0.0.1:1/api',
    });
    expect(code).toBe(1);
    expect(of('slack')).toEqual([['fault', expect.stringContaining('could not be reached')]]);
  });

  it('says so too where an answer stops in the middle, and blames no token', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"ok":');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(
      () => server.close(),
      () => server.closeAllConnections(),
    );
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, of } = await doctor({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: `${url}/api`,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: url,
    });
    expect(code).toBe(1);
    for (const part of ['slack', 'discord']) {
      expect(of(part)).toEqual([
        ['fault', expect.stringContaining('could not be reached (TimeoutError)')],
      ]);
    }
  }, 30_000);
});
