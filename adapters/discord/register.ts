import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { REST } from 'discord.js';
import { worksOn, type Command, type Option } from '../../src/command.ts';
import { HIDE } from '../../src/invocation.ts';

type CommandJson = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** The commands as Discord registers them, made from their definitions. */
export function commandsJson(all: readonly Command[]): CommandJson[] {
  const commands = all.filter((command) => worksOn(command, 'discord'));
  const heads = commands.filter(({ name }) => !name.includes(' '));
  return heads.map((head) => ({
    type: ApplicationCommandType.ChatInput,
    name: head.name,
    description: head.description,
    options: partsOf(head, commands) ?? optionsJson(head),
    // In servers, in the bot's direct messages and everywhere else for those who installed it themselves.
    integration_types: [
      ApplicationIntegrationType.GuildInstall,
      ApplicationIntegrationType.UserInstall,
    ],
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
  }));
}

/** The parts of a family, which Discord calls subcommands; undefined for a command without any. */
function partsOf(
  head: Command,
  commands: readonly Command[],
): APIApplicationCommandSubcommandOption[] | undefined {
  const parts = commands.flatMap((command) => {
    const [family, part] = command.name.split(' ');
    return family === head.name && part !== undefined ? [{ name: part, command }] : [];
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

/**
 * Registers the commands, unless Discord already has exactly these: registering needlessly makes
 * people's clients reload them and counts against a daily limit.
 *
 * @returns whether anything was changed.
 */
export async function register(
  rest: REST,
  application: string,
  commands: readonly Command[],
): Promise<boolean> {
  const route = Routes.applicationCommands(application);
  const wanted = commandsJson(commands);
  const registered = (await rest.get(route)) as APIApplicationCommand[];
  if (isDeepStrictEqual(byName(wanted), byName(registered))) return false;
  await rest.put(route, { body: wanted });
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
      name: command.name,
      description: command.description,
      options: (command.options ?? []).map(compared),
      integrations: [...(command.integration_types ?? [])].sort(),
      contexts: [...(command.contexts ?? [])].sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
