import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseEnv } from 'node:util';
import { environment, missing, readShards } from "./environment.js";
import { root } from "./package.js";
import { StartError } from "./start-error.js";
/**
 * Reads the settings. Empty values count as not set, and white space around them is dropped.
 *
 * @throws {StartError} with every problem in one message: the variable, what is wrong, where to get it.
 *   Values are never repeated in it, since they may be secrets.
 */
export function readConfig(env) {
    const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => name in environment.shape && value?.trim() ? [[name, value.trim()]] : []));
    const result = environment.safeParse(given);
    const problems = (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}.`);
    problems.push(...missing(given));
    if (!result.success || problems.length > 0) {
        throw new StartError([
            'These settings need a look (set them in the environment or in a .env file):',
            ...problems,
        ].join('\n  - '));
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
function hasPlayground({ PLAYGROUND, SLACK_BOT_TOKEN, SLACK_CLIENT_ID, DISCORD_TOKEN }, mode) {
    if (PLAYGROUND !== undefined)
        return PLAYGROUND === 'true' || PLAYGROUND === 'on';
    const serves = SLACK_BOT_TOKEN ?? SLACK_CLIENT_ID ?? DISCORD_TOKEN;
    return mode !== 'production' || serves === undefined;
}
/** The folders that `NOTES_DIR` names; the shipped notes' when it names none. */
export function notesFolders(setting = '') {
    const folders = setting.split(delimiter).filter((path) => path.trim() !== '');
    return folders.length > 0 ? folders : [join(root, 'notes')];
}
function modelConfig({ ANSWER_MODEL: name, ANSWER_MODEL_URL: url, ANSWER_MODEL_KEY: key, }) {
    if (name === undefined || url === undefined)
        return {};
    return { model: { name, url, ...(key !== undefined && { key }) } };
}
function slackConfig(settings) {
    const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl } = settings;
    const oauth = oauthConfig(settings);
    const voice = oauth ? { oauth } : botToken === undefined ? undefined : { botToken };
    if (!voice)
        return undefined;
    const common = { ...voice, ...(apiUrl !== undefined && { apiUrl: `${apiUrl}/` }) };
    // With both, the app-level token decides: an app in Socket Mode is not called over HTTP.
    if (settings.SLACK_APP_TOKEN !== undefined) {
        return { ...common, mode: 'socket', appToken: settings.SLACK_APP_TOKEN };
    }
    return settings.SLACK_SIGNING_SECRET === undefined
        ? undefined
        : { ...common, mode: 'http', signingSecret: settings.SLACK_SIGNING_SECRET };
}
function oauthConfig(settings) {
    const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret, SLACK_ENCRYPTION_KEYS: encryptionKeys, PUBLIC_URL: publicUrl, } = settings;
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
export function readEnvironment(folder, env) {
    const file = join(folder, '.env');
    if (!existsSync(file))
        return env;
    let text;
    try {
        text = readFileSync(file, 'utf8');
    }
    catch (error) {
        const { code = 'unknown' } = error;
        throw new StartError(`The settings file ${file} can't be read (${code}).`);
    }
    const set = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
    return { ...parseEnv(text.replace(/^\ufeff/, '')), ...Object.fromEntries(set) };
}
//# sourceMappingURL=config.js.map