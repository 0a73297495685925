import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const program = read('src/main.ts');

/** A heading's address, as GitHub makes it. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
}

function blocksOf(text: string, ...languages: string[]): string[] {
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, language = '', code = '']) =>
    languages.includes(language) ? [code] : [],
  );
}

describe.each(documents)('%s', (file) => {
  const text = read(file);

  it('links to what is there', () => {
    for (const [, address = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto|arxiv):/.test(address)) continue;
      const [path = '', place] = address.split('#');
      const target = path === '' ? join(root, file) : resolve(root, dirname(file), path);
      // An example of how notes link to each other.
      if (!existsSync(target) && /^[a-z-]+$/.test(address)) continue;
      expect(existsSync(target), `${address} in ${file}`).toBe(true);
      if (place === undefined) continue;
      expect(anchorsOf(readFileSync(target, 'utf8')), `${address} in ${file}`).toContain(place);
    }
  });

  it('names scripts and tasks that exist', () => {
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w:]+)/g)) {
      expect(Object.keys(scripts), `npm run ${script} in ${file}`).toContain(script);
    }
    for (const [, task = ''] of text.matchAll(/(?:npx |`)paperboy ([a-z]+)/g)) {
      expect(program, `paperboy ${task} in ${file}`).toMatch(
        new RegExp(`^  paperboy \\[?${task}`, 'm'),
      );
    }
  });

  it('shows YAML and JSON that can be read', () => {
    for (const code of blocksOf(text, 'yaml', 'yml'))
      expect(() => parseYaml(code) as unknown).not.toThrow();
    for (const code of blocksOf(text, 'json'))
      expect(() => JSON.parse(code) as unknown).not.toThrow();
  });
});

it('each promise of docs/reliability.md has a test that exists', () => {
  const rows = [...read('docs/reliability.md').matchAll(/\| `(test\/[\w./-]+)` › `([^`]+)` \|$/gm)];
  const lines = read('docs/reliability.md').match(/^\| (?!fault |---)/gm) ?? [];
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.length).toBe(lines.length);
  for (const [, file = '', name = ''] of rows) {
    expect(read(file), `${name} in ${file}`).toContain(name);
  }
});

it('the workflow tries each Node that package.json allows and still lives', () => {
  const { jobs } = parseYaml(read('.github/workflows/ci.yml')) as {
    jobs: { test: { strategy: { matrix: { node: number[] } } } };
  };
  expect(jobs.test.strategy.matrix.node).toEqual([20, 22, 24]);
});
