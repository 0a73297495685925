// Compares two results of `npm run bench -- --json FILE`: `npm run bench:check -- before.json after.json`.
// Exits with 1 when a row became worse by more than --tolerance (1.25: a quarter), or is gone.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** @typedef {import('./record.js').Row} Row */

/**
 * What changed between two results.
 *
 * @param {Row[]} before
 * @param {Row[]} after
 * @param {number} tolerance above 1
 */
export function compare(before, after, tolerance) {
  const keyOf = (/** @type {Row} */ { table, row }) => `${table} · ${row}`;
  const now = new Map(after.map((row) => [keyOf(row), row]));
  /** @type {{ what: string, before: number, after: number, times: number }[]} */
  const worse = [];
  /** @type {typeof worse} */
  const better = [];
  /** @type {string[]} */
  const gone = [];
  for (const row of before) {
    const then = now.get(keyOf(row));
    if (!then) {
      gone.push(keyOf(row));
      continue;
    }
    const columns = 'ratio' in row.values ? ['ratio'] : Object.keys(row.values);
    for (const column of columns) {
      const [a, b] = [row.values[column], then.values[column]];
      if (a === undefined || b === undefined) {
        gone.push(`${keyOf(row)} · ${column}`);
        continue;
      }
      // How many times worse it is now; nothing can be said of a time of 0.
      const times = row.better === 'less' ? b / a : a / b;
      const found = { what: `${keyOf(row)} · ${column}`, before: a, after: b, times };
      if (times > tolerance) worse.push(found);
      else if (times < 1 / tolerance) better.push(found);
    }
  }
  return { worse, better, gone };
}

function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { tolerance: { type: 'string', default: '1.25' } },
  });
  const [first, second] = positionals;
  const tolerance = Number(values.tolerance);
  if (first === undefined || second === undefined || !(tolerance > 1)) {
    console.error('npm run bench:check -- before.json after.json [--tolerance 1.25]');
    process.exitCode = 2;
    return;
  }
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).rows;
  const { worse, better, gone } = compare(read(first), read(second), tolerance);
  const show = (/** @type {(typeof worse)[number]} */ { what, before, after, times }) =>
    `  ${what}: ${before} -> ${after} (${times > 1 ? `${times.toFixed(2)} times worse` : `${(1 / times).toFixed(2)} times better`})`;
  for (const [title, lines] of /** @type {const} */ ([
    ['Worse', worse.map(show)],
    ['Better', better.map(show)],
    ['No longer measured', gone.map((what) => `  ${what}`)],
  ])) {
    if (lines.length > 0) console.log([`${title}:`, ...lines].join('\n'));
  }
  if (worse.length + better.length + gone.length === 0) console.log('Nothing changed by as much.');
  if (worse.length + gone.length > 0) process.exitCode = 1;
}

if (import.meta.filename === process.argv[1]) main();
