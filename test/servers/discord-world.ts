import type { APIEmbed, APIMessage, APIMessageTopLevelComponent } from 'discord-api-types/v10';

import type { Obj } from './discord-form.ts';
import { IDS } from './discord-objects.ts';

/** How the server behaves; every field has a default. */
export interface DiscordOptions {
  /** The bot's token; every other one is refused. Default `fake-discord-token`. */
  token?: string;
  /** Intents the application may use, as bits. Default: all but the privileged ones (members, presences, content). */
  allowedIntents?: number;
  /** The gateway's heartbeat interval, ms. Default 41250, as Discord's. */
  heartbeatMs?: number;
  /** Waits this long between IDENTIFY and READY, ms. Default 0. */
  readyDelayMs?: number;
  /** Lists the guild in READY but never sends its GUILD_CREATE, as in an outage. Default false. */
  withholdGuildCreate?: boolean;
  /** Closes every IDENTIFY with this code, whatever it says. Default: only where Discord would. */
  identifyCloseCode?: number;
  /** How long an interaction waits for its first answer, ms. Default 3000, as Discord's. */
  answerWithinMs?: number;
  /** How long an interaction's token lives, ms. Default 15 minutes, as Discord's. */
  tokenLivesMs?: number;
  /** How long `enforce_nonce` remembers a nonce, ms ("the past few minutes"). Default 3 minutes. */
  nonceMs?: number;
  /** How many gateway connections it recommends. Default 1. */
  shards?: number;
  /** How many of them may identify at once. Default 1. */
  maxConcurrency?: number;
  /** Channels in the guild that the bot may neither see nor post to (error 50001). Default none. */
  lockedChannels?: readonly string[];
  /** Channels in the guild that the bot may see but not post to (error 50013). Default none. */
  readOnlyChannels?: readonly string[];
  /** The guild's preferred locale. Default `en-US`. */
  guildLocale?: string;
  /** More text channels of the guild that the bot may post to. Default none. */
  moreChannels?: readonly string[];
}

/** A message of the bot's, as people see it at this moment: the server updates it in place. */
export interface FakeMessage {
  id: string;
  channel: string;
  /** `channel` for everybody there, else the id of the one user who sees it (ephemeral). */
  visibleTo: string;
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  flags: number;
  /** True while it only says "thinking..." (a deferred answer). */
  thinking: boolean;
  deleted: boolean;
  /** How often people saw it change; filling a deferred answer is no edit. */
  editedCount: number;
  /** What would notify somebody, over all payloads that made this message. */
  pings: string[];
  /** The message object as Discord's API returns it. */
  raw: APIMessage;
}

/** An interaction that the server sent, and what became of it. */
export interface Interaction {
  id: string;
  token: string;
  /** 2 command, 3 component, 4 autocomplete. */
  kind: 2 | 3 | 4;
  /** What people would call it: `/paper` or the button's label. */
  name: string;
  channel: string;
  user: string;
  sentAt: number;
  state: 'waiting' | 'answered' | 'dead';
  /** The message whose button was pressed. */
  source?: FakeMessage;
  /** What `@original` means, from the first answer on. */
  original?: FakeMessage;
  messages: FakeMessage[];
  metadata: Obj;
  /** The type of the option that autocompletes: 3, 4 or 10. */
  focusedType?: number;
  /** Called with the first accepted callback. */
  settle: (type: number, data: Obj) => void;
}

/** A request as it came in; `path` is below `/api/v10`, with its query. */
export interface FakeRequest {
  method: string;
  path: string;
  body: unknown;
  /** Names of uploaded files. */
  files: string[];
  /** Milliseconds since the epoch. */
  at: number;
}

/** A request that Discord would have refused. */
export interface Refusal {
  method: string;
  path: string;
  status: number;
  /** Discord's JSON error code: 10062, 40060, 50035, ... */
  code: number;
  /** For 50035 one line per problem, else the message. */
  problems: string[];
  body: unknown;
}

/** The state that the parts of the server share. */
export interface World {
  options: Required<Omit<DiscordOptions, 'identifyCloseCode'>> & { identifyCloseCode?: number };
  /** Registered commands by scope: `global` or a guild's id. */
  commands: Map<string, Obj[]>;
  interactions: Map<string, Interaction>;
  messages: FakeMessage[];
  requests: FakeRequest[];
  refusals: Refusal[];
  failures: { interaction: string; name: string; shown: string }[];
  /** Private channels by user id. */
  dms: Map<string, string>;
  /** Threads by id, with their names. */
  threads: Map<string, string>;
  nonces: Map<string, { message: FakeMessage; at: number }>;
  /** Called after every change of a message. */
  listeners: Set<() => void>;
}

let lastId = 0n;

/** A new id, later than every one before it; carries the present time as Discord's ids do. */
export function snowflake(): string {
  const now = (BigInt(Date.now()) - 1420070400000n) << 22n;
  lastId = now > lastId ? now : lastId + 1n;
  return lastId.toString();
}

/** The guild's id for one of its channels, undefined for a private channel. */
export function guildOf(world: World, channel: string): string | undefined {
  if (channel === IDS.group) return undefined;
  if (channel === IDS.foreignChannel) return IDS.foreignGuild;
  return [...world.dms.values()].includes(channel) ? undefined : IDS.guild;
}

/** The private channel with a user, opened on first use. */
export function dmChannel(world: World, user: string): string {
  const channel = world.dms.get(user) ?? snowflake();
  world.dms.set(user, channel);
  return channel;
}

/** Ends an interaction that got no first answer: the user sees `failures`' text. */
export function fail(world: World, interaction: Interaction): void {
  interaction.state = 'dead';
  const shown = {
    2: 'The application did not respond',
    3: 'This interaction failed',
    4: 'Loading options failed',
  }[interaction.kind];
  world.failures.push({ interaction: interaction.id, name: interaction.name, shown });
}

/** Tells whoever waits that some message changed. */
export function changed(world: World): void {
  for (const listener of [...world.listeners]) listener();
}
