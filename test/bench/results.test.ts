import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/package.ts';

interface Row {
  table: string;
  row: string;
  better: 'less' | 'more';
  values: Record<string, number>;
}
interface Change {
  what: string;
  times: number;
}

// Plain JavaScript, as all of bench/, of which the compiler need not know.
const [check, tables]: string[] = ['../../bench/check.js', '../../bench/tables.js'];
const { compare } = (await import(check ?? '')) as {
  compare: (
    before: Row[],
    after: Row[],
    tolerance: number,
  ) => { worse: Change[]; better: Change[]; gone: string[] };
};
const { withTables } = (await import(tables ?? '')) as {
  withTables: (document: string, result: object) => string;
};

const row = (values: Row['values'], more: Partial<Row> = {}): Row => ({
  table: 'Slack',
  row: 'ack',
  better: 'less',
  values,
  ...more,
});

describe('two results of the benchmarks', () => {
  it('differ by what became worse or better by more than the tolerance', () => {
    expect(compare([row({ ms: 10 })], [row({ ms: 12 })], 1.25)).toEqual({
      worse: [],
      better: [],
      gone: [],
    });
    const { worse } = compare([row({ ms: 10 })], [row({ ms: 20 })], 1.25);
    expect(worse).toEqual([{ what: 'Slack · ack · ms', before: 10, after: 20, times: 2 }]);
    expect(compare([row({ ms: 20 })], [row({ ms: 10 })], 1.25).better).toHaveLength(1);
    const rate = (value: number): Row => row({ ratio: value }, { better: 'more' });
    expect(compare([rate(1)], [rate(0.5)], 1.25).worse).toHaveLength(1);
    expect(compare([rate(0.5)], [rate(1)], 1.25).better).toHaveLength(1);
  });

  it('are compared by their ratios to something else of the same run, where there are', () => {
    const slow = [row({ Paperboy: 30, Bolt: 30, ratio: 1 })];
    const fast = [row({ Paperboy: 10, Bolt: 10, ratio: 1 })];
    expect(compare(fast, slow, 1.25).worse).toEqual([]);
  });

  it('tell what is no longer measured', () => {
    expect(compare([row({ ms: 1 })], [], 1.25).gone).toEqual(['Slack · ack']);
    expect(compare([row({ ms: 1, p99: 2 })], [row({ ms: 1 })], 1.25).gone).toEqual([
      'Slack · ack · p99',
    ]);
  });
});

describe('the document of the benchmarks', () => {
  const document = readFileSync(join(root, 'docs', 'performance.md'), 'utf8');
  const result = { node: '20.0.0', processor: 'a chip', cores: 2, loadBefore: 0.1 };

  it('takes the tables of a result, again and again', () => {
    const rows = [
      row({ Paperboy: 0.123456, ratio: 1.01 }),
      row({ Paperboy: 98765 }, { row: 'rss' }),
    ];
    const once = withTables(document, { ...result, rows });
    expect(once).toContain('**Slack**');
    expect(once).toContain('| ack | 0.123 | 1.01 |');
    expect(once).toContain('| rss | 98,765 |  |');
    expect(withTables(once, { ...result, rows })).toBe(once);
    expect(once.startsWith(document.slice(0, 200))).toBe(true);
  });

  it('and the one command are made of every script that measures speed', () => {
    const all = readFileSync(join(root, 'bench', 'all.js'), 'utf8');
    const folder = join(root, 'bench');
    const recording = readdirSync(folder).filter((file) =>
      readFileSync(join(folder, file), 'utf8').includes("from './record.js'"),
    );
    expect(recording.length).toBeGreaterThan(6);
    for (const file of recording) expect(all, file).toContain(`'${file}'`);
  });
});
