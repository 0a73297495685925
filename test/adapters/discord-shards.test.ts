import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDiscord, type DiscordOptions, type FakeDiscord } from '../servers/discord.ts';

// The compiled program, since its processes are what is tested: `npm test` builds it first.
const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;
const NOTES = new URL('../../notes', import.meta.url).pathname;
const METRICS_TOKEN = 'a token for metrics alone';
const TOKEN = `${'a'.repeat(24)}.bbbbbb.${'c'.repeat(27)}`;

let folder: string;
let discord: FakeDiscord;
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  await discord.close();
  await rm(folder, { recursive: true });
});

async function run(options: DiscordOptions, env: Record<string, string> = {}, args: string[] = []) {
  discord = await startDiscord({ token: TOKEN, ...options });
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: {
      PATH,
      HOME,
      NOTES_DIR: NOTES,
      PORT: '0',
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: join(folder, 'paperboy.db'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    child,
    output: () => output,
    exit: once(child, 'close').then(([code]) => code as number),
  };
}

/** Where a program can be reached, once it is started. */
function addressOf(program: { output: () => string }): Promise<string> {
  return vi.waitFor(() => {
    const found = /Playground\s+(http:\S+)/.exec(program.output())?.[1];
    if (found === undefined) throw new Error(`not started: ${program.output()}`);
    return found;
  }, 60_000);
}

/** The processes that a process has started, as Linux lists them. */
async function childrenOf(pid: number): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    const parent = Number(stat.split(') ').at(-1)?.split(' ')[1]);
    if (parent === pid && command.includes('shard')) found.push(Number(entry));
  }
  return found;
}

describe.skipIf(process.platform !== 'linux')('SHARDS=auto', () => {
  it('runs a process for each connection, restarts one that ends, and stops them all', async () => {
    const program = await run({ shards: 2, maxConcurrency: 16 }, { SHARDS: 'auto', METRICS_TOKEN });
    const url = await addressOf(program);
    const held = discord.gateway.received.filter(({ op }) => op === 2);
    expect(held.map(({ d }) => (d as { shard: number[] }).shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    const health = async (): Promise<number> => (await fetch(`${url}/healthz`)).status;
    expect(await health()).toBe(200);
    const lora = { name: 'paper', options: { query: 'id:lora' } };
    expect((await discord.slash(lora)).answered).toBe(true);
    // What the processes answer is counted where the metrics are read.
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const metrics = async (): Promise<string> =>
      (await fetch(`${url}/metrics`, { headers })).text();
    await vi.waitFor(async () =>
      expect(await metrics()).toContain(
        'paperboy_requests_total{platform="discord",command="paper",outcome="answered"} 1',
      ),
    );
    expect(await metrics()).toContain('paperboy_ack_seconds_count{platform="discord"} 1');

    const pids = await childrenOf(program.child.pid ?? 0);
    expect(pids).toHaveLength(2);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(await health()).toBe(503), 10_000);
    await vi.waitFor(async () => expect(await health()).toBe(200), 60_000);
    expect((await discord.slash(lora)).answered).toBe(true);

    const last = await childrenOf(program.child.pid ?? 0);
    expect(last).toHaveLength(2);
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    for (const pid of last) expect(() => process.kill(pid, 0)).toThrow();
  }, 180_000);

  it('posts a daily pick once, though every process looks for picks that are due', async () => {
    const program = await run({ shards: 2, maxConcurrency: 16 }, { SHARDS: 'auto' });
    await addressOf(program);
    // The next whole minute, and one more where that is too close.
    const due = new Date(Math.ceil((Date.now() + 5_000) / 60_000) * 60_000);
    const time = due.toISOString().slice(11, 16);
    const { messages } = await discord.slash({
      name: 'daily set',
      options: { time, timezone: 'Etc/UTC' },
      permissions: String(1 << 3),
    });
    expect(messages).toHaveLength(1);
    const before = discord.messages.length;
    const picks = () => discord.messages.slice(before);
    await vi.waitFor(() => expect(picks()).toHaveLength(1), 90_000);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(picks()).toHaveLength(1);
  }, 180_000);

  it('leaves no process behind when it is killed', async () => {
    const program = await run({ shards: 1, maxConcurrency: 16 }, { SHARDS: 'auto' });
    await vi.waitFor(() => expect(program.output()).toContain('Playground'), 60_000);
    const pids = await childrenOf(program.child.pid ?? 0);
    expect(pids).toHaveLength(1);
    program.child.kill('SIGKILL');
    await vi.waitFor(() => {
      for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
    }, 15_000);
  }, 120_000);

  it('says why it can’t start, and ends', async () => {
    const program = await run({ identifyCloseCode: 4014 }, { SHARDS: 'auto' });
    expect(await program.exit).toBe(1);
    expect(program.output()).toContain('Discord refused an intent');
    expect(program.output()).toContain('shard 0 of 1 did not start');
  }, 60_000);
});

describe('the program', () => {
  it('ends with the reason when Discord refuses it later on', async () => {
    const program = await run({});
    await vi.waitFor(() => expect(program.output()).toContain('Playground'), 30_000);
    discord.closeGateway(4004);
    expect(await program.exit).toBe(1);
    expect(program.output()).toContain('Discord refused DISCORD_TOKEN');
  }, 60_000);

  it('prints the links that invite it', async () => {
    const program = await run({}, {}, ['invite']);
    expect(await program.exit).toBe(0);
    const links = [...program.output().matchAll(/https:\S+/g)].map(([link]) => new URL(link));
    expect(links.map(({ origin, pathname }) => origin + pathname)).toEqual(
      Array(2).fill('https://discord.com/oauth2/authorize'),
    );
    const [server, account] = links.map(({ searchParams }) => Object.fromEntries(searchParams));
    const needed = [10, 11, 14, 15, 16, 35, 38].reduce((sum, bit) => sum + 2 ** bit, 0);
    expect(server).toEqual({
      client_id: '1000000000000000001',
      scope: 'bot applications.commands',
      permissions: String(needed),
      integration_type: '0',
    });
    expect(account).toEqual({
      client_id: '1000000000000000001',
      scope: 'applications.commands',
      integration_type: '1',
    });
  }, 30_000);

  it.each([
    [{ DISCORD_TOKEN: '' }, 'DISCORD_TOKEN is missing'],
    [{ DISCORD_TOKEN: TOKEN.replace('a', 'b') }, 'Discord refused DISCORD_TOKEN'],
    [{ DISCORD_API_URL: 'http://127.0.0.1:9/api' }, 'the application could not be read'],
  ])(
    'says why there are none (%j)',
    async (env, why) => {
      const program = await run({}, env, ['invite']);
      expect(await program.exit).toBe(1);
      expect(program.output()).toContain(why);
    },
    40_000,
  );
});
