import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { makeCatalog, type Catalog, type Topic } from './catalog.ts';
import { ID, type Note } from './note.ts';
import { LARGEST_FILE, parseNote } from './parse.ts';
import type { Problem } from './problem.ts';

const TOPICS = 'topics.yaml';
const GREY = '#64748b';

const topicList = z
  .array(
    z.strictObject({
      id: z.string().regex(ID, { error: 'a topic id is its folder name: lower case and hyphens' }),
      name: z.string().trim().min(1).max(60),
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i, { error: 'write the colour as "#rrggbb"' })
        .default(GREY),
    }),
  )
  .refine((topics) => new Set(topics.map(({ id }) => id)).size === topics.length, {
    error: 'a topic stands twice; keep one',
  });

/**
 * Reads a folder of notes: `<topic>/<id>.md`, and `topics.yaml` for the topics' order, names and
 * colours (a folder that isn't listed there comes last, under its own name). A file that can't be
 * read as a note becomes a problem; the others are in the catalog.
 *
 * @throws when the folder itself can't be read.
 */
export async function loadCatalog(folder: string): Promise<Catalog> {
  const problems: Problem[] = [];
  const listed = await readTopics(folder, problems);
  const notes: Note[] = [];
  const broken = new Set<string>();
  const folders = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
  for (const topic of folders) {
    const files = (await readdir(join(folder, topic))).filter(isNoteFile).sort();
    for (const file of files) {
      const place = `${topic}/${file}`;
      const text = await readNoteFile(join(folder, topic, file));
      const parsed =
        'text' in text
          ? parseNote(text.text, place)
          : { problems: [{ file: place, line: 1, column: 1, field: 'file', message: text.fault }] };
      if ('note' in parsed && parsed.note) notes.push(parsed.note);
      else broken.add(basename(file, '.md'));
      problems.push(...parsed.problems);
    }
  }
  const unlisted = folders.filter((id) => !listed.some((topic) => topic.id === id));
  const topics = [...listed, ...unlisted.map((id) => ({ id, name: titleCase(id), colour: GREY }))];
  return makeCatalog(topics, notes, problems, broken);
}

function isNoteFile(name: string): boolean {
  return name.endsWith('.md') && !/^([._]|readme\.md$)/i.test(name);
}

async function readNoteFile(path: string): Promise<{ text: string } | { fault: string }> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) {
      return { fault: `larger than ${LARGEST_FILE / 1024} KB; a note is about a page` };
    }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    return error instanceof TypeError
      ? { fault: 'not UTF-8 text; save it as UTF-8' }
      : { fault: `can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})` };
  }
}

async function readTopics(folder: string, problems: Problem[]): Promise<Topic[]> {
  const fault = (message: string): Topic[] => {
    problems.push({ file: TOPICS, line: 1, column: 1, field: 'topics', message });
    return [];
  };
  let text: string;
  try {
    text = await readFile(join(folder, TOPICS), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    return fault("can't be read; check its permissions");
  }
  let data: unknown;
  try {
    data = parseYaml(text, { maxAliasCount: 0 });
  } catch (error) {
    return fault((error as Error).message.split('\n')[0] ?? 'not YAML');
  }
  const result = topicList.safeParse(data ?? []);
  if (result.success) return result.data;
  return fault(
    result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ') +
      '; write a list of `- id: retrieval` with `name: RAG & Retrieval`',
  );
}

function titleCase(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
