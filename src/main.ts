import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Model } from './answer/model.ts';
import { createBot, type Adapter, type Bot } from './bot.ts';
import { makeCatalog, type Catalog } from './catalog/catalog.ts';
import { openLibrary, type Library } from './catalog/library.ts';
import { describeProblem } from './catalog/problem.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { readConfig, readEnvironment, settingOf, type Config } from './config.ts';
import { serve, type HttpServer, type Routes } from './http.ts';
import { createLimits } from './limits.ts';
import { createLog, type Log } from './log.ts';
import { tellMetrics } from './metrics/afar.ts';
import { NO_METRICS } from './metrics/metrics.ts';
import { version } from './package.ts';
import { StartError } from './start-error.ts';
import { createDaily } from './daily/daily.ts';
import { stateRoutes } from './state.ts';
import { copyStore, openStore, type Store } from './store/store.ts';
import type { Measure } from './tools/size.ts';

const USAGE = `Paperboy ${version}

  paperboy [start] [--strict]   serve the playground, and Slack and Discord as the settings say;
                                with --strict, refuse to start while a note has a problem
  paperboy manifest             print the Slack app manifest, for Socket Mode (--socket) or, with the
                                bot's public address, for HTTP (--url ADDRESS); with --minimal it
                                registers /paper and /paperboy alone, the rest follows /paperboy; with
                                --many, for many workspaces that people install it in (needs --url)
  paperboy invite               print the links that add the Discord bot to a server or an account
  paperboy doctor [--json]      examine the settings, tokens, database and notes, and change nothing.
                                Exits with 0, or 1 when something keeps it from working
  paperboy backup FILE          write a copy of the SQLite database to a new file
  paperboy docs                 bring README.md's tables and maps and notes/schema.json up to date

For authors of notes:

  paperboy check [FOLDER…]      tell everything that is wrong with the notes; --format text, json or
                                github (annotations). Exits with 0 when nothing is wrong (there may be
                                warnings), 1 when something is, 2 when it could not check
  paperboy new PAPER            write a new note on a paper, an arXiv id or link; --topic ID, --id ID,
                                --dir FOLDER. Exits with 0, or 2 when it could not
  paperboy preview ID           serve the playground at a note, which follows the file as it is saved

FOLDER is what NOTES_DIR says, or the shipped notes. --help shows this.
`;

/** Tasks that read their own arguments. */
const TOOLS = new Set(['check', 'new']);

interface Start {
  strict?: boolean;
  preview?: string;
  /** One of several processes for Discord alone, see `SHARDS`. */
  shard?: boolean;
}

/** A stop must be over within 5 s, or whoever asked for it kills the process. */
const STOP_MS = 4500;

async function main(): Promise<void> {
  const [tool = '', ...args] = process.argv.slice(2);
  const wantsHelp = args.some((arg) => arg === '--help' || arg === '-h');
  if (TOOLS.has(tool)) return wantsHelp ? void process.stdout.write(USAGE) : runTool(tool, args);
  const { positionals, values } = readArguments();
  const [task = 'start', argument] = positionals;
  if (values.help) process.stdout.write(USAGE);
  else if (task === 'start') await start({ strict: values.strict ?? false });
  else if (task === 'shard' && process.send) await start({ shard: true });
  else if (task === 'invite') {
    const { discord } = readConfig(readEnvironment(process.cwd(), process.env));
    const { invitation } = await import('../adapters/discord/invite.ts');
    process.stdout.write(await invitation(discord));
  } else if (task === 'preview') {
    if (argument === undefined) throw new StartError('Name a note: paperboy preview ID');
    await start({ preview: argument });
  } else if (task === 'backup') await backup(argument);
  else if (task === 'doctor') await doctor(values.json ?? false);
  else if (task === 'docs') {
    const { writeDocs } = await import('./tools/docs.ts');
    await writeDocs(commands);
  } else if (task === 'manifest') {
    const { slackManifest } = await import('../adapters/slack/manifest.ts');
    const { url = argument, socket = false, minimal = false, many = false } = values;
    if (socket && url !== undefined && !many) {
      throw new StartError('Choose one: --socket, or --url with the bot’s public address.');
    }
    const manifest = slackManifest(commands, { url, minimal, many, socket });
    process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
  } else throw new StartError(`There is no "${task}".\n\n${USAGE}`);
}

/** Runs a tool for authors, which has options and exit codes of its own. */
async function runTool(name: string, args: string[]): Promise<void> {
  const { tools } = await import('./tools/index.ts');
  const slack = await import('../adapters/slack/render.ts');
  const discord = await import('../adapters/discord/render.ts');
  const find = (command: string): Command | undefined =>
    commands.find((candidate) => candidate.name === command);
  const measure: Measure = (card) => [...slack.measure(card, find), ...discord.measure(card)];
  try {
    const env = readEnvironment(process.cwd(), process.env);
    const outcome = await tools[name]?.(args, env, measure);
    process.stdout.write(outcome?.output ?? '');
    process.exitCode = outcome?.code ?? 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 2;
  }
}

function readArguments(): {
  positionals: string[];
  values: {
    strict?: boolean;
    json?: boolean;
    help?: boolean;
    url?: string;
    socket?: boolean;
    minimal?: boolean;
    many?: boolean;
  };
} {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        strict: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        url: { type: 'string' },
        socket: { type: 'boolean' },
        minimal: { type: 'boolean' },
        many: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** @param preview the note to show to its author, in the playground and nowhere else. */
async function start({ strict = false, preview, shard = false }: Start): Promise<void> {
  // Until something has begun there is nothing to finish.
  let stop: (code: number) => Promise<never> = (code) => process.exit(code);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Asked twice, it is still busy with the first.
      if (!stopping) void stop(0);
      stopping = true;
    });
  }
  // Without the process that started it, nobody would stop this one.
  if (shard) process.on('disconnect', () => void stop(0));
  const env = readEnvironment(process.cwd(), process.env);
  const config = readConfig(
    shard ? shardSettings(env) : preview === undefined ? env : previewSettings(env),
  );
  const log = createLog(config.logLevel);
  // A rejection that no one awaits comes from an SDK's background work; /healthz tells what it broke.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'background work failed'));
  // What waits for the disk and what keeps the processor busy go side by side.
  const reading = openNotes(config.notes, strict, log);
  const [createAdapters, store, metrics, model] = await Promise.all([
    loadAdapters(config),
    openStore(config.databaseUrl, log),
    loadMetrics(config),
    loadModel(config, log),
    reading.catch(() => undefined),
  ]);
  // Adapters listen only once they are started, when the catalog is there.
  let library = undefined as Library | undefined;
  const empty = makeCatalog([], [], []);
  const catalog = (): Catalog => library?.catalog ?? empty;
  const catchUpMs = config.daily.catchUpHours * 3_600_000;
  const daily = createDaily({ store, catalog, log, catchUpMs });
  const bot = createBot({
    ...{ catalog, commands, version, store, daily, log, model },
    limits: createLimits(),
    pace:
      config.commandsPerMinute > 0
        ? createLimits({ person: config.commandsPerMinute, workspace: Infinity })
        : undefined,
    storeQuestions: config.storeQuestions,
    metrics: metrics?.prometheus ?? (shard ? tellMetrics() : NO_METRICS),
  });
  const adapters = createAdapters(bot, store, log, (why) => {
    sayWhy(why);
    void stop(1);
  });
  library = await reading;
  const id = preview === undefined ? undefined : noteId(preview, catalog());
  if (id === undefined && catalog().notes.length === 0) {
    throw new StartError(
      `NOTES_DIR: there is no note to show in ${config.notes.join(', ')}. It needs files like alignment/lora.md.`,
    );
  }
  const isStopping = (): boolean => stopping;
  const routes = Object.assign(
    stateRoutes({ adapters, bot, store, daily, version, isStopping, metrics }),
    ...adapters.map((adapter) => adapter.routes ?? {}),
  ) as Routes;
  const server = shard ? undefined : await serve(routes, { ...config, log });
  stop = stopper(
    [daily, ...adapters],
    [{ stop: library.close }, { stop: () => bot.stop().finally(store.close) }],
    server,
    log,
  );
  try {
    await Promise.all(adapters.map((adapter) => adapter.start()));
  } catch (error) {
    sayWhy(error);
    await stop(1);
  }
  // Not before: what it does first takes the processor from the adapters.
  library.watch(log, bot.metrics);
  daily.start(
    new Map(adapters.flatMap(({ name, publisher }) => (publisher ? [[name, publisher]] : []))),
  );
  if (server) {
    process.stdout.write(
      id === undefined ? greeting(config, server, catalog()) : previewAddress(server.address, id),
    );
  }
}

/** @param json for programs: a list of diagnoses. */
async function doctor(json: boolean): Promise<void> {
  const { examine, writeDiagnoses } = await import('./tools/doctor.ts');
  const { examineSlack } = await import('../adapters/slack/examine.ts');
  const { examineDiscord } = await import('../adapters/discord/examine.ts');
  const diagnoses = await examine(readEnvironment(process.cwd(), process.env), {
    slack: examineSlack,
    discord: examineDiscord,
  });
  process.stdout.write(
    json ? `${JSON.stringify(diagnoses, null, 2)}\n` : writeDiagnoses(diagnoses),
  );
  process.exitCode = diagnoses.some(({ state }) => state === 'fault') ? 1 : 0;
}

async function backup(file = ''): Promise<void> {
  if (file.trim() === '')
    throw new StartError('Name a new file for the copy: paperboy backup FILE');
  const config = readConfig(readEnvironment(process.cwd(), process.env));
  await copyStore(config.databaseUrl, file, createLog(config.logLevel));
  process.stdout.write(`The database is copied to ${file}.\n`);
}

/** A preview goes to nobody else, and runs beside the bot that the settings are for. */
function previewSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NOTES_DIR, HOST } = env;
  return {
    NOTES_DIR,
    HOST,
    LOG_LEVEL: settingOf(env, 'LOG_LEVEL') ?? 'warn',
    PORT: settingOf(process.env, 'PORT') ?? '0',
    DATABASE_URL: ':memory:',
  };
}

/** Of several processes for Discord one serves all else. The SDK gives each its number in SHARDS. */
function shardSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const discordOnly = Object.entries(env).filter(([name]) => !name.startsWith('SLACK_'));
  return {
    ...Object.fromEntries(discordOnly),
    PLAYGROUND: 'off',
    METRICS_TOKEN: undefined,
    SHARDS: `${env['SHARDS']}/${env['SHARD_COUNT']}`,
  };
}

/** The id of a note that can be shown, or could be if it were mended, from its id or file. */
function noteId(asked: string, { get, problems }: Catalog): string {
  const id = basename(asked, '.md');
  if (get(id) || problems.some(({ file }) => file.endsWith(`/${id}.md`))) return id;
  throw new StartError(`There is no note "${id}". To begin one: paperboy new, and its arXiv id.`);
}

function previewAddress(address: string, id: string): string {
  return `${address}/?preview&q=/paper+${id}\nThe page follows the note as you save it; Ctrl+C ends this.\n`;
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
  const { problems, replaced } = library.catalog;
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
  return library;
}

/** Only what is configured is loaded: each SDK costs a third of a second and some 40 MB. */
async function loadAdapters(
  config: Config,
): Promise<
  (bot: Bot, store: Store, log: Log, lostForGood: (why: StartError) => void) => Adapter[]
> {
  const { slack, discord, publicUrl, daily } = config;
  const [playground, slackModule, discordModule] = await Promise.all([
    config.playground ? import('../adapters/playground/index.ts') : undefined,
    slack && import('../adapters/slack/index.ts'),
    discord && import('../adapters/discord/index.ts'),
  ]);
  const sharded =
    discord?.shards === 'auto' ? await import('../adapters/discord/sharded.ts') : undefined;
  return (bot, store, log, lostForGood) => [
    ...(playground ? [playground.createPlayground(bot)] : []),
    ...(slack && slackModule
      ? [
          slackModule.createSlack(slack, bot, log, {
            ...(publicUrl !== undefined && { publicUrl }),
            adminsOnly: daily.adminsOnly,
            store,
          }),
        ]
      : []),
    ...(discord && sharded
      ? [sharded.createSharded(discord, bot, log, process.argv[1] ?? '', lostForGood)]
      : discord && discordModule
        ? [discordModule.createDiscord(discord, bot, log, lostForGood)]
        : []),
  ];
}

/** Where nobody reads them, they are not even loaded. */
async function loadMetrics({ metricsToken: token }: Config) {
  if (token === undefined) return undefined;
  const { createPrometheus } = await import('./metrics/prometheus.ts');
  return { prometheus: createPrometheus(), token };
}

/** Few have one, and what calls it takes a while to load. */
async function loadModel(config: Config, log: Log): Promise<Model | undefined> {
  if (!config.model) return undefined;
  const { createModel } = await import('./answer/model.ts');
  return createModel(config.model, log);
}

/** @param parts stopped first, together. @param last stopped when those have nothing more to do. */
function stopper(
  parts: Pick<Adapter, 'stop'>[],
  last: Pick<Adapter, 'stop'>[],
  server: HttpServer | undefined,
  log: Log,
): (code: number) => Promise<never> {
  return async (code) => {
    setTimeout(() => process.exit(code), STOP_MS).unref();
    // Requests that are still coming in may start work; what they started is then waited for.
    const stopped = await Promise.allSettled([server?.stop(STOP_MS / 2)]);
    stopped.push(...(await Promise.allSettled(parts.map((part) => part.stop()))));
    stopped.push(...(await Promise.allSettled(last.map((part) => part.stop()))));
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
  const oauth = config.slack?.oauth;
  const install = oauth
    ? [`              add it to a workspace at ${oauth.publicUrl}/slack/install`]
    : [];
  const discord = config.discord === undefined ? 'not connected: set DISCORD_TOKEN' : 'connected';
  return [
    `Paperboy ${version}: ${catalog.notes.length} notes in ${catalog.topics.length} topics`,
    `  Playground  ${config.playground ? server.address : 'off; PLAYGROUND=true serves it'}`,
    `  Slack       ${slack}`,
    ...install,
    `  Discord     ${discord}`,
    '',
  ].join('\n');
}

function sayWhy(error: unknown): void {
  // Whoever asked for a copy did not ask for a start.
  const began = process.argv[2] === 'backup' ? '' : 'Paperboy could not start.\n';
  process.stderr.write(`${began}${messageOf(error)}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof StartError ? error.message : ((error as Error).stack ?? String(error));
}

try {
  await main();
} catch (error) {
  sayWhy(error);
  process.exit(1);
}
