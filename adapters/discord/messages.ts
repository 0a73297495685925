import type { Client } from 'discord.js';
import {
  GatewayDispatchEvents,
  Routes,
  type APIMessage,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
} from 'discord-api-types/v10';
import { Events } from 'discord.js';
import type { Bot } from '../../src/bot.ts';
import { showLater } from '../../src/later.ts';
import type { Log } from '../../src/log.ts';
import { CHANGE_MS, renderReply } from './render.ts';
import { discordSurface } from './surface.ts';

/** How many earlier messages of a private conversation tell what "it" is. */
const EARLIER = 6;

/**
 * Answers messages that are meant for the bot: private ones, and those that mention it, as replies to
 * its own do. Their text can be read without the message content intent. They are taken as they come
 * from the gateway: the library's own event would need every server and channel in memory.
 */
export function answerMessages(
  client: Client,
  bot: Bot,
  log: Log,
  track: (work: Promise<unknown>) => unknown,
): void {
  client.on(Events.Raw, (packet: GatewayDispatchPayload) => {
    if (packet.t !== GatewayDispatchEvents.MessageCreate) return;
    const message = packet.d;
    const self = client.user?.id;
    const direct = message.guild_id === undefined;
    const meant = direct || message.mentions.some(({ id }) => id === self);
    if (self === undefined || message.author.bot === true || !meant) return;
    track(
      answerMessage(message, self, client, { bot, log }).catch((error: unknown) =>
        log.error({ err: error, platform: 'Discord' }, 'a message was not answered'),
      ),
    );
  });
}

async function answerMessage(
  message: GatewayMessageCreateDispatchData,
  self: string,
  client: Client,
  { bot, log }: { bot: Bot; log: Log },
): Promise<void> {
  const text = message.content.replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' ').trim();
  const reply = await bot.ask(text, await threadOf(message, client), {
    platform: 'discord',
    surface: discordSurface,
    workspace: message.guild_id ?? '',
    channel: message.channel_id,
    user: message.author.id,
    person: message.author.id,
    timezone: () => Promise.resolve(undefined),
    mayManage: () => Promise.resolve(false),
    hindrance: () => Promise.resolve(undefined),
  });
  const { embeds, components } = renderReply(reply, bot.find);
  const posted = await client.rest.post(Routes.channelMessages(message.channel_id), {
    body: {
      embeds,
      components,
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: message.id, fail_if_not_exists: false },
      // An answer that is sent again, since its receipt was lost, is still one message.
      nonce: message.id,
      enforce_nonce: true,
    },
  });
  const { id } = posted as APIMessage;
  await showLater(reply, CHANGE_MS, log, (better) => {
    const drawn = renderReply(better, bot.find);
    return client.rest.patch(Routes.channelMessage(message.channel_id, id), {
      body: {
        embeds: drawn.embeds,
        components: drawn.components,
        allowed_mentions: { parse: [] },
      },
    });
  });
}

/** What was said before: the message that is replied to, or the last ones of a private conversation. */
async function threadOf(
  message: GatewayMessageCreateDispatchData,
  client: Client,
): Promise<string[]> {
  if (message.referenced_message) return [wordsOf(message.referenced_message)];
  if (message.guild_id !== undefined) return [];
  const query = new URLSearchParams({ before: message.id, limit: String(EARLIER) });
  const earlier = await client.rest
    .get(Routes.channelMessages(message.channel_id), { query })
    // Without them the question is answered by itself.
    .catch(() => []);
  return (earlier as APIMessage[]).reverse().map(wordsOf);
}

function wordsOf({ content, embeds }: APIMessage): string {
  const said = embeds.flatMap(({ title, description }) => [title ?? '', description ?? '']);
  return [content, ...said].filter((text) => text !== '').join('\n');
}
