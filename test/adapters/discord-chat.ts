import { PermissionFlagsBits } from 'discord-api-types/v10';
import { vi } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import type { Adapter, Bot } from '../../src/bot.ts';
import { commandOf, readInvocation } from '../../src/invocation.ts';
import type { Log } from '../../src/log.ts';
import {
  buttons,
  startDiscord,
  visibleText,
  type DiscordOptions,
  type FakeDiscord,
  type FakeMessage,
} from '../servers/discord.ts';
import type { Chat, Message } from './contract.ts';

/** Somebody who may manage the server and post in it. */
const MANAGER = String(
  PermissionFlagsBits.ManageGuild |
    PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages,
);

/** The real adapter, through the real discord.js, at a local Discord. */
export async function discordChat(
  options: DiscordOptions = {},
): Promise<Chat & { discord: FakeDiscord }> {
  const discord = await startDiscord(options);
  const seen = new Map<FakeMessage, Message>();
  let bot: Bot | undefined;

  const look = (message: FakeMessage): Message => {
    const known = seen.get(message) ?? {
      text: () => visibleText(message).replace(/\\([^\w\s])/g, '$1'),
      buttons: () => buttons(message).map(({ label, url }) => ({ label, url })),
      isPrivate: () => message.visibleTo !== 'channel',
      isGone: () => message.deleted,
    };
    seen.set(message, known);
    return known;
  };
  const raw = (message: Message): FakeMessage => {
    const found = [...seen].find(([, known]) => known === message)?.[0];
    if (!found) throw new Error('no such message');
    return found;
  };
  /** Acts, and waits for the message that is new or changed through it. */
  const change = async (act: () => Promise<unknown>): Promise<Message> => {
    const state = (message: FakeMessage): string => `${message.editedCount} ${message.deleted}`;
    const before = new Map(discord.messages.map((message) => [message, state(message)]));
    await act();
    const changed = await vi.waitFor(() => {
      const found =
        discord.messages.find(
          // "Thinking…" is no answer yet.
          (message) => !before.has(message) && !message.thinking && !message.deleted,
        ) ??
        discord.messages.find(
          (message) => before.has(message) && before.get(message) !== state(message),
        );
      if (!found) throw new Error('nothing changed in Discord');
      return found;
    }, 5000);
    return look(changed);
  };

  return {
    discord,
    connect: async (connected: Bot, log: Log): Promise<Adapter> => {
      bot = connected;
      const adapter = createDiscord({ token: discord.token, apiUrl: discord.apiUrl }, bot, log);
      await adapter.start();
      return adapter;
    },
    type: (line) => {
      const [, first = '', rest = ''] = /^\/(\S+) ?(.*)$/su.exec(line) ?? [];
      const meant = bot && commandOf(first, rest, bot.find);
      if (!meant) throw new Error(`no command ${first}`);
      const { command } = meant;
      const name = command.bare === undefined ? command.name : `${command.name} ${command.bare}`;
      const { options } = readInvocation(command, meant.rest);
      return change(() => discord.slash({ name, options, permissions: MANAGER }));
    },
    complete: async (name, option, typed) => {
      const focused = { name, options: { [option]: typed }, focused: option };
      return (await discord.autocomplete(focused)).map(({ name: label }) => label);
    },
    press: (message, label) => change(() => discord.press(raw(message), label)),
    complaints: () => [
      ...discord.refusals.map((refusal) => `refused: ${JSON.stringify(refusal)}`),
      ...discord.failures.map(({ name, shown }) => `${name}: ${shown}`),
      ...discord.messages.flatMap(({ pings }) => pings.map((ping) => `pinged ${ping}`)),
    ],
    close: () => discord.close(),
  };
}
