import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createDiscord } from '../../adapters/discord/index.ts';
import { createSlack } from '../../adapters/slack/index.ts';
import { createBot } from '../../src/bot.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { commands } from '../../src/commands/index.ts';
import { createDaily } from '../../src/daily/daily.ts';
import type { Publisher } from '../../src/daily/publisher.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/store.ts';

// One replica of Paperboy's daily posts, as a process that tests kill: the real store, scheduler and
// SDKs. Time is what a file says.

const env = (name: string): string => process.env[name] ?? '';
const log = createLog('error');
const clock = (): number => Number(readFileSync(env('CLOCK'), 'utf8'));
const store = await openStore(env('DATABASE_URL'), log);
const catalog = await loadCatalog(env('NOTES_DIR'));
const daily = createDaily({
  store,
  catalog: () => catalog,
  log,
  catchUpMs: 6 * 3_600_000,
  clock,
  sleep: () => wait(10),
});
const bot = createBot({ catalog: () => catalog, commands, version: '0', store, daily, log });
const slack = createSlack(
  { mode: 'socket', botToken: 'xoxb-fake', appToken: 'xapp-fake', apiUrl: env('SLACK_API_URL') },
  bot,
  log,
  // Slack takes pictures from here, so that none is uploaded.
  { publicUrl: 'https://paperboy.example' },
);
const discord = createDiscord(
  { token: 'fake-discord-token', apiUrl: env('DISCORD_API_URL') },
  bot,
  log,
);

/** Without the look into the channel's history, what was posted before a crash is posted again. */
const forgetful = (publisher: Publisher): Publisher =>
  env('FORGETFUL') === '' ? publisher : { ...publisher, find: () => Promise.resolve(undefined) };

daily.start(
  new Map(
    [slack, discord].flatMap(({ name, publisher }) =>
      publisher ? [[name, forgetful(publisher)] as const] : [],
    ),
  ),
);
process.stdout.write('ready\n');
