// Writes the tables of a result of `npm run bench -- --json FILE` into docs/performance.md, between its
// markers: `npm run bench:docs -- FILE`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BEGIN = '<!-- tables: made by `npm run bench:docs` -->';
const END = '<!-- end of tables -->';

/**
 * The document with a result's tables in it.
 *
 * @param {string} document
 * @param {{ node: string, processor: string, cores: number, loadBefore: number, rows: import('./record.js').Row[] }} result
 */
export function withTables(document, { node, processor, cores, loadBefore, rows }) {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error('the document has no place for tables');
  const made = [
    `Node ${node} on ${cores} cores of ${processor}, with a load of ${loadBefore} before the start.`,
    ...[...new Set(rows.map(({ table }) => table))].map((table) =>
      tableOf(
        table,
        rows.filter((row) => row.table === table),
      ),
    ),
  ];
  return `${document.slice(0, from)}${BEGIN}\n\n${made.join('\n\n')}\n\n${document.slice(to)}`;
}

/** @param {string} title @param {import('./record.js').Row[]} rows */
function tableOf(title, rows) {
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const lines = rows.map(({ row, values }) => [
    row,
    ...columns.map((column) => shown(values[column])),
  ]);
  return [
    `**${title}**\n`,
    `| | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---:').join('|')}|`,
    ...lines.map((line) => `| ${line.join(' | ')} |`),
  ].join('\n');
}

/** Three digits that count. @param {number | undefined} value */
function shown(value) {
  if (value === undefined) return '';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

if (import.meta.filename === process.argv[1]) {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('npm run bench:docs -- bench.json');
    process.exit(2);
  }
  const target = join(import.meta.dirname, '..', 'docs', 'performance.md');
  const result = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(target, withTables(readFileSync(target, 'utf8'), result));
}
