// Runs every benchmark, prints every table, and keeps all rows: `npm run bench`, with `-- --json FILE`
// (or `-- --json` alone, for standard output and nothing else there). Further arguments name some of
// them: `npm run bench -- slack find`. `--quick` measures less, to see that all still run.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Record<string, { title: string, args: string[], quick?: string[], env?: Record<string, string> }>} */
const SCRIPTS = {
  slack: { title: 'Slack, against bare Bolt', args: ['bench.js', 'slack'] },
  discord: { title: 'Discord, against bare discord.js', args: ['bench.js', 'discord'] },
  'discord-card': {
    title: 'Discord, against bare discord.js that sends the same card',
    args: ['bench.js', 'discord-card'],
  },
  'discord-pictures': {
    title: 'Discord with pictures, against bare discord.js',
    args: ['bench.js', 'discord-pictures'],
  },
  completing: { title: 'Completing, and many servers', args: ['discord.js'] },
  events: { title: 'Slack’s events', args: ['events.js'] },
  find: {
    title: 'Lookup, against search libraries',
    args: ['--expose-gc', 'find.js'],
    quick: ['22', '1000'],
  },
  notes: { title: 'Loading and reloading notes', args: ['notes.js'], quick: ['22', '1000'] },
  daily: { title: 'Daily picks', args: ['--expose-gc', 'daily.js'], quick: ['1000'] },
  shelf: { title: 'The shelf', args: ['shelf.js'] },
};

const [flags, rest] = readArguments(process.argv.slice(2));
const names = rest.length > 0 ? rest : Object.keys(SCRIPTS);
const unknown = names.filter((name) => !(name in SCRIPTS));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${Object.keys(SCRIPTS).join(', ')}.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-rows-'));
const file = join(folder, 'rows');
writeFileSync(file, '');
const machine = {
  node: process.versions.node,
  processor: cpus()[0]?.model ?? '?',
  cores: availableParallelism(),
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(1)),
};
/** @type {string[]} */
const failed = [];
const began = performance.now();
for (const name of names) {
  const script = SCRIPTS[name];
  if (!script) continue;
  say(`\n== ${script.title} ==\n`);
  if (!(await run(script))) failed.push(name);
}
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
rmSync(folder, { recursive: true });
const result = JSON.stringify({ ...machine, rows }, null, 1);
if (flags.json === '') console.log(result);
else if (flags.json !== undefined) writeFileSync(flags.json, `${result}\n`);
say(`\nAll in ${((performance.now() - began) / 1000).toFixed(0)} s.`);
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** @param {(typeof SCRIPTS)[string]} script @returns {Promise<boolean>} whether it went well */
function run({ args, quick = [], env = {} }) {
  const script = args.map((arg) => (arg.endsWith('.js') ? join(import.meta.dirname, arg) : arg));
  const child = spawn(process.execPath, [...script, ...(flags.quick ? quick : [])], {
    env: {
      ...process.env,
      ...(flags.quick && { BENCH_QUICK: '1' }),
      ...env,
      BENCH_ROWS: file,
    },
    stdio: ['ignore', flags.json === '' ? 'ignore' : 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

/** @param {string} words */
function say(words) {
  if (flags.json !== '') console.log(words);
}

/**
 * @param {string[]} args
 * @returns {[{ json?: string, quick: boolean }, string[]]} `json` is empty for standard output
 */
function readArguments(args) {
  /** @type {{ json?: string, quick: boolean }} */
  const flags = { quick: false };
  const names = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--quick') flags.quick = true;
    else if (arg === '--json') {
      const next = args[at + 1];
      const isFile = next?.endsWith('.json') ?? false;
      flags.json = isFile ? (next ?? '') : '';
      if (isFile) at += 1;
    } else names.push(arg);
  }
  return [flags, names];
}
