import type { Bot } from '../../src/bot.ts';
import type { Card, Reply } from '../../src/card.ts';
import { picturePath } from '../../src/picture/png.ts';
import { plainText } from '../../src/plain.ts';
import { renderReply as renderDiscord } from '../discord/render.ts';
import { renderReply as renderSlack } from '../slack/render.ts';
import type { AskResponse } from './api.ts';

/** What the page is answered, and with what it is replaced later. */
export interface Asked {
  answer: AskResponse;
  later?: AsyncIterable<AskResponse>;
}

/** A reply as either platform shows it. */
export function both(bot: Bot, kind: 'reply' | 'share', slack: Reply, discord: Reply): Asked {
  async function* better(cards: AsyncIterable<Card>): AsyncIterable<AskResponse> {
    for await (const card of cards)
      yield { kind, ...draw(bot, { ...slack, card }, { ...discord, card }) };
  }
  const answer = { kind, ...draw(bot, slack, discord) };
  // Both get the cards that were made for one: a model is asked once.
  return slack.later ? { answer, later: better(slack.later) } : { answer };
}

function draw(bot: Bot, slack: Reply, discord: Reply): Omit<AskResponse, 'kind'> {
  const { pictures, ...message } = renderDiscord(discord, bot.find);
  return {
    private: slack.to === 'caller',
    ...(slack.beside === true && { beside: true }),
    slack: renderSlack(slack, bot.find, (picture) => ({ image_url: picturePath(picture) })),
    discord: message,
    plain: plainText(slack.card),
    attachments: Object.fromEntries(
      pictures.map((picture) => [
        `${picture.name}.png`,
        { address: picturePath(picture), alt: picture.alt },
      ]),
    ),
  };
}
