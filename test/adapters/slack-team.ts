import { createSlack } from '../../adapters/slack/index.ts';
import { createBot, type Adapter } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import type { SlackConfig, SlackOAuth } from '../../src/config.ts';
import { createDaily, type Daily } from '../../src/daily/daily.ts';
import type { Publisher } from '../../src/daily/publisher.ts';
import { serve, type HttpServer } from '../../src/http.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { browser, type Shown } from '../servers/browser.ts';
import { CLIENT, type Site } from '../servers/slack-oauth.ts';
import { startSlack, type FakeSlack, type Transport } from '../servers/slack.ts';
import { SIGNING_SECRET } from './slack-chat.ts';
import { memoryLog, notes } from './world.ts';

export const PUBLIC_URL = 'https://bot.example.org';
export const OAUTH: SlackOAuth = {
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  stateSecret: 'nobody can guess this, as it is so long',
  encryptionKeys: [Buffer.alloc(32, 7)],
  publicUrl: PUBLIC_URL,
};

/** A Slack whose people install the app in their workspaces. */
export function slackOf(rotation = false): Promise<FakeSlack> {
  return startSlack({ oauth: { redirectUrls: [`${PUBLIC_URL}/slack/oauth_redirect`], rotation } });
}

/** One process of a bot that serves many workspaces. */
export interface Replica {
  slack: FakeSlack;
  store: Store;
  daily: Daily;
  log: ReturnType<typeof memoryLog>;
  adapter: Adapter;
  publisher: Publisher;
  transport: Transport;
  /** A new browser, which finds the bot's public address. */
  browser: () => ReturnType<typeof browser>;
  /** Somebody installs the app, from the first page to the last. */
  install: (site: Site) => Promise<Shown>;
  stop: () => Promise<void>;
}

export async function startReplica(
  slack: FakeSlack,
  mode: 'http' | 'socket',
  { database = ':memory:', oauth = {} }: { database?: string; oauth?: Partial<SlackOAuth> } = {},
): Promise<Replica> {
  const log = memoryLog();
  const store = await openStore(database, log);
  const daily = createDaily({ store, catalog: () => notes, log, catchUpMs: 6 * 3_600_000 });
  const bot = createBot({ catalog: () => notes, commands, version: '1', store, daily, log });
  const common = { apiUrl: slack.apiUrl, oauth: { ...OAUTH, ...oauth } };
  const config: SlackConfig =
    mode === 'http'
      ? { ...common, mode, signingSecret: SIGNING_SECRET }
      : { ...common, mode, appToken: slack.appToken };
  const adapter = createSlack(config, bot, log, { publicUrl: PUBLIC_URL, store });
  const server: HttpServer = await serve(adapter.routes, { host: '127.0.0.1', port: 0, log });
  await adapter.start();
  const { publisher } = adapter;
  if (!publisher) throw new Error('no publisher');
  daily.start(new Map([['slack', publisher]]));
  const open = () => browser({ [PUBLIC_URL]: server.address });
  return {
    slack,
    store,
    daily,
    log,
    adapter,
    publisher,
    transport:
      mode === 'http'
        ? { kind: 'http', url: `${server.address}/slack/events`, signingSecret: SIGNING_SECRET }
        : { kind: 'socket' },
    browser: open,
    async install(site) {
      const somebody = open();
      const sent = await somebody.open(`${PUBLIC_URL}/slack/install`);
      return somebody.open(slack.oauth.consent(sent.location, site));
    },
    async stop() {
      await daily.stop();
      await adapter.stop();
      await server.stop(500);
      await store.close();
    },
  };
}
