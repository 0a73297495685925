import type { WebClient } from '@slack/web-api';
import type { Caller } from '../../src/command.ts';
import type { Request } from '../../src/request.ts';
import { slackSurface } from './surface.ts';

/** Who did something in Slack, and where. What only some commands need is asked when they do. */
export function slackCaller(
  from: { workspace: string; channel: string; user: string },
  { client, adminsOnly, request }: { client: WebClient; adminsOnly: boolean; request?: Request },
): Caller {
  const person = async () => (await client.users.info({ user: from.user })).user;
  return {
    platform: 'slack',
    ...(request && { request }),
    surface: slackSurface,
    ...from,
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
      try {
        const { channel } = await client.conversations.info({ channel: from.channel });
        if (channel?.is_archived === true) return 'This channel is archived.';
        const inside = channel?.is_member === true || channel?.is_im === true;
        return inside ? undefined : INVITE;
      } catch (error) {
        const said = (error as { data?: { error?: string } }).data?.error;
        if (said === 'channel_not_found') return INVITE;
        if (said === 'missing_scope') {
          return 'The app lacks a scope: install it again with the newest manifest.';
        }
        throw error;
      }
    },
  };
}

const INVITE = 'I am not in this channel: type `/invite @Paperboy` first.';
