import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { REST } from 'discord.js';
import type { Command, Option } from '../../src/command.ts';
import { HIDE } from '../../src/invocation.ts';

type CommandJson = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** The commands as Discord registers them, made from their definitions. */
export function commandsJson(commands: readonly Command[]): CommandJson[] {
  return commands.map(({ name, description, options }) => ({
    type: ApplicationCommandType.ChatInput,
    name,
    description,
    options: [
      ...Object.entries(options)
        .sort(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false))
        .map(([option, definition]) => optionJson(option, definition)),
      optionJson(HIDE, { kind: 'flag', description: 'Show the answer to you alone' }),
    ],
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

/** What is compared: only what we set, with the defaults that Discord leaves out. */
function byName(list: readonly (CommandJson | APIApplicationCommand)[]): unknown {
  return list
    .map((command) => ({
      name: command.name,
      description: command.description,
      options: (command.options ?? []).map((option) => ({
        type: option.type,
        name: option.name,
        description: option.description,
        required: option.required ?? false,
        autocomplete: ('autocomplete' in option && option.autocomplete) ?? false,
        min: ('min_value' in option && option.min_value) || undefined,
      })),
      integrations: [...(command.integration_types ?? [])].sort(),
      contexts: [...(command.contexts ?? [])].sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
