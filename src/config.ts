import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseEnv } from 'node:util';
import { environment, missing, readShards, type Environment, type Shards } from './environment.ts';
import type { LEVELS } from './log.ts';
import { root } from './package.ts';
import { StartError } from './start-error.ts';

/** What lets people in any workspace install the bot there. */
export interface SlackOAuth {
  clientId: string;
  clientSecret: string;
  /** Signs what comes back with people from Slack. */
  stateSecret: string;
  /** Of 32 bytes each; the first encrypts, all decrypt. */
  encryptionKeys: Buffer[];
  /** Where people outside reach this server, without a slash at its end. */
  publicUrl: string;
}

/**
 * How Slack reaches the bot: by calling its address, or through a socket the bot opens. And where it
 * speaks: in the one workspace that its token is for, or wherever it was installed.
 */
export type SlackConfig = { apiUrl?: string } & (
  { botToken: string; oauth?: never } | { botToken?: never; oauth: SlackOAuth }
) &
  ({ mode: 'http'; signingSecret: string } | { mode: 'socket'; appToken: string });

export interface DiscordConfig {
  token: string;
  apiUrl?: string;
  /** Whether messages that are not for the bot may be read: a privileged intent. */
  messageContent?: boolean;
  /** `auto`: a process each; undefined: all that Discord recommends, in this process. */
  shards?: 'auto' | Shards;
}

export interface Config {
  port: number;
  host: string;
  logLevel: (typeof LEVELS)[number];
  playground: boolean;
  /** How often one person's commands and buttons are answered; 0: always. */
  commandsPerMinute: number;
  /** Whoever brings it may read the metrics; without it nobody. */
  metricsToken?: string;
  /** The notes' folders; a note in a later one replaces one with its id in an earlier. */
  notes: string[];
  /** `postgres://…`, or the path of a SQLite file. */
  databaseUrl: string;
  daily: {
    /** How late a pick may be and still come. */
    catchUpHours: number;
    /** On Slack, whether only the workspace's admins may set it up. */
    adminsOnly: boolean;
  };
  /** Where pictures can be fetched from outside, without a slash at its end. */
  publicUrl?: string;
  slack?: SlackConfig;
  discord?: DiscordConfig;
  /** What answers are shortened with: a model behind an OpenAI-compatible address. */
  model?: { name: string; url: string; key?: string };
  /** Whether questions are kept, with who asked them. */
  storeQuestions: boolean;
}

/**
 * Reads the settings. Empty values count as not set, and white space around them is dropped.
 *
 * @throws {StartError} with every problem in one message: the variable, what is wrong, where to get it.
 *   Values are never repeated in it, since they may be secrets.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.keys(env).flatMap((name) => {
      const value = name in environment.shape ? settingOf(env, name) : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const result = environment.safeParse(given);
  const problems = (result.error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')} ${message}.`,
  );
  problems.push(...missing(given));
  if (!result.success || problems.length > 0) {
    throw new StartError(
      [
        'These settings need a look (set them in the environment or in a .env file):',
        ...problems,
      ].join('\n  - '),
    );
  }
  const settings = result.data;
  const slack = slackConfig(settings);
  return {
    port: settings.PORT,
    host: settings.HOST,
    logLevel: settings.LOG_LEVEL,
    commandsPerMinute: settings.COMMANDS_PER_MINUTE,
    playground: hasPlayground(settings, env['NODE_ENV']),
    ...(settings.METRICS_TOKEN !== undefined && { metricsToken: settings.METRICS_TOKEN }),
    notes: notesFolders(settings.NOTES_DIR),
    databaseUrl: settings.DATABASE_URL,
    daily: {
      catchUpHours: settings.DAILY_CATCHUP_HOURS,
      adminsOnly: settings.DAILY_ADMINS_ONLY === 'true',
    },
    ...(settings.PUBLIC_URL !== undefined && { publicUrl: settings.PUBLIC_URL }),
    ...(slack && { slack }),
    ...(settings.DISCORD_TOKEN !== undefined && {
      discord: {
        token: settings.DISCORD_TOKEN,
        ...(settings.DISCORD_API_URL !== undefined && { apiUrl: settings.DISCORD_API_URL }),
        ...(settings.DISCORD_MESSAGE_CONTENT === 'true' && { messageContent: true }),
        ...(settings.SHARDS !== undefined && {
          shards: settings.SHARDS === 'auto' ? 'auto' : readShards(settings.SHARDS),
        }),
      },
    }),
    ...modelConfig(settings),
    storeQuestions: settings.STORE_QUESTIONS === 'true',
  };
}

/** Where people outside may reach the bot, its playground is on only when it is asked for. */
function hasPlayground(
  { PLAYGROUND, SLACK_BOT_TOKEN, SLACK_CLIENT_ID, DISCORD_TOKEN }: Environment,
  mode: string | undefined,
): boolean {
  if (PLAYGROUND !== undefined) return PLAYGROUND === 'true' || PLAYGROUND === 'on';
  const serves = SLACK_BOT_TOKEN ?? SLACK_CLIENT_ID ?? DISCORD_TOKEN;
  return mode !== 'production' || serves === undefined;
}

/** A setting without white space around it; undefined where it is empty. */
export function settingOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** The folders that `NOTES_DIR` names; the shipped notes' when it names none. */
export function notesFolders(setting = ''): string[] {
  const folders = setting
    .split(delimiter)
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return folders.length > 0 ? folders : [join(root, 'notes')];
}

function modelConfig({
  ANSWER_MODEL: name,
  ANSWER_MODEL_URL: url,
  ANSWER_MODEL_KEY: key,
}: Environment): Pick<Config, 'model'> {
  if (name === undefined || url === undefined) return {};
  return { model: { name, url, ...(key !== undefined && { key }) } };
}

function slackConfig(settings: Environment): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl } = settings;
  const oauth = oauthConfig(settings);
  const voice = oauth ? { oauth } : botToken === undefined ? undefined : { botToken };
  if (!voice) return undefined;
  const common = { ...voice, ...(apiUrl !== undefined && { apiUrl: `${apiUrl}/` }) };
  // With both, the app-level token decides: an app in Socket Mode is not called over HTTP.
  if (settings.SLACK_APP_TOKEN !== undefined) {
    return { ...common, mode: 'socket', appToken: settings.SLACK_APP_TOKEN };
  }
  return settings.SLACK_SIGNING_SECRET === undefined
    ? undefined
    : { ...common, mode: 'http', signingSecret: settings.SLACK_SIGNING_SECRET };
}

function oauthConfig(settings: Environment): SlackOAuth | undefined {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    SLACK_ENCRYPTION_KEYS: encryptionKeys,
    PUBLIC_URL: publicUrl,
  } = settings;
  const given = clientId !== undefined && clientSecret !== undefined && stateSecret !== undefined;
  return given && encryptionKeys !== undefined && publicUrl !== undefined
    ? { clientId, clientSecret, stateSecret, encryptionKeys, publicUrl }
    : undefined;
}

/**
 * The environment, with what a `.env` file in `folder` adds to it. The environment wins, unless a
 * variable is empty in it.
 *
 * @throws {StartError} when there is such a file but it can't be read, or a line of it is no setting.
 */
export function readEnvironment(folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const file = join(folder, '.env');
  if (!existsSync(file)) return env;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new StartError(`The settings file ${file} can't be read (${code}).`);
  }
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { ...readSettings(text.replace(/^\ufeff/, ''), file), ...Object.fromEntries(set) };
}

/** A name that no variable has. */
const LAST = '.';

/**
 * Node's reader takes a line without "=" for the beginning of the next setting's name, so that this one is
 * lost; the last line of a file goes with nothing said. Its text may be a secret, so only its number is told.
 */
function readSettings(text: string, file: string): NodeJS.ProcessEnv {
  const settings = Object.entries(parseEnv(`${text}\n${LAST}=`));
  const swallowed = settings.flatMap(([name]) => name.split('\n').slice(0, -1));
  const texts = new Set(swallowed.map((line) => line.trim()));
  const stray = text.split('\n').flatMap((line, i) => {
    const said = line.trim();
    return said !== '' && !said.startsWith('#') && texts.has(said) ? [i + 1] : [];
  });
  if (stray.length === 0) return Object.fromEntries(settings.filter(([name]) => name !== LAST));
  throw new StartError(
    `The settings file ${file} has no "=" in line ${stray.join(' and ')}. Write NAME=value there, or begin the line with #.`,
  );
}
