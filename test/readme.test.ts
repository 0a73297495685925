import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalog } from '../src/catalog/library.ts';
import { commands } from '../src/commands/index.ts';
import { commandTable, withCommandTable } from '../src/commands/table.ts';
import { MAPS_RECORD, mapsRecord } from '../src/tools/docs.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('the README has the table of commands as they are (npm run docs)', () => {
  expect(readme).toContain(commandTable(commands));
  expect(withCommandTable(readme, commands)).toBe(readme);
});

it('the README names every setting', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const names = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) expect(readme).toContain(name);
});

it('the README shows only files that exist', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
  for (const path of links) {
    expect(() => readFileSync(new URL(`../${path}`, import.meta.url)), path).not.toThrow();
  }
});

it('the README’s maps were drawn from the notes as they are (npm run docs)', async () => {
  const root = join(import.meta.dirname, '..');
  const record = readFileSync(join(root, MAPS_RECORD), 'utf8');
  expect(mapsRecord(await loadCatalog(join(root, 'notes')))).toBe(record);
});
