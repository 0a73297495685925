import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Reply } from '../../src/card.ts';
import { showLater } from '../../src/later.ts';
import { phrasesFor } from '../../src/phrases/languages.ts';
import { openRequest, type Request } from '../../src/request.ts';
import { answerDirect } from './agent.ts';
import { slackCaller } from './caller.ts';
import { saidBefore, type Asked } from './conversation.ts';
import type { Desk } from './index.ts';
import { CHANGE_MS, renderReply } from './render.ts';
import type { Spot } from './posts.ts';
import { serve } from './serve.ts';
import { typedText } from './text.ts';
import { showUnderLinks } from './unfurl.ts';

/** Slack sends an event again for up to a day, see https://docs.slack.dev/apis/events-api. */
const EVENT_MS = 26 * 3_600_000;
/** How long a thread that was answered in is listened to. */
const THREAD_MS = 30 * 24 * 3_600_000;

/** What an event asks for, as the log and the metrics name it. */
const KINDS: Record<string, string> = {
  app_mention: 'ask',
  message: 'ask',
  link_shared: 'links',
  app_home_opened: 'home',
};

/** What of a `message` or `app_mention` event matters here. */
interface Said extends Asked {
  user?: string;
  text?: string;
  subtype?: string;
  bot_id?: string;
  thread_ts?: string;
}

/** What surrounds an event. */
interface Envelope {
  client: WebClient;
  workspace: string;
  /** The bot's user, and the bot. */
  self: string;
  botId: string | undefined;
  id: string;
  request: Request;
}

/**
 * Listens to what is said to the bot: mentions, direct messages, replies in threads it has answered
 * in; and to links and to people who open its home. An event that comes twice, to whichever
 * replica, is taken once.
 */
export function listenToEvents(app: App, desk: Desk): void {
  const { bot, log, home } = desk;

  /** Takes an event, unless it was taken before. Its failure is logged here; Slack is told nothing. */
  async function take(
    kind: string,
    { client, body, context }: { client: WebClient; body: EventBody; context: EventContext },
    work: (envelope: Envelope) => Promise<void>,
  ): Promise<void> {
    const workspace = workspaceOf(body, context);
    const { botUserId: self = '', botId } = context;
    const request = openRequest('slack', KINDS[kind] ?? 'event');
    const envelope = { client, workspace, self, botId, id: body.event_id, request };
    const once = async (): Promise<void> => {
      const mark = { platform: 'slack', workspace, key: `event/${body.event_id}` };
      if (!(await bot.marks.set(mark, EVENT_MS))) return;
      request.workspace = workspace;
      await serve(request, kind, desk, () => work(envelope));
    };
    await desk.track(
      once().catch((error: unknown) =>
        log.error({ err: error, platform: 'Slack', command: kind }, 'an event was not answered'),
      ),
    );
  }

  app.event('app_mention', async ({ event, ...args }) => {
    const said = event as Said;
    // Mentions in a direct message come as messages, too.
    if (said.channel.startsWith('D') || !isPerson(said, args.context.botUserId)) return;
    await take('app_mention', args, (envelope) => answer(said, envelope, desk));
  });

  app.event('message', async ({ event, ...args }) => {
    const said = event as Said;
    if (!isPerson(said, args.context.botUserId)) return;
    if (said.channel.startsWith('D')) {
      await take('message', args, (envelope) => answer(said, envelope, desk));
      return;
    }
    // A mention of the bot is an event of its own; one of somebody else is for them.
    if (said.thread_ts === undefined || /<@/.test(said.text ?? '')) return;
    const thread = {
      platform: 'slack',
      workspace: workspaceOf(args.body, args.context),
      key: threadKey(said),
    };
    if (!(await isKnown(thread))) return;
    await take('message', args, (envelope) => answer(said, envelope, desk));
  });

  const isKnown = (thread: Parameters<typeof bot.marks.has>[0]): Promise<boolean> =>
    bot.marks.has(thread).catch((error: unknown) => {
      log.error({ err: error, platform: 'Slack' }, 'a thread could not be recognised');
      return false;
    });

  app.event('link_shared', async ({ event, ...args }) => {
    await take('link_shared', args, ({ client, workspace }) =>
      showUnderLinks(event, { client, workspace }, desk),
    );
  });

  app.event('app_home_opened', async ({ event, ...args }) => {
    await take('app_home_opened', args, async ({ client, workspace }) => {
      const place = { client, workspace, user: event.user };
      if (event.tab === 'messages') await home.greet(place, event.channel);
      else await home.show(place);
    });
  });
}

interface EventBody {
  team_id: string;
  event_id: string;
}
interface EventContext {
  teamId?: string;
  botUserId?: string;
  botId?: string;
}

/**
 * The workspace that an event is for: whose bot hears it. In a channel that workspaces share, the
 * event's own is that of the other.
 */
function workspaceOf(body: EventBody, { teamId }: EventContext): string {
  return teamId ?? body.team_id;
}

/** A message that a person wrote just now: not edited, not deleted, not by any bot. */
function isPerson({ user, bot_id: bot, subtype }: Said, self: string | undefined): boolean {
  const written =
    subtype === undefined || subtype === 'thread_broadcast' || subtype === 'file_share';
  return written && bot === undefined && user !== undefined && user !== self;
}

function threadKey({ channel, ts, thread_ts: thread }: Said): string {
  return `thread/${channel}/${thread ?? ts}`;
}

async function answer(said: Said, envelope: Envelope, desk: Desk): Promise<void> {
  const { bot, posts } = desk;
  const { client, workspace, self, id, botId, request } = envelope;
  const { channel, ts, user = '', thread_ts: begun } = said;
  const spot = { channel, ts, thread: begun ?? ts };
  const isDirect = channel.startsWith('D');
  // An edit of a message that mentions the bot is told as another mention.
  const mark = { platform: 'slack', workspace, key: `answer/${channel}/${ts}` };
  if (!isDirect && !(await bot.marks.set(mark, THREAD_MS))) return;
  const text = typedText(said.text ?? '', self);
  const caller = await slackCaller({ workspace, channel, user }, { ...desk, client, request });
  const ask = async (): Promise<Reply> => {
    const before = await saidBefore(posts.apart(client), { channel, ts, thread: begun });
    return bot.ask(text, before, caller);
  };
  if (isDirect) {
    const begins = begun === undefined;
    await answerDirect(text, spot, ask, {
      ...desk,
      client,
      botId,
      key: id,
      begins,
      phrases: phrasesFor(caller),
    });
    return;
  }
  const reply = await ask();
  // What the notes don't say is told to the one who asked.
  const alone = reply.to === 'caller' ? { user } : {};
  await posts.answer(client, { ...spot, ...alone }, reply, id);
  request.answeredAt = performance.now();
  await bot.marks.set({ platform: 'slack', workspace, key: threadKey(said) }, THREAD_MS);
  if (reply.to === 'channel') await improve(reply, spot, { client, key: id }, desk);
}

/** Shows the better cards of an answer in its place. @param key what it was posted with. */
async function improve(
  reply: Reply,
  spot: Spot,
  { client, key }: { client: WebClient; key: string },
  { bot, log, posts }: Desk,
): Promise<void> {
  let ts: string | undefined;
  await showLater(reply, CHANGE_MS, log, async (better) => {
    ts ??= (await posts.since(client, spot)).find((standing) => standing.key === key)?.ts;
    if (ts === undefined) throw new Error('the answer is not there any more');
    const message = { ...renderReply(better, bot.find), metadata: posts.metadata(key) };
    await posts.apart(client).chat.update({ channel: spot.channel, ts, ...message });
  });
}
