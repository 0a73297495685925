import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLibrary } from '../../src/catalog/library.ts';
import { memoryLog } from '../adapters/world.ts';
import { noteText } from './note-text.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'paperboy-burst-')));
});
afterEach(() => rm(folder, { recursive: true }));

it('sees the last of more changes than the system keeps in line', async () => {
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'a/x.md'), noteText({ 3: 'name: X' }));
  const library = await openLibrary([folder]);
  library.watch(memoryLog());
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // Nothing is read from the line meanwhile: fs.inotify.max_queued_events is 16,384.
  const burst = `
    const { writeFileSync, unlinkSync } = require('node:fs');
    for (let i = 0; i < 8000; i++) { writeFileSync('a/t' + i % 50, 'x'); unlinkSync('a/t' + i % 50); }
    writeFileSync('a/x.md', process.argv[1]);`;
  execFileSync(process.execPath, ['-e', burst, '--', noteText({ 3: 'name: X2' })], { cwd: folder });
  try {
    await vi.waitFor(
      () => expect(library.catalog.notes.map(({ name }) => name)).toEqual(['X2']),
      8000,
    );
  } finally {
    await library.close();
  }
});
