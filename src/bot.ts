import type { Action, Card, Invocation, Reply } from './card.ts';
import type { Catalog } from './catalog/catalog.ts';
import { describeProblem } from './catalog/problem.ts';
import {
  toCaller,
  worksOn,
  type Caller,
  type Command,
  type Context,
  type Status,
  type Suggestion,
} from './command.ts';
import { keepQuestion } from './answer/feedback.ts';
import type { Model } from './answer/model.ts';
import { askReply, deleteFor } from './commands/ask.ts';
import { showHelp } from './commands/calls.ts';
import { homeCards } from './commands/home.ts';
import { paperIn, type MessageUse } from './commands/in-message.ts';
import { buttonCommands } from './commands/index.ts';
import { questionsToTry, type Prompt } from './commands/prompts.ts';
import type { Limits } from './limits.ts';
import { linkReplies } from './commands/unfurl.ts';
import {
  commandOf,
  HIDE,
  InvocationError,
  readInvocation,
  readOptions,
  readPress,
} from './invocation.ts';
import type { Daily } from './daily/daily.ts';
import { linksCard, newLinks } from './links/links.ts';
import type { Publisher } from './daily/publisher.ts';
import type { Routes } from './http.ts';
import type { Log } from './log.ts';
import { NO_METRICS, type Metrics } from './metrics/metrics.ts';
import { openRequest, type Request } from './request.ts';
import { createMarks, type Marks } from './store/marks.ts';
import { createCounts } from './stats/counts.ts';
import { StoreError, type Store } from './store/store.ts';

/** The chat-independent half of Paperboy: takes invocations, gives replies. */
export interface Bot {
  commands: readonly Command[];
  status: () => Status;
  find: (command: string) => Command | undefined;
  /**
   * Does all the work for a request, which ends when its answer was taken; then it is logged, in one
   * line, and measured. Rejects with what `work` rejects with.
   */
  serve: <T>(request: Request, work: () => Promise<T>) => Promise<T>;
  /** How many requests are being served. */
  underWay: () => number;
  metrics: Metrics;
  /**
   * Answers a typed command. Never rejects: whatever goes wrong is logged and becomes a reply.
   *
   * @param command its name; of a typed line only the first word, as parts are found in `input`.
   * @param input what follows that name, or its options where the platform has them apart.
   */
  run: (command: string, input: string | Invocation['options'], caller: Caller) => Promise<Reply>;
  /**
   * Answers a message that was written to the bot, without a command. Never rejects.
   *
   * @param thread what was said before, oldest first.
   */
  ask: (message: string, thread: readonly string[], caller: Caller) => Promise<Reply>;
  /**
   * Does something with the paper that somebody's message speaks of, for the caller alone. Never rejects.
   *
   * @param text all that the message shows.
   */
  useMessage: (use: MessageUse, text: string, caller: Caller) => Promise<Reply>;
  /**
   * Answers the links to papers in a message that was not for the bot, where that is switched on, once
   * per paper, channel and day; undefined when there is nothing to say. Never rejects.
   */
  answerLinks: (message: string, caller: Caller) => Promise<Reply | undefined>;
  /** Answers a pressed button, see `writePress`. */
  press: (pressed: string, caller: Caller) => Promise<Pressed>;
  /** The cards that go under the links of a message, by link, see `linkReplies`. Never rejects. */
  linkCards: (
    links: readonly string[],
    channel: Pick<Caller, 'platform' | 'workspace' | 'channel'>,
  ) => Promise<Map<string, Reply>>;
  /** A reader's home, in parts to be shown below one another. Never rejects. */
  home: (caller: Caller) => Promise<Card[]>;
  /** Questions that the notes answer, for whoever does not know how to begin. */
  prompts: () => Prompt[];
  /** What was done already, on all replicas together. */
  marks: Marks;
  /** Writes down what is still to be counted. */
  stop: () => Promise<void>;
  /** Values to offer while somebody types an option. */
  suggest: (
    command: string,
    option: string,
    typed: string,
    caller: Caller,
  ) => Promise<Suggestion[]>;
}

/**
 * What a pressed button asks of the adapter: answer the presser alone (in place of the private
 * message it was pressed on), post to the channel and remove the private message, only remove it,
 * or nothing at all.
 */
export type Pressed =
  { kind: 'reply'; reply: Reply } | { kind: 'share'; reply: Reply } | { kind: 'dismiss' | 'link' };

/** One chat platform. */
export interface Adapter {
  /** In lower case; the name in /healthz and the log. */
  name: string;
  /** What it answers on the one HTTP server, by method and path. */
  routes?: Routes;
  /**
   * Connects and starts to listen.
   *
   * @throws {StartError} when it can't, in words for whoever hosts the bot.
   */
  start: () => Promise<void>;
  /** Whether messages come in and go out right now; else why not. */
  health: () => { ok: true } | { ok: false; reason: string };
  /** Stops listening, finishes what is in flight, disconnects. */
  stop: () => Promise<void>;
  /** Posts without being asked, where the platform has channels to post to. */
  publisher?: Publisher;
}

/**
 * Requests that are served at once; whoever comes then is asked to come again. Discord shows an answer
 * within 3 s or never, and on a slow machine one takes 5 ms of the processor.
 */
export const MOST_UNDER_WAY = 500;

/**
 * @param catalog gives the catalog of this moment, which may change while the bot runs.
 */
export function createBot(deps: {
  catalog: () => Catalog;
  commands: readonly Command[];
  version: string;
  store: Store;
  daily: Daily;
  log: Log;
  metrics?: Metrics;
  /** What shortens answers, if the team has one. */
  model?: Model | undefined;
  /** How often questions are answered; always without. */
  limits?: Limits;
  /** How often commands and buttons are answered; always without. */
  pace?: Limits | undefined;
  /** Whether questions are kept. */
  storeQuestions?: boolean;
}): Bot {
  const { catalog, commands, store, daily, log, model, limits, storeQuestions = false } = deps;
  const { pace, metrics = NO_METRICS } = deps;
  let underWay = 0;
  const counts = createCounts(store, log);
  const byName = new Map(
    [...commands, ...buttonCommands].map((command) => [command.name, command]),
  );
  for (const command of commands) {
    if (command.bare !== undefined) byName.set(`${command.name} ${command.bare}`, command);
  }
  const find = (name: string): Command | undefined => byName.get(name);
  const status = (): Status => ({
    version: deps.version,
    notes: catalog().notes.length,
    problems: catalog().problems.map(describeProblem),
  });

  const contextOf = (caller: Caller): Context => ({
    catalog: catalog(),
    caller,
    commands,
    status: status(),
    store,
    daily,
    counts,
    ...(model && { model }),
    ...(limits && { limits }),
    ...(storeQuestions && {
      keepQuestion: (question: string, answered: boolean) => {
        keepQuestion(store, caller, question, answered).catch((error: unknown) =>
          log.error({ err: error }, 'a question was not kept'),
        );
      },
    }),
  });

  async function answer(
    name: string,
    input: string | Invocation['options'],
    caller: Caller,
    to?: Reply['to'],
  ): Promise<Reply> {
    const { surface } = caller;
    const request = caller.request ?? openRequest(caller.platform, 'unknown');
    request.workspace = caller.workspace;
    const meant =
      typeof input === 'string' ? commandOf(name, input, find) : { command: find(name), rest: '' };
    const command = meant?.command;
    request.command = command?.name ?? 'unknown';
    if (!meant || !command || !worksOn(command, caller.platform)) {
      request.outcome = 'mistake';
      return mistake(
        `There is no /${command?.name ?? name} here`,
        'Type `/paperboy` to see what there is.',
      );
    }
    if (underWay > MOST_UNDER_WAY) return busy(request);
    const early = pace?.take(caller);
    if (early) {
      request.outcome = 'early';
      return mistake(
        'That was a lot at once',
        `Please ask again in ${Math.ceil(early.wait / 1000)} seconds.`,
      );
    }
    try {
      const { options } =
        typeof input === 'string'
          ? readInvocation(command, meant.rest)
          : { options: readOptions(command, input) };
      const { [HIDE]: hide, ...rest } = options;
      const missing = Object.entries(command.options).find(
        ([option, { required }]) => required === true && rest[option] === undefined,
      );
      if (missing) {
        request.outcome = 'mistake';
        return howTo(command, surface);
      }
      const reply = await command.run(rest, contextOf(caller));
      // What is shared has been counted when it was asked for.
      if (to !== 'channel') counts.add(caller, reply.counted);
      if (to === 'channel' && reply.again) return { ...reply, to };
      const share: Action[] = reply.again
        ? [{ kind: 'share', label: 'Share', run: reply.again }]
        : [];
      const asked = hide ?? caller.guest === true;
      const hidden = reply.to === 'caller' || to === 'caller' || asked === true;
      if (!hidden) return reply;
      const own = (reply.actions ?? []).filter(({ kind }) => kind !== 'dismiss');
      const dismiss: Action = { kind: 'dismiss', label: 'Dismiss' };
      return { ...reply, to: 'caller', actions: [...own, ...share, dismiss] };
    } catch (error) {
      if (error instanceof InvocationError) {
        request.outcome = 'mistake';
        const reply = howTo(command, surface, error.message);
        return error.option === undefined
          ? reply
          : { ...reply, faults: { [error.option]: error.message } };
      }
      const told = {
        err: error,
        platform: surface.name,
        command: command.name,
        request: request.id,
      };
      if (error instanceof StoreError) {
        request.outcome = 'no-store';
        log.error(told, 'the store failed');
        return mistake(
          'That needs the database, which can’t be reached right now',
          'Nothing is lost. Please try again in a minute; looking up papers works meanwhile.',
        );
      }
      request.outcome = 'failed';
      log.error(told, 'command failed');
      return mistake(
        'That did not work, and it is our fault',
        `Please try again in a minute. If it goes on, tell whoever runs Paperboy here the reference \`${request.id}\`.`,
      );
    }
  }

  return {
    commands,
    status,
    find,
    async serve(request, work) {
      underWay += 1;
      try {
        return await work();
      } catch (error) {
        request.outcome = 'lost';
        throw error;
      } finally {
        underWay -= 1;
        const now = performance.now();
        const answered = request.answeredAt ?? now;
        metrics.answered(request, answered - request.receivedAt);
        log.info(lineOf(request, answered), 'request');
      }
    },
    underWay: () => underWay,
    metrics,
    run: (command, input, caller) => answer(command, input, caller),
    ask(message, thread, caller) {
      const request = caller.request ?? openRequest(caller.platform, 'ask');
      request.workspace = caller.workspace;
      request.command = 'ask';
      if (underWay > MOST_UNDER_WAY) return Promise.resolve(busy(request));
      try {
        const reply = askReply(message, contextOf(caller), thread);
        counts.add(caller, reply.counted);
        return Promise.resolve(reply);
      } catch (error) {
        request.outcome = 'failed';
        const told = { err: error, platform: caller.surface.name, request: request.id };
        log.error(told, 'a question failed');
        const reply = mistake(
          'That did not work, and it is our fault',
          'Please try again in a minute.',
        );
        return Promise.resolve({ ...reply, actions: [deleteFor(caller)] });
      }
    },
    async linkCards(links, channel) {
      try {
        return await linkReplies(links, channel, { catalog: catalog(), store });
      } catch (error) {
        // Nobody asked for a card, so nobody misses one.
        log.error({ err: error, platform: channel.platform }, 'links got no cards');
        return new Map<string, Reply>();
      }
    },
    async home(caller) {
      try {
        return await homeCards(caller, { catalog: catalog(), store });
      } catch (error) {
        if (caller.request) caller.request.outcome = 'no-store';
        log.error({ err: error, platform: caller.surface.name }, 'a home could not be made');
        const { card } = mistake(
          'Your home needs the database, which can’t be reached right now',
          'Nothing is lost. Open it again in a minute; looking up papers works meanwhile.',
        );
        return [card];
      }
    },
    prompts: () => questionsToTry(catalog()),
    marks: createMarks(store, log),
    async useMessage(use, text, caller) {
      try {
        const found = paperIn(text, use, catalog());
        if ('blocks' in found) {
          return { ...toCaller(found), actions: [{ kind: 'dismiss', label: 'Dismiss' }] };
        }
        const { command, options } = use.run(found.id);
        return await answer(command, options, caller, 'caller');
      } catch (error) {
        if (caller.request) caller.request.outcome = 'failed';
        log.error({ err: error, platform: caller.surface.name }, 'a message was not read');
        return mistake('That did not work, and it is our fault', 'Please try again in a minute.');
      }
    },
    async answerLinks(message, caller) {
      try {
        const card = linksCard(await newLinks(message, catalog(), store, caller));
        return card && { card, to: 'channel' };
      } catch (error) {
        log.error({ err: error, platform: caller.surface.name }, 'links were not answered');
        return undefined;
      }
    },
    async press(pressed, caller) {
      const press = readPress(pressed);
      if (!press) {
        const reply = mistake(
          'This button is from another time',
          'Type `/paperboy` to see what works now.',
        );
        return { kind: 'reply', reply };
      }
      if (caller.request) caller.request.workspace = caller.workspace;
      if (press.kind === 'dismiss' && press.by !== undefined && press.by !== caller.user) {
        const reply = mistake(
          'Only the one who asked can delete this',
          'Your own answers have this button, too.',
        );
        return { kind: 'reply', reply: { ...reply, beside: true } };
      }
      if (press.kind === 'dismiss' || press.kind === 'link') return { kind: press.kind };
      const to = press.kind === 'share' ? 'channel' : 'caller';
      const reply = await answer(press.command, press.text, caller, to);
      return { kind: reply.to === 'channel' ? 'share' : 'reply', reply };
    },
    stop: () => counts.stop(),
    async suggest(command, option, typed, caller) {
      const definition = find(command)?.options[option];
      if (definition?.kind !== 'text' || !definition.suggest) return [];
      try {
        return await definition.suggest(typed, { catalog: catalog(), caller, store });
      } catch (error) {
        log.error({ err: error, command, option }, 'suggestions failed');
        return [];
      }
    },
  };
}

/** What the log tells of a request; never what was typed. Times in ms. */
function lineOf(
  { id, platform, workspace, command, outcome, ...at }: Request,
  now: number,
): object {
  const since = (moment: number): number => Math.round((moment - at.receivedAt) * 10) / 10;
  return {
    request: id,
    platform,
    workspace,
    command,
    outcome,
    ...(at.ackedAt !== undefined && { ackMs: since(at.ackedAt) }),
    ms: since(now),
  };
}

function busy(request: Request): Reply {
  request.outcome = 'busy';
  return mistake('That is a lot at once', 'I am busy right now: please try again in a moment.');
}

function mistake(title: string, text: string): Reply {
  return {
    ...toCaller({
      title,
      blocks: [{ kind: 'text', text }],
      actions: [{ kind: 'run', label: 'Help', run: showHelp() }],
    }),
    actions: [{ kind: 'dismiss', label: 'Dismiss' }],
  };
}

function howTo(command: Command, surface: Caller['surface'], fault?: string): Reply {
  const examples = command.examples
    .map((options) => `- \`${surface.typed({ command: command.name, options }, command)}\``)
    .join('\n');
  return mistake(
    `How to use /${command.name}`,
    `${fault ?? `${command.description}.`} For example:\n\n${examples}`,
  );
}
