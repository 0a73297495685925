import { setTimeout as wait } from 'node:timers/promises';
import {
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  HTTPError,
  MessageFlags,
  RESTJSONErrorCodes,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
} from 'discord.js';
import type { Adapter, Bot } from '../../src/bot.ts';
import type { Picture, Reply } from '../../src/card.ts';
import type { Config } from '../../src/config.ts';
import { createInFlight } from '../../src/in-flight.ts';
import { showLater } from '../../src/later.ts';
import type { Log } from '../../src/log.ts';
import { clip } from '../../src/markdown.ts';
import { renderPng } from '../../src/picture/png.ts';
import { StartError } from '../../src/start-error.ts';
import { discordCaller } from './caller.ts';
import { answerMessages } from './messages.ts';
import { createDiscordPublisher } from './publisher.ts';
import { register } from './register.ts';
import { CHANGE_MS, renderReply, type DiscordMessage } from './render.ts';

/** Autocomplete limits, see the interactions page of Discord's documentation. */
const CHOICES = 25;
const CHOICE = 100;
/** A file's description, see the message resource's page. */
const ALT = 1024;

/** A first answer later than 3 s is refused, so waiting longer for one request is no use. */
const REQUEST_MS = 2500;
const READY_MS = 30_000;
/** How long an answer waits for its picture. */
const PICTURE_MS = 1500;
const LOGIN_TRIES = 4;
const DRAIN_MS = 4000;

/** Discord, over its gateway. Interactions need no intents, messages for the bot no privileged one. */
export function createDiscord(config: NonNullable<Config['discord']>, bot: Bot, log: Log): Adapter {
  const client = new Client({
    intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    allowedMentions: { parse: [] },
    // Cards are drawn in the API's own spelling already; respelling every key costs 0.1 ms a reply.
    jsonTransformer: (json) => json,
    rest: {
      timeout: REQUEST_MS,
      ...(config.apiUrl !== undefined && { api: config.apiUrl }),
    },
    // Nothing here needs to know the servers, and waiting for them holds interactions back.
    waitGuildTimeout: 100,
  });
  const inFlight = createInFlight();
  let lost: string | undefined = 'starting';

  client.on(Events.InteractionCreate, (interaction) => {
    void inFlight.track(
      answer(interaction, { bot, log }).catch((error: unknown) => report(error, interaction, log)),
    );
  });
  answerMessages(client, bot, log, (work) => inFlight.track(work));
  client.on(Events.Error, (error) =>
    log.error({ err: error, platform: 'Discord' }, 'gateway error'),
  );
  client.on(Events.ShardDisconnect, ({ code }) => {
    lost = closeReason(code);
    log.error({ platform: 'Discord', code }, lost);
  });
  client.on(Events.ShardReconnecting, () => (lost = 'reconnecting'));
  client.on(Events.ShardResume, () => (lost = undefined));
  client.on(Events.ShardReady, () => (lost = undefined));

  return {
    name: 'discord',
    publisher: createDiscordPublisher(config, bot),
    start: async () => {
      await ready(client, config.token);
      await register(client.rest, client.application?.id ?? '', bot.commands)
        .then((changed) => log.info({ platform: 'Discord', changed }, 'commands registered'))
        .catch((error: unknown) => {
          throw unreachable(error, 'the commands could not be registered');
        });
      lost = undefined;
    },
    health: () => (lost === undefined ? { ok: true } : { ok: false, reason: lost }),
    stop: async () => {
      // While the connection is open, answers that are due still reach Discord.
      await inFlight.drained(DRAIN_MS);
      await client.destroy();
    },
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

/** What answering takes. */
interface Desk {
  bot: Bot;
  log: Log;
}

async function answer(interaction: Interaction, desk: Desk): Promise<void> {
  if (interaction.isChatInputCommand()) return slash(interaction, desk);
  if (interaction.isAutocomplete()) return suggest(interaction, desk.bot);
  if (interaction.isButton()) return press(interaction, desk);
}

async function slash(interaction: ChatInputCommandInteraction, desk: Desk): Promise<void> {
  const { bot } = desk;
  const [part] = interaction.options.data.filter((option) => option.options !== undefined);
  const options = Object.fromEntries(
    (part?.options ?? interaction.options.data).flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const reply = await bot.run(nameOf(interaction), options, discordCaller(interaction));
  await interaction.reply(await draw(reply, desk));
  await showLater(reply, CHANGE_MS, desk.log, async (better) =>
    interaction.editReply(await redraw(better, desk)),
  );
}

/** A reply in place of another. Who sees it can't change, and the other's picture goes with it. */
async function redraw(
  reply: Reply,
  desk: Desk,
): Promise<Omit<DiscordReply, 'flags'> & { attachments: [] }> {
  const { embeds, components, files } = await draw(reply, desk);
  return { embeds, components, files, attachments: [] };
}

/** The command's name; a part has two words. */
function nameOf({
  commandName,
  options,
}: ChatInputCommandInteraction | AutocompleteInteraction): string {
  const part = options.getSubcommand(false);
  return part === null ? commandName : `${commandName} ${part}`;
}

/** A reply as discord.js sends it: the JSON, and its pictures as files. */
async function draw(reply: Reply, { bot, log }: Desk): Promise<DiscordReply> {
  const { embeds, components, flags, pictures } = renderReply(reply, bot.find);
  const files = pictures.length === 0 ? [] : await drawPictures(pictures, log);
  return {
    embeds: files ? embeds : embeds.map((embed) => ({ ...embed, image: undefined })),
    components,
    files: files ?? [],
    ...(flags !== undefined && { flags }),
  };
}

/** Undefined when they can't be had in time: an answer matters more than its picture. */
async function drawPictures(
  pictures: Picture[],
  log: Log,
): Promise<DiscordReply['files'] | undefined> {
  const drawn = Promise.all(
    pictures.map(async (picture) => ({
      attachment: await renderPng(picture),
      name: `${picture.name}.png`,
      description: clip(picture.alt, ALT),
    })),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PICTURE_MS);
  });
  try {
    return await Promise.race([drawn, late]);
  } catch (error) {
    log.error({ err: error, platform: 'Discord' }, 'a picture could not be drawn');
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

type DiscordReply = Pick<DiscordMessage, 'embeds' | 'components' | 'flags'> & {
  files: { attachment: Buffer; name: string; description: string }[];
};

async function suggest(interaction: AutocompleteInteraction, bot: Bot): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const suggestions = await bot.suggest(
    nameOf(interaction),
    name,
    value,
    discordCaller(interaction),
  );
  await interaction.respond(
    suggestions
      .filter((suggestion) => suggestion.value.length <= CHOICE)
      .slice(0, CHOICES)
      .map((suggestion) => ({ name: clip(suggestion.label, CHOICE), value: suggestion.value })),
  );
}

async function press(interaction: ButtonInteraction, desk: Desk): Promise<void> {
  const { bot } = desk;
  const pressed = await bot.press(interaction.customId, discordCaller(interaction));
  const isPrivate = interaction.message.flags.has(MessageFlags.Ephemeral);
  switch (pressed.kind) {
    case 'reply': {
      const { reply } = pressed;
      if (isPrivate && reply.beside !== true) await interaction.update(await redraw(reply, desk));
      else await interaction.reply(await draw(reply, desk));
      return;
    }
    case 'share': {
      await interaction.deferUpdate();
      const message = await interaction.followUp(await draw(pressed.reply, desk));
      await interaction.deleteReply();
      await showLater(pressed.reply, CHANGE_MS, desk.log, async (better) =>
        interaction.webhook.editMessage(message.id, await redraw(better, desk)),
      );
      return;
    }
    case 'dismiss':
      await interaction.deferUpdate();
      await interaction.deleteReply();
      return;
    case 'link':
      return;
  }
}

/** Logs what went wrong and, if nothing was answered yet, tells the person. */
async function report(error: unknown, interaction: Interaction, log: Log): Promise<void> {
  const code = error instanceof DiscordAPIError ? error.code : undefined;
  // The answer arrived although its receipt was lost: the retry was refused, the person saw it.
  if (code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return;
  const command = interaction.isCommand() ? interaction.commandName : interaction.type;
  log.error({ err: error, platform: 'Discord', command }, 'answer did not get through');
  if (!interaction.isRepliable() || code === RESTJSONErrorCodes.UnknownInteraction) return;
  const apology = {
    content: 'That did not work, and it is our fault. Please try again in a minute.',
    flags: MessageFlags.Ephemeral,
  } as const;
  await (
    interaction.replied || interaction.deferred
      ? interaction.followUp(apology)
      : interaction.reply(apology)
  ).catch((failure: unknown) =>
    log.error({ err: failure, platform: 'Discord', command }, 'apology did not get through'),
  );
}
