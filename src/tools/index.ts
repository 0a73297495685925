import { relative, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { notesFolders, settingOf } from '../config.ts';
import { StartError } from '../start-error.ts';
import { askArxiv } from './arxiv.ts';
import { checkNotes } from './check.ts';
import { FORMATS, writeFindings, type Format } from './findings.ts';
import { newNote } from './new.ts';
import type { Measure } from './size.ts';

/** What the tools say, and the code to exit with. */
interface Outcome {
  output: string;
  code: 0 | 1 | 2;
}

/** @param env the settings. @param measure how large a card is, on every platform. */
type Tool = (args: string[], env: NodeJS.ProcessEnv, measure: Measure) => Promise<Outcome>;

const check: Tool = async (args, env, measure) => {
  const { positionals, values } = read(args, { format: { type: 'string', default: 'text' } });
  const format = FORMATS.find((name) => name === values['format']);
  if (!format) throw new StartError(`--format must be one of ${FORMATS.join(', ')}.`);
  const folders = positionals.length > 0 ? positionals : notesFolders(env['NOTES_DIR']);
  return checked(folders, format, measure);
};

async function checked(folders: string[], format: Format, measure: Measure): Promise<Outcome> {
  let result: Awaited<ReturnType<typeof checkNotes>>;
  try {
    result = await checkNotes(folders, measure);
  } catch (error) {
    const { code, path = folders.join(', ') } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new StartError(
      `${path} can't be read (${code}). Give a folder of <topic>/<id>.md files.`,
    );
  }
  const { notes, findings } = result;
  if (notes === 0 && findings.every(({ severity }) => severity === 'warning')) {
    throw new StartError(
      `There is no note in ${folders.join(', ')}. It needs files like alignment/lora.md.`,
    );
  }
  return {
    output: writeFindings(findings, notes, format),
    code: findings.some(({ severity }) => severity === 'error') ? 1 : 0,
  };
}

const create: Tool = async (args, env) => {
  const { positionals, values } = read(args, {
    topic: { type: 'string' },
    dir: { type: 'string' },
    id: { type: 'string' },
  });
  const [paper, ...more] = positionals;
  if (paper === undefined || more.length > 0) {
    throw new StartError('Give one arXiv id or link, like paperboy new 2106.09685.');
  }
  const folders = notesFolders(env['NOTES_DIR']);
  const folder = values['dir'] ?? folders.at(-1) ?? '.';
  const { file, id, remarks } = await newNote(
    {
      paper,
      folder,
      topic: values['topic'],
      id: values['id'],
      today: new Date().toISOString().slice(0, 10),
    },
    (arxiv) => askArxiv(arxiv, settingOf(env, 'ARXIV_API_URL')),
  );
  const said = [
    `${relative('.', file)} is there to be written.`,
    ...remarks,
    // Neither looks anywhere but where it is told to.
    folders.some((one) => resolve(one) === resolve(folder))
      ? `See it as you write: paperboy preview ${id}. When it is done: paperboy check.`
      : `See it as you write: NOTES_DIR=${folder} paperboy preview ${id}. When it is done: paperboy check ${folder}.`,
  ];
  return { output: `${said.join('\n')}\n`, code: 0 };
};

/** The tools for authors, by name. They throw {@link StartError} when they are used in a wrong way. */
export const tools: Record<string, Tool | undefined> = { check, new: create };

function read(
  args: string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { positionals: string[]; values: Record<string, string | undefined> } {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
    return { positionals, values: values as Record<string, string | undefined> };
  } catch (error) {
    throw new StartError((error as Error).message);
  }
}
