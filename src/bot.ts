import type { Action, Invocation, Reply } from './card.ts';
import type { Catalog } from './catalog/catalog.ts';
import { describeProblem } from './catalog/problem.ts';
import { toCaller, type Command, type Status, type Suggestion, type Surface } from './command.ts';
import { showHelp } from './commands/calls.ts';
import { HIDE, InvocationError, readInvocation, readPress, writeInvocation } from './invocation.ts';
import type { Routes } from './http.ts';
import type { Log } from './log.ts';

/** The chat-independent half of Paperboy: takes invocations, gives replies. */
export interface Bot {
  commands: readonly Command[];
  status: () => Status;
  find: (command: string) => Command | undefined;
  /**
   * Answers a typed command. Never rejects: whatever goes wrong is logged and becomes a reply.
   *
   * @param input what follows the command's name, or its options where the platform has them apart.
   */
  run: (command: string, input: string | Invocation['options'], surface: Surface) => Promise<Reply>;
  /** Answers a pressed button, see `writePress`. */
  press: (pressed: string, surface: Surface) => Promise<Pressed>;
  /** Values to offer while somebody types an option. */
  suggest: (command: string, option: string, typed: string) => Suggestion[];
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
}

/**
 * @param catalog gives the catalog of this moment, which may change while the bot runs.
 */
export function createBot(deps: {
  catalog: () => Catalog;
  commands: readonly Command[];
  version: string;
  log: Log;
}): Bot {
  const { catalog, commands, log } = deps;
  const byName = new Map(commands.map((command) => [command.name, command]));
  const status = (): Status => ({
    version: deps.version,
    notes: catalog().notes.length,
    problems: catalog().problems.map(describeProblem),
  });

  async function answer(
    name: string,
    input: string | Invocation['options'],
    surface: Surface,
    to?: Reply['to'],
  ): Promise<Reply> {
    const command = byName.get(name);
    if (!command) {
      return mistake(`There is no /${name} here`, 'Type `/paperboy` to see what there is.');
    }
    const context = { catalog: catalog(), surface, commands, status: status() };
    try {
      const { options } =
        typeof input === 'string' ? readInvocation(command, input) : { options: input };
      const { [HIDE]: hide, ...rest } = options;
      const missing = Object.entries(command.options).find(
        ([option, { required }]) => required === true && rest[option] === undefined,
      );
      if (missing) return howTo(command, surface);
      const reply = await command.run(rest, context);
      if (to === 'channel' && reply.again) return { ...reply, to };
      const share: Action[] = reply.again
        ? [{ kind: 'share', label: 'Share', run: reply.again }]
        : [];
      const hidden = reply.to === 'caller' || to === 'caller' || hide === true;
      return hidden
        ? { ...reply, to: 'caller', actions: [...share, { kind: 'dismiss', label: 'Dismiss' }] }
        : reply;
    } catch (error) {
      if (error instanceof InvocationError) return howTo(command, surface, error.message);
      const reference = Math.random().toString(36).slice(2, 8);
      log.error({ err: error, platform: surface.name, command: name, reference }, 'command failed');
      return mistake(
        'That did not work, and it is our fault',
        `Please try again in a minute. If it goes on, tell whoever runs Paperboy here the reference \`${reference}\`.`,
      );
    }
  }

  return {
    commands,
    status,
    find: (name) => byName.get(name),
    run: (command, input, surface) => answer(command, input, surface),
    async press(pressed, surface) {
      const press = readPress(pressed);
      if (!press) {
        const reply = mistake(
          'This button is from another time',
          'Type `/paperboy` to see what works now.',
        );
        return { kind: 'reply', reply };
      }
      if (press.kind === 'dismiss' || press.kind === 'link') return { kind: press.kind };
      const to = press.kind === 'share' ? 'channel' : 'caller';
      const reply = await answer(press.command, press.text, surface, to);
      return { kind: reply.to === 'channel' ? 'share' : 'reply', reply };
    },
    suggest(command, option, typed) {
      const definition = byName.get(command)?.options[option];
      if (definition?.kind !== 'text' || !definition.suggest) return [];
      try {
        return definition.suggest(typed, catalog());
      } catch (error) {
        log.error({ err: error, command, option }, 'suggestions failed');
        return [];
      }
    },
  };
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

function howTo(command: Command, surface: Surface, fault?: string): Reply {
  const examples = command.examples
    .map((options) => `- \`${surface.typed({ command: command.name, options }, command)}\``)
    .join('\n');
  return mistake(
    `How to use /${command.name}`,
    `${fault ?? `${command.description}.`} For example:\n\n${examples}`,
  );
}

/** How a command is typed where options are flags: `/paper --hide lora`. */
export function typedAsText(invocation: Invocation, definition: Command): string {
  return `/${writeInvocation(invocation, definition)}`;
}
