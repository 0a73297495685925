import type { WebClient } from '@slack/web-api';
import type { Caller } from '../../src/command.ts';
import { phrasesFor } from '../../src/phrases/languages.ts';
import type { Request } from '../../src/request.ts';
import type { Locales } from './locales.ts';
import { slackSurface } from './surface.ts';

/** Where something was done in Slack, and who did it. */
interface From {
  workspace: string;
  channel: string;
  user: string;
}

/** What is needed to ask about it, and the request that it came with. */
interface Means {
  client: WebClient;
  adminsOnly: boolean;
  request?: Request;
}

/** Who did something in Slack, where, and in which language they read. Never rejects. */
export async function slackCaller(
  from: From,
  { locales, ...means }: Means & { locales: Locales },
): Promise<Caller> {
  return callerIn(await locales.of(means.client, from), from, means);
}

/** The same in a language that is known. What only some commands need is asked when they do. */
export function callerIn(
  locale: string | undefined,
  from: From,
  { client, adminsOnly, request }: Means,
): Caller {
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
    timezone: () =>
      person().then(
        (user) => user?.tz,
        () => undefined,
      ),
    mayManage: async () => {
      if (!adminsOnly) return true;
      const user = await person();
      return user?.is_admin === true || user?.is_owner === true;
    },
    hindrance: async () => {
      // Nobody can be invited to a conversation of two.
      const outside = from.channel.startsWith('D') ? words.notInDirect : words.invite;
      try {
        const { channel } = await client.conversations.info({ channel: from.channel });
        if (channel?.is_archived === true) return words.archived;
        const inside = channel?.is_member === true || channel?.is_im === true;
        return inside ? undefined : outside;
      } catch (error) {
        const said = (error as { data?: { error?: string } }).data?.error;
        if (said === 'channel_not_found') return outside;
        if (said === 'missing_scope') return words.scope;
        throw error;
      }
    },
  };
}
