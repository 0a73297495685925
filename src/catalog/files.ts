import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import * as z from 'zod';
import { makePicture } from '../picture/png.ts';
import { checkSvg, LARGEST_SVG } from '../picture/svg.ts';
import type { Topic } from './catalog.ts';
import { showSafely } from './hidden.ts';
import { isNested, NESTED } from './nested.ts';
import { ID, type Note } from './note.ts';
import { LARGEST_FILE, parseNote } from './parse.ts';
import { readPlainList } from './plain-yaml.ts';
import type { Problem } from './problem.ts';

export const TOPICS = 'topics.yaml';
const GREY = '#64748b';
/** Bytes: some two hundred topics. */
const LARGEST_TOPICS = 16 * 1024;
/** The most faults that are told of the topics. */
const MOST_FAULTS = 20;

/** A folder of notes. */
export interface Folder {
  /** Where it really lies: no part of it is a link. */
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

/**
 * The places of a folder's notes (`alignment/lora.md`), and of its topics.
 *
 * @throws when the folder itself can't be read.
 */
export async function listNotes({
  path,
  shown,
}: Folder): Promise<{ topics: string[]; places: string[]; problems: Problem[] }> {
  const topics: string[] = [];
  const places: string[] = [];
  const problems: Problem[] = [];
  const names = (await readdir(path, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.'))
    .sort();
  for (const name of names) {
    try {
      const topic = await realpath(join(path, name));
      if (!(await stat(topic)).isDirectory()) continue;
      if (!topic.startsWith(path + sep)) {
        problems.push(problem(shown + name, 'folder', `${OUTSIDE}; put the folder itself here`));
        continue;
      }
      const files = (await readdir(topic)).filter(isNoteFile).sort();
      topics.push(name);
      for (const file of files) places.push(`${name}/${file}`);
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      // Removed meanwhile, or a link that leads nowhere.
      if (code !== 'ENOENT') problems.push(problem(shown + name, 'folder', unreadable(code)));
    }
  }
  return { topics, places, problems };
}

const OUTSIDE = 'a link that leads out of the notes’ folder';

function unreadable(code: string): string {
  return `can't be read (${code}); check its permissions`;
}

/** Whether a file's name is a note's: Markdown, but neither hidden, a draft (`_…`) nor a README. */
function isNoteFile(name: string): boolean {
  return name.endsWith('.md') && !/^([._]|readme\.md$)/i.test(name);
}

/**
 * Reads a listed note and the picture beside it. Undefined when there is no such file (any more).
 *
 * @param ready waited for before each piece of work.
 */
export async function readNote(
  folder: Folder,
  place: string,
  ready: () => Promise<void>,
): Promise<Entry | undefined> {
  const file = folder.shown + place;
  const text = await readText(folder, place, LARGEST_FILE, 'a note is about a page');
  if (text === undefined) return undefined;
  if (typeof text !== 'string') return { problems: [problem(file, 'file', text.fault)] };
  await ready();
  const { note, problems } = await parseNote(text, file);
  if (!note) return { problems };
  return withPicture(note, folder, place.replace(/\.md$/, '.svg'), ready);
}

async function withPicture(
  note: Note,
  folder: Folder,
  place: string,
  ready: () => Promise<void>,
): Promise<Entry> {
  const file = folder.shown + place;
  const svg = await readText(folder, place, LARGEST_SVG, 'simplify the drawing');
  if (svg === undefined) {
    const missing = problem(note.file, 'picture', `missing; draw ${file}, a diagram of the idea`);
    return { note, problems: [], warnings: [missing] };
  }
  if (typeof svg !== 'string') return { note, problems: [problem(file, 'picture', svg.fault)] };
  await ready();
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
  return { file: showSafely(file, 300), line: 1, column: 1, field, message };
}

async function readText(
  folder: Folder,
  place: string,
  most: number,
  remedy: string,
): Promise<string | { fault: string } | undefined> {
  try {
    let path = join(folder.path, place);
    let seen = await lstat(path);
    if (seen.isSymbolicLink()) {
      path = await realpath(path);
      // It would show a file that nobody meant to share.
      if (!path.startsWith(folder.path + sep)) {
        return { fault: `${OUTSIDE}; put the file itself here` };
      }
      seen = await lstat(path);
    }
    if (!seen.isFile()) return { fault: NO_FILE };
    // Looked at once more when it is open: by now it may be another, and a pipe would never end. In one
    // go: a small file is read ten times faster than by five trips to Node's threads.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    let bytes: Buffer;
    try {
      const found = fstatSync(file);
      if (!found.isFile()) return { fault: NO_FILE };
      if (found.size > most) return { fault: `larger than ${most / 1024} KB; ${remedy}` };
      // What grew since then is read again when that is seen.
      const buffer = Buffer.allocUnsafe(found.size);
      bytes = buffer.subarray(0, readSync(file, buffer, 0, found.size, 0));
    } finally {
      closeSync(file);
    }
    if (!isUtf8(bytes)) return { fault: 'not UTF-8 text; save it as UTF-8' };
    // A mark of the byte order, which some editors put first, is no part of the text.
    const text = bytes.toString().replace(/^\uFEFF/, '');
    return text.includes('\0') ? { fault: 'not a text file; save it as UTF-8 text' } : text;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : { fault: unreadable(code) };
  }
}

const NO_FILE = 'not a file; remove it';

const YAML_REMEDY = 'check its quotes, colons and indentation';
const SHAPE = 'write a list of `- id: retrieval` with `name: RAG & Retrieval`';
const ID_FAULT = 'a topic id is its folder name: lower case and hyphens';
const NAME_FAULT = 'write the name as text of at most 60 characters';
const COLOUR_FAULT = 'write the colour as "#rrggbb", in quotes';
const topic = z.strictObject(
  {
    id: z.string({ error: ID_FAULT }).regex(ID, { error: ID_FAULT }),
    name: z
      .string({ error: NAME_FAULT })
      .trim()
      .min(1, { error: NAME_FAULT })
      .max(60, { error: NAME_FAULT }),
    colour: z
      .string({ error: COLOUR_FAULT })
      .regex(/^#[0-9a-f]{6}$/i, { error: COLOUR_FAULT })
      .default(GREY),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `no such field as ${issue.keys.join(', ')}; a topic has id, name and colour`
        : SHAPE,
  },
);
const TOPIC_FIELDS = new Set(Object.keys(topic.shape));

const topicList = z
  .array(topic, { error: SHAPE })
  .refine((topics) => new Set(topics.map(({ id }) => id)).size === topics.length, {
    error: 'a topic stands twice; keep one',
  });

/** Reads `topics.yaml`: the topics' order, names and colours. A folder may do without. */
export async function readTopics(
  folder: Folder,
): Promise<{ topics: Topic[]; problems: Problem[] }> {
  const file = folder.shown + TOPICS;
  const fault = (
    message: string,
    line = 1,
    column = 1,
  ): Awaited<ReturnType<typeof readTopics>> => ({
    topics: [],
    problems: [{ ...problem(file, 'topics', showSafely(message, 1000)), line, column }],
  });
  const text = await readText(folder, TOPICS, LARGEST_TOPICS, 'it is a list of topics');
  if (text === undefined) return { topics: [], problems: [] };
  if (typeof text !== 'string') return fault(text.fault);
  if (isNested(text)) return fault(`not YAML: ${NESTED}`);
  const plain = topicList.safeParse(readPlainList(text, TOPIC_FIELDS));
  if (plain.success) return { topics: plain.data, problems: [] };
  const { isNode, LineCounter, parseDocument } = await import('./yaml.ts');
  const lines = new LineCounter();
  const yaml = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const [error] = yaml.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    return fault(`not YAML: ${error.message}; ${YAML_REMEDY}`, line, col);
  }
  let data: unknown;
  try {
    data = yaml.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    return fault(`not YAML: ${(cause as Error).message}`);
  }
  const result = topicList.safeParse(data ?? []);
  if (result.success) return { topics: result.data, problems: [] };
  const problems = result.error.issues.slice(0, MOST_FAULTS).map(({ path, message }): Problem => {
    const field = showSafely(['topics', ...path].join('.'), 100);
    const known = problem(file, field, showSafely(message, 1000));
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? yaml.contents : yaml.getIn(path.slice(0, length), true);
      if (!isNode(node) || !node.range) continue;
      const { line, col } = lines.linePos(node.range[0]);
      return { ...known, line, column: col };
    }
    return known;
  });
  return { topics: [], problems };
}

/** The topic of a folder that `topics.yaml` does not list. */
export function unlistedTopic(id: string): Topic {
  const name = id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  return { id, name, colour: GREY };
}
