import {
  ApplicationCommandOptionType,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
} from 'discord-api-types/v10';

/** A command's whole name and its options; of a family, Discord has the part's name around these. */
export function readOptions({
  name,
  options = [],
}: {
  name: string;
  options?: APIApplicationCommandInteractionDataOption[];
}): { name: string; options: APIApplicationCommandInteractionDataBasicOption[] } {
  const [part] = options;
  if (part?.type === ApplicationCommandOptionType.Subcommand) {
    return { name: `${name} ${part.name}`, options: part.options ?? [] };
  }
  return { name, options: options.filter((option) => 'value' in option) };
}
