import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { LARGEST_FILE } from '../../src/catalog/parse.ts';
import { describeProblem } from '../../src/catalog/problem.ts';
import { noteText } from './note-text.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-notes-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes files (path to content) and reads the folder as a catalog. */
async function load(files: Record<string, string | Uint8Array>): Promise<Catalog> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return loadCatalog(folder);
}

const named = (name: string, changes: Record<number, string | undefined> = {}): string =>
  noteText({ 3: `name: ${name}`, ...changes });
const ids = ({ notes }: Catalog): string[] => notes.map(({ topic, id }) => `${topic}/${id}`);
const problems = (catalog: Catalog): string[] => catalog.problems.map(describeProblem);

describe('loadCatalog', () => {
  it('reads notes by topic, topics as listed and notes by name', async () => {
    const catalog = await load({
      'topics.yaml':
        '- id: vision\n  name: Seeing\n  colour: "#112233"\n- id: nlp\n  name: Reading\n',
      'nlp/zebra.md': named('alpha'),
      'nlp/ant.md': named('Beta'),
      'vision/x.md': named('X'),
    });
    expect(problems(catalog)).toEqual([]);
    expect(ids(catalog)).toEqual(['vision/x', 'nlp/zebra', 'nlp/ant']);
    expect(catalog.topics).toEqual([
      { id: 'vision', name: 'Seeing', colour: '#112233' },
      { id: 'nlp', name: 'Reading', colour: '#64748b' },
    ]);
    expect(catalog.get('x')?.name).toBe('X');
    expect(catalog.get('y')).toBeUndefined();
  });

  it('does without topics.yaml, under the folders’ own names', async () => {
    const catalog = await load({ 'b/x.md': named('X'), 'a-topic/y.md': named('Y') });
    expect(problems(catalog)).toEqual([]);
    expect(catalog.topics.map(({ id, name }) => [id, name])).toEqual([
      ['a-topic', 'A Topic'],
      ['b', 'B'],
    ]);
  });

  it('puts a folder that is not listed last and leaves out a topic without notes', async () => {
    const catalog = await load({
      'topics.yaml': '- id: z\n  name: Zed\n- id: empty\n  name: Empty\n',
      'a/x.md': named('X'),
      'z/y.md': named('Y'),
    });
    expect(catalog.topics.map(({ name }) => name)).toEqual(['Zed', 'A']);
    expect(ids(catalog)).toEqual(['z/y', 'a/x']);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['no YAML', '- id: [', /^topics\.yaml:\d+:\d+ topics: /],
    ['no list', 'id: a', /write a list/],
    [
      'a folder name that is none',
      '- id: My Topic\n  name: X',
      /^topics\.yaml:1:7 topics\.0\.id: a topic id is its folder name/,
    ],
    ['no name', '- id: b\n  name: B\n- id: a', /:3:3 topics\.1\.name: write the name as text/],
    ['an unknown field', '- id: a\n  name: A\n  color: "#000000"', /no such field as color;/],
    [
      'a colour in words',
      '- id: a\n  name: A\n  colour: red',
      /:3:11 topics\.0\.colour: write the/,
    ],
    [
      'a colour that YAML takes for a comment',
      '- id: a\n  name: A\n  colour: #ff0000\n',
      /:3:\d+ topics\.0\.colour: write the colour as "#rrggbb", in quotes$/,
    ],
    ['a tab before it', '- id: a\n\tname: A', /^topics\.yaml:2:2 topics: not YAML: .*; check its/],
    ['a topic twice', '- id: a\n  name: A\n- id: a\n  name: B', /twice/],
  ])('shows the notes when topics.yaml has %s, and says so', async (_what, content, fault) => {
    const catalog = await load({ 'topics.yaml': content, 'a/x.md': named('X') });
    expect(ids(catalog)).toEqual(['a/x']);
    expect(catalog.topics).toHaveLength(1);
    expect(problems(catalog)).toEqual([expect.stringMatching(fault)]);
  });

  it('takes an empty topics.yaml for none', async () => {
    const catalog = await load({ 'topics.yaml': '# nothing yet\n', 'a/x.md': named('X') });
    expect(problems(catalog)).toEqual([]);
  });

  it('shows the good notes beside broken ones and lists all that is wrong', async () => {
    const catalog = await load({
      'a/good.md': named('Good'),
      'a/bad.md': named('Bad', { 8: 'year: x', 11: 'cod: x' }),
      'b/worse.md': 'no note at all',
      'b/fine.md': named('Fine'),
    });
    expect(ids(catalog)).toEqual(['a/good', 'b/fine']);
    expect(problems(catalog)).toEqual([
      expect.stringMatching(/^a\/bad\.md:8:7 year: /),
      expect.stringMatching(/^a\/bad\.md:11:1 cod: /),
      expect.stringMatching(/^b\/worse\.md:1:1 front matter: /),
    ]);
  });

  it('ignores what is no note', async () => {
    const catalog = await load({
      'README.md': 'x',
      'a/README.md': 'x',
      'a/readme.md': 'x',
      'a/.hidden.md': 'x',
      'a/_draft.md': 'x',
      'a/.x.md.swp': 'x',
      'a/picture.svg': 'x',
      'a/notes.txt': 'x',
      '.git/x.md': 'x',
      'a/x.md': named('X'),
    });
    expect(problems(catalog)).toEqual([]);
    expect(ids(catalog)).toEqual(['a/x']);
  });

  it('refuses a file too large to be a note before reading it', async () => {
    const catalog = await load({
      'a/large.md': named('L') + ' '.repeat(LARGEST_FILE),
      'a/x.md': named('X'),
    });
    expect(ids(catalog)).toEqual(['a/x']);
    expect(problems(catalog)).toEqual([
      'a/large.md:1:1 file: larger than 256 KB; a note is about a page',
    ]);
  });

  it('refuses a file that is not UTF-8, and one that is a folder', async () => {
    const latin = Buffer.from(named('X', { 7: '  - José' }), 'latin1');
    const catalog = await load({ 'a/latin.md': latin, 'a/folder.md/x': '', 'a/x.md': named('X') });
    expect(ids(catalog)).toEqual(['a/x']);
    expect(problems(catalog)).toEqual([
      'a/folder.md:1:1 file: not a file; remove it',
      'a/latin.md:1:1 file: not UTF-8 text; save it as UTF-8',
    ]);
  });

  it('takes UTF-8 with a byte order mark and lines from Windows', async () => {
    const catalog = await load({ 'a/x.md': `\ufeff${named('X')}`.replaceAll('\n', '\r\n') });
    expect(problems(catalog)).toEqual([]);
    expect(ids(catalog)).toEqual(['a/x']);
  });

  it('keeps the first of two notes with one id and names both files', async () => {
    const catalog = await load({ 'a/x.md': named('Zed'), 'b/x.md': named('Ant') });
    expect(ids(catalog)).toEqual(['a/x']);
    expect(problems(catalog)).toEqual([
      'b/x.md:1:1 file name: a/x.md has the same id; rename one of them',
    ]);
    expect(catalog.topics.map(({ id }) => id)).toEqual(['a']);
  });

  it('reports links to notes that do not exist, and shows the note all the same', async () => {
    const catalog = await load({
      'a/x.md': named('X', { 24: '  - id: gone', 25: undefined, 42: '1. [Lost](lost): why' }),
    });
    expect(ids(catalog)).toEqual(['a/x']);
    expect(problems(catalog)).toEqual([
      expect.stringMatching(/^a\/x\.md:\d+:\d+ builds_on: there is no note "gone"/),
      expect.stringMatching(/^a\/x\.md:\d+:\d+ Where to read next: there is no note "lost"/),
    ]);
  });

  it('makes no second problem of a link to a broken note', async () => {
    const catalog = await load({
      'a/x.md': named('X', { 24: '  - id: bad', 25: undefined, 42: '1. [Bad](bad): why' }),
      'b/bad.md': 'broken',
    });
    expect(problems(catalog)).toEqual([expect.stringMatching(/^b\/bad\.md:1:1 front matter/)]);
  });

  it('is an empty catalog for an empty folder', async () => {
    const catalog = await loadCatalog(folder);
    expect(catalog).toMatchObject({ topics: [], notes: [], problems: [] });
  });

  it('fails when there is no folder', async () => {
    await expect(loadCatalog(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
