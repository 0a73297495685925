import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Bot } from '../../src/bot.ts';
import type { Reply } from '../../src/card.ts';
import { PostError, type Place, type Posted, type Publisher } from '../../src/daily/publisher.ts';
import type { Why } from '../../src/daily/why.ts';
import { typedFor } from '../../src/invocation.ts';
import { StoreError } from '../../src/store/store.ts';
import { platformClock } from '../clock.ts';
import type { SlackPictures } from './pictures.ts';
import { picturesOf, renderReply } from './render.ts';
import { NotInstalledError } from './renewal.ts';
import { slackSurface } from './surface.ts';

/** Much shorter than a pick's lease; and a message whose answer was lost must not be sent again. */
const POST_MS = 5000;

/**
 * The least time between two messages to one workspace, ms: Slack takes “several hundred messages per
 * minute”, https://docs.slack.dev/apis/web-api/rate-limits.
 */
const EVERY_MS = 200;

/** How many messages of a channel's history are looked through. */
const PAGE = 200;
const PAGES = 25;

const EVENT = 'paperboy_pick';
/** Of what is written below a pick. */
const BELOW = 'paperboy_below';

/**
 * Posts to Slack's channels, with a client of its own: a 429 on posts holds up no interaction, nor,
 * as it is not waited for, another workspace's posts.
 *
 * @param tokenOf gives the bot's token in a workspace.
 */
export function createSlackPublisher(
  tokenOf: (workspace: string) => Promise<string>,
  options: WebClientOptions,
  { bot, pictures }: { bot: Bot; pictures: SlackPictures },
): Publisher {
  const client = new WebClient(undefined, {
    ...options,
    retryConfig: { retries: 0 },
    timeout: POST_MS,
    rejectRateLimitedCalls: true,
  });

  /** The message with its picture and, as Slack may refuse that, without. */
  async function drawn(reply: Reply): Promise<Pick<SlackContent, 'text' | 'blocks'>[]> {
    await pictures.bring(picturesOf(reply.card));
    const message = renderReply(reply, bot.find, pictures.find);
    const bare = renderReply(reply, bot.find);
    return message.blocks.length === bare.blocks.length ? [message] : [message, bare];
  }

  /** Does something with the first drawing of a reply that Slack takes. */
  async function withDrawing<T>(
    reply: Reply,
    work: (content: Pick<SlackContent, 'text' | 'blocks'>) => Promise<T>,
  ): Promise<T> {
    let failure: PostError | undefined;
    for (const content of await drawn(reply)) {
      try {
        return await work(content);
      } catch (error) {
        failure = asPostError(error);
        if (failure.reason !== 'refused') throw failure;
      }
    }
    throw failure ?? new PostError('refused', ['empty']);
  }

  async function linkTo(token: string, channel: string, ts: string): Promise<Posted> {
    // Nobody needs the link as much as the knowledge that the message is there.
    const found = await client.chat
      .getPermalink({ token, channel, message_ts: ts })
      .catch(() => undefined);
    return { id: ts, ...(found?.permalink !== undefined && { url: found.permalink }) };
  }

  /** The token to speak with in a place. */
  async function tokenIn({ workspace }: Place): Promise<string> {
    try {
      return await tokenOf(workspace);
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (error instanceof NotInstalledError) {
        throw new PostError('gone', ['removed'], { cause: error });
      }
      throw new PostError('later', ['noToken', 'Slack'], { cause: error });
    }
  }

  return {
    everyMs: EVERY_MS,
    async post(place, reply, key, isOurs) {
      const token = await tokenIn(place);
      return withDrawing(reply, async (content) => {
        if ((await isOurs?.()) === false) throw new PostError('later', ['noAnswerYet']);
        const { ts } = await client.chat.postMessage({
          token,
          channel: place.channel,
          ...content,
          unfurl_links: false,
          metadata: { event_type: EVENT, event_payload: { key } },
        });
        if (ts === undefined) throw new PostError('unknown', ['noReceipt', 'Slack']);
        return linkTo(token, place.channel, ts);
      });
    },
    async find(place, key, since) {
      const token = await tokenIn(place);
      const { channel } = place;
      try {
        let cursor: string | undefined;
        for (let page = 0; page < PAGES; page++) {
          const found = await client.conversations.history({
            token,
            channel,
            oldest: String(since / 1000),
            limit: PAGE,
            include_all_metadata: true,
            ...(cursor !== undefined && { cursor }),
          });
          for (const { ts, metadata } of found.messages ?? []) {
            const payload: { key?: unknown } = metadata?.event_payload ?? {};
            if (ts !== undefined && metadata?.event_type === EVENT && payload.key === key) {
              return await linkTo(token, channel, ts);
            }
          }
          cursor = found.response_metadata?.next_cursor;
          if (cursor === undefined || cursor === '') return undefined;
        }
        throw new PostError('unknown', ['tooMuch']);
      } catch (error) {
        throw asPostError(error);
      }
    },
    async replace(place, { id }, reply, key) {
      const token = await tokenIn(place);
      await withDrawing(reply, (content) =>
        client.chat.update({
          token,
          channel: place.channel,
          ts: id,
          ...content,
          metadata: { event_type: EVENT, event_payload: { key } },
        }),
      );
    },
    async reply(place, { id }, reply) {
      const token = await tokenIn(place);
      const { channel } = place;
      await withDrawing(reply, (content) =>
        client.chat.postMessage({
          token,
          channel,
          thread_ts: id,
          ...content,
          unfurl_links: false,
          metadata: { event_type: BELOW, event_payload: { title: reply.card.title } },
        }),
      );
    },
    async replied(place, { id }, { card }) {
      const token = await tokenIn(place);
      try {
        // The oldest come first, and ours were written soon after what they stand below.
        const { messages = [] } = await client.conversations.replies({
          ...{ token, channel: place.channel, ts: id },
          ...{ limit: PAGE, include_all_metadata: true },
        });
        return messages.some(({ metadata }) => {
          const payload: { title?: unknown } = metadata?.event_payload ?? {};
          return metadata?.event_type === BELOW && payload.title === card.title;
        });
      } catch (error) {
        throw asPostError(error);
      }
    },
    // See https://docs.slack.dev/interactivity/deep-linking
    link: ({ workspace, channel }) =>
      `https://slack.com/app_redirect?team=${workspace}&channel=${channel}`,
    typed: (invocation, locale) =>
      typedFor(
        { surface: slackSurface, ...(locale !== undefined && { locale }) },
        invocation,
        bot.commands,
      ),
    async tell(place, user, reply) {
      const token = await tokenIn(place);
      await withDrawing(reply, (content) =>
        client.chat.postMessage({ token, channel: user, ...content }),
      );
    },
    now: () =>
      platformClock('Slack', {
        url: `${options.slackApiUrl ?? 'https://slack.com/api/'}api.test`,
        method: 'POST',
      }),
  };
}

type SlackContent = ReturnType<typeof renderReply>;

/** What Slack says of a channel, and what to do about it. */
const GONE: Record<string, Why> = {
  channel_not_found: ['notFound'],
  is_archived: ['archived'],
  not_in_channel: ['notInChannel'],
  channel_is_limited_access: ['noAccess'],
  account_inactive: ['removed'],
  token_revoked: ['removed'],
  user_not_found: ['noPerson'],
};
const FORBIDDEN: Record<string, Why> = {
  missing_scope: ['lacksScope'],
  restricted_action: ['noApps'],
  restricted_action_read_only_channel: ['readOnly'],
  restricted_action_thread_only_channel: ['repliesOnly'],
  access_denied: ['denied'],
  ekm_access_denied: ['denied'],
  org_login_required: ['denied'],
  team_access_not_granted: ['denied'],
};
/** The token is wrong, which whoever hosts the bot can mend: no channel's fault. */
const NO_TOKEN = new Set(['token_expired', 'invalid_auth', 'not_authed']);
/** Errors after which nobody knows, see https://docs.slack.dev/reference/methods/chat.postMessage. */
const UNKNOWN = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
]);

/** What an error of the SDK means for a post. */
export function asPostError(error: unknown): PostError {
  if (error instanceof PostError) return error;
  const { code, retryAfter, data, original, message } = error as {
    code?: string;
    retryAfter?: number;
    data?: { error?: string };
    original?: { code?: string | number; cause?: { code?: string } };
    message?: string;
  };
  if (code === 'slack_webapi_rate_limited_error') {
    const retryMs = (retryAfter ?? 1) * 1000;
    return new PostError('later', ['asksToWait', 'Slack'], { retryMs, cause: error });
  }
  const said = data?.error;
  if (said !== undefined) {
    if (said === 'ratelimited' || said === 'rate_limited') {
      return new PostError('later', ['asksToWait', 'Slack'], { cause: error });
    }
    if (NO_TOKEN.has(said)) return new PostError('later', ['noToken', 'Slack'], { cause: error });
    const gone = GONE[said];
    if (gone !== undefined) return new PostError('gone', gone, { cause: error });
    const forbidden = FORBIDDEN[said];
    if (forbidden !== undefined) return new PostError('forbidden', forbidden, { cause: error });
    if (said === 'message_not_found') {
      return new PostError('refused', ['deleted'], { cause: error });
    }
    if (UNKNOWN.has(said))
      return new PostError('unknown', ['unsure', 'Slack', said], { cause: error });
    return new PostError('refused', ['refused', 'Slack', said], { cause: error });
  }
  const cause = original?.cause?.code ?? original?.code;
  // A request that is given up has the number of a DOMException.
  const why: Why =
    typeof cause === 'number'
      ? ['noAnswerWithin', 'Slack', String(POST_MS / 1000)]
      : ['noAnswer', 'Slack', cause ?? code ?? message ?? '?'];
  // Nothing was sent where nobody listens.
  const sent = cause !== 'ECONNREFUSED' && cause !== 'ENOTFOUND' && cause !== 'EAI_AGAIN';
  return new PostError(sent ? 'unknown' : 'later', why, { cause: error });
}
