import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AskResponse } from '../../adapters/playground/api.ts';
import { root } from '../../src/package.ts';
import { startModel } from '../servers/model.ts';

// The compiled program, as `npm start` runs it: `npm test` builds it first.
const DIST = join(root, 'dist');
/** What only the library that calls models has in it. */
const LIBRARY = 'vercel.ai.error';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** The files that Node reads when it reads this one. */
function readWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, path = ''] of code.matchAll(/(?:from|import)"(\.[^"]+\.js)"/g))
    readWith(join(dirname(file), path), seen);
  return seen;
}

describe('the program with a model', () => {
  it('reads the library for it only then', () => {
    const chunks = join(DIST, 'chunks');
    const all = readdirSync(chunks).filter((name) => name.endsWith('.js'));
    const has = (file: string): boolean => readFileSync(file, 'utf8').includes(LIBRARY);
    expect(all.filter((name) => has(join(chunks, name)))).toHaveLength(1);
    const [main = ''] = all.filter((name) => /^main-/.test(name));
    const read = readWith(join(chunks, main));
    expect(read.size).toBeGreaterThan(3);
    expect([...read].filter(has)).toEqual([]);
  });

  it('answers without it and then with it, and keeps questions out of log and output', async () => {
    const model = await startModel({ key: 'sk-secret' });
    closers.push(model.close);
    model.behave({
      say: ({ passages }) => [
        { passage: 'p1', quote: passages[0]?.text ?? '', claim: 'A task is a small file.' },
      ],
    });
    const folder = mkdtempSync(join(tmpdir(), 'paperboy-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [join(DIST, 'main.js')], {
      cwd: folder,
      env: {
        PATH,
        HOME,
        PORT: '0',
        DATABASE_URL: ':memory:',
        ANSWER_MODEL: model.name,
        ANSWER_MODEL_URL: model.url,
        ANSWER_MODEL_KEY: 'sk-secret',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'close');
    closers.push(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const address = await vi.waitFor(() => {
      const found = /Playground\s+(http:\S+)/.exec(output)?.[1];
      if (found === undefined) throw new Error(`not started: ${output}`);
      return found;
    }, 20_000);

    const ask = async (): Promise<AskResponse[]> => {
      const response = await fetch(`${address}/playground/ask`, {
        method: 'POST',
        body: JSON.stringify({ text: '/ask How big is a LoRA checkpoint?' }),
      });
      const lines = (await response.text()).trim().split('\n');
      return lines.map((line) => JSON.parse(line) as AskResponse);
    };
    const [first, short] = await ask();
    expect(first?.plain).not.toContain(model.name);
    expect(short?.plain).toContain('A task is a small file. (LoRA · Key contributions)');
    expect(JSON.stringify(short?.discord)).toContain('A task is a small file');
    model.behave({ status: 500 });
    expect(await ask()).toHaveLength(1);
    await vi.waitFor(() => expect(output).toContain('"why":"HTTP 500"'));
    expect(output).not.toMatch(/How big|checkpoint|sk-secret/);
    expect(model.refusals).toEqual([]);
  }, 40_000);
});
