import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A bot to measure: the script, and all of the environment it gets but PATH.
 * @typedef {{ script: string, args?: string[], env: Record<string, string> }} Program
 *
 * @typedef {object} Child
 * @property {number} pid
 * @property {number} startedAt on the clock of `performance.now()`, ms
 * @property {Promise<never>} failed rejects, with what the bot wrote, when it ends unasked
 * @property {() => Promise<void>} stop
 * @property {() => string} said what it wrote on standard error
 */

/** A bot that takes longer to stop is killed, ms. */
const STOP_MS = 3000;

/**
 * Starts a bot as a process of its own, in a folder without a .env file.
 * @param {Program} program
 * @returns {Child}
 */
export function startProgram({ script, args = [], env }) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args, script], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH, DATABASE_URL: ':memory:', COMMANDS_PER_MINUTE: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let said = '';
  let stopping = false;
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
    // A line for every request would add up.
    if (!chunk.includes('"msg":"request"')) said += chunk;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve)).finally(() =>
    process.off('exit', kill),
  );
  /** @type {Promise<never>} */
  const failed = ended.then((code) => {
    if (stopping) return new Promise(() => undefined);
    throw new Error(`${script} ended with code ${code}:\n${said}`);
  });
  failed.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    startedAt,
    failed,
    said: () => said,
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      const late = setTimeout(kill, STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/**
 * Memory a process holds (resident set), MB.
 * @param {number} pid
 * @returns {number} NaN where there is no /proc, as on macOS
 */
export function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** Length of a kernel clock tick, in which /proc counts, ms: 100 a second on every common Linux. */
const TICK_MS = 10;

/**
 * Processor time that a process has used, all threads, ms.
 * @param {number} pid
 * @returns {number} NaN where there is no /proc, as on macOS
 */
export function cpuOf(pid) {
  try {
    // The program's name, in brackets, may hold spaces; user and system time are 12 and 13 after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return NaN;
  }
}

/**
 * Serves on a free port of this machine.
 * @param {import('node:http').RequestListener} listener
 */
export async function serveLocally(listener) {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { server, address: `127.0.0.1:${port}`, port, close };
}

/** A port that was free a moment ago. */
export async function freePort() {
  const { port, close } = await serveLocally(() => undefined);
  await close();
  return port;
}

/**
 * @template T
 * @param {import('node:http').IncomingMessage} message
 * @param {(body: string) => T} then
 */
export function withBody(message, then) {
  /** @type {Buffer[]} */
  const chunks = [];
  message.on('data', (chunk) => chunks.push(chunk));
  // Pictures are no UTF-8, and slow to read as such.
  const encoding = /^multipart/.test(message.headers['content-type'] ?? '') ? 'latin1' : 'utf8';
  message.on('end', () => then(Buffer.concat(chunks).toString(encoding)));
}

/**
 * Waits for work, but no longer than until a process ends unasked or `ms` have passed.
 * @template T
 * @param {Child} child
 * @param {string} what
 * @param {number} ms
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTime(child, what, ms, work) {
  const over = new AbortController();
  const late = wait(ms, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no ${what} within ${ms} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, child.failed, late]);
  } finally {
    over.abort();
  }
}
