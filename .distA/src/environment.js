import { join } from 'node:path';
import * as z from 'zod';
import { LEVELS } from "./log.js";
const SLACK_APPS = 'https://api.slack.com/apps';
const DISCORD_APPS = 'https://discord.com/developers/applications';
const RANDOM = "node -e \"console.log(require('crypto').randomBytes(32).toString('hex'))\"";
/** A key of 32 bytes from its digits. */
function keyOf(text) {
    return /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}
/** Whether what is sent to an address is encrypted, or never leaves the machine. */
export function encryptedOrLocal(address) {
    if (!URL.canParse(address))
        return false;
    const { protocol, hostname } = new URL(address);
    const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
    return protocol === 'https:' || (protocol === 'http:' && loopback);
}
/** Whether an address is in a private network: of the private ranges, or a name that only such a network knows. */
function isPrivate(address) {
    const host = new URL(address).hostname;
    return (/^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d+\.){0,2}\d+$/.test(host) ||
        /^\[f[cd][0-9a-f]{2}:/.test(host) ||
        /^[a-z][a-z0-9-]*$/.test(host) ||
        /\.(?:local|internal|lan|home\.arpa)$/.test(host));
}
/** Questions and notes go to this address. */
const modelAddress = z
    .string()
    .refine((text) => encryptedOrLocal(text) || (/^http:/i.test(text) && URL.canParse(text) && isPrivate(text)), {
    error: 'must start with https:// (http:// only for this machine or a private network, like http://127.0.0.1:11434/v1), since questions are sent there',
})
    .refine((text) => !URL.canParse(text) || new URL(text).username === '', {
    error: 'must not have a user or password in it; a key goes in ANSWER_MODEL_KEY',
})
    .transform((text) => new URL(text).href.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''));
/** A token goes to this address. */
const apiAddress = z
    .string()
    .refine(encryptedOrLocal, {
    error: 'must start with https:// (http:// only for this machine, like http://127.0.0.1:8080), since your token is sent there',
})
    // The address as it was checked: other readers may find another host in the same text.
    .transform((text) => new URL(text).href.replace(/\/+$/, ''));
/** The variables that are read, each by itself; what only makes sense together is in {@link missing}. */
export const environment = z.object({
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
        .refine((keys) => !keys.includes(undefined), {
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
        error: 'must be auto, for a process each, or what this process serves of how many, like 0-3/16 or 5/16',
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
/** `0-3/16` or `5/16`; undefined for what is neither. */
export function readShards(text) {
    const [, from = '', to = from, count = ''] = /^(\d{1,5})(?:-(\d{1,5}))?\/(\d{1,5})$/.exec(text) ?? [];
    const [first, last, of] = [Number(from), Number(to), Number(count)];
    if (count === '' || first > last || last >= of)
        return undefined;
    return { ids: Array.from({ length: last - first + 1 }, (_, i) => first + i), of };
}
/** The settings for many workspaces; all or none of them. */
const OAUTH = {
    SLACK_CLIENT_ID: `find it under Basic Information, App Credentials, at ${SLACK_APPS}`,
    SLACK_CLIENT_SECRET: `find it under Basic Information, App Credentials, at ${SLACK_APPS}`,
    SLACK_STATE_SECRET: `it signs what comes back from Slack; make it with: ${RANDOM}`,
    SLACK_ENCRYPTION_KEYS: `without it no workspace’s token is kept; make one with: ${RANDOM}`,
};
/** What is missing or too much among settings that only make sense together. @param given those that are set. */
export function missing(given) {
    const has = (name) => given[name] !== undefined;
    const problems = [...missingForSlack(given, has), ...missingForModel(given, has)];
    if (given['SHARDS'] === 'auto' && given['DATABASE_URL'] === ':memory:') {
        problems.push('SHARDS=auto needs a database that its processes share: set DATABASE_URL to a file or postgres://….');
    }
    return problems;
}
function missingForSlack(given, has) {
    const problems = [];
    const receiving = has('SLACK_SIGNING_SECRET') || has('SLACK_APP_TOKEN');
    const many = Object.keys(OAUTH).filter(has);
    if ((has('SLACK_BOT_TOKEN') || many.length > 0) && !receiving) {
        problems.push('SLACK_SIGNING_SECRET or SLACK_APP_TOKEN is missing: give the signing secret to be called over HTTP, ' +
            `or an app-level token for Socket Mode; both are under Basic Information at ${SLACK_APPS}.`);
    }
    if (many.length === 0) {
        if (receiving && !has('SLACK_BOT_TOKEN')) {
            problems.push(`SLACK_BOT_TOKEN is missing: Slack needs it as well; find it under OAuth & Permissions at ${SLACK_APPS}.`);
        }
        return problems;
    }
    for (const [name, remedy] of Object.entries(OAUTH)) {
        if (!has(name))
            problems.push(`${name} is missing: ${many.join(', ')} need it; ${remedy}.`);
    }
    if (has('SLACK_BOT_TOKEN')) {
        problems.push('SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: take one of them out.');
    }
    if (!encryptedOrLocal(given['PUBLIC_URL'] ?? '')) {
        problems.push('PUBLIC_URL must be there and start with https:// where SLACK_CLIENT_ID is set: Slack sends whoever installs the bot back to it.');
    }
    return problems;
}
function missingForModel(given, has) {
    const problems = [];
    for (const [one, other, what] of [
        [
            'ANSWER_MODEL',
            'ANSWER_MODEL_URL',
            'the address of its server, like http://127.0.0.1:11434/v1',
        ],
        ['ANSWER_MODEL_URL', 'ANSWER_MODEL', 'the name of a model that this server has'],
        ['ANSWER_MODEL_KEY', 'ANSWER_MODEL', 'the name of the model that the key is for'],
    ]) {
        if (has(one) && !has(other))
            problems.push(`${other} is missing: ${one} needs ${what}.`);
    }
    const { ANSWER_MODEL_URL: address } = given;
    if (has('ANSWER_MODEL_KEY') && address !== undefined && !encryptedOrLocal(address)) {
        problems.push('ANSWER_MODEL_KEY would cross the network for everybody to read: ANSWER_MODEL_URL must start with https:// where there is a key.');
    }
    return problems;
}
//# sourceMappingURL=environment.js.map