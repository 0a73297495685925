import { phrasesFor } from "../../src/phrases/languages.js";
import { slackSurface } from "./surface.js";
/** Who did something in Slack, where, and in which language they read. Never rejects. */
export async function slackCaller(from, { locales, ...means }) {
    return callerIn(await locales.of(means.client, from), from, means);
}
/** The same in a language that is known. What only some commands need is asked when they do. */
export function callerIn(locale, from, { client, adminsOnly, request }) {
    const { hindrance: words } = phrasesFor({ locale });
    const person = async () => (await client.users.info({ user: from.user })).user;
    return {
        platform: 'slack',
        ...(request && { request }),
        surface: slackSurface,
        ...from,
        ...(locale !== undefined && { locale }),
        person: `${from.workspace}/${from.user}`,
        // Who can't be asked is asked for it in words.
        timezone: () => person().then((user) => user?.tz, () => undefined),
        mayManage: async () => {
            if (!adminsOnly)
                return true;
            const user = await person();
            return user?.is_admin === true || user?.is_owner === true;
        },
        hindrance: async () => {
            // Nobody can be invited to a conversation of two.
            const outside = from.channel.startsWith('D') ? words.notInDirect : words.invite;
            try {
                const { channel } = await client.conversations.info({ channel: from.channel });
                if (channel?.is_archived === true)
                    return words.archived;
                const inside = channel?.is_member === true || channel?.is_im === true;
                return inside ? undefined : outside;
            }
            catch (error) {
                const said = error.data?.error;
                if (said === 'channel_not_found')
                    return outside;
                if (said === 'missing_scope')
                    return words.scope;
                throw error;
            }
        },
    };
}
//# sourceMappingURL=caller.js.map