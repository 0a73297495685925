import { RequestMethod } from 'discord.js';
import {
  Routes,
  type APIMessage,
  type GatewayMessageCreateDispatchData,
} from 'discord-api-types/v10';
import { messageCaller } from './caller.ts';
import { withAsker } from './dismiss.ts';
import type { Desk } from './interactions.ts';
import { renderReply } from './render.ts';
import type { Effort } from './requests.ts';
import { wordsOf } from './words.ts';

/** How many earlier messages of a private conversation tell what "it" is. */
const EARLIER = 6;
const TRY_MS = 5000;
const MOST_MS = 20_000;

/**
 * Answers a message that is meant for the bot: a private one, or one that mentions it, as replies to its
 * own do. Their text can be read without the message content intent. Others it leaves alone.
 *
 * @param self the bot's own id.
 * @throws the SDK's error, when the answer did not get through.
 */
export async function answerMessage(
  message: GatewayMessageCreateDispatchData,
  self: string,
  desk: Desk,
): Promise<void> {
  const direct = message.guild_id === undefined;
  const meant = direct || message.mentions.some(({ id }) => id === self);
  if (message.author.bot === true || !meant) return;
  const text = message.content.replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' ').trim();
  const reply = await desk.bot.ask(text, await threadOf(message, desk), messageCaller(message));
  const own = reply.to === 'caller' && !direct;
  const { embeds, components } = renderReply(
    own ? { ...reply, actions: [{ kind: 'dismiss', label: 'Dismiss' }] } : reply,
    desk.bot.find,
  );
  await desk.send(
    {
      method: RequestMethod.Post,
      fullRoute: Routes.channelMessages(message.channel_id),
      body: {
        embeds,
        components: withAsker(components, message.author.id),
        allowed_mentions: { parse: [], replied_user: false },
        message_reference: { message_id: message.id, fail_if_not_exists: false },
        // An answer that is sent again, since its receipt was lost, is still one message.
        nonce: message.id,
        enforce_nonce: true,
      },
    },
    effort(),
  );
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
