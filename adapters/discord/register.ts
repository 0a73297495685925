import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  Routes,
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { RequestMethod } from 'discord.js';
import { worksOn, type Command, type Option } from '../../src/command.ts';
import { messageUses, type MessageUse } from '../../src/commands/in-message.ts';
import { HIDE } from '../../src/invocation.ts';
import type { Effort, Send } from './requests.ts';

type SlashJson = RESTPostAPIChatInputApplicationCommandsJSONBody;
type MenuJson = RESTPostAPIContextMenuApplicationCommandsJSONBody;
type CommandJson = SlashJson | MenuJson;

/** In servers, in the bot's direct messages and everywhere else for those who installed it themselves. */
const EVERYWHERE = {
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/** The commands as Discord registers them, made from their definitions. */
export function commandsJson(all: readonly Command[]): SlashJson[] {
  const commands = all.filter((command) => worksOn(command, 'discord'));
  const heads = commands.filter(({ name }) => !name.includes(' '));
  return heads.map((head) => ({
    type: ApplicationCommandType.ChatInput,
    name: head.name,
    description: head.description,
    options: partsOf(head, commands) ?? optionsJson(head),
    // Of a family, parts can't be shown apart. Whoever manages the server can open it to others.
    ...(family(head, commands).some(({ manage }) => manage) && {
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    }),
    ...EVERYWHERE,
  }));
}

/** The entries of every message's menu, below "Apps". */
export function menusJson(uses: readonly MessageUse[]): MenuJson[] {
  return uses.map(({ name }) => ({ type: ApplicationCommandType.Message, name, ...EVERYWHERE }));
}

/** A command and its parts. */
function family(head: Command, commands: readonly Command[]): Command[] {
  return commands.filter(({ name }) => name.split(' ')[0] === head.name);
}

/** The parts of a family, which Discord calls subcommands; undefined for a command without any. */
function partsOf(
  head: Command,
  commands: readonly Command[],
): APIApplicationCommandSubcommandOption[] | undefined {
  const parts = family(head, commands).flatMap((command) => {
    const [, part] = command.name.split(' ');
    return part === undefined ? [] : [{ name: part, command }];
  });
  if (parts.length === 0) return undefined;
  const bare = head.bare === undefined ? [] : [{ name: head.bare, command: head }];
  return [...bare, ...parts].map(({ name, command }) => ({
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description: command.description,
    options: optionsJson(command),
  }));
}

function optionsJson({ options }: Command): APIApplicationCommandBasicOption[] {
  return [
    ...Object.entries(options)
      .sort(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false))
      .map(([option, definition]) => optionJson(option, definition)),
    optionJson(HIDE, { kind: 'flag', description: 'Show the answer to you alone' }),
  ];
}

function optionJson(name: string, option: Option): APIApplicationCommandBasicOption {
  const { description, required = false } = option;
  switch (option.kind) {
    case 'text':
      return {
        type: ApplicationCommandOptionType.String,
        name,
        description,
        required,
        ...(option.suggest && { autocomplete: true }),
      };
    case 'number':
      return {
        type: ApplicationCommandOptionType.Integer,
        name,
        description,
        required,
        min_value: 1,
      };
    case 'flag':
      return { type: ApplicationCommandOptionType.Boolean, name, description, required };
  }
}

const REGISTER_MS = 60_000;
const REGISTER_TRY_MS = 20_000;

/**
 * Registers the commands, unless Discord already has exactly these: registering needlessly makes
 * people's clients reload them and counts against a daily limit.
 *
 * @returns whether anything was changed.
 */
export async function register(
  send: Send,
  application: string,
  commands: readonly Command[],
): Promise<boolean> {
  const fullRoute = Routes.applicationCommands(application);
  const effort = (): Effort => ({
    until: performance.now() + REGISTER_MS,
    tryMs: REGISTER_TRY_MS,
    repeatable: true,
  });
  const wanted = [...commandsJson(commands), ...menusJson(messageUses)];
  const registered = (await send(
    { method: RequestMethod.Get, fullRoute },
    effort(),
  )) as APIApplicationCommand[];
  if (isDeepStrictEqual(byName(wanted), byName(registered))) return false;
  await send({ method: RequestMethod.Put, fullRoute, body: wanted }, effort());
  return true;
}

function compared(option: APIApplicationCommandOption): unknown {
  return {
    type: option.type,
    name: option.name,
    description: option.description,
    required: option.required ?? false,
    autocomplete: ('autocomplete' in option && option.autocomplete) ?? false,
    min: ('min_value' in option && option.min_value) || undefined,
    options: ('options' in option ? (option.options ?? []) : []).map(compared),
  };
}

/** What is compared: only what we set, with the defaults that Discord leaves out. */
function byName(list: readonly (CommandJson | APIApplicationCommand)[]): unknown {
  return list
    .map((command) => ({
      type: command.type ?? ApplicationCommandType.ChatInput,
      name: command.name,
      description: 'description' in command ? command.description : '',
      options: ('options' in command ? (command.options ?? []) : []).map(compared),
      permissions: command.default_member_permissions ?? null,
      integrations: [...(command.integration_types ?? [])].sort(),
      contexts: [...(command.contexts ?? [])].sort(),
    }))
    .sort((a, b) => a.type - b.type || (a.name < b.name ? -1 : 1));
}
