import { setTimeout as wait } from 'node:timers/promises';
import { App, HTTPReceiver, type BlockAction } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { bounded } from '../../src/bounded.ts';
import type { Adapter, Bot } from '../../src/bot.ts';
import type { Reply } from '../../src/card.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Handler, Routes } from '../../src/http.ts';
import { createInFlight } from '../../src/in-flight.ts';
import { withLast } from '../../src/later.ts';
import type { Log } from '../../src/log.ts';
import { openRequest } from '../../src/request.ts';
import { servePicture } from '../../src/picture/route.ts';
import type { Store } from '../../src/store/store.ts';
import { FORM, readForm, renderForm, type FormMemory } from './form.ts';
import { slackLogger } from './log.ts';
import { createPictures, type SlackPictures } from './pictures.ts';
import { picturesOf, renderReply, type SlackMessage } from './render.ts';
import { RefusedError, respond, UndoneError } from './respond.ts';
import { createSockets } from './sockets.ts';
import { slackCaller } from './caller.ts';
import { listenToEvents } from './events.ts';
import { createLocales, type Locales } from './locales.ts';
import { createHomes, type Homes } from './home.ts';
import { createPosts, type Posts } from './posts.ts';
import { createSlackPublisher } from './publisher.ts';
import { refused } from './refused.ts';
import { listenForRemoval } from './removal.ts';
import { createManyWorkspaces, createOneWorkspace, type Workspaces } from './workspaces.ts';
import { acknowledge, serve } from './serve.ts';
import { listenToShortcuts, SHARE_MS } from './shortcuts.ts';

/** Slack signs the time; a request from further away than this many seconds is refused. */
const CLOCK_WINDOW_S = 300;
/** An ack is due within 3 s; a form's waits this long for what is wrong with it. */
const ACK_MS = 2300;
const DRAIN_MS = 4000;

/** Slack, over HTTP or Socket Mode. In HTTP mode its events come in through {@link Adapter.routes}. */
export function createSlack(
  config: SlackConfig,
  bot: Bot,
  log: Log,
  {
    publicUrl,
    adminsOnly = false,
    store,
  }: {
    publicUrl?: string;
    adminsOnly?: boolean;
    /** What is kept about workspaces is in it; many of them need one. */
    store?: Store;
  } = {},
): Adapter & { routes: Routes } {
  const logger = slackLogger(log);
  const clientOptions = {
    logger,
    retryConfig: { retries: 2 },
    timeout: 10_000,
    fetch: async (...asked: Parameters<typeof fetch>) => {
      const response = await fetch(...asked);
      if (response.status === 429) bot.metrics.waited('slack');
      return bounded(response, asked[1]?.signal);
    },
    ...(config.apiUrl !== undefined && { slackApiUrl: config.apiUrl }),
  };
  const inFlight = createInFlight();
  const stopping = new AbortController();
  const http =
    config.mode === 'http'
      ? new HTTPReceiver({ signingSecret: config.signingSecret, logger })
      : undefined;
  const sockets =
    config.mode === 'socket'
      ? createSockets({ appToken: config.appToken, apiUrl: config.apiUrl, logger, log })
      : undefined;
  let up = false;
  const workspaces: Workspaces = config.oauth
    ? createManyWorkspaces(config.oauth, { store, options: clientOptions, logger, log })
    : createOneWorkspace(config.botToken, clientOptions);
  // With clients of their own, as Slack's “wait” to one call holds up all of its client.
  const uploads = new WebClient(config.botToken, clientOptions);
  const pictures = createPictures(uploads, publicUrl, log);
  const { track } = inFlight;
  const posts = createPosts(clientOptions, { bot, pictures });
  const locales = createLocales(posts.apart, log);
  const home = createHomes({ bot, posts, log, adminsOnly, locales, track });
  const publisher = createSlackPublisher(workspaces.token, clientOptions, { bot, pictures });

  async function start(): Promise<void> {
    await workspaces.ready();
    const app = new App({
      ...((http ?? sockets) && { receiver: http ?? sockets }),
      logger,
      clientOptions,
      authorize: workspaces.authorize,
    });
    const desk: Desk = { bot, log, pictures, adminsOnly, track, posts, home, locales };
    listen(app, desk);
    listenToEvents(app, desk);
    listenToShortcuts(app, desk, (url, reply) => send(url, reply, desk));
    if (store) listenForRemoval(app, { bot, store, workspaces, log, signal: stopping.signal });
    await sockets?.start().catch((error: unknown) => {
      throw refused(
        error,
        'SLACK_APP_TOKEN',
        'make one with the scope connections:write under Basic Information',
      );
    });
    up = true;
  }

  const receive: Handler = (request, response) => {
    const sent = Number(request.headers['x-slack-request-timestamp']);
    // The SDK refuses old requests alone, and takes ones from the future.
    if (Math.abs(sent - Date.now() / 1000) > CLOCK_WINDOW_S) {
      log.warn({ platform: 'Slack', sent }, 'refused a request signed long ago or in the future');
      response.writeHead(401).end();
    } else if (up) http?.requestListener(request, response);
    else response.writeHead(503).end();
  };

  return {
    name: 'slack',
    publisher: {
      ...publisher,
      post: async (place, ...asked) => {
        const posted = await publisher.post(place, ...asked);
        home.changedIn(place.workspace);
        return posted;
      },
    },
    routes: {
      ...(http && { 'POST /slack/events': receive }),
      ...workspaces.routes,
      // Slack takes pictures from here.
      ...(publicUrl !== undefined && { 'GET /pictures/*': servePicture }),
    },
    start,
    health: () => {
      if (!up) return { ok: false, reason: 'starting' };
      const ended = workspaces.ended();
      if (ended !== undefined) return { ok: false, reason: ended };
      return sockets?.open() === 0 ? { ok: false, reason: 'reconnecting' } : { ok: true };
    },
    stop: async () => {
      up = false;
      stopping.abort();
      home.stop();
      await inFlight.drained(DRAIN_MS);
      await sockets?.stop();
    },
  };
}

type Track = <T>(work: Promise<T>) => Promise<T>;

/** What answering takes. */
export interface Desk {
  bot: Bot;
  log: Log;
  pictures: SlackPictures;
  /** Whether only the workspace's admins decide what a channel gets. */
  adminsOnly: boolean;
  posts: Posts;
  home: Homes;
  locales: Locales;
  /** Counts work that must be finished before the program ends. */
  track: Track;
}

/** Acknowledges first, answers through the response address, which works in channels the bot isn't in. */
function listen(app: App, desk: Desk): void {
  const { bot, log, home, locales } = desk;

  // Before all listeners: the SDK would ask each of them, and acknowledge after.
  app.use(async (event) => {
    if (!('command' in event)) return event.next();
    const { command, ack, client } = event;
    const request = openRequest('slack', 'command');
    const from = {
      workspace: command.team_id,
      channel: command.channel_id,
      user: command.user_id,
    };
    await serve(request, command.command, desk, async () => {
      // Said where Slack waits anyhow, a no costs half as much as an answer.
      const no = bot.turnAway(request, { locale: locales.known(from) });
      await acknowledge(request, () => ack(no));
      if (no !== undefined) return;
      const caller = await slackCaller(from, { ...desk, client, request });
      const reply = await bot.run(command.command.slice(1), command.text, caller);
      if (reply.form) {
        const { workspace, channel } = from;
        const memory = { run: reply.form.run, workspace, channel, answerTo: command.response_url };
        const view = renderForm(reply.form, memory);
        await client.views.open({ trigger_id: command.trigger_id, view });
        return;
      }
      await send(command.response_url, reply, desk);
      home.changed({ client, ...from });
    });
  });

  app.action<BlockAction>(
    { type: 'block_actions' },
    async ({ action, body, ack, client, context }) => {
      // What is pressed in a view has no message to answer.
      if (body.view) return;
      const request = openRequest('slack', 'button');
      await acknowledge(request, ack);
      await serve(request, action.action_id, desk, async () => {
        const from = {
          // An action in an organisation may lack its team; bolt then has it from the user.
          workspace: context.teamId ?? '',
          channel: body.channel?.id ?? '',
          user: body.user.id,
        };
        const caller = await slackCaller(from, { ...desk, client, request });
        const pressed = await bot.press('value' in action ? (action.value ?? '') : '', caller);
        const isPrivate = body.container['is_ephemeral'] === true;
        const thread = body.container['thread_ts'] as string | undefined;
        const place = thread === undefined ? {} : { thread_ts: thread };
        switch (pressed.kind) {
          case 'reply': {
            const inPlace = isPrivate && pressed.reply.beside !== true;
            const replace = { ...place, replace_original: inPlace };
            await send(body.response_url, pressed.reply, desk, replace);
            home.changed({ client, ...from });
            return;
          }
          case 'share': {
            const { message_ts: message = '' } = body.container as { message_ts?: string };
            const key = `share/${from.channel}/${message}`;
            const mark = { platform: 'slack', workspace: from.workspace, key };
            // The second press of a double click.
            if (!(await bot.marks.set(mark, SHARE_MS))) return;
            try {
              const beside = { ...place, replace_original: false };
              await send(body.response_url, pressed.reply, desk, beside);
            } catch (error) {
              // It is not there, so that pressing again makes sense.
              if (error instanceof UndoneError) await bot.marks.clear(mark);
              throw error;
            }
            return respond(body.response_url, { delete_original: true });
          }
          case 'dismiss':
            return respond(body.response_url, { delete_original: true });
          case 'link':
            return;
        }
      });
    },
  );

  app.view(FORM, async ({ view, body, ack, client }) => {
    const { run, workspace, channel, answerTo } = JSON.parse(view.private_metadata) as FormMemory;
    const from = { workspace, channel, user: body.user.id };
    const request = openRequest('slack', 'form');
    const filled = readForm(view.state.values, run);
    const answer = slackCaller(from, { ...desk, client, request }).then((caller) =>
      bot.run(run.command, filled, caller),
    );
    await serve(request, `submit ${run.command}`, desk, async () => {
      // What is wrong can only be said beside the fields; an answer that takes longer comes as a message.
      const reply = await Promise.race([answer, wait(ACK_MS)]);
      const fields = view.blocks.map(({ block_id: block }) => block);
      const faults = Object.entries(reply?.faults ?? {});
      if (faults.length > 0 && fields.length > 0) {
        const errors = Object.fromEntries(
          faults.map(([option, fault]) => [
            fields.includes(option) ? option : (fields[0] ?? option),
            fault.replaceAll('`', ''),
          ]),
        );
        await acknowledge(request, () => ack({ response_action: 'errors', errors }));
        return;
      }
      await acknowledge(request, ack);
      await send(answerTo, await answer, desk);
    });
  });

  app.error((error) => {
    log.error({ err: error, platform: 'Slack' }, 'event failed');
    return Promise.resolve();
  });
}

interface Place {
  thread_ts?: string;
  replace_original?: boolean;
}

/** What is posted to a response address can't be changed later, so it waits for the best card. */
async function send(url: string, first: Reply, desk: Desk, place: Place = {}): Promise<void> {
  const reply = await withLast(first);
  const { bot, log, pictures } = desk;
  const to = reply.to === 'caller' ? ('ephemeral' as const) : ('in_channel' as const);
  const answer = (message: Partial<SlackMessage>): Promise<void> =>
    respond(url, { ...message, ...place, response_type: to }, () => bot.metrics.waited('slack'));
  await pictures.bring(picturesOf(reply.card));
  const message = renderReply(reply, bot.find, pictures.find);
  const bare = renderReply(reply, bot.find);
  // Better without its picture, or as words without a layout, than not at all.
  const lesser = message.blocks.length === bare.blocks.length ? [] : [bare];
  for (const attempt of [message, ...lesser]) {
    try {
      await answer(attempt);
      return;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      log.error({ err: error, platform: 'Slack' }, 'blocks refused; sent with less');
    }
  }
  await answer({ text: message.text });
}
