import { createSlack } from '../../adapters/slack/index.ts';
import { slackManifest } from '../../adapters/slack/manifest.ts';
import type { Bot } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import { serve } from '../../src/http.ts';
import { startSlack, type FakeSlack, type SlackOptions, type Transport } from '../servers/slack.ts';
import { SIGNING_SECRET, slackConfig } from './slack-chat.ts';
import { memoryLog, testBot } from './world.ts';

/** A workspace with the app in it, as its manifest makes it, over one of both transports. */
export interface SlackWorld {
  slack: FakeSlack;
  to: Transport;
  log: ReturnType<typeof memoryLog>;
  adapter: ReturnType<typeof createSlack>;
  bot: Bot;
  /** A second process of the same bot, with the same database. */
  replica: () => Promise<Transport>;
  /** What Slack refused, what nobody answered, who was pinged. */
  complaints: () => string[];
  close: () => Promise<void>;
}

export async function slackWorld(
  mode: 'http' | 'socket',
  options: SlackOptions = {},
): Promise<SlackWorld> {
  const slack = await startSlack({ manifest: slackManifest(commands), ...options });
  const log = memoryLog();
  const stops: (() => Promise<unknown>)[] = [];

  async function connect(bot: Bot): Promise<[ReturnType<typeof createSlack>, Transport]> {
    const adapter = createSlack(slackConfig(slack, mode), bot, log);
    const server = await serve(adapter.routes, { host: '127.0.0.1', port: 0, log });
    await adapter.start();
    stops.push(async () => {
      await adapter.stop();
      await server.stop(500);
    });
    const url = `${server.address}/slack/events`;
    const transport: Transport =
      mode === 'http' ? { kind: 'http', url, signingSecret: SIGNING_SECRET } : { kind: 'socket' };
    return [adapter, transport];
  }

  const bot = testBot(log);
  const [adapter, to] = await connect(bot);
  return {
    slack,
    to,
    log,
    adapter,
    bot,
    replica: async () => (await connect(testBot(log)))[1],
    complaints: () => [
      ...slack.refusals.map(({ where, problems }) => `refused at ${where}: ${problems.join('; ')}`),
      ...slack.failures.map(({ act, error }) => `${act}: ${error}`),
      ...slack.messages.flatMap(({ pings }) => pings.map((ping) => `pinged ${ping}`)),
    ],
    close: async () => {
      await slack.settled();
      await Promise.all(stops.map((stop) => stop()));
      await slack.close();
    },
  };
}
