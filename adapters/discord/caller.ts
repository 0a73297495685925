import { PermissionFlagsBits, type Interaction } from 'discord.js';
import type { Caller } from '../../src/command.ts';
import { discordSurface } from './surface.ts';

/** Who did something in Discord, and where. */
export function discordCaller(interaction: Interaction): Caller {
  const { guildId, channelId, user, locale, memberPermissions } = interaction;
  return {
    platform: 'discord',
    surface: discordSurface,
    workspace: guildId ?? '',
    channel: channelId ?? '',
    user: user.id,
    person: user.id,
    locale,
    timezone: () => Promise.resolve(undefined),
    // In a direct message everybody is at home.
    mayManage: () =>
      Promise.resolve(memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? guildId === null),
    hindrance: () => Promise.resolve(missing(interaction)),
  };
}

/** What posting a card unasked takes, as Discord's settings call it. */
const NEEDED = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Attach Files', PermissionFlagsBits.AttachFiles],
  // To find out, after a lost answer, whether a post is there.
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
] as const;

function missing({ guild, guildId, appPermissions }: Interaction): string | undefined {
  // Who has only installed it for themselves has no bot in the server.
  if (guildId !== null && guild === null && !appPermissions.has(PermissionFlagsBits.SendMessages)) {
    return 'I am not a member of this server: somebody who manages it must add me.';
  }
  const lacking = NEEDED.filter(([, bit]) => !appPermissions.has(bit)).map(([name]) => name);
  if (guildId === null || lacking.length === 0) return undefined;
  const rights = lacking.length === 1 ? 'the right' : 'the rights';
  return `I lack ${rights} ${lacking.join(', ')} in this channel: somebody who manages it can give me those.`;
}
