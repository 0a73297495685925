import { access, constants, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { bounded } from '../bounded.ts';
import { openLibrary } from '../catalog/library.ts';
import { describeProblem } from '../catalog/problem.ts';
import { notesFolders, readConfig, type Config } from '../config.ts';
import { createLog } from '../log.ts';
import { makePicture, renderPng } from '../picture/png.ts';
import { examineStore } from '../store/examine.ts';

/** How one part of an installation is found. */
export interface Diagnosis {
  part: string;
  /** A fault keeps something from working; a warning is worth a look. */
  state: 'fine' | 'warning' | 'fault';
  /** What is so and, if it is not fine, what to do. Never a secret. */
  words: string;
}

/** Looks at what belongs to one platform: its tokens, its rights, its reach. */
export type Examine = (config: Config) => Promise<Diagnosis[]>;

/** An examination that takes longer counts as failed, ms. */
const PATIENCE_MS = 15_000;
/** Clocks further apart than this make Slack's signatures and daily picks go wrong, ms. */
const CLOCKS_APART_MS = 60_000;
/** What `engines` in package.json asks for. */
const OLDEST_NODE = [20, 19] as const;

/**
 * Examines an installation as its settings say, and changes nothing.
 *
 * @param env the settings. @param platforms what else is looked at, by name.
 */
export async function examine(
  env: NodeJS.ProcessEnv,
  platforms: Record<string, Examine>,
): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [node()];
  let config: Config | undefined;
  try {
    config = readConfig(env);
    found.push(fine('settings', 'complete'));
  } catch (error) {
    found.push(fault('settings', (error as Error).message));
  }
  const parts: [string, () => Promise<Diagnosis[]>][] = [
    ['notes', () => notes(config?.notes ?? notesFolders(env['NOTES_DIR']))],
    ['pictures', pictures],
  ];
  if (config) {
    const { databaseUrl, host, port: wanted } = config;
    const settled = config;
    parts.push(
      ['database', () => database(databaseUrl)],
      ['port', () => port(host, wanted)],
      ...Object.entries(platforms).map(([name, look]): [string, () => Promise<Diagnosis[]>] => [
        name,
        () => look(settled),
      ]),
    );
  }
  const all = await Promise.all(parts.map(([part, look]) => inTime(part, look())));
  return [...found, ...all.flat()];
}

/** How long a platform may take for a whole answer, ms. */
const ANSWER_MS = 10_000;

/**
 * Asks a platform's API.
 *
 * @param what the platform, and the setting that tells its address, for people.
 * @returns its answer, read as JSON; `{}` where it is none. @throws in words for whoever hosts the bot.
 */
export async function askApi(
  { name, setting }: { name: string; setting: string },
  url: string,
  init: RequestInit = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = bounded(await fetch(url, { ...init, signal }), signal);
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, body: readJson(text) };
  } catch (error) {
    const { cause, name: kind } = error as { cause?: { code?: string }; name: string };
    const why = cause?.code ?? kind;
    throw new Error(`${name} could not be reached (${why}); check the network and ${setting}`, {
      cause: error,
    });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Diagnoses for people: a line each, faults last said to be so. */
export function writeDiagnoses(diagnoses: readonly Diagnosis[]): string {
  const widest = Math.max(...diagnoses.map(({ part }) => part.length));
  const lines = diagnoses.map(({ part, state, words }) => {
    const indented = words.replaceAll('\n', `\n${' '.repeat(widest + 11)}`);
    return `${state.padEnd(7)}  ${part.padEnd(widest)}  ${indented}`;
  });
  const count = (state: Diagnosis['state']): number =>
    diagnoses.filter((diagnosis) => diagnosis.state === state).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  const sum =
    faults + warnings === 0
      ? 'All is well.'
      : `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`;
  return [...lines, '', sum, ''].join('\n');
}

export const fine = (part: string, words: string): Diagnosis => ({ part, state: 'fine', words });
export const warning = (part: string, words: string): Diagnosis => ({
  part,
  state: 'warning',
  words,
});
export const fault = (part: string, words: string): Diagnosis => ({ part, state: 'fault', words });

/**
 * What a platform's clock says of this machine's.
 *
 * @param date the `Date` of an answer that has just come.
 */
export function clocks(part: string, date: string | null): Diagnosis[] {
  const apart = Date.now() - Date.parse(date ?? '');
  if (!(Math.abs(apart) > CLOCKS_APART_MS)) return [];
  const way = apart > 0 ? 'ahead of' : 'behind';
  return [
    warning(
      part,
      `this machine’s clock is ${Math.round(Math.abs(apart) / 1000)} s ${way} the platform’s; set it by NTP`,
    ),
  ];
}

async function inTime(part: string, looking: Promise<Diagnosis[]>): Promise<Diagnosis[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Diagnosis[]>((resolve) => {
    const words = `no answer within ${PATIENCE_MS / 1000} s; check the network`;
    timer = setTimeout(() => resolve([fault(part, words)]), PATIENCE_MS);
  });
  try {
    return await Promise.race([looking, late]);
  } catch (error) {
    return [fault(part, (error as Error).message)];
  } finally {
    clearTimeout(timer);
  }
}

function node(): Diagnosis {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [least, and] = OLDEST_NODE;
  return major > least || (major === least && minor >= and)
    ? fine('node', process.versions.node)
    : fault('node', `${process.versions.node} is too old; install ${least}.${and} or later`);
}

async function notes(folders: string[]): Promise<Diagnosis[]> {
  const library = await openLibrary(folders).catch((error: unknown) => {
    const { code = 'unknown', path = folders.join(', ') } = error as NodeJS.ErrnoException;
    throw new Error(`${path} can’t be read (${code}); NOTES_DIR names the notes’ folders`);
  });
  const { notes: all, topics, problems } = library.catalog;
  await library.close();
  const [first] = problems;
  if (all.length === 0) {
    return [fault('notes', `none in ${folders.join(', ')}; NOTES_DIR names the notes’ folders`)];
  }
  const counted = `${all.length} in ${topics.length} topics`;
  if (!first) return [fine('notes', counted)];
  const more = problems.length === 1 ? '' : `, and ${problems.length - 1} more`;
  const told = `${counted}; ${describeProblem(first)}${more}. All of them: paperboy check`;
  return [warning('notes', told)];
}

/** Draws one word: without its font the renderer draws none. */
async function pictures(): Promise<Diagnosis[]> {
  const [blank, word] = await Promise.all(
    ['', 'Paperboy'].map((text) =>
      renderPng(
        makePicture(
          'doctor',
          `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><text y="60" font-family="Inter">${text}</text></svg>`,
          '',
        ),
      ),
    ),
  );
  return word && blank && !word.equals(blank)
    ? [fine('pictures', 'drawn, with the font')]
    : [fault('pictures', 'drawn without words: the font is missing; run npm ci again')];
}

async function database(url: string): Promise<Diagnosis[]> {
  const log = createLog('silent');
  const { kind, version, pending, unknown, readOnly, aheadMs } = await examineStore(url, log);
  const name = kind === 'sqlite' ? `SQLite file ${url}` : 'PostgreSQL';
  if (version === undefined) {
    const folder = await nearest(dirname(resolve(url)));
    const writable = access(folder, constants.W_OK).then(() => stat(folder));
    return [
      (await writable.catch(() => undefined))?.isDirectory() === true
        ? fine('database', `${name}, made at the first start`)
        : fault('database', `${name} can’t be made: ${folder} is not writable; see DATABASE_URL`),
    ];
  }
  if (unknown.length > 0) {
    const steps = unknown.join(', ');
    return [
      fault('database', `${name} was used by a newer Paperboy (${steps}); start that version`),
    ];
  }
  if (readOnly !== undefined) {
    return [fault('database', `${name} can’t be written to (${readOnly}); check its rights`)];
  }
  const next = pending.length === 0 ? '' : `; the next start brings ${pending.join(', ')}`;
  const apart = Math.round(Math.abs(aheadMs) / 1000);
  return [
    fine('database', `${name}, version ${version}${next}`),
    ...(Math.abs(aheadMs) > CLOCKS_APART_MS
      ? [warning('database', `its clock is ${apart} s apart from this machine’s; set both by NTP`)]
      : []),
  ];
}

/** A folder, or the nearest one above it that is there. */
async function nearest(folder: string): Promise<string> {
  try {
    await access(folder);
    return folder;
  } catch {
    return nearest(dirname(folder));
  }
}

async function port(host: string, wanted: number): Promise<Diagnosis[]> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(wanted, host, () => resolve(undefined));
  });
  if (server.listening) await new Promise((resolve) => server.close(resolve));
  if (code === undefined) return [fine('port', `${wanted} on ${host} is free`)];
  return code === 'EADDRINUSE'
    ? [warning('port', `${wanted} is taken, by Paperboy itself if it runs here; else set PORT`)]
    : [fault('port', `${wanted} on ${host} can’t be had (${code}); set PORT or HOST`)];
}
