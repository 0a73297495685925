import childProcess, { type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, expect } from 'vitest';

// Listens to all that the programs under test write, in this process or in ones that it starts, and
// fails the test in which one of the tokens that are used is among it.

/** What tokens of either platform look like, wherever they come from. */
const SHAPES = [
  /xox[a-z]-[\w-]{4,}/,
  /xapp-[\w-]{4,}/,
  /[\w-]{18,}\.[\w-]{6}\.[\w-]{20,}/,
  /postgres(?:ql)?:\/\/[^:/\s]+:[^@/\s]+@/,
];
const state = ((globalThis as { paperboySecrets?: State }).paperboySecrets ??= {
  known: new Set(['0123456789abcdef0123456789abcdef', 'hunter2', 'reader-of-metrics-1']),
  leaks: [],
});
interface State {
  known: Set<string>;
  leaks: string[];
}

/** Takes note of something that is written to a log or told of an error. */
export function hear(text: string): void {
  const secret =
    [...state.known].find((known) => text.includes(known)) ??
    SHAPES.flatMap((shape) => shape.exec(text)?.[0] ?? [])[0];
  if (secret !== undefined) state.leaks.push(`${secret} in: ${text.slice(0, 500)}`);
}

/** What was heard and should not have been; forgotten with this. */
export const takeLeaks = (): string[] => state.leaks.splice(0);

function listenTo(child: ChildProcess, env: NodeJS.ProcessEnv = {}): void {
  for (const [name, value = ''] of Object.entries(env)) {
    if (/TOKEN|SECRET|_KEYS?$/.test(name) && value.length >= 8) {
      for (const one of value.split(',')) state.known.add(one.trim());
    }
  }
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    const push = stream.push.bind(stream);
    // Listening in another way would take it from the test.
    stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
      if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) hear(chunk.toString());
      return push(chunk, encoding);
    };
  }
}

const { spawn } = childProcess;
childProcess.spawn = ((...args: Parameters<typeof spawn>) => {
  const child = spawn(...args);
  if (args[0] === process.execPath) listenTo(child, args[2].env);
  return child;
}) as typeof spawn;

const { write, writeSync } = fs;
fs.write = ((...args: Parameters<typeof write>) => {
  if (args[0] === 2 && typeof args[1] === 'string') hear(args[1]);
  write(...args);
}) as unknown as typeof write;
fs.writeSync = ((fd: number, ...args: [string]) => {
  if (fd === 2) hear(args[0]);
  return writeSync(fd, ...args);
}) as typeof writeSync;
syncBuiltinESMExports();

afterEach(() => {
  expect(takeLeaks(), 'secrets in what was written').toEqual([]);
});
