import type { Obj } from './discord-form.ts';

/**
 * Ids that the server knows from the start. `otherUser` and `otherChannel` are for "not them, not here" tests. The
 * bot is no member of the foreign guild and of the group: it comes along with who installed it for themselves.
 */
export const IDS = {
  app: '1000000000000000001',
  guild: '1000000000000000002',
  channel: '1000000000000000003',
  otherChannel: '1000000000000000004',
  user: '1000000000000000005',
  otherUser: '1000000000000000006',
  foreignGuild: '1000000000000000007',
  foreignChannel: '1000000000000000008',
  group: '1000000000000000009',
} as const;

/** Who acts where, with every default filled in; no `guild` in a private channel. */
export interface Place {
  user: string;
  channel: string;
  guild: string | undefined;
  locale: string;
  /** The server's language. Default `en-US`. */
  guildLocale?: string | undefined;
  permissions?: string | undefined;
  appPermissions?: string | undefined;
}

/** The user object of an id; the bot's own for the application's id. */
export function userObject(id: string): Obj {
  const bot = id === IDS.app;
  return {
    id,
    username: bot ? 'paperboy' : `reader${id.slice(-4)}`,
    discriminator: '0',
    global_name: bot ? null : `Reader ${id.slice(-4)}`,
    avatar: null,
    bot,
    public_flags: 0,
    flags: 0,
  };
}

/** A guild text channel as the API returns it. */
export function channelObject(id: string, guild: string = IDS.guild): Obj {
  const name = id === IDS.channel ? 'general' : `channel${id.slice(-4)}`;
  return {
    id,
    type: 0,
    guild_id: guild,
    name,
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    rate_limit_per_user: 0,
    topic: null,
    last_message_id: null,
    parent_id: null,
  };
}

/** The guild as GUILD_CREATE brings it; the bot does not see locked channels. */
export function guildObject(lockedChannels: readonly string[], locale: string): Obj {
  const joined = new Date(0).toISOString();
  const everyone = {
    id: IDS.guild,
    name: '@everyone',
    color: 0,
    hoist: false,
    position: 0,
    managed: false,
    permissions: '2248473465835073',
    mentionable: false,
    flags: 0,
  };
  const channels = [IDS.channel, IDS.otherChannel].filter((id) => !lockedChannels.includes(id));
  return {
    id: IDS.guild,
    name: 'Reading group',
    icon: null,
    owner_id: IDS.user,
    unavailable: false,
    roles: [everyone],
    emojis: [],
    stickers: [],
    features: [],
    preferred_locale: locale,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    premium_tier: 0,
    nsfw_level: 0,
    system_channel_flags: 0,
    afk_timeout: 300,
    joined_at: joined,
    large: false,
    member_count: 3,
    voice_states: [],
    presences: [],
    threads: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    channels: channels.map((id) => channelObject(id)),
    members: [
      {
        user: userObject(IDS.app),
        roles: [],
        joined_at: joined,
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
  };
}

/** Whether the bot is there only with who installed it for themselves. */
export function isGuestIn(channel: string): boolean {
  return channel === IDS.foreignChannel || channel === IDS.group;
}

/** Who an interaction comes from: by installation type, the guild (0 in private) and the user. */
export function installers(place: Pick<Place, 'user' | 'channel' | 'guild'>): Obj {
  return isGuestIn(place.channel) ? { 1: place.user } : { 0: place.guild ?? '0' };
}

/** Everything an interaction carries whatever its kind, as the Interaction reference lists it. */
export function envelope(
  interaction: { id: string; token: string; kind: number },
  place: Place,
): Obj {
  const user = userObject(place.user);
  const inGuild = place.guild !== undefined;
  const { guildLocale = 'en-US' } = place;
  return {
    version: 1,
    id: interaction.id,
    token: interaction.token,
    type: interaction.kind,
    application_id: IDS.app,
    channel_id: place.channel,
    locale: place.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: 10_485_760,
    app_permissions: place.appPermissions ?? '2248473465835073',
    context: inGuild ? 0 : place.channel === IDS.group ? 2 : 1,
    authorizing_integration_owners: installers(place),
    ...(inGuild
      ? {
          channel: channelObject(place.channel, place.guild),
          guild_id: place.guild,
          guild: { id: place.guild, locale: guildLocale, features: [] },
          guild_locale: guildLocale,
          member: {
            user,
            nick: null,
            avatar: null,
            roles: [],
            joined_at: new Date(0).toISOString(),
            deaf: false,
            mute: false,
            pending: false,
            flags: 0,
            premium_since: null,
            permissions: place.permissions ?? '2248473465835073',
            communication_disabled_until: null,
          },
        }
      : {
          user,
          channel: {
            id: place.channel,
            type: place.channel === IDS.group ? 3 : 1,
            recipients: [user],
            flags: 0,
          },
        }),
  };
}
