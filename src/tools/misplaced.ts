import { readdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { Problem } from '../catalog/problem.ts';

/** What is no note and not meant to be one: hidden, a draft (`_…`), about the folder (`CHANGELOG.md`), or somebody else's. */
const APART = /^[._]|^readme\.md$|^[A-Z_-]+\.md$|^node_modules$/;

/**
 * Markdown files of a folder that may have been meant as notes and that nobody reads where they stand.
 *
 * @param folder a whole path, as are those of the files; the way to a note may be a link.
 */
export async function misplaced(folder: string): Promise<Problem[]> {
  const places = (await readdir(folder, { recursive: true })).map((place) => place.split(sep));
  return places.flatMap((place) => {
    const file = place.at(-1) ?? '';
    if (!/\.md$/i.test(file) || place.some((name) => APART.test(name))) return [];
    return [{ file: join(folder, ...place), line: 1, column: 1, ...whyUnread(place) }];
  });
}

/** Of a place where notes are read, what is left is a file that is not there. */
function whyUnread(place: readonly string[]): Pick<Problem, 'field' | 'message'> {
  const file = place.at(-1) ?? '';
  if (!file.endsWith('.md')) {
    const message = 'not read; a note’s file ends with .md, in small letters';
    return { field: 'file name', message };
  }
  if (place.length === 2) {
    const message = 'not read: a link that leads nowhere; put the file itself here';
    return { field: 'file', message };
  }
  const message = `not read; move it into the folder of a topic, like alignment/${basename(file)}`;
  return { field: 'folder', message };
}
