import type { Action, Invocation, Reply } from './card.ts';
import { toCaller, type Caller, type Command } from './command.ts';
import { showHelp } from './commands/calls.ts';
import { labelsOf, phrasesFor } from './phrases/languages.ts';
import type { Request } from './request.ts';

// What people are told where they get no answer: what is wrong, and what to do next.

/** Too much is asked of this process: the person is asked to come again. */
export function busy(request: Request, caller: Caller): Reply {
  request.outcome = 'busy';
  const { fault } = phrasesFor(caller);
  return mistake(fault.busy, fault.busyNext, caller);
}

/** What went wrong, for the caller alone, with a button that leads to the help. */
export function mistake(title: string, text: string, caller: Caller): Reply {
  return {
    ...toCaller({
      title,
      blocks: [{ kind: 'text', text }],
      actions: [{ kind: 'run', label: phrasesFor(caller).button.help, run: showHelp() }],
    }),
    actions: [dismissFor(caller)],
  };
}

/** Something of ours failed, which the log tells. */
export function ourFault(caller: Caller): Reply {
  const { fault } = phrasesFor(caller);
  return mistake(fault.ours, fault.oursNext, caller);
}

export function dismissFor(caller: Caller): Action {
  return { kind: 'dismiss', label: phrasesFor(caller).button.dismiss };
}

/** How a command is used, with examples. @param problem what was wrong; without it, what the command does. */
export function howTo(command: Command, caller: Caller, problem?: string): Reply {
  const { surface, locale } = caller;
  const { fault } = phrasesFor(caller);
  const typed = (options: Invocation['options']): string =>
    surface.typed({ command: command.name, options }, command, locale);
  const examples = command.examples.map((options) => `- \`${typed(options)}\``).join('\n');
  const about = problem ?? fault.sentence(labelsOf(command, locale).description);
  return mistake(fault.howTo(typed({})), `${fault.example(about)}\n\n${examples}`, caller);
}
