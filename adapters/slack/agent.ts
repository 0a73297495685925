import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Reply } from '../../src/card.ts';
import { clip, oneLine } from '../../src/markdown.ts';
import { again } from './again.ts';
import type { Desk } from './index.ts';
import type { Spot } from './posts.ts';
import { asPostError } from './publisher.ts';
import { renderReply } from './render.ts';
import { streamOf, type SlackStream } from './stream.ts';

/** What Slack shows of a conversation's title. */
const TITLE = 80;
/** An answer waits no longer than this for Slack to show that it is being written. */
const STATUS_MS = 1000;
const STATUS = 'is reading the notes…';

/** Answering in one workspace, as this bot. */
type Agent = Desk & { client: WebClient; botId: string | undefined };

/**
 * Answers in the conversation that people have with the app itself: each first message begins one,
 * with a title; the answer comes in its thread, piece by piece, and nothing else is shown meanwhile
 * but that it is being written.
 *
 * @param begins whether the question is the first message.
 * @param key travels with the answer, see `Posts`.
 */
export async function answerDirect(
  question: string,
  spot: Spot,
  ask: () => Promise<Reply>,
  { key, begins, ...agent }: Agent & { key: string; begins: boolean },
): Promise<void> {
  const { client, posts } = agent;
  const status = showStatus(spot, agent);
  if (begins) {
    const title = clip(oneLine(question), TITLE);
    void agent.track(setTitle(spot, title, agent));
  }
  const reply = await ask();
  await status.shown;
  try {
    const told = await tell(spot, reply, key, agent);
    if (!told) await posts.answer(client, spot, reply, key);
  } finally {
    status.end();
  }
}

/** Slack takes the status away when the answer comes; one that was set late is taken away here. */
function showStatus({ channel, thread }: Spot, { client, posts, log, track }: Agent) {
  const set = (status: string): Promise<void> =>
    posts
      .apart(client)
      .assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status })
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error, platform: 'Slack' }, 'no status was shown'),
      );
  let late = true;
  const setting = set(STATUS).then(() => void (late = false));
  return {
    shown: Promise.race([setting, wait(STATUS_MS)]),
    end: () => {
      if (late) void track(setting.then(() => set('')));
    },
  };
}

async function setTitle(
  { channel, thread }: Spot,
  title: string,
  { client, posts, log }: Agent,
): Promise<void> {
  if (title === '') return;
  const named = { channel_id: channel, thread_ts: thread, title };
  await again(() => posts.apart(client).assistant.threads.setTitle(named), {
    repeatable: true,
  }).catch((error: unknown) =>
    log.warn({ err: error, platform: 'Slack' }, 'a conversation has no title'),
  );
}

/**
 * Streams an answer.
 *
 * @returns false when nothing was begun, so that it can be posted whole.
 */
async function tell(spot: Spot, reply: Reply, key: string, agent: Agent): Promise<boolean> {
  const { bot, posts, client, log } = agent;
  const { channel } = spot;
  const { pieces, blocks } = streamOf(reply, bot.find);
  const ts = await begin(spot, pieces, agent);
  if (ts === undefined) return false;
  const place = { channel, ts };
  const end = { ...place, blocks, metadata: posts.metadata(key) };
  const { chat } = posts.apart(client);
  try {
    for (const markdown_text of pieces.slice(1)) {
      await again(() => chat.appendStream({ ...place, markdown_text }), { repeatable: false });
    }
    await again(() => chat.stopStream(end), { repeatable: false });
  } catch (error) {
    log.warn({ err: error, platform: 'Slack' }, 'an answer broke off and is written anew');
    // It may have ended already.
    await again(() => chat.stopStream(place), { repeatable: true }).catch(() => undefined);
    // Whatever came through, in one piece.
    const whole = { ...place, ...renderReply(reply, bot.find), metadata: posts.metadata(key) };
    await again(() => chat.update(whole), { repeatable: true });
  }
  return true;
}

/** Begins a stream. @returns its message; undefined when there is none. */
async function begin(
  spot: Spot,
  [first = '']: SlackStream['pieces'],
  { client, posts, botId, log }: Agent,
): Promise<string | undefined> {
  const { channel, thread } = spot;
  try {
    const start = { channel, thread_ts: thread, markdown_text: first };
    const { ts } = await posts.apart(client).chat.startStream(start);
    return ts;
  } catch (error) {
    const { reason } = asPostError(error);
    log.warn({ err: error, platform: 'Slack' }, 'an answer could not be streamed');
    if (reason !== 'unknown') return undefined;
    // Its receipt was lost: it may be there.
    const standing = await posts.since(client, spot);
    return standing.find(({ by, key }) => by === botId && key === undefined)?.ts;
  }
}
