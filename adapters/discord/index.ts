import { setTimeout as wait } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, HTTPError } from 'discord.js';
import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord-api-types/v10';
import type { Adapter, Bot } from '../../src/bot.ts';
import type { Config } from '../../src/config.ts';
import { createInFlight } from '../../src/in-flight.ts';
import type { Log } from '../../src/log.ts';
import { StartError } from '../../src/start-error.ts';
import { createInteractions } from './interactions.ts';
import { answerMessage } from './messages.ts';
import { createDiscordPublisher } from './publisher.ts';
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
  config: NonNullable<Config['discord']>,
  bot: Bot,
  log: Log,
  lostForGood: (why: StartError) => void = () => undefined,
): Adapter {
  const budget = createBudget(log);
  const client = new Client({
    intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    allowedMentions: { parse: [] },
    rest: {
      makeRequest: budget.makeRequest,
      ...(config.apiUrl !== undefined && { api: config.apiUrl }),
    },
    // Nothing here needs to know the servers, and waiting for them holds interactions back.
    waitGuildTimeout: 100,
  });
  const desk = { bot, log, send: createSend(config, budget.makeRequest) };
  const interactions = createInteractions(desk);
  const inFlight = createInFlight();
  let started = false;
  let lost: string | undefined = 'starting';

  const take = async (event: GatewayDispatchPayload): Promise<void> => {
    if (event.t === GatewayDispatchEvents.InteractionCreate) await interactions.answer(event.d);
    const self = client.user?.id;
    if (event.t === GatewayDispatchEvents.MessageCreate && self !== undefined) {
      await answerMessage(event.d, self, desk);
    }
  };
  takeEvents(client, log, (event) => inFlight.track(take(event)));
  const complain = (error: unknown): void =>
    log.error({ err: error, platform: 'Discord' }, 'gateway error');
  client.on(Events.Error, complain);
  client.on(Events.ShardError, complain);
  client.on(Events.ShardDisconnect, ({ code }) => {
    lost = closeReason(code);
    log.error({ platform: 'Discord', code }, lost);
    if (started) lostForGood(new StartError(lost));
  });
  client.on(Events.ShardReconnecting, () => (lost = 'reconnecting'));
  client.on(Events.ShardResume, () => (lost = undefined));
  client.on(Events.ShardReady, () => (lost = undefined));

  return {
    name: 'discord',
    publisher: createDiscordPublisher(config, bot, log, budget.makeRequest),
    start: async () => {
      await ready(client, config.token);
      await register(desk.send, client.application?.id ?? '', bot.commands)
        .then((changed) => log.info({ platform: 'Discord', changed }, 'commands registered'))
        .catch((error: unknown) => {
          throw unreachable(error, 'the commands could not be registered');
        });
      lost = undefined;
      started = true;
    },
    health: () => {
      const reason = lost ?? budget.spent();
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
        await client.login(token);
        break;
      } catch (error) {
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

/** Gateway close codes that are final, from Discord's "Opcodes and status codes". */
function closeReason(code: number): string {
  switch (code) {
    case 4004:
      return 'Discord refused DISCORD_TOKEN: copy or reset it under Bot at https://discord.com/developers/applications.';
    case 4013:
    case 4014:
      return 'Discord refused an intent: allow it under Bot, Privileged Gateway Intents, at https://discord.com/developers/applications.';
    default:
      return `Discord closed the connection (code ${code}). Start again; if it goes on, see https://discordstatus.com.`;
  }
}

function unreachable(error: unknown, what: string): Error {
  const { code, status, message } = error as { code?: unknown; status?: number; message?: string };
  if (code === 'TokenInvalid' || status === 401) return new StartError(closeReason(4004));
  return new StartError(
    `Discord: ${what} (${message ?? 'no reason given'}). Check the network and DISCORD_API_URL, then start again.`,
  );
}
