import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notesFolders, readConfig, readEnvironment, settingOf } from '../src/config.ts';
import { root } from '../src/package.ts';
import { StartError } from '../src/start-error.ts';

// Made up, in the shape of the real ones and put together here so that no scanner takes them for real.
const BOT = ['xoxb', '1', '2', 'botsecret'].join('-');
const APP = ['xapp', '1', 'A1', 'appsecret'].join('-');
const SIGNING = '0123456789abcdef'.repeat(2);
const DISCORD = ['a'.repeat(24), 'b'.repeat(6), 'discordsecret'.repeat(3)].join('.');

/** The message a start with these settings fails with. */
function faultOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as Error).message;
  }
  throw new Error('the settings were accepted');
}

describe('readConfig', () => {
  it('needs nothing at all', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      databaseUrl: join('data', 'paperboy.db'),
      daily: { catchUpHours: 6, adminsOnly: false },
      storeQuestions: false,
      host: '127.0.0.1',
      logLevel: 'info',
      commandsPerMinute: 60,
      playground: true,
      notes: [join(root, 'notes')],
    });
  });

  it('serves the playground in production only where nothing else is, or when asked to', () => {
    const on = (env: NodeJS.ProcessEnv): boolean => readConfig(env).playground;
    const NODE_ENV = 'production';
    const slack = { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SIGNING };
    expect(on({ NODE_ENV })).toBe(true);
    expect(on(slack)).toBe(true);
    expect(on({ NODE_ENV, ...slack })).toBe(false);
    expect(on({ NODE_ENV, DISCORD_TOKEN: DISCORD })).toBe(false);
    expect(on({ NODE_ENV, ...slack, PLAYGROUND: 'true' })).toBe(true);
    expect(on({ NODE_ENV, ...slack, PLAYGROUND: 'on' })).toBe(true);
    expect(on({ PLAYGROUND: 'false' })).toBe(false);
  });

  it('ignores variables of others', () => {
    expect(readConfig({ PATH: '/bin', SLACK_TEAM: 'x', toString: 'x' })).toEqual(readConfig({}));
  });

  it('reads every variable', () => {
    expect(
      readConfig({
        PORT: '8080',
        HOST: '0.0.0.0',
        LOG_LEVEL: 'debug',
        NOTES_DIR: '/srv/notes',
        PLAYGROUND: 'off',
        METRICS_TOKEN: 'reader-of-metrics-1',
        COMMANDS_PER_MINUTE: '0',
        PUBLIC_URL: 'https://bot.example.org/',
        SLACK_BOT_TOKEN: BOT,
        SLACK_SIGNING_SECRET: SIGNING,
        SLACK_API_URL: 'https://slack.example.org/api',
        DISCORD_TOKEN: DISCORD,
        DISCORD_API_URL: 'https://discord.example.org/api',
        DATABASE_URL: 'postgres://paperboy:secret@db.example.org/paperboy',
        DAILY_CATCHUP_HOURS: '12',
        DAILY_ADMINS_ONLY: 'true',
        ANSWER_MODEL: 'gemma3',
        ANSWER_MODEL_URL: 'https://models.example.org/v1/chat/completions',
        ANSWER_MODEL_KEY: 'sk-secret',
        STORE_QUESTIONS: 'true',
      }),
    ).toEqual({
      model: { name: 'gemma3', url: 'https://models.example.org/v1', key: 'sk-secret' },
      storeQuestions: true,
      port: 8080,
      databaseUrl: 'postgres://paperboy:secret@db.example.org/paperboy',
      daily: { catchUpHours: 12, adminsOnly: true },
      host: '0.0.0.0',
      logLevel: 'debug',
      playground: false,
      metricsToken: 'reader-of-metrics-1',
      commandsPerMinute: 0,
      publicUrl: 'https://bot.example.org',
      notes: ['/srv/notes'],
      slack: {
        mode: 'http',
        botToken: BOT,
        signingSecret: SIGNING,
        apiUrl: 'https://slack.example.org/api/',
      },
      discord: { token: DISCORD, apiUrl: 'https://discord.example.org/api' },
    });
  });

  it('uses Socket Mode when there is an app-level token, with a signing secret or without', () => {
    const socket = { mode: 'socket', botToken: BOT, appToken: APP };
    expect(readConfig({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP }).slack).toEqual(socket);
    expect(
      readConfig({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_SIGNING_SECRET: SIGNING })
        .slack,
    ).toEqual(socket);
  });

  const right: Record<string, string> = {
    PORT: '65535',
    HOST: 'localhost',
    LOG_LEVEL: 'silent',
    NOTES_DIR: 'my notes',
    SLACK_BOT_TOKEN: BOT,
    SLACK_SIGNING_SECRET: SIGNING,
    SLACK_API_URL: 'http://127.0.0.1:8080/api',
    DISCORD_TOKEN: DISCORD,
    DISCORD_API_URL: 'http://[::1]:8080/api',
  };

  it('takes values with blanks around them', () => {
    const padded = Object.entries(right).map(([name, value]) => [name, ` \t${value}\r\n`]);
    expect(readConfig(Object.fromEntries(padded) as NodeJS.ProcessEnv)).toEqual(readConfig(right));
  });

  it('takes folders with blanks around them', () => {
    const folders = ['my notes', 'ours'];
    expect(notesFolders(` ${folders.join(` ${delimiter} `)}\r`)).toEqual(folders);
    expect(settingOf({ NOTES_DIR: ' \r' }, 'NOTES_DIR')).toBeUndefined();
  });

  it('takes empty and blank values as not set', () => {
    for (const nothing of ['', '  ', '\t\r\n']) {
      const empty = Object.keys(right).map((name) => [name, nothing]);
      expect(readConfig(Object.fromEntries(empty) as NodeJS.ProcessEnv)).toEqual(readConfig({}));
    }
  });

  it.each([
    ['PORT', 'secret', 'must be a port number'],
    ['PORT', '65536', 'at most 65535'],
    ['PORT', '-1', 'must be a port number'],
    ['PORT', '80.5', 'must be a port number'],
    ['LOG_LEVEL', 'loud-secret', 'must be one of trace, debug, info'],
    ['SLACK_BOT_TOKEN', APP, 'starts with xoxb-'],
    ['SLACK_BOT_TOKEN', 'xoxb-has blank-botsecret', 'starts with xoxb-'],
    ['SLACK_SIGNING_SECRET', 'signing-secret', 'under Basic Information'],
    ['SLACK_SIGNING_SECRET', `${SIGNING}0`, 'under Basic Information'],
    ['SLACK_APP_TOKEN', BOT, 'starts with xapp-'],
    ['SLACK_API_URL', 'slack.secret.com/api', 'must start with https://'],
    ['DISCORD_TOKEN', 'Bot discordsecret', 'three parts joined by dots'],
    ['DISCORD_MESSAGE_CONTENT', 'secret', 'must be true or false'],
    ['SHARDS', 'secret', 'must be auto'],
    ['SHARDS', '3-1/4', 'must be auto'],
    ['SHARDS', '0-4/4', 'must be auto'],
    ['SHARDS', '4', 'must be auto'],
    ['DISCORD_API_URL', 'ftp://secret.example.org', 'must start with https://'],
    ['DATABASE_URL', 'mysql://secret@db/paperboy', 'must be postgres://'],
  ])('refuses %s=%s and says what is right', (name, value, why) => {
    const message = faultOf({ ...right, [name]: value });
    expect(message).toContain(`\n  - ${name} `);
    expect(message).toContain(why);
    for (const secret of [value, 'secret', BOT, APP, SIGNING, DISCORD]) {
      if (secret.length > 5 && !/^\d+$/.test(secret)) {
        expect(message.replaceAll('signing secret', '')).not.toContain(secret);
      }
    }
  });

  it('lists everything that is wrong in one message', () => {
    const message = faultOf({
      PORT: 'x',
      LOG_LEVEL: 'x',
      SLACK_SIGNING_SECRET: 'x',
      SLACK_APP_TOKEN: 'x',
      SLACK_API_URL: 'x',
      DISCORD_TOKEN: 'x',
      DISCORD_API_URL: 'x',
    });
    const named = message.split('\n  - ').slice(1);
    expect(named.map((line) => line.split(' ')[0]).sort()).toEqual([
      'DISCORD_API_URL',
      'DISCORD_TOKEN',
      'LOG_LEVEL',
      'PORT',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
    ]);
  });

  it('names the setting that is missing beside another', () => {
    expect(faultOf({ SLACK_BOT_TOKEN: BOT })).toContain(
      'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN is missing',
    );
    expect(faultOf({ SLACK_APP_TOKEN: APP })).toContain('SLACK_BOT_TOKEN is missing');
    expect(faultOf({ SLACK_SIGNING_SECRET: SIGNING })).toContain('SLACK_BOT_TOKEN is missing');
  });

  it('refuses processes that would share no database', () => {
    expect(faultOf({ DISCORD_TOKEN: DISCORD, SHARDS: 'auto', DATABASE_URL: ':memory:' })).toContain(
      'SHARDS=auto needs a database that its processes share',
    );
  });

  const many: Record<string, string> = {
    SLACK_CLIENT_ID: '1234567890.0987654321',
    SLACK_CLIENT_SECRET: SIGNING,
    SLACK_STATE_SECRET: 's'.repeat(32),
    SLACK_ENCRYPTION_KEYS: `${'ab'.repeat(32)}, ${'cd'.repeat(32)}`,
    SLACK_SIGNING_SECRET: SIGNING,
    PUBLIC_URL: 'https://bot.example.org/',
  };

  it('reads what many workspaces take, over HTTP and Socket Mode', () => {
    const oauth = {
      clientId: '1234567890.0987654321',
      clientSecret: SIGNING,
      stateSecret: 's'.repeat(32),
      encryptionKeys: [Buffer.alloc(32, 0xab), Buffer.alloc(32, 0xcd)],
      publicUrl: 'https://bot.example.org',
    };
    expect(readConfig(many).slack).toEqual({ mode: 'http', oauth, signingSecret: SIGNING });
    const socket = { ...many, SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: APP };
    expect(readConfig(socket).slack).toEqual({ mode: 'socket', oauth, appToken: APP });
  });

  it.each(Object.keys(many))('refuses many workspaces without %s', (name) => {
    const message = faultOf({ ...many, [name]: '' });
    expect(message.split('\n  - ').slice(1)).toHaveLength(1);
    expect(message).toContain(name);
  });

  it.each([
    ['SLACK_CLIENT_ID', 'secret', 'two numbers joined by a dot'],
    ['SLACK_CLIENT_SECRET', 'secret', '32 letters and digits'],
    ['SLACK_STATE_SECRET', 'secret', 'at least 32 characters'],
    ['SLACK_ENCRYPTION_KEYS', 'secret', 'must be 64 digits'],
    ['SLACK_ENCRYPTION_KEYS', `${'ab'.repeat(32)},secret`, 'must be 64 digits'],
    ['SLACK_ENCRYPTION_KEYS', 'ab'.repeat(31), 'must be 64 digits'],
    ['PUBLIC_URL', 'http://bot.example.org', 'start with https://'],
    ['SLACK_BOT_TOKEN', BOT, 'take one of them out'],
  ])('refuses many workspaces with %s=%s', (name, value, why) => {
    const message = faultOf({ ...many, [name]: value });
    expect(message).toContain(`\n  - ${name} `);
    expect(message).toContain(why);
    expect(message).not.toContain(': secret');
    expect(message).not.toContain('ab'.repeat(31));
  });

  const modelAt = (url: string, key?: string) =>
    readConfig({ ANSWER_MODEL: 'm', ANSWER_MODEL_URL: url, ANSWER_MODEL_KEY: key }).model;

  it.each([
    ['https://models.example.org/v1/', 'https://models.example.org/v1'],
    ['https://models.example.org/v1/chat/completions', 'https://models.example.org/v1'],
    ['http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434/v1'],
    ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
    ['http://ollama:11434/v1', 'http://ollama:11434/v1'],
    ['http://gpu.local:8000/v1', 'http://gpu.local:8000/v1'],
    ['http://10.1.2.3:8000/v1', 'http://10.1.2.3:8000/v1'],
    ['http://172.31.0.1:8000/v1', 'http://172.31.0.1:8000/v1'],
    ['http://192.168.1.20:8000/v1', 'http://192.168.1.20:8000/v1'],
    ['http://[fd12:3456::1]:8000/v1', 'http://[fd12:3456::1]:8000/v1'],
  ])('takes the model’s address %s', (given, url) => {
    expect(modelAt(given)).toEqual({ name: 'm', url });
  });

  it.each([
    'http://models.example.org/v1',
    'http://172.32.0.1/v1',
    'http://11.1.2.3/v1',
    'http://10.1.2.3.example.org/v1',
    'http://192.168.1.20.evil.com/v1',
    'http://localhost@evil.com/v1',
    'http://10.1@evil.com/v1',
    'http://local.evil.com',
    'ftp://ollama/v1',
    'ollama:11434',
    'not an address',
  ])('refuses the model’s address %s', (url) => {
    expect(faultOf({ ANSWER_MODEL: 'm', ANSWER_MODEL_URL: url })).toContain(
      'ANSWER_MODEL_URL must start with https://',
    );
  });

  it('lets a key go only where nobody can read it on the way', () => {
    expect(modelAt('https://models.example.org/v1', 'sk-secret')?.key).toBe('sk-secret');
    expect(modelAt('http://127.0.0.1:4000/v1', 'sk-secret')?.key).toBe('sk-secret');
    const message = faultOf({
      ANSWER_MODEL: 'm',
      ANSWER_MODEL_URL: 'http://ollama:11434/v1',
      ANSWER_MODEL_KEY: 'sk-secret',
    });
    expect(message).toContain('ANSWER_MODEL_KEY would cross the network');
    expect(message).not.toContain('sk-secret');
    expect(
      faultOf({ ANSWER_MODEL: 'm', ANSWER_MODEL_URL: 'https://me:hunter2@models.example.org/v1' }),
    ).toMatch(/^(?!.*hunter2).*a key goes in ANSWER_MODEL_KEY/s);
  });

  it('names what else a model needs', () => {
    expect(faultOf({ ANSWER_MODEL: 'm' })).toContain('ANSWER_MODEL_URL is missing');
    expect(faultOf({ ANSWER_MODEL_URL: 'https://a.example/v1' })).toContain(
      'ANSWER_MODEL is missing',
    );
    expect(faultOf({ ANSWER_MODEL_KEY: 'k' })).toContain('ANSWER_MODEL is missing');
    expect(faultOf({ STORE_QUESTIONS: 'yes' })).toContain('STORE_QUESTIONS must be true or false');
  });

  const slackAt = (url: string): string | undefined =>
    readConfig({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, SLACK_API_URL: url }).slack?.apiUrl;

  it.each([
    ['https://slack.com/api', 'https://slack.com/api/'],
    ['https://slack.com/api///', 'https://slack.com/api/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://127.0.0.1:8080/api/', 'http://127.0.0.1:8080/api/'],
    ['http://127.1.2.3', 'http://127.1.2.3/'],
    ['http://[::1]:8080/api', 'http://[::1]:8080/api/'],
  ])('takes the address %s', (given, used) => {
    expect(slackAt(given)).toBe(used);
    const discord = readConfig({ DISCORD_TOKEN: DISCORD, DISCORD_API_URL: given }).discord;
    expect(discord?.apiUrl).toBe(used.slice(0, -1));
  });

  it.each([
    'http://slack.com/api',
    'http://localhost.evil.com',
    'http://127.0.0.1.evil.com',
    'http://localhost@evil.com',
    'http://localhost:80@evil.com/api',
    'http://evil.com/localhost',
    'http://evil.com#localhost',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://[::2]',
    'http://notlocalhost',
    'ws://localhost',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//localhost',
    'localhost:8080',
  ])('sends no token to %s', (url) => {
    expect(() => slackAt(url)).toThrow('SLACK_API_URL must start with https://');
    expect(faultOf({ DISCORD_TOKEN: DISCORD, DISCORD_API_URL: url })).toContain(
      'DISCORD_API_URL must start with https://',
    );
  });

  it('hands on the address that was checked, not another reading of the same text', () => {
    expect(slackAt('http://localhost\\@evil.com/api')).toBe('http://localhost/@evil.com/api/');
    expect(slackAt('http:localhost:8080')).toBe('http://localhost:8080/');
  });
});

describe('readEnvironment', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'paperboy-env-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (file: string | undefined, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
    if (file !== undefined) writeFileSync(join(folder, '.env'), file);
    return readEnvironment(folder, env);
  };

  it('is the environment where there is no file', () => {
    expect(read(undefined, { A: '1' })).toEqual({ A: '1' });
  });

  it('adds what the file has, and lets the environment win', () => {
    expect(read('A=file\nB=file\n', { A: 'environment' })).toEqual({ A: 'environment', B: 'file' });
  });

  it.each([
    ['A=1\nSLACK_BOT_TOKEN\nB=2\n', '2'],
    ['A=1\n\n  a pasted secret  \n# a comment\nB=2\nlast', '3 and 6'],
    ['DISCORD_TOKEN: secret', '1'],
    ['a secret\nA=1\nZ\nB=2\na secret\nC=3', '1 and 3 and 5'],
    ['A="two\nlines"\r\nsecret\r\n\r\n', '3'],
  ])('tells of a line that is no setting, and not what it says: %j', (file, line) => {
    const start = `The settings file ${join(folder, '.env')} has no "=" in line ${line}. `;
    expect(() => read(file)).toThrow(start);
    expect(() => read(file)).not.toThrow(/secret|SLACK_BOT_TOKEN/);
  });

  it('has a setting of any name', () => {
    expect(read('END=1\nA=2')).toEqual({ END: '1', A: '2' });
  });

  it('understands quotes, comments, blanks and export', () => {
    const file = [
      '# a comment',
      '',
      'A="two words"',
      "B='a # in quotes'",
      'C=plain # a comment',
      '  D = padded  ',
      'export E=5',
      'F=',
      'G=a=b',
    ].join('\n');
    expect(read(file)).toEqual({
      A: 'two words',
      B: 'a # in quotes',
      C: 'plain',
      D: 'padded',
      E: '5',
      F: '',
      G: 'a=b',
    });
  });

  it('understands files from Windows, with a byte order mark and CRLF', () => {
    expect(read('\ufeffA=1\r\nB="2"\r\n# c\r\nC=3')).toEqual({ A: '1', B: '2', C: '3' });
  });

  it('says so when the file cannot be read', () => {
    mkdirSync(join(folder, '.env'));
    expect(() => read(undefined)).toThrow(StartError);
    expect(() => read(undefined)).toThrow(/\.env/);
  });

  it('prints no warning', () => {
    writeFileSync(join(folder, '.env'), 'A=1\n');
    // The same call, in a process of its own, since warnings are printed once for each.
    const script = `
      import { readFileSync } from 'node:fs';
      import { parseEnv } from 'node:util';
      parseEnv(readFileSync('.env', 'utf8'));`;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', script],
      { cwd: folder, encoding: 'utf8' },
    );
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  });
});
