import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from './servers/browser.ts';
import { startDiscord } from './servers/discord.ts';
import { CLIENT } from './servers/slack-oauth.ts';
import { startSlack, visibleText } from './servers/slack.ts';

// The compiled program, as `npm start` runs it: `npm test` builds it first.
const MAIN = new URL('../dist/main.js', import.meta.url).pathname;
const NOTES = new URL('../notes', import.meta.url).pathname;
const SECRET = '0123456789abcdef0123456789abcdef';

interface Program {
  child: ChildProcess;
  output: () => string;
  exit: Promise<number | null>;
}

let folder: string;
let running: Program[];
let closers: (() => unknown)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-'));
  running = [];
  closers = [];
});
afterEach(async () => {
  for (const { child, exit } of running) {
    child.kill('SIGKILL');
    await exit;
  }
  for (const close of closers) await close();
  await rm(folder, { recursive: true });
});

function run(env: Record<string, string> = {}, args: string[] = []): Program {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { PATH, HOME, NOTES_DIR: NOTES, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const program = { child, output: () => output, exit };
  running.push(program);
  return program;
}

async function address(program: Program): Promise<string> {
  return vi.waitFor(() => {
    const found = /Playground\s+(http:\S+)/.exec(program.output())?.[1];
    if (found === undefined) throw new Error(`not started: ${program.output()}`);
    return found;
  }, 15_000);
}

async function occupied(): Promise<{ port: number; server: Server }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return { port: (server.address() as { port: number }).port, server };
}

describe('the program', () => {
  it('starts the playground without any token and says what to set', async () => {
    const program = run();
    const url = await address(program);
    expect(program.output()).toContain('22 notes in 6 topics');
    expect(program.output()).toContain('SLACK_BOT_TOKEN');
    expect(program.output()).toContain('DISCORD_TOKEN');
    const health = await fetch(`${url}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      ok: true,
      notes: 22,
      adapters: { playground: 'connected' },
    });
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    expect((await fetch(`${url}/playground/ask`)).status).toBe(405);
    expect((await fetch(`${url}/playground/ask`, { method: 'POST', body: '{' })).status).toBe(400);
    const large = 'x'.repeat(100_000);
    expect((await fetch(`${url}/playground/ask`, { method: 'POST', body: large })).status).toBe(
      400,
    );
  });

  it('allows the page nothing from elsewhere, and no other site to read it', async () => {
    const url = await address(run());
    const page = await fetch(url, { headers: { origin: 'https://elsewhere.example.org' } });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|https?:|\*)/);
    expect(await page.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|javascript:/i);
    const asked = {
      origin: 'https://elsewhere.example.org',
      'access-control-request-method': 'POST',
    };
    for (const [path, method] of [
      ['/', 'GET'],
      ['/healthz', 'GET'],
      ['/playground/commands', 'GET'],
      ['/playground/ask', 'OPTIONS'],
    ] as const) {
      const { headers } = await fetch(`${url}${path}`, { method, headers: asked });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('logs a request as JSON, shows metrics with the token, and is ready', async () => {
    const METRICS_TOKEN = 'reader-of-metrics-1';
    const program = run({ METRICS_TOKEN });
    const url = await address(program);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const body = JSON.stringify({ text: '/paper lora' });
    await fetch(`${url}/playground/ask`, { method: 'POST', body });
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const metrics = await (await fetch(`${url}/metrics`, { headers })).text();
    expect(metrics).toContain(
      'paperboy_requests_total{platform="playground",command="paper",outcome="answered"} 1',
    );
    // What the program writes arrives when it does, be it after its answer.
    const line = await vi.waitFor(() => {
      const found = /^.*"msg":"request".*(?=\n)/m.exec(program.output())?.[0];
      if (found === undefined) throw new Error(`no request: ${program.output()}`);
      return found;
    });
    expect(JSON.parse(line)).toMatchObject({ platform: 'playground', outcome: 'answered' });
    expect(line).not.toContain('lora');
  });

  it('serves no playground in production beside Slack or Discord, unless asked to', async () => {
    const slack = await startSlack();
    closers.push(() => slack.close());
    const program = run({
      NODE_ENV: 'production',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: slack.apiUrl,
    });
    const url = await vi.waitFor(() => {
      const found = /Slack calls POST (http:\S+)\/slack\/events/.exec(program.output())?.[1];
      if (found === undefined) throw new Error(`not started: ${program.output()}`);
      return found;
    }, 15_000);
    expect(program.output()).toMatch(/Playground +off/);
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/playground/ask`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('reads a .env file', async () => {
    await writeFile(join(folder, '.env'), '# settings\nSLACK_BOT_TOKEN="wrong"\n');
    const program = run();
    expect(await program.exit).toBe(1);
    expect(program.output()).toContain('SLACK_BOT_TOKEN must be the bot token');
  });

  it('serves Slack and Discord with tokens, and stops within 5 s of SIGTERM', async () => {
    const slack = await startSlack();
    const discord = await startDiscord({ token: 'a'.repeat(24) + '.bbbbbb.' + 'c'.repeat(27) });
    closers.push(
      () => slack.close(),
      () => discord.close(),
    );
    const program = run({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: `${discord.apiUrl}/`,
    });
    const url = await address(program);
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({
      ok: true,
      adapters: { slack: 'connected', discord: 'connected' },
    });
    await slack.slash(
      { kind: 'http', url: `${url}/slack/events`, signingSecret: SECRET },
      { command: '/paper', text: 'lora' },
    );
    await slack.waitForMessage();
    expect((await discord.slash({ name: 'paper', options: { query: 'lora' } })).answered).toBe(
      true,
    );

    const asked = Date.now();
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5000);
  });

  it('says in /healthz what is not connected, and ends when its token is taken away', async () => {
    const slack = await startSlack();
    const discord = await startDiscord({ token: 'a'.repeat(24) + '.bbbbbb.' + 'c'.repeat(27) });
    closers.push(() => discord.close());
    const program = run({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    });
    const url = await address(program);
    await slack.close();
    await vi.waitFor(async () => {
      const health = await fetch(`${url}/healthz`);
      expect(health.status).toBe(503);
      expect(await health.json()).toMatchObject({ adapters: { discord: 'connected' } });
    });
    discord.closeGateway(4004);
    expect(await program.exit).toBe(1);
    expect(program.output()).toContain('DISCORD_TOKEN');
  });

  it('finishes a request that is in flight at SIGTERM', async () => {
    const slack = await startSlack();
    closers.push(() => slack.close());
    const program = run({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: slack.apiUrl,
    });
    const url = await address(program);
    slack.next('response_url', { delayMs: 1000 });
    await slack.slash(
      { kind: 'http', url: `${url}/slack/events`, signingSecret: SECRET },
      { command: '/paper', text: 'lora' },
    );
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(slack.messages).toHaveLength(1);
  });

  it('is installed in a workspace, and serves it after a restart with another key in front', async () => {
    const PUBLIC = 'https://bot.example.org';
    const slack = await startSlack({ oauth: { redirectUrls: [`${PUBLIC}/slack/oauth_redirect`] } });
    closers.push(() => slack.close());
    const start = (keys: string) =>
      run({
        PUBLIC_URL: PUBLIC,
        SLACK_CLIENT_ID: CLIENT.id,
        SLACK_CLIENT_SECRET: CLIENT.secret,
        SLACK_STATE_SECRET: 'f'.repeat(64),
        SLACK_SIGNING_SECRET: SECRET,
        SLACK_ENCRYPTION_KEYS: keys,
        SLACK_API_URL: slack.apiUrl,
        DATABASE_URL: join(folder, 'paperboy.db'),
      });
    const first = start('a'.repeat(64));
    const somebody = browser({ [PUBLIC]: await address(first) });
    const sent = await somebody.open(`${PUBLIC}/slack/install`);
    expect(sent.status).toBe(302);
    const site = { team: 'T0ANNA' };
    const page = await somebody.open(slack.oauth.consent(sent.location, site));
    expect(page.text).toContain('Paperboy is in Workspace &lt;T0ANNA&gt;');
    const again = await somebody.open(slack.oauth.consent(sent.location, site));
    expect(again.status).toBe(400);
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);

    const second = start(`${'b'.repeat(64)},${'a'.repeat(64)}`);
    const url = `${await address(second)}/slack/events`;
    const transport = { kind: 'http', url, signingSecret: SECRET } as const;
    const anna = { team: 'T0ANNA', channel: 'C0ANNA', user: 'U0ANNA' };
    await slack.say(transport, { ...anna, channel: 'D0ANNA', text: 'who wrote LoRA?' });
    const answer = await slack.waitForMessage((it) => it.channel === 'D0ANNA', 10_000);
    await vi.waitFor(() => expect(visibleText(answer)).toContain('Hu'), 10_000);
    await slack.slash(transport, { ...anna, command: '/daily', text: 'set 09:00 London' });
    const set = await slack.waitForMessage((it) => it.visibleTo === anna.user, 10_000);
    expect(visibleText(set)).toContain('daily pick is on');
    const token = slack.calls.find(({ method }) => method === 'conversations.info')?.token;
    expect(token).toContain('xoxb-T0ANNA-');
    expect(second.output()).not.toContain('xoxb-');
    expect(slack.refusals).toEqual([]);
  });

  it('tells all problems of the settings in one message and repeats no secret', async () => {
    const program = run({
      PORT: 'many',
      SLACK_BOT_TOKEN: 'xoxp-hunter2',
      DISCORD_TOKEN: 'hunter2',
      SLACK_API_URL: 'http://slack.example.org/api',
    });
    expect(await program.exit).toBe(1);
    const output = program.output();
    for (const name of ['PORT', 'SLACK_BOT_TOKEN', 'DISCORD_TOKEN', 'SLACK_API_URL']) {
      expect(output).toContain(`- ${name} `);
    }
    expect(output).not.toContain('hunter2');
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('copies its database to a new file, and says why it does not where one is', async () => {
    const env = { DATABASE_URL: join(folder, 'paperboy.db') };
    const early = run(env, ['backup', 'copy.db']);
    expect(await early.exit).toBe(1);
    expect(early.output()).toContain('there is no database file');
    await address(run(env));
    const first = run(env, ['backup', 'copy.db']);
    expect(await first.exit).toBe(0);
    expect(first.output()).toBe('The database is copied to copy.db.\n');
    const again = run(env, ['backup', 'copy.db']);
    expect(await again.exit).toBe(1);
    expect(again.output()).toBe(
      'copy.db is there already; name a new file, nothing was written.\n',
    );
    for (const args of [['backup'], ['backup', '']]) {
      const nameless = run(env, args);
      expect(await nameless.exit).toBe(1);
      expect(nameless.output()).toBe('Name a new file for the copy: paperboy backup FILE\n');
    }
    const copied = run({ DATABASE_URL: join(folder, 'copy.db') }, ['backup', 'other.db']);
    expect(await copied.exit).toBe(0);
  });

  it('says so when the port is taken', async () => {
    const { port } = await occupied();
    const program = run({ PORT: String(port) });
    expect(await program.exit).toBe(1);
    expect(program.output()).toContain(`PORT ${port} is taken`);
    expect(program.output()).not.toMatch(/\n\s+at /);
  });

  it.each([
    [
      'Slack over HTTP',
      'SLACK_BOT_TOKEN',
      { SLACK_BOT_TOKEN: 'xoxb-no', SLACK_SIGNING_SECRET: SECRET },
    ],
    [
      'Slack over Socket Mode',
      'SLACK_BOT_TOKEN',
      { SLACK_BOT_TOKEN: 'xoxb-no', SLACK_APP_TOKEN: 'xapp-no' },
    ],
  ])('exits with a plain sentence when %s refuses the token', async (_name, variable, env) => {
    const slack = await startSlack();
    closers.push(() => slack.close());
    const program = run({ ...env, SLACK_API_URL: slack.apiUrl });
    expect(await program.exit).toBe(1);
    expect(program.output()).toContain(`Slack refused ${variable} (invalid_auth)`);
    expect(program.output()).not.toMatch(/\n\s+at /);
  });

  it('exits with a plain sentence when Discord refuses the token or an intent', async () => {
    for (const [identifyCloseCode, why] of [
      [4004, 'Discord refused DISCORD_TOKEN'],
      [4014, 'Discord refused an intent'],
    ] as const) {
      const token = 'a'.repeat(24) + '.bbbbbb.' + 'c'.repeat(27);
      const discord = await startDiscord({ token, identifyCloseCode });
      closers.push(() => discord.close());
      const program = run({ DISCORD_TOKEN: token, DISCORD_API_URL: discord.apiUrl });
      expect(await program.exit).toBe(1);
      expect(program.output()).toContain(why);
    }
  });
});

describe('notes with problems', () => {
  const broken = async (): Promise<string> => {
    const copy = join(folder, 'notes');
    await cp(NOTES, copy, { recursive: true });
    await writeFile(join(copy, 'alignment', 'mine.md'), '---\ntitle: Mine\nyear: 2021a\n---\n');
    return copy;
  };

  it('are named while the others are served', async () => {
    const program = run({ NOTES_DIR: await broken() });
    const url = await address(program);
    expect(program.output()).toContain('WARNING');
    expect(program.output()).toMatch(/alignment\/mine\.md:3:7 year: write the year as a number/);
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ ok: true, notes: 22 });
  });

  it('stop a start with --strict', async () => {
    const program = run({ NOTES_DIR: await broken() }, ['--strict']);
    expect(await program.exit).toBe(1);
    expect(program.output()).toMatch(/alignment\/mine\.md:3:7 year/);
  });

  it('are no excuse for a folder that is missing or empty', async () => {
    const missing = run({ NOTES_DIR: join(folder, 'nowhere') });
    expect(await missing.exit).toBe(1);
    expect(missing.output()).toContain('NOTES_DIR');
    const empty = run({ NOTES_DIR: folder });
    expect(await empty.exit).toBe(1);
    expect(empty.output()).toContain('there is no note to show');
  });
});

describe('the other tasks', () => {
  it('print the manifest, for HTTP', async () => {
    const url = 'https://bot.example.org/slack/events';
    for (const args of [['https://bot.example.org/'], ['--url', 'https://bot.example.org']]) {
      const manifest = run({}, ['manifest', ...args]);
      expect(await manifest.exit).toBe(0);
      expect(JSON.parse(manifest.output())).toMatchObject({
        settings: {
          interactivity: { request_url: url },
          event_subscriptions: { request_url: url },
        },
      });
    }
  });

  it('print the manifest, for Socket Mode, with two commands alone', async () => {
    const minimal = run({}, ['manifest', '--socket', '--minimal']);
    expect(await minimal.exit).toBe(0);
    expect(JSON.parse(minimal.output())).toMatchObject({
      features: { slash_commands: [{ command: '/paper' }, { command: '/paperboy' }] },
      settings: { socket_mode_enabled: true },
    });
    const both = run({}, ['manifest', '--socket', '--url', 'https://bot.example.org']);
    expect(await both.exit).toBe(1);
    expect(both.output()).toContain('Choose one');
  });

  it('print the usage', async () => {
    const help = run({}, ['--help']);
    expect(await help.exit).toBe(0);
    const wrong = run({}, ['strat']);
    expect(await wrong.exit).toBe(1);
    expect(wrong.output()).toContain('There is no "strat"');
  });

  it('say what is wrong with an unknown option', async () => {
    const program = run({}, ['--strcit']);
    expect(await program.exit).toBe(1);
    expect(program.output()).not.toMatch(/\n\s+at /);
  });
});
