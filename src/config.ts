import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { StartError } from './start-error.ts';
import { LEVELS } from './log.ts';
import { root } from './package.ts';

const SLACK_APPS = 'https://api.slack.com/apps';
const DISCORD_APPS = 'https://discord.com/developers/applications';

const RANDOM = "node -e \"console.log(require('crypto').randomBytes(32).toString('hex'))\"";

/** A key of 32 bytes from its digits. */
function keyOf(text: string): Buffer | undefined {
  return /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** Whether what is sent to an address is encrypted, or never leaves the machine. */
export function encryptedOrLocal(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

/** Whether an address is in a private network: of the private ranges, or a name that only such a network knows. */
function isPrivate(address: string): boolean {
  const host = new URL(address).hostname;
  return (
    /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d+\.){0,2}\d+$/.test(host) ||
    /^\[f[cd][0-9a-f]{2}:/.test(host) ||
    /^[a-z][a-z0-9-]*$/.test(host) ||
    /\.(?:local|internal|lan|home\.arpa)$/.test(host)
  );
}

/** Questions and notes go to this address. */
const modelAddress = z
  .string()
  .refine(
    (text) =>
      encryptedOrLocal(text) || (/^http:/i.test(text) && URL.canParse(text) && isPrivate(text)),
    {
      error:
        'must start with https:// (http:// only for this machine or a private network, like http://127.0.0.1:11434/v1), since questions are sent there',
    },
  )
  .refine((text) => !URL.canParse(text) || new URL(text).username === '', {
    error: 'must not have a user or password in it; a key goes in ANSWER_MODEL_KEY',
  })
  .transform((text) => new URL(text).href.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''));

/** A token goes to this address. */
const apiAddress = z
  .string()
  .refine(encryptedOrLocal, {
    error:
      'must start with https:// (http:// only for this machine, like http://127.0.0.1:8080), since your token is sent there',
  })
  // The address as it was checked: other readers may find another host in the same text.
  .transform((text) => new URL(text).href.replace(/\/+$/, ''));

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a port number, like 3000' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'must be a port number, at most 65535' })
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PLAYGROUND: z.enum(['true', 'false', 'on', 'off'], { error: 'must be true or false' }).optional(),
  LOG_LEVEL: z.enum(LEVELS, { error: `must be one of ${LEVELS.join(', ')}` }).default('info'),
  COMMANDS_PER_MINUTE: z
    .string()
    .regex(/^\d{1,4}$/, { error: 'must be a whole number, like 60; 0 for no limit' })
    .transform(Number)
    .default(60),
  METRICS_TOKEN: z
    .string()
    .min(16, { error: `must be at least 16 characters nobody can guess; make it with: ${RANDOM}` })
    .optional(),
  NOTES_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine((text) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(text) || /^postgres(ql)?:\/\//.test(text), {
      error: 'must be postgres://user:password@host/database, or the path of a SQLite file',
    })
    .default(join('data', 'paperboy.db')),
  DAILY_CATCHUP_HOURS: z
    .string()
    .regex(/^\d{1,2}$/, { error: 'must be a whole number of hours, like 6' })
    .transform(Number)
    .refine((hours) => hours >= 1 && hours <= 23, { error: 'must be 1 to 23 hours' })
    .default(6),
  DAILY_ADMINS_ONLY: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address people reach this server at, like https://bot.example.org',
    })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/, {
      error: `must be the bot token, which starts with xoxb-; find it under OAuth & Permissions at ${SLACK_APPS}`,
    })
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, {
      error: `must be 32 letters and digits; find it under Basic Information, App Credentials, at ${SLACK_APPS}`,
    })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, {
      error: `must be an app-level token, which starts with xapp-; make one with the scope connections:write under Basic Information at ${SLACK_APPS}`,
    })
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, {
      error: `must be two numbers joined by a dot; find it under Basic Information, App Credentials, at ${SLACK_APPS}`,
    })
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, {
      error: `must be 32 letters and digits; find it under Basic Information, App Credentials, at ${SLACK_APPS}`,
    })
    .optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(32, { error: `must be at least 32 characters nobody can guess; make it with: ${RANDOM}` })
    .optional(),
  SLACK_ENCRYPTION_KEYS: z
    .string()
    .transform((text) => text.split(',').map((key) => keyOf(key.trim())))
    .refine((keys): keys is Buffer[] => !keys.includes(undefined), {
      error: `must be 64 digits 0 to 9 and a to f, several with commas between; make one with: ${RANDOM}`,
    })
    .optional(),
  SLACK_API_URL: apiAddress.optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$/, {
      error: `must be the bot token, three parts joined by dots; find it under Bot at ${DISCORD_APPS}`,
    })
    .optional(),
  DISCORD_API_URL: apiAddress.optional(),
  DISCORD_MESSAGE_CONTENT: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false'),
  SHARDS: z
    .string()
    .refine((text) => text === 'auto' || readShards(text) !== undefined, {
      error:
        'must be auto, for a process each, or what this process serves of how many, like 0-3/16 or 5/16',
    })
    .optional(),
  ANSWER_MODEL: z.string().max(200, { error: 'must be the name of a model' }).optional(),
  ANSWER_MODEL_URL: modelAddress.optional(),
  ANSWER_MODEL_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, { error: 'must be a key without blanks or line breaks' })
    .optional(),
  STORE_QUESTIONS: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
});

/** Which of an app's gateway connections a process holds; Discord gives each about 1,000 servers. */
export interface Shards {
  /** From 0. */
  ids: number[];
  of: number;
}

function readShards(text: string): Shards | undefined {
  const [, from = '', to = from, count = ''] =
    /^(\d{1,5})(?:-(\d{1,5}))?\/(\d{1,5})$/.exec(text) ?? [];
  const [first, last, of] = [Number(from), Number(to), Number(count)];
  if (count === '' || first > last || last >= of) return undefined;
  return { ids: Array.from({ length: last - first + 1 }, (_, i) => first + i), of };
}

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
    Object.entries(env).flatMap(([name, value]) =>
      name in environment.shape && value?.trim() ? [[name, value.trim()]] : [],
    ),
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
  { PLAYGROUND, SLACK_BOT_TOKEN, SLACK_CLIENT_ID, DISCORD_TOKEN }: z.infer<typeof environment>,
  mode: string | undefined,
): boolean {
  if (PLAYGROUND !== undefined) return PLAYGROUND === 'true' || PLAYGROUND === 'on';
  const serves = SLACK_BOT_TOKEN ?? SLACK_CLIENT_ID ?? DISCORD_TOKEN;
  return mode !== 'production' || serves === undefined;
}

/** The folders that `NOTES_DIR` names; the shipped notes' when it names none. */
export function notesFolders(setting = ''): string[] {
  const folders = setting.split(delimiter).filter((path) => path.trim() !== '');
  return folders.length > 0 ? folders : [join(root, 'notes')];
}

/** The settings for many workspaces; all or none of them. */
const OAUTH = {
  SLACK_CLIENT_ID: `find it under Basic Information, App Credentials, at ${SLACK_APPS}`,
  SLACK_CLIENT_SECRET: `find it under Basic Information, App Credentials, at ${SLACK_APPS}`,
  SLACK_STATE_SECRET: `it signs what comes back from Slack; make it with: ${RANDOM}`,
  SLACK_ENCRYPTION_KEYS: `without it no workspace’s token is kept; make one with: ${RANDOM}`,
} as const;

/** Settings that only make sense together. */
function missing(given: Record<string, string>): string[] {
  const has = (name: string): boolean => given[name] !== undefined;
  const problems = [...missingForSlack(given, has), ...missingForModel(given, has)];
  if (given['SHARDS'] === 'auto' && given['DATABASE_URL'] === ':memory:') {
    problems.push(
      'SHARDS=auto needs a database that its processes share: set DATABASE_URL to a file or postgres://….',
    );
  }
  return problems;
}

function missingForSlack(given: Record<string, string>, has: (name: string) => boolean): string[] {
  const problems: string[] = [];
  const receiving = has('SLACK_SIGNING_SECRET') || has('SLACK_APP_TOKEN');
  const many = Object.keys(OAUTH).filter(has);
  if ((has('SLACK_BOT_TOKEN') || many.length > 0) && !receiving) {
    problems.push(
      'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN is missing: give the signing secret to be called over HTTP, ' +
        `or an app-level token for Socket Mode; both are under Basic Information at ${SLACK_APPS}.`,
    );
  }
  if (many.length === 0) {
    if (receiving && !has('SLACK_BOT_TOKEN')) {
      problems.push(
        `SLACK_BOT_TOKEN is missing: Slack needs it as well; find it under OAuth & Permissions at ${SLACK_APPS}.`,
      );
    }
    return problems;
  }
  for (const [name, remedy] of Object.entries(OAUTH)) {
    if (!has(name)) problems.push(`${name} is missing: ${many.join(', ')} need it; ${remedy}.`);
  }
  if (has('SLACK_BOT_TOKEN')) {
    problems.push(
      'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: take one of them out.',
    );
  }
  if (!encryptedOrLocal(given['PUBLIC_URL'] ?? '')) {
    problems.push(
      'PUBLIC_URL must be there and start with https:// where SLACK_CLIENT_ID is set: Slack sends whoever installs the bot back to it.',
    );
  }
  return problems;
}

function missingForModel(given: Record<string, string>, has: (name: string) => boolean): string[] {
  const problems: string[] = [];
  for (const [one, other, what] of [
    [
      'ANSWER_MODEL',
      'ANSWER_MODEL_URL',
      'the address of its server, like http://127.0.0.1:11434/v1',
    ],
    ['ANSWER_MODEL_URL', 'ANSWER_MODEL', 'the name of a model that this server has'],
    ['ANSWER_MODEL_KEY', 'ANSWER_MODEL', 'the name of the model that the key is for'],
  ] as const) {
    if (has(one) && !has(other)) problems.push(`${other} is missing: ${one} needs ${what}.`);
  }
  const { ANSWER_MODEL_URL: address } = given;
  if (has('ANSWER_MODEL_KEY') && address !== undefined && !encryptedOrLocal(address)) {
    problems.push(
      'ANSWER_MODEL_KEY would cross the network for everybody to read: ANSWER_MODEL_URL must start with https:// where there is a key.',
    );
  }
  return problems;
}

function modelConfig({
  ANSWER_MODEL: name,
  ANSWER_MODEL_URL: url,
  ANSWER_MODEL_KEY: key,
}: z.infer<typeof environment>): Pick<Config, 'model'> {
  if (name === undefined || url === undefined) return {};
  return { model: { name, url, ...(key !== undefined && { key }) } };
}

function slackConfig(settings: z.infer<typeof environment>): SlackConfig | undefined {
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

function oauthConfig(settings: z.infer<typeof environment>): SlackOAuth | undefined {
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
 * @throws {StartError} when there is such a file but it can't be read.
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
  return { ...parseEnv(text.replace(/^\ufeff/, '')), ...Object.fromEntries(set) };
}
