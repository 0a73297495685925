#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBot, type Adapter, type Bot } from './bot.ts';
import { makeCatalog, type Catalog } from './catalog/catalog.ts';
import { openLibrary, type Library } from './catalog/library.ts';
import { describeProblem } from './catalog/problem.ts';
import { commands } from './commands/index.ts';
import { withCommandTable } from './commands/table.ts';
import { readConfig, readEnvironment, type Config } from './config.ts';
import { sendJson, serve, type HttpServer, type Routes } from './http.ts';
import { createLog, type Log } from './log.ts';
import { root, version } from './package.ts';
import { servePicture } from './picture/route.ts';
import { StartError } from './start-error.ts';

const USAGE = `Paperboy ${version}

  paperboy [start] [--strict]   serve the playground, and Slack and Discord as the settings say;
                                with --strict, refuse to start while a note has a problem
  paperboy manifest [ADDRESS]   print the Slack app manifest; with the bot's public address for HTTP,
                                without it for Socket Mode
  paperboy docs                 write the table of commands into README.md
`;

/** A stop must be over within 5 s, or whoever asked for it kills the process. */
const STOP_MS = 4500;

async function main(): Promise<void> {
  const { positionals, values } = readArguments();
  const [task = 'start', argument] = positionals;
  if (values.help) process.stdout.write(USAGE);
  else if (task === 'start') await start(values.strict ?? false);
  else if (task === 'docs') {
    const readme = join(root, 'README.md');
    writeFileSync(readme, withCommandTable(readFileSync(readme, 'utf8'), commands));
  } else if (task === 'manifest') {
    const { slackManifest } = await import('../adapters/slack/manifest.ts');
    process.stdout.write(`${JSON.stringify(slackManifest(commands, argument), null, 2)}\n`);
  } else throw new StartError(`There is no "${task}".\n\n${USAGE}`);
}

function readArguments(): {
  positionals: string[];
  values: { strict?: boolean; help?: boolean };
} {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { strict: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function start(strict: boolean): Promise<void> {
  const config = readConfig(readEnvironment(process.cwd(), process.env));
  const log = createLog(config.logLevel);
  // A rejection that no one awaits comes from an SDK's background work; /healthz tells what it broke.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'background work failed'));
  // Adapters listen only once they are started, when the catalog is there.
  let library: Library | undefined;
  const empty = makeCatalog([], [], []);
  const bot = createBot({ catalog: () => library?.catalog ?? empty, commands, version, log });
  const adapters = await chooseAdapters(config, bot, log);
  library = await openNotes(config.notes, strict, log);
  library.watch(log);
  const server = await serve(routesOf(adapters, bot), { ...config, log });
  const stop = stopper([...adapters, { stop: library.close }], server, log);
  process.once('SIGTERM', () => void stop(0));
  process.once('SIGINT', () => void stop(0));
  try {
    await Promise.all(adapters.map((adapter) => adapter.start()));
  } catch (error) {
    sayWhy(error);
    await stop(1);
  }
  process.stdout.write(greeting(config, server, library.catalog));
}

async function openNotes(folders: string[], strict: boolean, log: Log): Promise<Library> {
  let library: Library;
  try {
    library = await openLibrary(folders);
  } catch (error) {
    const { code = 'unknown', path = folders.join(', ') } = error as NodeJS.ErrnoException;
    throw new StartError(
      `NOTES_DIR: the notes' folder ${path} can't be read (${code}). Set NOTES_DIR to a folder of <topic>/<id>.md files.`,
    );
  }
  const { notes, problems, replaced } = library.catalog;
  if (problems.length > 0) {
    const lines = problems.map((problem) => `  ${describeProblem(problem)}`);
    const counted = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    if (strict) throw new StartError([`The notes have ${counted}:`, ...lines].join('\n'));
    process.stderr.write([`WARNING: the notes have ${counted}:`, ...lines, ''].join('\n'));
    log.warn({ problems: problems.length }, 'some notes have problems');
  }
  for (const file of replaced) {
    process.stdout.write(`${file} is replaced by your own note with the same id.\n`);
  }
  if (notes.length === 0) {
    throw new StartError(
      `NOTES_DIR: there is no note to show in ${folders.join(', ')}. It needs files like alignment/lora.md.`,
    );
  }
  return library;
}

/** Only what is configured is loaded: each SDK costs a third of a second and some 40 MB. */
async function chooseAdapters(config: Config, bot: Bot, log: Log): Promise<Adapter[]> {
  const { createPlayground } = await import('../adapters/playground/index.ts');
  const adapters: Adapter[] = [createPlayground(bot)];
  if (config.slack) {
    const { createSlack } = await import('../adapters/slack/index.ts');
    adapters.push(createSlack(config.slack, bot, log, config.publicUrl));
  }
  if (config.discord) {
    const { createDiscord } = await import('../adapters/discord/index.ts');
    adapters.push(createDiscord(config.discord, bot, log));
  }
  return adapters;
}

function routesOf(adapters: Adapter[], bot: Bot): Routes {
  const own: Routes = {
    'GET /pictures/*': servePicture,
    'GET /healthz': (_request, response) => {
      const health = adapters.map((adapter) => ({ name: adapter.name, ...adapter.health() }));
      const ok = health.every((adapter) => adapter.ok);
      const { notes, problems } = bot.status();
      sendJson(response, ok ? 200 : 503, {
        ok,
        version,
        notes,
        problems: problems.length,
        adapters: Object.fromEntries(
          health.map((adapter) => [adapter.name, adapter.ok ? 'connected' : adapter.reason]),
        ),
      });
    },
  };
  return Object.assign(own, ...adapters.map((adapter) => adapter.routes ?? {})) as Routes;
}

function stopper(
  parts: Pick<Adapter, 'stop'>[],
  server: HttpServer,
  log: Log,
): (code: number) => Promise<never> {
  return async (code) => {
    setTimeout(() => process.exit(code), STOP_MS).unref();
    const stopped = await Promise.allSettled([
      server.stop(STOP_MS - 500),
      ...parts.map((part) => part.stop()),
    ]);
    for (const outcome of stopped) {
      if (outcome.status === 'rejected')
        log.error({ err: outcome.reason as unknown }, 'stop failed');
    }
    process.exit(code);
  };
}

function greeting(config: Config, server: HttpServer, catalog: Catalog): string {
  const slack =
    config.slack === undefined
      ? 'not connected: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET)'
      : config.slack.mode === 'socket'
        ? 'connected over Socket Mode'
        : `connected; Slack calls POST ${server.address}/slack/events through your public address`;
  const discord = config.discord === undefined ? 'not connected: set DISCORD_TOKEN' : 'connected';
  return [
    `Paperboy ${version}: ${catalog.notes.length} notes in ${catalog.topics.length} topics`,
    `  Playground  ${server.address}`,
    `  Slack       ${slack}`,
    `  Discord     ${discord}`,
    '',
  ].join('\n');
}

function sayWhy(error: unknown): void {
  const why =
    error instanceof StartError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`Paperboy could not start.\n${why}\n`);
}

try {
  await main();
} catch (error) {
  sayWhy(error);
  process.exit(1);
}
