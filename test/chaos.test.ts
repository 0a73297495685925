import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDiscord } from './servers/discord.ts';
import { noPostgres, startPostgres } from './servers/postgres.ts';
import { startSlack } from './servers/slack.ts';

// The compiled program, as `npm start` runs it, with something taken away from it.
const MAIN = new URL('../dist/main.js', import.meta.url).pathname;
const NOTES = new URL('../notes', import.meta.url).pathname;
const SECRET = '0123456789abcdef0123456789abcdef';
/** Notes to save, one after the other. */
const PAPERS = ['lora', 'dpo', 'transformer', 'adam', 'rag', 'react', 'dpr', 'colbert'];

interface Program {
  child: ChildProcess;
  exit: Promise<unknown[]>;
  output: () => string;
  /** What somebody at the playground is told. */
  say: (text: string) => Promise<string>;
  get: (path: string) => Promise<number>;
}

let folder: string;
let closers: (() => unknown)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-chaos-'));
  closers = [];
});
afterEach(async () => {
  for (const close of closers.reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

function begin(env: Record<string, string> = {}): Program {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: { PATH, NOTES_DIR: NOTES, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const exit = once(child, 'close');
  closers.push(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const url = (): string => /Playground\s+(http:\S+)/.exec(output)?.[1] ?? '';
  return {
    child,
    exit,
    output: () => output,
    async say(text) {
      const body = JSON.stringify({ text });
      const answer = await fetch(`${url()}/playground/ask`, { method: 'POST', body });
      return ((await answer.json()) as { plain: string }).plain;
    },
    get: async (path) => (await fetch(`${url()}${path}`)).status,
  };
}

async function start(env?: Record<string, string>): Promise<Program> {
  const program = begin(env);
  await vi.waitFor(() => {
    if (!program.output().includes('Playground')) throw new Error(program.output());
  }, 20_000);
  return program;
}

// Each starts programs, which on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(noPostgres !== undefined)('PostgreSQL', () => {
  it('that is away leaves lookup as it was; what needs it says so, and nothing is lost after', async () => {
    const postgres = await startPostgres();
    closers.push(() => postgres.close());
    const program = await start({ DATABASE_URL: await postgres.database() });
    expect(await program.say('/shelf add lora')).toContain('LoRA');
    await postgres.kill();
    expect(await program.say('/paper lora')).toContain('Low-Rank Adaptation');
    expect(await program.say('/ask how many parameters does LoRA train?')).toContain('LoRA');
    expect(await program.say('/shelf add dpo')).toContain('needs the database');
    expect([await program.get('/healthz'), await program.get('/readyz')]).toEqual([200, 503]);
    await postgres.restart();
    await vi.waitFor(async () => expect(await program.get('/readyz')).toBe(200));
    expect(await program.say('/shelf add dpo')).toContain('DPO');
    const shelf = await program.say('/shelf');
    expect(shelf).toContain('LoRA');
    expect(shelf).toContain('DPO');
  });

  it('that restarts is found again without a restart of the program', async () => {
    const postgres = await startPostgres();
    closers.push(() => postgres.close());
    const program = await start({ DATABASE_URL: await postgres.database() });
    for (const paper of PAPERS.slice(0, 3)) {
      await program.say(`/shelf add ${paper}`);
      await postgres.restart();
      await vi.waitFor(async () => expect(await program.get('/readyz')).toBe(200));
    }
    expect(await program.say('/shelf')).toMatch(/LoRA[^]*DPO|DPO[^]*LoRA/);
    expect(program.child.exitCode).toBeNull();
  });
});

describe('a disk', () => {
  /** From now on no file may become longer than so many bytes; undefined: as long as it likes. */
  const limit = (program: Program, bytes?: number): void => {
    const most = `--fsize=${bytes ?? 'unlimited'}:unlimited`;
    execFileSync('prlimit', ['--pid', String(program.child.pid), most]);
  };
  const able = process.platform === 'linux';

  it.skipIf(!able)(
    'that is full loses nothing: what can’t be kept is told, the rest goes on',
    async () => {
      const program = await start({ DATABASE_URL: join(folder, 'paperboy.db') });
      expect(await program.say('/shelf add lora')).toContain('LoRA');
      limit(program, 1);
      expect(await program.say('/shelf add dpo')).toContain('needs the database');
      expect(await program.say('/paper dpo')).toContain('Direct Preference');
      expect(await program.say('/shelf')).toContain('LoRA');
      limit(program);
      expect(await program.say('/shelf add dpo')).toContain('DPO');
      const shelf = await program.say('/shelf');
      expect(shelf).toContain('LoRA');
      expect(shelf).toContain('DPO');
    },
  );
});

it('both platforms’ APIs fail at once: the program lives, and answers when they do', async () => {
  const slack = await startSlack();
  const discord = await startDiscord({ token: `${'a'.repeat(24)}.bbbbbb.${'c'.repeat(27)}` });
  closers.push(
    () => slack.close(),
    () => discord.close(),
  );
  const program = await start({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  });
  const url = /Slack calls POST (\S+)/.exec(program.output())?.[1] ?? '';
  const to = { kind: 'http' as const, url, signingSecret: SECRET };
  // With the picture, without it, and as words alone.
  for (let tries = 0; tries < 3; tries++) slack.next('response_url', { httpStatus: 503 });
  discord.inject('POST /interactions/:id/:token/callback', { status: 503, times: 20 });
  await slack.slash(to, { command: '/paper', text: 'lora' });
  await discord.slash({ name: 'paper', options: { query: 'lora' } }).catch(() => undefined);
  await vi.waitFor(() => {
    const lost = program
      .output()
      .split('\n')
      .filter((line) => line.includes('"outcome":"lost"'));
    expect(lost, program.output()).toHaveLength(2);
  });
  expect(await program.say('/paper lora')).toContain('Low-Rank Adaptation');
  const before = slack.messages.length;
  await slack.slash(to, { command: '/paper', text: 'dpo' });
  await vi.waitFor(() => expect(slack.messages.length).toBe(before + 1));
});

describe('the program', () => {
  it('that is killed at any moment keeps what it said was kept', async () => {
    const env = { DATABASE_URL: join(folder, 'paperboy.db') };
    for (const [turn, paper] of PAPERS.slice(0, 5).entries()) {
      const program = await start(env);
      const shelf = await program.say('/shelf');
      for (const kept of PAPERS.slice(0, turn)) expect(shelf.toLowerCase()).toContain(kept);
      expect(await program.say(`/shelf add ${paper}`)).toContain('on your shelf');
      // Somewhere in what it does next.
      void program.say('/shelf add colbert').catch(() => undefined);
      await wait(turn * 3);
      program.child.kill('SIGKILL');
      await program.exit;
    }
  });

  it.each([30, 120, 300, 700])('that is asked to stop %i ms after its start does', async (ms) => {
    const program = begin({ DATABASE_URL: join(folder, 'paperboy.db') });
    await wait(ms);
    const asked = performance.now();
    program.child.kill('SIGTERM');
    const [code, signal] = await program.exit;
    // Before it runs at all, the signal itself ends it.
    expect(signal ?? code).toBeOneOf([0, 'SIGTERM']);
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(program.output()).not.toMatch(/\n\s+at /);
  });
});
