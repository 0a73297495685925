import { appendFileSync } from 'node:fs';

/**
 * A line of a table: numbers by column. `better` says which way is better; where there is a column
 * `ratio`, that is what two runs are compared by, since it hangs less on the machine.
 * @typedef {{ table: string, row: string, better: 'less' | 'more', values: Record<string, number> }} Row
 */

/**
 * Keeps a row for whoever runs all benchmarks: in the file that BENCH_ROWS names. Without it this does
 * nothing; what people read is printed beside it.
 *
 * @param {string} table
 * @param {string} row
 * @param {Record<string, number | undefined>} values what is not a finite number is left out
 * @param {'less' | 'more'} [better]
 */
export function record(table, row, values, better = 'less') {
  const file = process.env.BENCH_ROWS;
  if (!file) return;
  const finite = Object.entries(values).filter(([, value]) => Number.isFinite(value));
  const line = { table, row, better, values: Object.fromEntries(finite) };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
