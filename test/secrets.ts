import childProcess, { type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, expect } from 'vitest';
import { hear, keepSecret, takeLeaks } from './heard.ts';

// Listens to all that the programs under test write, in this process or in ones that it starts, and to
// what they say on the servers in servers/; fails the test in which one of the tokens that are used is among it.

function listenTo(child: ChildProcess, env: NodeJS.ProcessEnv = {}): void {
  for (const [name, value = ''] of Object.entries(env)) {
    if (/TOKEN|SECRET|_KEYS?$/.test(name) && value.length >= 8) {
      keepSecret(value.split(',').map((one) => one.trim()));
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
  if (args[0] === 2) hear(textOf(args[1]));
  write(...args);
}) as unknown as typeof write;
fs.writeSync = ((fd: number, ...args: [string | Uint8Array]) => {
  if (fd === 2) hear(textOf(args[0]));
  return writeSync(fd, ...(args as [string]));
}) as typeof writeSync;

const textOf = (written: unknown): string =>
  written instanceof Uint8Array ? Buffer.from(written).toString() : String(written);
syncBuiltinESMExports();

afterEach(() => {
  expect(takeLeaks(), 'secrets in what was written').toEqual([]);
});
