import { setTimeout as wait } from 'node:timers/promises';
import {
  Client,
  Events,
  GatewayIntentBits,
  HTTPError,
  Options,
  type ClientOptions,
} from 'discord.js';
import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord-api-types/v10';
import type { Adapter, Bot } from '../../src/bot.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { createInFlight } from '../../src/in-flight.ts';
import type { Log } from '../../src/log.ts';
import { StartError } from '../../src/start-error.ts';
import { createInteractions } from './interactions.ts';
import { createLocales } from './locales.ts';
import { createMessages } from './messages.ts';
import { createDiscordPublisher } from './publisher.ts';
import { closeReason, unreachable } from './reasons.ts';
import { register } from './register.ts';
import { createBudget, createSend } from './requests.ts';

const READY_MS = 30_000;
const LOGIN_TRIES = 4;
/** How long a stop waits for answers that are due, and then for telling who waits in vain. */
const DRAIN_MS = 1500;
const FAREWELL_MS = 600;

/**
 * Discord, over its gateway. Interactions need no intents, messages for the bot no privileged one.
 *
 * @param lostForGood is told when Discord, after the start, refuses the bot in a way that waiting won't mend.
 */
export function createDiscord(
  config: DiscordConfig,
  bot: Bot,
  log: Log,
  lostForGood: (why: StartError) => void = () => undefined,
): Adapter {
  const budget = createBudget(log, { waited: () => bot.metrics.waited('discord') });
  const client = new Client({
    intents: [
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(config.messageContent === true ? [GatewayIntentBits.MessageContent] : []),
    ],
    ...shardsOf(config),
    // Events are read as they come; of what the library would keep, only the bot itself is asked for.
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      UserManager: { maxSize: 1, keepOverLimit: ({ id, client: { user } }) => id === user.id },
      GuildMemberManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadManager: 0,
      VoiceStateManager: 0,
    }),
    allowedMentions: { parse: [] },
    rest: {
      makeRequest: budget.makeRequest,
      ...(config.apiUrl !== undefined && { api: config.apiUrl }),
    },
    // Nothing here needs to know the servers, and waiting for them holds interactions back.
    waitGuildTimeout: 100,
  });
  const send = createSend(config, budget.makeRequest);
  const desk = {
    bot,
    log,
    send,
    locales: createLocales(send, log),
    readsMessages: config.messageContent === true,
  };
  const answerMessage = createMessages(desk);
  const interactions = createInteractions(desk);
  const inFlight = createInFlight();
  let started = false;
  const gateway: { refused?: string } = {};
  /** Why no events come, by shard. */
  const lost = new Map<number, string>();

  const take = async (event: GatewayDispatchPayload): Promise<void> => {
    if (event.t === GatewayDispatchEvents.InteractionCreate) await interactions.answer(event.d);
    const self = client.user?.id;
    if (event.t === GatewayDispatchEvents.MessageCreate && self !== undefined) {
      await answerMessage(event.d, self);
    }
  };
  takeEvents(client, log, (event) => inFlight.track(take(event)));
  const complain = (error: unknown): void =>
    log.error({ err: error, platform: 'Discord' }, 'gateway error');
  client.on(Events.Error, complain);
  client.on(Events.ShardError, complain);
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    const why = closeReason(code);
    lost.set(shard, why);
    log.error({ platform: 'Discord', code, shard }, why);
    gateway.refused = why;
    if (started) lostForGood(new StartError(why));
  });
  client.on(Events.ShardReconnecting, (shard) => lost.set(shard, 'reconnecting'));
  client.on(Events.ShardResume, (shard) => lost.delete(shard));
  client.on(Events.ShardReady, (shard) => lost.delete(shard));

  return {
    name: 'discord',
    publisher: createDiscordPublisher(config, bot, log, budget.makeRequest),
    start: async () => {
      await ready(client, config.token);
      await register(desk.send, client.application?.id ?? '', bot.commands)
        .then((changed) => log.info({ platform: 'Discord', changed }, 'commands registered'))
        .catch((error: unknown) => {
          if (gateway.refused !== undefined) return;
          throw unreachable(error, 'the commands could not be registered');
        });
      if (gateway.refused !== undefined) throw new StartError(gateway.refused);
      started = true;
    },
    health: () => {
      const [why] = lost.values();
      const reason = started ? (why ?? budget.spent()) : (why ?? 'starting');
      return reason === undefined ? { ok: true } : { ok: false, reason };
    },
    stop: async () => {
      started = false;
      // While the connection is open, answers that are due still reach Discord.
      await inFlight.drained(DRAIN_MS);
      await interactions.farewell(FAREWELL_MS);
      await client.destroy();
    },
  };
}

/** Set in any case: what is not, the library takes from variables of the same names as ours. */
function shardsOf({ shards }: DiscordConfig): Pick<ClientOptions, 'shards' | 'shardCount'> {
  return typeof shards === 'object'
    ? { shards: shards.ids, shardCount: shards.of }
    : { shards: 'auto', shardCount: 1 };
}

/**
 * Takes events as they come from the gateway. The library's own reading of them needs, and keeps, the
 * servers, channels and people they are about; and a payload that lacks a field would throw out of it
 * into nowhere.
 */
function takeEvents(
  client: Client,
  log: Log,
  take: (event: GatewayDispatchPayload) => Promise<void>,
): void {
  const own: string[] = [
    GatewayDispatchEvents.InteractionCreate,
    GatewayDispatchEvents.MessageCreate,
  ];
  const complain = (event: GatewayDispatchPayload | undefined, error: unknown): void =>
    log.error({ err: error, platform: 'Discord', event: event?.t }, 'an event was not answered');
  client.on(Events.Raw, (event: GatewayDispatchPayload) => {
    if (own.includes(event.t)) take(event).catch((error: unknown) => complain(event, error));
  });
  const library = client.ws as unknown as {
    handlePacket: (event?: GatewayDispatchPayload, shard?: unknown) => boolean;
  };
  const handle = library.handlePacket.bind(library);
  library.handlePacket = (event, shard) => {
    if (event && own.includes(event.t)) return true;
    try {
      return handle(event, shard);
    } catch (error) {
      complain(event, error);
      return false;
    }
  };
}

/** Logs in and waits until events come. Server errors are tried again with longer and longer waits. */
async function ready(client: Client, token: string): Promise<void> {
  const gateway: { closed?: Error } = {};
  let stop: () => void = () => undefined;
  const outcome = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve());
    client.once(Events.ShardDisconnect, ({ code }) => {
      gateway.closed = new StartError(closeReason(code));
      reject(gateway.closed);
    });
    const timer = setTimeout(
      () =>
        reject(
          new StartError(`Discord did not get ready within ${READY_MS / 1000} s. Start again.`),
        ),
      READY_MS,
    );
    stop = () => clearTimeout(timer);
  });
  outcome.catch(() => undefined);
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        // It goes on for ever where the gateway says nothing.
        await Promise.race([client.login(token), outcome]);
        break;
      } catch (error) {
        if (error instanceof StartError) throw error;
        const again = error instanceof HTTPError && error.status >= 500 && attempt < LOGIN_TRIES;
        // The login fails with less than the close code says.
        if (!again) throw gateway.closed ?? unreachable(error, 'the login failed');
        await wait(500 * 2 ** attempt);
      }
    }
    await outcome;
  } finally {
    stop();
  }
}
