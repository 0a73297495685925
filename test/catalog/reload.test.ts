import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  mkdir,
  mkdtemp,
  realpath,
  rename,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFolder, readFolder } from '../../src/catalog/folder.ts';
import { openLibrary, type Library } from '../../src/catalog/library.ts';
import { lookup } from '../../src/find/lookup.ts';
import { describeProblem } from '../../src/catalog/problem.ts';
import type { Log } from '../../src/log.ts';
import { LINES, noteText } from './note-text.ts';

/** A second is the aim; a busy machine gets more before a test fails, ms. */
const SOON = 8000;
const SVG = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 560"><text y="50">${text}</text></svg>`;
const ALT = 'alt: "A text that tells what the picture shows to those who can’t see it."';

let folder: string;
let libraries: Library[];
let logged: { level: string; told: object; message: string }[];
const tell = (level: string) => (told: object, message?: string) => {
  logged.push({ level, told, message: message ?? '' });
};
const log = {
  info: tell('info'),
  warn: tell('warn'),
  error: tell('error'),
  debug: tell('debug'),
  isLevelEnabled: () => true,
} as Log;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'paperboy-reload-')));
  libraries = [];
  logged = [];
});
afterEach(async () => {
  for (const library of libraries) await library.close();
  await rm(folder, { recursive: true });
});

const named = (name: string, changes: Record<number, string | undefined> = {}): string =>
  noteText({ 3: `name: ${name}`, ...changes });

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function watched(files: Record<string, string>, ...names: string[]): Promise<Library> {
  await write(files);
  const paths = names.length === 0 ? [folder] : names.map((name) => join(folder, name));
  const library = await openLibrary(paths);
  libraries.push(library);
  library.watch(log);
  return library;
}

const state = ({ catalog }: Library): string[] =>
  catalog.notes.map(({ topic, id, name }) => `${topic}/${id} ${name}`);
const problems = ({ catalog }: Library): string[] => catalog.problems.map(describeProblem);
const soon = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: SOON, interval: 20 });
const shows = (library: Library, ...notes: string[]): Promise<void> =>
  soon(() => expect(state(library)).toEqual(notes));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a watched folder', () => {
  it('shows a saved, added, renamed and deleted note', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await write({ 'a/x.md': named('X2') });
    await shows(library, 'a/x X2');
    await write({ 'a/y.md': named('Y') });
    await shows(library, 'a/x X2', 'a/y Y');
    await rename(join(folder, 'a/y.md'), join(folder, 'a/z.md'));
    await shows(library, 'a/x X2', 'a/z Y');
    await unlink(join(folder, 'a/z.md'));
    await shows(library, 'a/x X2');
  });

  it('finds notes by what they are called now, and nothing by what they were called', async () => {
    const library = await watched({ 'a/x.md': named('Bandit'), 'a/y.md': named('Sailor') });
    const found = (query: string): string[] => {
      const it = lookup(query, library.catalog);
      return it.kind === 'one' ? [it.note.name] : it.kind === 'several' ? ['several'] : [];
    };
    expect([found('bandit'), found('sailor')]).toEqual([['Bandit'], ['Sailor']]);
    await write({ 'a/x.md': named('Gardener'), 'a/z.md': named('Painter') });
    await unlink(join(folder, 'a/y.md'));
    await shows(library, 'a/x Gardener', 'a/z Painter');
    expect(['bandit', 'sailor', 'gardener', 'painter'].map(found)).toEqual([
      [],
      [],
      ['Gardener'],
      ['Painter'],
    ]);
  });

  it('is live within a second', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await pause(1000);
    const started = performance.now();
    await write({ 'a/x.md': named('X2') });
    await shows(library, 'a/x X2');
    console.log(`a saved note was live after ${Math.round(performance.now() - started)} ms`);
  });

  it('misses nothing that happens while it starts to be watched', async () => {
    const library = await watched({ 'a/x.md': named('X'), 'a/y.md': named('Y') });
    await write({ 'a/x.md': named('X2'), 'b/z.md': named('Z') });
    await unlink(join(folder, 'a/y.md'));
    await shows(library, 'a/x X2', 'b/z Z');
  });

  it.each<[string, (path: string, text: string) => Promise<void>]>([
    ['in place', (path, text) => writeFile(path, text)],
    [
      'as a new file that takes the old one’s place',
      async (path, text) => {
        await writeFile(`${path}.tmp~`, text);
        await rename(`${path}.tmp~`, path);
      },
    ],
    [
      'with a backup',
      async (path, text) => {
        await rename(path, `${path}~`);
        await writeFile(path, text);
      },
    ],
    [
      'by deleting it first',
      async (path, text) => {
        await unlink(path);
        await pause(30);
        await writeFile(path, text);
      },
    ],
    [
      'in two halves',
      async (path, text) => {
        await writeFile(path, text.slice(0, 300));
        await pause(250);
        await appendFile(path, text.slice(300));
      },
    ],
    [
      'again and again',
      async (path, text) => {
        for (let i = 0; i < 20; i++) {
          await writeFile(path, named(`Draft ${i}`));
          await pause(i * 3);
        }
        await writeFile(path, text);
      },
    ],
  ])('shows what an editor writes %s, twice', async (_how, save) => {
    const library = await watched({ 'a/x.md': named('X') });
    for (const name of ['First', 'Second']) {
      await save(join(folder, 'a/x.md'), named(name));
      await shows(library, `a/x ${name}`);
      expect(problems(library)).toEqual([]);
    }
  });

  it('shows what is saved without a rest', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await pause(300);
    let saves = 0;
    const saving = setInterval(() => void write({ 'a/x.md': named(`Save ${++saves}`) }), 40);
    try {
      await soon(() => expect(state(library)[0]).toMatch(/Save/));
    } finally {
      clearInterval(saving);
    }
  });

  it('keeps the last good note, says what is wrong, and forgets it when it is mended', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await write({ 'a/x.md': named('X2', { 8: 'year: soon' }) });
    await soon(() => expect(problems(library)).toEqual([expect.stringMatching(/^a\/x\.md:8:7/)]));
    expect(state(library)).toEqual(['a/x X']);
    expect(logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
    await write({ 'a/x.md': named('X3') });
    await shows(library, 'a/x X3');
    expect(problems(library)).toEqual([]);
  });

  it('removes a broken note that is deleted', async () => {
    const library = await watched({ 'a/x.md': named('X'), 'a/y.md': named('Y') });
    await write({ 'a/x.md': 'broken' });
    await soon(() => expect(problems(library)).toHaveLength(1));
    await unlink(join(folder, 'a/x.md'));
    await shows(library, 'a/y Y');
    expect(problems(library)).toEqual([]);
  });

  it('follows a picture: added, changed, broken, mended, removed', async () => {
    const library = await watched({ 'a/x.md': named('X', { 22: `${LINES[21]}\n${ALT}` }) });
    const svg = (): string | undefined => library.catalog.get('x')?.picture?.svg.toString();
    await write({ 'a/x.svg': SVG('one') });
    await soon(() => expect(svg()).toContain('one'));
    await write({ 'a/x.svg': SVG('two') });
    await soon(() => expect(svg()).toContain('two'));
    await write({ 'a/x.svg': '<svg>' });
    await soon(() => expect(problems(library).length).toBeGreaterThan(0));
    expect(svg()).toContain('two');
    await write({ 'a/x.svg': SVG('three') });
    await soon(() => expect(svg()).toContain('three'));
    expect(problems(library)).toEqual([]);
    await unlink(join(folder, 'a/x.svg'));
    await soon(() => expect(svg()).toBeUndefined());
  });

  it('follows topics.yaml, and keeps the last good one', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    const topic = (): string | undefined => library.catalog.topics[0]?.name;
    await write({ 'topics.yaml': '- id: a\n  name: Apples\n' });
    await soon(() => expect(topic()).toBe('Apples'));
    await write({ 'topics.yaml': '- id: [' });
    await soon(() => expect(problems(library)).toHaveLength(1));
    expect(topic()).toBe('Apples');
    await write({ 'topics.yaml': '- id: a\n  name: Pears\n' });
    await soon(() => expect(topic()).toBe('Pears'));
    await unlink(join(folder, 'topics.yaml'));
    await soon(() => expect(topic()).toBe('A'));
  });

  it('follows whole topics: new, renamed, removed', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await write({ 'b/y.md': named('Y') });
    await shows(library, 'a/x X', 'b/y Y');
    await write({ 'b/y.md': named('Y2') });
    await shows(library, 'a/x X', 'b/y Y2');
    await rename(join(folder, 'b'), join(folder, 'c'));
    await shows(library, 'a/x X', 'c/y Y2');
    await rm(join(folder, 'c'), { recursive: true });
    await shows(library, 'a/x X');
  });

  it('keeps the notes of a folder that is gone, and sees it come back', async () => {
    const library = await watched({ 'n/a/x.md': named('X'), 'n/a/y.md': named('Y') }, 'n');
    await rename(join(folder, 'n'), join(folder, 'elsewhere'));
    await soon(() => expect(problems(library)).toEqual([expect.stringContaining('ENOENT')]));
    expect(state(library)).toEqual(['a/x X', 'a/y Y']);
    await write({ 'elsewhere/a/x.md': named('X2') });
    await unlink(join(folder, 'elsewhere/a/y.md'));
    await rename(join(folder, 'elsewhere'), join(folder, 'n'));
    await shows(library, 'a/x X2');
    expect(problems(library)).toEqual([]);
    await write({ 'n/a/x.md': named('X3') });
    await shows(library, 'a/x X3');
  });

  it('watches a link to a folder, and where it leads later', async () => {
    await write({ 'one/a/x.md': named('One'), 'two/a/x.md': named('Two') });
    await symlink('one', join(folder, 'current'));
    const library = await watched({}, 'current');
    await write({ 'one/a/x.md': named('One again') });
    await shows(library, 'a/x One again');
    await symlink('two', join(folder, 'next'));
    await rename(join(folder, 'next'), join(folder, 'current'));
    await shows(library, 'a/x Two');
    await write({ 'two/a/x.md': named('Two again') });
    await shows(library, 'a/x Two again');
  });

  it('follows a mounted ConfigMap, whose topics are links that are switched at once', async () => {
    await write({ '..1/a/x.md': named('One'), '..2/a/x.md': named('Two') });
    await symlink('..1', join(folder, '..data'));
    await symlink('..data/a', join(folder, 'a'));
    const library = await watched({});
    expect(state(library)).toEqual(['a/x One']);
    await pause(500);
    await symlink('..2', join(folder, '..new'));
    await rename(join(folder, '..new'), join(folder, '..data'));
    await shows(library, 'a/x Two');
  });

  it('is the catalog that a fresh start would give, whatever was saved when', async () => {
    const library = await watched({ 'a/x.md': named('Same'), 'b/m.md': named('Same') });
    await write({ 'a/b.md': named('Same'), 'b/x.md': named('Twin'), 'a/bad.md': 'broken' });
    await soon(() => expect(library.catalog.problems).toHaveLength(2));
    const fresh = await openLibrary([folder]);
    expect(state(library)).toEqual(state(fresh));
    expect(problems(library)).toEqual(problems(fresh));
    await unlink(join(folder, 'a/x.md'));
    await soon(() => expect(state(library)).toContain('b/x Twin'));
  });

  it('changes nothing when nothing of it changes', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await pause(500);
    const before = library.catalog;
    await write({ 'a/.x.md.swp': 'x', 'a/4913': 'x', 'a/notes.txt': 'x', '.git/y/x.md': 'x' });
    await pause(500);
    expect(library.catalog).toBe(before);
  });

  it('keeps a note that is saved as it was, and of another all that did not change', async () => {
    const files = {
      'a/x.md': named('X', { 22: `reviewed: 2026-11-22\n${ALT}` }),
      'a/x.svg': SVG('x'),
    };
    const library = await watched({ ...files, 'a/y.md': named('Y') });
    await pause(500);
    const before = library.catalog;
    await write({ ...files, 'a/y.md': named('Z') });
    await shows(library, 'a/x X', 'a/y Z');
    expect(library.catalog.get('x')).toBe(before.get('x'));
    expect(before.get('x')?.picture).toBeDefined();
    expect(library.catalog.get('y')?.numbers).toBe(before.get('y')?.numbers);
    expect(before.get('y')?.name).toBe('Y');
  });

  it('logs a few of many new problems', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await write(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`a/n${i}.md`, 'broken'])));
    await soon(() => expect(problems(library)).toHaveLength(60));
    const warnings = logged.filter(({ level }) => level === 'warn');
    expect(warnings.length).toBeLessThan(60);
  });
});

describe('two watched folders', () => {
  it('let the second replace a note of the first, from when it is there until it is gone', async () => {
    const library = await watched(
      { 'one/a/x.md': named('Shipped'), 'two/b/y.md': named('Y') },
      'one',
      'two',
    );
    expect(library.catalog.replaced).toEqual([]);
    await write({ 'two/b/x.md': named('Own') });
    await shows(library, 'b/x Own', 'b/y Y');
    expect(library.catalog.replaced).toEqual([expect.stringMatching(/one\/a\/x\.md$/)]);
    expect(logged.some(({ message }) => message.includes('replaced'))).toBe(true);
    expect(problems(library)).toEqual([]);
    await unlink(join(folder, 'two/b/x.md'));
    await shows(library, 'a/x Shipped', 'b/y Y');
    expect(library.catalog.replaced).toEqual([]);
  });

  it('show the shipped note while the own one has never been right', async () => {
    const library = await watched(
      { 'one/a/x.md': named('Shipped'), 'two/a/x.md': 'broken' },
      'one',
      'two',
    );
    expect(state(library)).toEqual(['a/x Shipped']);
    expect(problems(library)).toHaveLength(1);
    await write({ 'two/a/x.md': named('Own') });
    await shows(library, 'a/x Own');
  });
});

describe('many notes', () => {
  it('are read again without keeping others waiting', async () => {
    const count = 1000;
    const text = named('N');
    await mkdir(join(folder, 'a'));
    for (let i = 0; i < count; i++) await writeFile(join(folder, `a/n${i}.md`), text);
    const library = await watched({});
    await pause(1500);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    for (let i = 0; i < count; i++) await writeFile(join(folder, `a/n${i}.md`), named('M'));
    await vi.waitFor(
      () => expect(library.catalog.notes.every(({ name }) => name === 'M')).toBe(true),
      { timeout: 60_000, interval: 200 },
    );
    delay.disable();
    const longest = delay.max / 1e6;
    console.log(`reading ${count} notes again: longest block ${longest.toFixed(0)} ms`);
    // The aim of 50 ms is measured by bench/notes.js; other tests run beside this one.
    expect(longest).toBeLessThan(500);
  }, 90_000);
});

describe('a closed library', () => {
  it('lets the program end at once', async () => {
    await write({ 'a/x.md': named('X') });
    const main = new URL('../../dist/main.js', import.meta.url).pathname;
    const child = spawn(process.execPath, [main], {
      env: { NOTES_DIR: folder, PORT: '0', PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('gets no further ready for lookups', async () => {
    const files = Array.from({ length: 1000 }, (_, i) => [`a/n${i}.md`, named(`N${i}`)] as const);
    await write(Object.fromEntries(files));
    const library = await openLibrary([folder]);
    const last = library.catalog.notes.at(-1);
    if (!last) throw new Error('no notes');
    let reads = 0;
    const { why } = last;
    Object.defineProperty(last, 'why', { get: () => ((reads += 1), why) });
    library.watch(log);
    await library.close();
    await pause(1000);
    expect(reads).toBe(0);
    // And a lookup still makes the index it needs.
    expect(lookup(last.name, library.catalog)).toMatchObject({
      kind: 'one',
      note: { id: last.id },
    });
    expect(reads).toBeGreaterThan(0);
  });

  it('ends in the middle of reading, with what it had', async () => {
    const files = (name: string): Record<string, string> =>
      Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`a/n${i}.md`, named(name)]));
    await write(files('Old'));
    const opened = openFolder(folder, '');
    await readFolder(opened, new Set(['']));
    const { entries } = opened;
    await write(files('New'));
    let asked = 0;
    expect(await readFolder(opened, new Set(['']), () => ++asked <= 10)).toBe(false);
    expect(opened.entries).toBe(entries);
    expect([...entries.values()].every(({ note }) => note?.name === 'Old')).toBe(true);
    expect(asked).toBeLessThan(30);
  });

  it('reads nothing any more', async () => {
    const library = await watched({ 'a/x.md': named('X') });
    await pause(300);
    await write({ 'a/x.md': named('X2') });
    await library.close();
    const before = library.catalog;
    await pause(400);
    expect(library.catalog).toBe(before);
    expect(process.getActiveResourcesInfo()).not.toContain('FSEventWrap');
  });
});
