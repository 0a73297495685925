import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openLibrary } from '../catalog/library.ts';
import { ID } from '../catalog/note.ts';
import { StartError } from '../start-error.ts';
import { readArxivId, type ArxivPaper } from './arxiv.ts';
import { nameOf, scaffold, slugOf } from './scaffold.ts';
import { frontMatterSchema, SCHEMA } from './schema.ts';

/** Where notes go that nobody has given a topic. */
const UNSORTED = 'unsorted';

/** What a new note is made of. */
export interface NewNote {
  /** An arXiv id, or an address or DOI with one in it. */
  paper: string;
  /** The notes' folder; it is made if it is not there. */
  folder: string;
  /** The topic's folder. */
  topic?: string | undefined;
  /** The note's id; without it, one is made from the paper's short name. */
  id?: string | undefined;
  /** `YYYY-MM-DD`. */
  today: string;
}

/**
 * Writes a new note with hints to fill in, never over one that is there.
 *
 * @param ask what arXiv knows of a paper, or in words why it is not known.
 * @returns the file, the note's id, and what its author should know.
 * @throws {StartError} when there is nothing to write, or another note is in the way.
 */
export async function newNote(
  { paper, folder, topic, id, today }: NewNote,
  ask: (arxiv: string) => Promise<ArxivPaper | string>,
): Promise<{ file: string; id: string; remarks: string[] }> {
  const arxiv = readArxivId(paper);
  if (arxiv === undefined) {
    throw new StartError(
      `There is no arXiv id in "${paper}". Give one like 2106.09685, or a link.`,
    );
  }
  const unsafe = [topic, id].find((name) => name !== undefined && !ID.test(name));
  if (unsafe !== undefined) {
    throw new StartError(
      `"${unsafe}" can't be used here: take lower-case letters, digits and hyphens, like chain-of-thought.`,
    );
  }
  const there = existsSync(folder)
    ? (await openLibrary([folder]).catch(inWords(folder))).catalog
    : undefined;
  const same = there?.notes.find((note) => note.arxiv === arxiv);
  if (same) throw taken(join(folder, same.file), 'is about this paper');
  const answer = await ask(arxiv);
  const known = typeof answer === 'string' ? undefined : answer;
  const slug = id ?? (slugOf(known ? nameOf(known.title) : '') || slugOf(arxiv));
  const twin = [...(there?.notes ?? []), ...(there?.problems ?? [])].find(({ file }) =>
    file.endsWith(`/${slug}.md`),
  );
  if (twin) throw taken(join(folder, twin.file), 'has this name; --id gives the new one another');
  const file = join(folder, topic ?? UNSORTED, `${slug}.md`);
  const home = join(folder, topic ?? UNSORTED);
  await mkdir(home, { recursive: true }).catch(inWords(home));
  try {
    await writeFile(file, scaffold(arxiv, known, today), { flag: 'wx' });
    await addSchema(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw taken(file, 'has this name');
    inWords(file)(error);
  }
  const topics = there?.topics.map((one) => one.id).filter((one) => one !== UNSORTED) ?? [];
  return {
    file,
    id: slug,
    remarks: [
      ...(typeof answer === 'string'
        ? [`${answer}: fill in the title, the short name and the authors yourself.`]
        : []),
      ...(topic === undefined && topics.length > 0
        ? [`Move it into its topic's folder, like ${topics.join(', ')}.`]
        : []),
    ],
  };
}

/** Tells what the file system says in words. @param path what was tried, where it names none itself. */
function inWords(path: string): (error: unknown) => never {
  return (error) => {
    const { code = 'unknown', path: at = path } = error as NodeJS.ErrnoException;
    throw new StartError(
      `${at} can't be read or written (${code}). Name a folder of your own by --dir or NOTES_DIR.`,
    );
  };
}

function taken(file: string, why: string): StartError {
  return new StartError(`${file} is there already and ${why}. Nothing was written.`);
}

/** The fields' schema beside the topics, where the first line of a new note says it is. */
async function addSchema(folder: string): Promise<void> {
  const file = join(folder, basename(SCHEMA));
  if (!existsSync(file)) await writeFile(file, frontMatterSchema(), { flag: 'wx' });
}
