import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Bot } from '../../src/bot.ts';
import type { Reply } from '../../src/card.ts';
import { again } from './again.ts';
import type { SlackPictures } from './pictures.ts';
import { asPostError } from './publisher.ts';
import { picturesOf, renderReply, type SlackMessage } from './render.ts';

/** Where an answer goes. */
export interface Spot {
  channel: string;
  /** The message that is answered. */
  ts: string;
  /** The message below which the answer stands. */
  thread: string;
  /** Who alone sees it; without it, everybody. */
  user?: string;
}

/** A bot's message that stands in a thread. */
export interface Standing {
  ts: string;
  /** The bot. */
  by: string;
  /** What it was posted with, see {@link Posts.answer}; a stream that has not ended has none. */
  key: string | undefined;
}

/** Posts answers, each once. */
export interface Posts {
  /**
   * Posts an answer in a thread. Where Slack's receipt is lost, the thread is looked through before
   * anything is sent again.
   *
   * @param client of the workspace.
   * @param key travels with the message, so that it is found again.
   * @throws {PostError}
   */
  answer: (client: WebClient, spot: Spot, reply: Reply, key: string) => Promise<void>;
  /** What bots have posted in a thread since the message that is answered. @throws {PostError} */
  since: (client: WebClient, spot: Spot) => Promise<Standing[]>;
  /** What a message carries to be found again. */
  metadata: (key: string) => { event_type: string; event_payload: { key: string } };
  /**
   * A second client of the same workspace, which tries nothing again by itself. When Slack asks it
   * to wait, the first one can still open a modal.
   */
  apart: (client: WebClient) => WebClient;
}

/** What of a message in a thread matters here. */
interface Posted {
  ts?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: { key?: string } };
}

const EVENT = 'paperboy_answer';
const POST_MS = 8000;
const TRIES = 3;
/** Messages of a thread that are looked through. */
const PAGE = 200;
/** Clients that are kept, one per workspace. */
const CLIENTS = 1000;

export function createPosts(
  options: WebClientOptions,
  { bot, pictures }: { bot: Bot; pictures: SlackPictures },
): Posts {
  const clients = new Map<string, WebClient>();

  function apart({ token = '' }: WebClient): WebClient {
    const known = clients.get(token);
    if (known) return known;
    const made = new WebClient(token, {
      ...options,
      retryConfig: { retries: 0 },
      timeout: POST_MS,
      rejectRateLimitedCalls: true,
    });
    const [oldest] = clients.keys();
    if (clients.size >= CLIENTS && oldest !== undefined) clients.delete(oldest);
    clients.set(token, made);
    return made;
  }

  const metadata = (key: string) => ({ event_type: EVENT, event_payload: { key } });

  async function since(client: WebClient, { channel, thread, ts }: Spot): Promise<Standing[]> {
    const { messages = [] } = await again(
      () =>
        apart(client).conversations.replies({
          channel,
          ts: thread,
          oldest: ts,
          limit: PAGE,
          include_all_metadata: true,
        }),
      { repeatable: true },
    );
    return messages.flatMap((message) => {
      const { bot_id: by, ts: at, metadata: carried } = message as Posted;
      if (by === undefined || at === undefined) return [];
      const ours = carried?.event_type === EVENT;
      return [{ ts: at, by, key: ours ? carried.event_payload?.key : undefined }];
    });
  }

  async function post(client: WebClient, spot: Spot, message: SlackMessage, key: string) {
    const { channel, thread, user } = spot;
    const place = { channel, thread_ts: thread };
    const { chat } = apart(client);
    if (user !== undefined) await chat.postEphemeral({ ...place, user, ...message });
    else {
      const marked = { ...message, unfurl_links: false, metadata: metadata(key) };
      await chat.postMessage({ ...place, ...marked });
    }
  }

  const isThere = async (client: WebClient, spot: Spot, key: string): Promise<boolean> =>
    (await since(client, spot)).some((standing) => standing.key === key);

  return {
    apart,
    metadata,
    since,
    async answer(client, spot, reply, key) {
      await pictures.bring(picturesOf(reply.card));
      const whole = renderReply(reply, bot.find, pictures.find);
      const bare = renderReply(reply, bot.find);
      // Better without its picture, or as words without a layout, than not at all.
      const drawings = [
        whole,
        ...(whole.blocks.length === bare.blocks.length ? [] : [bare]),
        { text: whole.text, blocks: [] },
      ];
      for (let drawing = 0, attempt = 1; ;) {
        const message = drawings[drawing] ?? bare;
        try {
          await again(() => post(client, spot, message, key), { repeatable: false });
          return;
        } catch (error) {
          const failure = asPostError(error);
          if (failure.reason === 'refused' && drawing < drawings.length - 1) drawing += 1;
          else if (failure.reason !== 'unknown' || attempt++ >= TRIES) throw failure;
          // What one person alone sees stands in no thread, and is no harm twice.
          else if (spot.user === undefined && (await isThere(client, spot, key))) return;
        }
      }
    },
  };
}
