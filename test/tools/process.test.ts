import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskResponse } from '../../adapters/playground/api.ts';

// The compiled program, as `npx paperboy` runs it: `npm test` builds it first.
const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;
const NOTES = new URL('../../notes', import.meta.url).pathname;

let folder: string;
let running: { child: ChildProcess; exit: Promise<unknown> }[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-tools-'));
  await cp(NOTES, join(folder, 'notes'), { recursive: true });
  running = [];
});
afterEach(async () => {
  for (const { child, exit } of running) {
    child.kill('SIGKILL');
    await exit;
  }
  await rm(folder, { recursive: true });
});

interface Program {
  child: ChildProcess;
  out: () => string;
  errors: () => string;
  exit: Promise<number | null>;
}

function run(args: string[], env: Record<string, string> = {}): Program {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { PATH, HOME, NOTES_DIR: 'notes', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const program = { child, out: () => out, errors: () => errors, exit };
  running.push(program);
  return program;
}

async function edit(change: (text: string) => string): Promise<void> {
  const file = join(folder, 'notes/alignment/lora.md');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

describe('paperboy check', () => {
  it('exits with 0 when nothing is wrong, whatever else the settings say', async () => {
    const program = run(['check'], { PORT: 'many', SLACK_BOT_TOKEN: 'wrong' });
    expect(await program.exit).toBe(0);
    expect(program.out()).toBe('22 notes: nothing wrong.\n');
    expect(program.errors()).toBe('');
    await access(MAIN, constants.X_OK);
  });

  it('takes settings with blanks around them, as a start does', async () => {
    const program = run(['check'], { NOTES_DIR: ' notes\r' });
    expect(await program.exit).toBe(0);
  });

  it('exits with 1 when something is, in every format', async () => {
    await edit((text) => text.replace('year: 2021', 'year: 2021a'));
    const text = run(['check', 'notes'], { NOTES_DIR: 'nowhere' });
    expect(await text.exit).toBe(1);
    expect(text.out()).toMatch(
      /^notes\/alignment\/lora\.md:\d+:7 year: .*\n22 notes: 1 problem\.\n$/,
    );
    const github = run(['check', '--format', 'github']);
    expect(await github.exit).toBe(1);
    expect(github.out()).toMatch(
      /^::error file=notes\/alignment\/lora\.md,line=\d+,col=7,title=year::/,
    );
    const json = run(['check', '--format=json']);
    expect(await json.exit).toBe(1);
    expect(JSON.parse(json.out())).toMatchObject([
      { severity: 'error', file: 'notes/alignment/lora.md', column: 7, field: 'year' },
    ]);
  });

  it.each([
    [['check', '--format', 'xml'], '--format must be one of text, json, github'],
    [['check', '--strict'], '--strict'],
    [['check', 'nowhere'], "nowhere can't be read (ENOENT)"],
    [['check', 'notes/alignment/lora.md'], "lora.md can't be read (ENOTDIR)"],
    [['check', 'notes/alignment'], 'There is no note in notes/alignment'],
    [['new'], 'Give one arXiv id or link'],
    [['new', 'lora'], 'There is no arXiv id in "lora"'],
    [['new', '2106.09685'], 'lora.md is there already and is about this paper'],
  ])('%j exits with 2 and a sentence', async (args, why) => {
    const program = run(args);
    expect(await program.exit).toBe(2);
    expect(program.errors()).toContain(why);
    expect(program.errors()).not.toMatch(/\n\s+at /);
    expect(program.out()).toBe('');
  });

  it('shows the usage when asked for it', async () => {
    const program = run(['check', '--help']);
    expect(await program.exit).toBe(0);
    expect(program.out()).toContain('paperboy new PAPER');
  });
});

describe('paperboy new', () => {
  it('asks arXiv and writes a note into the last folder, which check then goes through', async () => {
    const server = createServer((_request, response) => {
      response.end(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2305.14314v1</id>' +
          '<published>2023-05-23T17:50:33Z</published><title>QLoRA: Efficient Finetuning</title>' +
          '<author><name>Tim Dettmers</name></author></entry></feed>',
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const program = run(['new', 'https://arxiv.org/abs/2305.14314v1', '--topic', 'alignment'], {
      NOTES_DIR: `notes:ours`,
      ARXIV_API_URL: `http://127.0.0.1:${port}/`,
    });
    expect(await program.exit).toBe(0);
    server.closeAllConnections();
    server.close();
    expect(program.out()).toContain('ours/alignment/qlora.md');
    expect(program.out()).toContain('paperboy preview qlora');
    expect(await readFile(join(folder, 'ours/alignment/qlora.md'), 'utf8')).toContain(
      'title: "QLoRA: Efficient Finetuning"',
    );
    const check = run(['check'], { NOTES_DIR: 'notes:ours' });
    expect(await check.exit).toBe(1);
    expect(check.out()).toMatch(/ours\/alignment\/qlora\.md:\d+:\d+ TLDR: still to be written/);
  });

  it('works without arXiv and says so', async () => {
    const program = run(['new', 'hep-th/9901001', '--dir', 'ours'], {
      ARXIV_API_URL: ' http://127.0.0.1:9/\r',
    });
    expect(await program.exit).toBe(0);
    expect(program.out()).toContain('arXiv can’t be reached: fill in the title');
    // Where the settings don't name the folder, nothing else would find the note.
    expect(program.out()).toContain('NOTES_DIR=ours paperboy preview hep-th-9901001.');
    expect(program.out()).toContain('paperboy check ours.');
    expect(await readFile(join(folder, 'ours/unsorted/hep-th-9901001.md'), 'utf8')).toContain(
      'year: 1999',
    );
  });
});

describe('paperboy preview', () => {
  const address = (program: Program): Promise<string> =>
    vi.waitFor(() => {
      const [found] = /^http:\S+/.exec(program.out()) ?? [];
      if (found === undefined) throw new Error(`not started: ${program.errors()}`);
      return found;
    }, 15_000);

  it('needs to be told which note', async () => {
    const program = run(['preview']);
    expect(await program.exit).toBe(1);
    expect(program.errors()).toBe('Paperboy could not start.\nName a note: paperboy preview ID\n');
  });

  it('shows the note as it is saved, to its author alone', async () => {
    const program = run(['preview', 'lora'], { SLACK_BOT_TOKEN: 'wrong', PORT: '' });
    const url = new URL(await address(program));
    expect(url.port).not.toBe('3000');
    expect(`${url.pathname}${url.search}`).toBe('/?preview&q=/paper+lora');
    expect((await fetch(url)).status).toBe(200);
    const plain = async (): Promise<string> => {
      const body = JSON.stringify({ text: '/paper lora' });
      const response = await fetch(new URL('/playground/ask', url), { method: 'POST', body });
      return ((await response.json()) as AskResponse).plain ?? '';
    };
    const problems = async (): Promise<unknown> =>
      (await fetch(new URL('/playground/problems', url))).json();
    await edit((text) => text.replace('LoRA freezes a', 'LoRA quite freezes a'));
    await vi.waitFor(async () => expect(await plain()).toContain('LoRA quite freezes a'), 5000);
    expect(await problems()).toEqual([]);
    await edit((text) => text.replace('year: 2021', 'year: x'));
    await vi.waitFor(async () => {
      expect(await problems()).toEqual([expect.stringMatching(/lora\.md:\d+:7 year: /)]);
    }, 5000);
    expect(await plain()).toContain('LoRA quite freezes a');
    program.child.kill('SIGINT');
    expect(await program.exit).toBe(0);
  });

  it('takes a file name and a note that is still broken, but none that is not there', async () => {
    await writeFile(join(folder, 'notes/alignment/mine.md'), '---\ntitle: Mine\n---\n');
    await address(run(['preview', 'notes/alignment/mine.md']));
    const wrong = run(['preview', 'nothing']);
    expect(await wrong.exit).toBe(1);
    expect(wrong.errors()).toContain('There is no note "nothing"');
  });
});
