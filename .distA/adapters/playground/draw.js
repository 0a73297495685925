import { picturePath } from "../../src/picture/png.js";
import { plainText } from "../../src/plain.js";
import { renderReply as renderDiscord } from "../discord/render.js";
import { renderReply as renderSlack } from "../slack/render.js";
/** A reply as either platform shows it. */
export function both(bot, kind, slack, discord) {
    async function* better(cards) {
        for await (const card of cards)
            yield { kind, ...draw(bot, { ...slack, card }, { ...discord, card }) };
    }
    const answer = { kind, ...draw(bot, slack, discord) };
    // Both get the cards that were made for one: a model is asked once.
    return slack.later ? { answer, later: better(slack.later) } : { answer };
}
function draw(bot, slack, discord) {
    const { pictures, ...message } = renderDiscord(discord, bot.find);
    return {
        private: slack.to === 'caller',
        ...(slack.beside === true && { beside: true }),
        slack: renderSlack(slack, bot.find, (picture) => ({ image_url: picturePath(picture) })),
        discord: message,
        plain: plainText(slack.card),
        attachments: Object.fromEntries(pictures.map((picture) => [
            `${picture.name}.png`,
            { address: picturePath(picture), alt: picture.alt },
        ])),
    };
}
//# sourceMappingURL=draw.js.map