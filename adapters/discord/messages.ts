import { DiscordAPIError, RequestMethod } from 'discord.js';
import {
  MessageType,
  Routes,
  type APIMessage,
  type GatewayMessageCreateDispatchData,
} from 'discord-api-types/v10';
import type { Reply } from '../../src/card.ts';
import { showLater } from '../../src/later.ts';
import { openRequest, type Request } from '../../src/request.ts';
import { messageCaller } from './caller.ts';
import type { Desk } from './interactions.ts';
import { CHANGE_MS, renderReply } from './render.ts';
import { mayBeDone, type Effort } from './requests.ts';
import { wordsOf } from './words.ts';

/** What people write; what Discord tells of them, like what was pinned, comes as other messages. */
const WRITTEN = new Set([MessageType.Default, MessageType.Reply]);
/** How many earlier messages of a private conversation tell what "it" is. */
const EARLIER = 6;
const TRY_MS = 5000;
const MOST_MS = 20_000;
/** How long a channel is left alone after Discord refused a message there, and how many are kept in mind. */
const CLOSED_MS = 10 * 60_000;
const CLOSED = 1000;

/**
 * Answers messages that are meant for the bot: private ones, and those that mention it, as replies to
 * its own do. Their text can be read without the message content intent; with it, links to papers are
 * answered where that is switched on.
 *
 * @returns what answers one message; it rejects with the SDK's error when the answer did not get through.
 */
export function createMessages(
  desk: Desk,
): (message: GatewayMessageCreateDispatchData, self: string) => Promise<void> {
  const closed = new Map<string, number>();

  return async (message, self) => {
    const { channel_id: channel, guild_id: guild } = message;
    const meant = guild === undefined || message.mentions.some(({ id }) => id === self);
    if (!WRITTEN.has(message.type)) return;
    // Without the intent the text of other messages is empty.
    if (message.author.bot === true || !(meant || message.content.includes('://'))) return;
    if ((closed.get(channel) ?? 0) > Date.now()) return;
    const request = openRequest('discord', meant ? 'ask' : 'links');
    const show = async (reply: Reply): Promise<APIMessage | undefined> => {
      try {
        const posted = await post(message, reply, desk);
        request.ackedAt = performance.now();
        return posted;
      } catch (error) {
        if (error instanceof DiscordAPIError && error.status === 403) {
          if (closed.size >= CLOSED) closed.clear();
          closed.set(channel, Date.now() + CLOSED_MS);
        }
        throw error;
      }
    };
    if (meant) {
      const [posted, reply] = await desk.bot.serve(request, async () => {
        const made = await replyTo(message, request, self, desk);
        return [await show(made), made] as const;
      });
      if (posted) await improve(posted, reply, desk);
      return;
    }
    const caller = await messageCaller(message, desk.locales);
    const answer = await desk.bot.answerLinks(message.content, caller);
    // Where there is nothing to say, nobody asked for anything.
    if (!answer) return;
    try {
      await desk.bot.serve(request, () => show(answer.reply));
    } catch (error) {
      if (!mayBeDone(error)) await answer.takeBack();
      throw error;
    }
  };
}

async function replyTo(
  message: GatewayMessageCreateDispatchData,
  request: Request,
  self: string,
  desk: Desk,
): Promise<Reply> {
  const caller = { ...(await messageCaller(message, desk.locales)), request };
  const text = message.content.replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' ').trim();
  return desk.bot.ask(text, await threadOf(message, desk), caller);
}

/** @returns the message; undefined when Discord did not say which it is. */
async function post(
  message: GatewayMessageCreateDispatchData,
  reply: Reply,
  { bot, send }: Desk,
): Promise<APIMessage | undefined> {
  const { embeds, components } = renderReply(reply, bot.find);
  const posted = await send(
    {
      method: RequestMethod.Post,
      fullRoute: Routes.channelMessages(message.channel_id),
      body: {
        embeds,
        components,
        allowed_mentions: { parse: [], replied_user: false },
        message_reference: { message_id: message.id, fail_if_not_exists: false },
        // An answer that is sent again, since its receipt was lost, is still one message.
        nonce: message.id,
        enforce_nonce: true,
      },
    },
    effort(),
  );
  return posted as APIMessage | undefined;
}

/** Shows the better cards of an answer in its place. */
async function improve(posted: APIMessage, reply: Reply, { bot, log, send }: Desk): Promise<void> {
  await showLater(reply, CHANGE_MS, log, (better) => {
    const { embeds, components } = renderReply(better, bot.find);
    return send(
      {
        method: RequestMethod.Patch,
        fullRoute: Routes.channelMessage(posted.channel_id, posted.id),
        body: { embeds, components, allowed_mentions: { parse: [] } },
      },
      effort(),
    );
  });
}

function effort(): Effort {
  return { until: performance.now() + MOST_MS, tryMs: TRY_MS, repeatable: true };
}

/** What was said before: the message that is replied to, or the last ones of a private conversation. */
async function threadOf(
  message: GatewayMessageCreateDispatchData,
  { send }: Desk,
): Promise<string[]> {
  if (message.referenced_message) return [wordsOf(message.referenced_message)];
  if (message.guild_id !== undefined) return [];
  const query = new URLSearchParams({ before: message.id, limit: String(EARLIER) });
  const fullRoute = Routes.channelMessages(message.channel_id);
  const earlier = await send({ method: RequestMethod.Get, fullRoute, query }, effort())
    // Without them the question is answered by itself.
    .catch(() => []);
  return (earlier as APIMessage[]).reverse().map(wordsOf);
}
