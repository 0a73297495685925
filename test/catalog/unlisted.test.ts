import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLibrary } from '../../src/catalog/library.ts';
import { memoryLog } from '../adapters/world.ts';
import { noteText } from './note-text.ts';

const fail = vi.hoisted(() => ({ path: '' }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    readdir: (path: string, ...more: []) => {
      if (path !== fail.path) return real.readdir(path, ...more);
      fail.path = '';
      return Promise.reject(Object.assign(new Error('EMFILE'), { code: 'EMFILE' }));
    },
  };
});

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'paperboy-emfile-')));
});
afterEach(() => rm(folder, { recursive: true }));

it.each([
  ['the folder', ''],
  ['a topic', 'a'],
])('reads notes again when %s could not be listed once', async (_what, place) => {
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'a/x.md'), noteText({ 3: 'name: X' }));
  const library = await openLibrary([folder]);
  library.watch(memoryLog());
  await new Promise((resolve) => setTimeout(resolve, 1500));
  fail.path = join(folder, place);
  await writeFile(join(folder, 'a/x.md'), noteText({ 3: 'name: X2' }));
  try {
    await vi.waitFor(() => {
      expect(fail.path).toBe('');
      expect(library.catalog.notes.map(({ name }) => name)).toEqual(['X2']);
    }, 6000);
  } finally {
    await library.close();
  }
});
