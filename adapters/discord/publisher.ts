import { createHash } from 'node:crypto';
import { REST, DiscordAPIError, HTTPError, RateLimitError, type RESTOptions } from 'discord.js';
import { Routes, type APIMessage } from 'discord-api-types/v10';
import type { Bot } from '../../src/bot.ts';
import type { Reply } from '../../src/card.ts';
import { PostError, type Place, type Posted, type Publisher } from '../../src/daily/publisher.ts';
import type { Why } from '../../src/daily/why.ts';
import { typedFor, withKey } from '../../src/invocation.ts';
import type { Log } from '../../src/log.ts';
import { clip } from '../../src/markdown.ts';
import { platformClock } from '../clock.ts';
import { draw, type Drawn } from './draw.ts';
import { payload } from './payload.ts';
import { mayBeDone } from './requests.ts';
import { discordSurface } from './surface.ts';

const POST_MS = 5000;
/** A wait for Discord's limits that is longer than this is handed back, ms. */
const PATIENCE_MS = 10_000;
/** How long a post waits for its picture. */
const PICTURE_MS = 15_000;
const DEFAULT_API = 'https://discord.com/api';
/** Discord's epoch, ms since 1970: https://discord.com/developers/docs/reference#snowflakes */
const EPOCH = 1_420_070_400_000;
/** How many messages of a channel are looked through, in pages of the most Discord gives. */
const PAGE = 100;
const PAGES = 50;

/**
 * Posts to Discord's channels. The key is the message's nonce, by which Discord itself takes a
 * second one within some minutes for the first, and stands in a button, where it is found later.
 */
export function createDiscordPublisher(
  { token, apiUrl }: { token: string; apiUrl?: string },
  bot: Bot,
  log: Log,
  makeRequest: RESTOptions['makeRequest'],
): Publisher {
  const rest = new REST({
    version: '10',
    timeout: POST_MS,
    retries: 0,
    makeRequest,
    rejectOnRateLimit: ({ timeToReset, retryAfter }) =>
      Math.max(timeToReset, retryAfter) > PATIENCE_MS,
    ...(apiUrl !== undefined && { api: apiUrl }),
  }).setToken(token);

  const drawn = (reply: Reply): Promise<Drawn> => draw(reply, bot.find, log, PICTURE_MS);

  /** A message with the nonce by which Discord takes a second one within some minutes for the first. */
  async function content(reply: Reply, nonce?: string, key?: string) {
    const { body, files } = await drawn(reply);
    const json = {
      ...body,
      // Only what answers somebody can be for that person alone.
      flags: undefined,
      ...(nonce !== undefined && { nonce, enforce_nonce: true }),
      ...(key !== undefined && { components: keyed(body.components, key) }),
    };
    return payload(json, files);
  }

  /** Gives a thread the name of what is talked about in it now. Discord takes that twice in ten minutes. */
  async function rename(thread: string, name: string): Promise<void> {
    try {
      await rest.patch(Routes.channel(thread), { body: { name } });
    } catch (error) {
      log.warn({ err: error, platform: 'discord' }, 'a thread keeps its first name');
    }
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asPostError(error);
    }
  }

  return {
    post: (place, reply, key, isOurs) =>
      attempt(async () => {
        const made = await content(reply, key, key);
        if ((await isOurs?.()) === false) throw new PostError('later', ['noAnswerYet']);
        const message = (await rest.post(
          Routes.channelMessages(place.channel),
          made,
        )) as APIMessage;
        return postedAt(place, message.id);
      }),
    find: (place, key, since) =>
      attempt(async () => {
        let after = String(BigInt(Math.max(0, Math.floor(since - EPOCH))) << 22n);
        for (let page = 0; page < PAGES; page++) {
          const query = new URLSearchParams({ limit: String(PAGE), after });
          const messages = (await rest.get(Routes.channelMessages(place.channel), {
            query,
          })) as APIMessage[];
          const found = messages.find(({ components }) =>
            JSON.stringify(components ?? []).includes(key),
          );
          if (found) return postedAt(place, found.id);
          if (messages.length < PAGE) return undefined;
          after = messages.reduce(
            (newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest),
            after,
          );
        }
        throw new PostError('unknown', ['tooMuch']);
      }),
    replace: (place, { id }, reply, key) =>
      attempt(async () => {
        await rest.patch(
          Routes.channelMessage(place.channel, id),
          await content(reply, undefined, key),
        );
      }),
    reply: (place, { id }, reply) =>
      attempt(async () => {
        const name = clip(reply.card.title, 100);
        try {
          await rest.post(Routes.threads(place.channel, id), {
            body: { name, auto_archive_duration: 1440 },
          });
        } catch (error) {
          if (!(error instanceof DiscordAPIError) || error.code !== THREAD_EXISTS) throw error;
          await rename(id, name);
        }
        // A thread has the id of the message it hangs on.
        await rest.post(Routes.channelMessages(id), await content(reply, nonceOf(id, reply)));
      }),
    replied: (_place, { id }, reply) =>
      attempt(async () => {
        const { body } = await drawn(reply);
        try {
          // The oldest come first, and ours were written soon after what they stand below.
          const query = new URLSearchParams({ limit: String(PAGE), after: id });
          const messages = (await rest.get(Routes.channelMessages(id), { query })) as APIMessage[];
          return messages.some(({ embeds: [embed] }) => embed?.title === body.embeds[0]?.title);
        } catch (error) {
          if (error instanceof DiscordAPIError && error.code === NO_CHANNEL) return false;
          throw error;
        }
      }),
    link: channelLink,
    typed: (invocation, locale) =>
      typedFor(
        { surface: discordSurface, ...(locale !== undefined && { locale }) },
        invocation,
        bot.commands,
      ),
    tell: (place, user, reply) =>
      attempt(async () => {
        const direct = (await rest.post(Routes.userChannels(), {
          body: { recipient_id: user },
        })) as { id: string };
        // The same news of the same channel, told twice within minutes, is one message.
        await rest.post(
          Routes.channelMessages(direct.id),
          await content(reply, nonceOf(place.channel, reply)),
        );
      }),
    now: () =>
      platformClock('Discord', {
        url: `${apiUrl ?? DEFAULT_API}/v10/users/@me`,
        method: 'GET',
        headers: { authorization: `Bot ${token}` },
      }),
  };
}

function channelLink({ workspace, channel }: Place): string {
  return `https://discord.com/channels/${workspace === '' ? '@me' : workspace}/${channel}`;
}

function postedAt(place: Place, id: string): Posted {
  return { id, url: `${channelLink(place)}/${id}` };
}

/** The nonce of what is said once about something: within minutes a second one is taken for the first. */
function nonceOf(about: string, { card }: Reply): string {
  return createHash('sha256').update(`${about}|${card.title}`).digest('hex').slice(0, 25);
}

/** The rows with the key in the first button that carries anything of ours. */
function keyed(rows: Drawn['body']['components'], key: string): typeof rows {
  let done = false;
  return rows.map((row) => ({
    ...row,
    components: row.components.map((button) => {
      if (done || 'options' in button || !('custom_id' in button)) return button;
      done = true;
      return { ...button, custom_id: withKey(button.custom_id, key) };
    }),
  }));
}

/** Codes of https://discord.com/developers/docs/topics/opcodes-and-status-codes#json. */
const THREAD_EXISTS = 160004;
const NO_CHANNEL = 10003;
const NO_MESSAGE = 10008;
const GONE: Record<number, Why> = {
  [NO_CHANNEL]: ['channelGone'],
  10004: ['notInServer'],
  50001: ['cantSee'],
  50007: ['noDirect'],
  50083: ['threadArchived'],
};

/** What an error of the SDK means for a post. */
export function asPostError(error: unknown): PostError {
  if (error instanceof PostError) return error;
  if (error instanceof RateLimitError) {
    return new PostError('later', ['asksToWait', 'Discord'], {
      retryMs: error.retryAfter,
      cause: error,
    });
  }
  if (error instanceof DiscordAPIError) {
    const gone = GONE[Number(error.code)];
    if (gone !== undefined) return new PostError('gone', gone, { cause: error });
    if (error.code === NO_MESSAGE) return new PostError('refused', ['deleted'], { cause: error });
    if (error.status === 401) {
      return new PostError('forbidden', ['badToken', 'Discord'], { cause: error });
    }
    if (error.status === 403) {
      return new PostError('forbidden', ['mayNotPost'], { cause: error });
    }
    if (error.status === 429) {
      return new PostError('later', ['asksToWait', 'Discord'], { cause: error });
    }
    return new PostError('refused', ['refused', 'Discord', error.message], {
      cause: error,
    });
  }
  const { code, cause } = error as { code?: string | number; cause?: { code?: string } };
  const known = cause?.code ?? code;
  const how = error instanceof HTTPError ? `HTTP ${error.status}` : (known ?? '?');
  // A request that is given up has the number of a DOMException.
  const why: Why =
    typeof how === 'number'
      ? ['noAnswerWithin', 'Discord', String(POST_MS / 1000)]
      : ['noAnswer', 'Discord', how];
  return new PostError(mayBeDone(error) ? 'unknown' : 'later', why, { cause: error });
}
