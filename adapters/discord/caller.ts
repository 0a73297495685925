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
    locale,
    timezone: () => Promise.resolve(undefined),
    // In a direct message everybody is at home.
    mayManage: () =>
      Promise.resolve(memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? guildId === null),
  };
}
