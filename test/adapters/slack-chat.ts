import { vi } from 'vitest';
import type { Adapter, Bot } from '../../src/bot.ts';
import type { SlackConfig } from '../../src/config.ts';
import { serve, type HttpServer } from '../../src/http.ts';
import type { Log } from '../../src/log.ts';
import { createSlack } from '../../adapters/slack/index.ts';
import {
  buttons,
  startSlack,
  visibleText,
  type FakeSlack,
  type SlackMessage,
} from '../servers/slack.ts';
import type { Transport } from '../servers/slack.ts';
import type { Chat, Message } from './contract.ts';

export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

/** Settings for the local Slack, in either mode. */
export function slackConfig(slack: FakeSlack, mode: 'http' | 'socket'): SlackConfig {
  const common = { botToken: slack.botToken, apiUrl: slack.apiUrl };
  return mode === 'http'
    ? { ...common, mode, signingSecret: SIGNING_SECRET }
    : { ...common, mode, appToken: slack.appToken };
}

/** The real adapter, through the real bolt, at a local Slack. */
export async function slackChat(mode: 'http' | 'socket'): Promise<Chat & { slack: FakeSlack }> {
  const slack = await startSlack();
  const seen = new Map<SlackMessage, Message>();
  let server: HttpServer | undefined;
  let transport: Transport = { kind: 'socket' };

  const look = (message: SlackMessage): Message => {
    const known = seen.get(message) ?? {
      text: () => visibleText(message),
      buttons: () => buttons(message).map(({ label, url }) => ({ label, url })),
      isPrivate: () => message.visibleTo !== 'channel',
      isGone: () => message.deleted,
    };
    seen.set(message, known);
    return known;
  };
  const raw = (message: Message): SlackMessage => {
    const found = [...seen].find(([, known]) => known === message)?.[0];
    if (!found) throw new Error('no such message');
    return found;
  };
  /** Acts, and waits for the message that is new or changed through it. */
  const change = async (act: () => Promise<unknown>): Promise<Message> => {
    const state = (message: SlackMessage): string => `${message.editedCount} ${message.deleted}`;
    const before = new Map(slack.messages.map((message) => [message, state(message)]));
    await act();
    const changed = await vi.waitFor(() => {
      const found =
        slack.messages.find((message) => !before.has(message)) ??
        slack.messages.find((message) => before.get(message) !== state(message));
      if (!found) throw new Error('nothing changed in Slack');
      return found;
    }, 5000);
    return look(changed);
  };

  return {
    slack,
    connect: async (bot: Bot, log: Log): Promise<Adapter> => {
      const adapter = createSlack(slackConfig(slack, mode), bot, log);
      server = await serve(adapter.routes, { host: '127.0.0.1', port: 0, log });
      if (mode === 'http') {
        const url = `${server.address}/slack/events`;
        transport = { kind: 'http', url, signingSecret: SIGNING_SECRET };
      }
      await adapter.start();
      const http = server;
      return {
        ...adapter,
        stop: async () => {
          await Promise.all([adapter.stop(), http.stop(1000)]);
        },
      };
    },
    type: (line) => {
      const [, command = '', text = ''] = /^(\/\S+) ?(.*)$/su.exec(line) ?? [];
      return change(() => slack.slash(transport, { command, text }));
    },
    press: (message, label) => change(() => slack.press(transport, raw(message), label)),
    complaints: () => [
      ...slack.refusals.map(({ where, problems }) => `refused at ${where}: ${problems.join('; ')}`),
      ...slack.failures.map(({ act, error }) => `${act}: ${error}`),
      ...slack.messages.flatMap(({ pings }) => pings.map((ping) => `pinged ${ping}`)),
    ],
    close: async () => {
      await slack.close();
    },
  };
}
