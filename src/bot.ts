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
import { createLoad } from './load.ts';
import { busy, dismissFor, howTo, mistake, ourFault } from './faults.ts';
import { createServing, type Serving } from './serving.ts';
import { linkReplies } from './links/cards.ts';
import {
  commandOf,
  HIDE,
  InvocationError,
  readInvocation,
  readOptions,
  readPress,
  typedFor,
} from './invocation.ts';
import type { Daily } from './daily/daily.ts';
import { forgetLinks, linksCard, newLinks } from './links/links.ts';
import { phrasesFor } from './phrases/languages.ts';
import type { Publisher } from './daily/publisher.ts';
import type { Routes } from './http.ts';
import type { Log } from './log.ts';
import { NO_METRICS, type Metrics } from './metrics/metrics.ts';
import { openRequest } from './request.ts';
import { createMarks, type Marks } from './store/marks.ts';
import { createCounts } from './stats/counts.ts';
import { StoreError, type Store } from './store/store.ts';
import type { Workspace } from './workspace/forget.ts';

/** The chat-independent half of Paperboy: takes invocations, gives replies. */
export interface Bot extends Serving {
  commands: readonly Command[];
  status: () => Status;
  find: (command: string) => Command | undefined;
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
   *
   * @returns the reply, and what makes it as if none had been given, for where it did not get through.
   */
  answerLinks: (
    message: string,
    caller: Caller,
  ) => Promise<{ reply: Reply; takeBack: () => Promise<void> } | undefined>;
  /** Answers a pressed button, see `writePress`. */
  press: (pressed: string, caller: Caller) => Promise<Pressed>;
  /** The cards that go under the links of a message, by link, see `linkReplies`. Never rejects. */
  linkCards: (
    links: readonly string[],
    channel: Pick<Caller, 'platform' | 'workspace' | 'channel'>,
    localeOf: () => Promise<string | undefined>,
  ) => Promise<Map<string, Reply>>;
  /** A reader's home, in parts to be shown below one another. Never rejects. */
  home: (caller: Caller) => Promise<Card[]>;
  /** Questions that the notes answer, for whoever does not know how to begin. */
  prompts: () => Prompt[];
  /** What was done already, on all replicas together. */
  marks: Marks;
  /** Throws away what is still to be written down about a workspace that is forgotten. */
  drop: (workspace: Workspace) => Promise<void>;
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
  const load = createLoad();
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

  const typedHelp = (caller: Caller): string => typedFor(caller, showHelp(), commands);

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
    const { fault, button } = phrasesFor(caller);
    const request = caller.request ?? openRequest(caller.platform, 'unknown');
    request.workspace = caller.workspace;
    const meant =
      typeof input === 'string' ? commandOf(name, input, find) : { command: find(name), rest: '' };
    const command = meant?.command;
    request.command = command?.name ?? 'unknown';
    if (!meant || !command || !worksOn(command, caller.platform)) {
      request.outcome = 'mistake';
      const typed = `/${command?.name ?? name}`;
      return mistake(fault.noCommand(typed), fault.seeCommands(typedHelp(caller)), caller);
    }
    if (load.isTooMuch(request.inLineMs)) return busy(request, caller);
    const early = pace?.take(caller);
    if (early) {
      request.outcome = 'early';
      const next = fault.earlyNext(Math.ceil(early.wait / 1000));
      return mistake(fault.early, next, caller);
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
        return howTo(command, caller);
      }
      const reply = await command.run(rest, contextOf(caller));
      // What is shared has been counted when it was asked for.
      if (to !== 'channel') counts.add(caller, reply.counted);
      if (to === 'channel' && reply.again) return { ...reply, to };
      const share: Action[] = reply.again
        ? [{ kind: 'share', label: button.share, run: reply.again }]
        : [];
      const asked = hide ?? caller.guest === true;
      const hidden = reply.to === 'caller' || to === 'caller' || asked === true;
      if (!hidden) return reply;
      const own = (reply.actions ?? []).filter(({ kind }) => kind !== 'dismiss');
      return { ...reply, to: 'caller', actions: [...own, ...share, dismissFor(caller)] };
    } catch (error) {
      if (error instanceof InvocationError) {
        request.outcome = 'mistake';
        const message = error.messageIn(phrasesFor(caller));
        const reply = howTo(command, caller, message);
        return error.option === undefined
          ? reply
          : { ...reply, faults: { [error.option]: message } };
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
        return mistake(fault.store, fault.storeNext, caller);
      }
      request.outcome = 'failed';
      log.error(told, 'command failed');
      return mistake(fault.ours, fault.oursReference(request.id), caller);
    }
  }

  return {
    commands,
    status,
    find,
    ...createServing({ load, metrics, log }),
    metrics,
    run: (command, input, caller) => answer(command, input, caller),
    async ask(message, thread, caller) {
      const request = caller.request ?? openRequest(caller.platform, 'ask');
      request.workspace = caller.workspace;
      request.command = 'ask';
      if (load.isTooMuch(request.inLineMs)) return busy(request, caller);
      try {
        const reply = await askReply(message, contextOf(caller), thread);
        counts.add(caller, reply.counted);
        return reply;
      } catch (error) {
        request.outcome = 'failed';
        const told = { err: error, platform: caller.surface.name, request: request.id };
        log.error(told, 'a question failed');
        return { ...ourFault(caller), actions: [deleteFor(caller)] };
      }
    },
    async linkCards(links, channel, localeOf) {
      try {
        return await linkReplies(links, channel, localeOf, { catalog: catalog(), store });
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
        const { fault } = phrasesFor(caller);
        return [mistake(fault.homeStore, fault.homeStoreNext, caller).card];
      }
    },
    prompts: () => questionsToTry(catalog()),
    marks: createMarks(store, log),
    async useMessage(use, text, caller) {
      try {
        const typed = typedFor(caller, { command: 'paper', options: {} }, commands);
        const found = paperIn(text, use, catalog(), phrasesFor(caller), typed);
        if ('blocks' in found) {
          return { ...toCaller(found), actions: [dismissFor(caller)] };
        }
        const { command, options } = use.run(found.id);
        return await answer(command, options, caller, 'caller');
      } catch (error) {
        if (caller.request) caller.request.outcome = 'failed';
        log.error({ err: error, platform: caller.surface.name }, 'a message was not read');
        return ourFault(caller);
      }
    },
    async answerLinks(message, caller) {
      try {
        const linked = await newLinks(message, catalog(), store, caller);
        const card = linksCard(linked, caller);
        return (
          card && {
            reply: { card, to: 'channel' },
            takeBack: () => forgetLinks(linked, store, caller),
          }
        );
      } catch (error) {
        log.error({ err: error, platform: caller.surface.name }, 'links were not answered');
        return undefined;
      }
    },
    async press(pressed, caller) {
      const press = readPress(pressed);
      if (!press) {
        const { fault } = phrasesFor(caller);
        const next = fault.oldButtonNext(typedHelp(caller));
        return { kind: 'reply', reply: mistake(fault.oldButton, next, caller) };
      }
      if (caller.request) caller.request.workspace = caller.workspace;
      if (press.kind === 'dismiss' && press.by !== undefined && press.by !== caller.user) {
        const { fault } = phrasesFor(caller);
        const reply = mistake(fault.notYours, fault.notYoursNext, caller);
        return { kind: 'reply', reply: { ...reply, beside: true } };
      }
      if (press.kind === 'dismiss' || press.kind === 'link') return { kind: press.kind };
      const to = press.kind === 'share' ? 'channel' : 'caller';
      const reply = await answer(press.command, press.text, caller, to);
      return { kind: reply.to === 'channel' ? 'share' : 'reply', reply };
    },
    drop: (workspace) => counts.drop(workspace),
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
