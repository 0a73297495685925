import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { makePicture } from '../picture/png.ts';
import { checkSvg, LARGEST_SVG } from '../picture/svg.ts';
import type { Topic } from './catalog.ts';
import { ID, type Note } from './note.ts';
import { LARGEST_FILE, parseNote } from './parse.ts';
import type { Problem } from './problem.ts';

export const TOPICS = 'topics.yaml';
const GREY = '#64748b';

/** A folder of notes. */
export interface Folder {
  /** Where it lies. */
  path: string;
  /** What is put before a file's place in problems: empty, or a path with `/` at its end. */
  shown: string;
}

/** What a note's file holds right now: a note, or what is wrong with it. */
export interface Entry {
  note?: Note;
  problems: Problem[];
  /** What is worth mending but changes nothing that is shown. */
  warnings?: Problem[];
}

/** The places of a folder's notes (`alignment/lora.md`), and of its topics. */
export async function listNotes({ path }: Folder): Promise<{ topics: string[]; places: string[] }> {
  const topics = (await readdir(path, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
  const places: string[] = [];
  for (const topic of topics) {
    const files = (await readdir(join(path, topic))).filter(isNoteFile).sort();
    places.push(...files.map((file) => `${topic}/${file}`));
  }
  return { topics, places };
}

/** Whether a file's name is a note's: Markdown, but neither hidden, a draft (`_…`) nor a README. */
export function isNoteFile(name: string): boolean {
  return name.endsWith('.md') && !/^([._]|readme\.md$)/i.test(name);
}

/** Reads a note and the picture beside it. Undefined when there is no such file (any more). */
export async function readNote(folder: Folder, place: string): Promise<Entry | undefined> {
  const file = folder.shown + place;
  const text = await readText(folder, place, LARGEST_FILE, 'a note is about a page');
  if (text === undefined) return undefined;
  if (typeof text !== 'string') return { problems: [problem(file, 'file', text.fault)] };
  const { note, problems } = parseNote(text, file);
  if (!note) return { problems };
  return withPicture(note, folder, place.replace(/\.md$/, '.svg'));
}

async function withPicture(note: Note, folder: Folder, place: string): Promise<Entry> {
  const file = folder.shown + place;
  const svg = await readText(folder, place, LARGEST_SVG, 'simplify the drawing');
  if (svg === undefined) {
    const missing = problem(note.file, 'picture', `missing; draw ${file}, a diagram of the idea`);
    return { note, problems: [], warnings: [missing] };
  }
  if (typeof svg !== 'string') return { note, problems: [problem(file, 'picture', svg.fault)] };
  const faults = checkSvg(svg).map(({ message, ...at }): Problem => ({
    file,
    field: 'picture',
    message,
    ...at,
  }));
  if (note.alt === undefined) {
    const fault = 'missing; tell what the picture shows, for those who can’t see it';
    return { note, problems: [...faults, problem(note.file, 'alt', fault)] };
  }
  if (faults.length > 0) return { note, problems: faults };
  return { note: { ...note, picture: makePicture(note.id, svg, note.alt) }, problems: [] };
}

function problem(file: string, field: string, message: string): Problem {
  return { file, line: 1, column: 1, field, message };
}

async function readText(
  folder: Folder,
  place: string,
  most: number,
  remedy: string,
): Promise<string | { fault: string } | undefined> {
  try {
    const path = join(folder.path, place);
    // A link out of the folder would show a file that nobody meant to share.
    const inside = (await realpath(folder.path)) + sep;
    if (!(await realpath(path)).startsWith(inside)) {
      return { fault: 'a link to a file outside of the notes’ folder; put the file itself here' };
    }
    const { size, isFile } = await stat(path).then((found) => ({
      size: found.size,
      isFile: found.isFile(),
    }));
    if (!isFile) return { fault: 'not a file; remove it' };
    if (size > most) return { fault: `larger than ${most / 1024} KB; ${remedy}` };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return text.includes('\0') ? { fault: 'not a text file; save it as UTF-8 text' } : text;
  } catch (error) {
    if (error instanceof TypeError) return { fault: 'not UTF-8 text; save it as UTF-8' };
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? undefined
      : { fault: `can't be read (${code}); check its permissions` };
  }
}

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

/** Reads `topics.yaml`: the topics' order, names and colours. A folder may do without. */
export async function readTopics(
  folder: Folder,
): Promise<{ topics: Topic[]; problems: Problem[] }> {
  const fault = (message: string): { topics: Topic[]; problems: Problem[] } => ({
    topics: [],
    problems: [problem(folder.shown + TOPICS, 'topics', message)],
  });
  const text = await readText(folder, TOPICS, LARGEST_FILE, 'it is a list of topics');
  if (text === undefined) return { topics: [], problems: [] };
  if (typeof text !== 'string') return fault(text.fault);
  let data: unknown;
  try {
    data = parseYaml(text, { maxAliasCount: 0 });
  } catch (error) {
    return fault((error as Error).message.split('\n')[0] ?? 'not YAML');
  }
  const result = topicList.safeParse(data ?? []);
  if (result.success) return { topics: result.data, problems: [] };
  return fault(
    result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ') +
      '; write a list of `- id: retrieval` with `name: RAG & Retrieval`',
  );
}

/** The topic of a folder that `topics.yaml` does not list. */
export function unlistedTopic(id: string): Topic {
  const name = id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  return { id, name, colour: GREY };
}
