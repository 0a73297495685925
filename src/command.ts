import type { Card, Invocation, Reply } from './card.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Model } from './answer/model.ts';
import type { Daily } from './daily/daily.ts';
import type { Limits } from './limits.ts';
import type { Request } from './request.ts';
import type { Counts } from './stats/counts.ts';
import type { Store } from './store/store.ts';

/** An option's value as the platform may suggest it while somebody types. */
export interface Suggestion {
  label: string;
  value: string;
}

interface OptionBase {
  description: string;
  required?: boolean;
}

export type Option =
  | (OptionBase & {
      kind: 'text';
      /** Values to offer while somebody types, best first. */
      suggest?: (typed: string, context: SuggestContext) => Suggestion[] | Promise<Suggestion[]>;
    })
  | (OptionBase & { kind: 'number' })
  | (OptionBase & { kind: 'flag' });

export type Options = Record<string, Option>;

type ValueOf<O extends Option> = O['kind'] extends 'text'
  ? string
  : O['kind'] extends 'number'
    ? number
    : boolean;

/** The values of a command's options, typed from their definition. */
export type Values<O extends Options> = {
  [K in keyof O as O[K] extends { required: true } ? K : never]: ValueOf<O[K]>;
} & {
  [K in keyof O as O[K] extends { required: true } ? never : K]?: ValueOf<O[K]>;
};

/** Where a command was typed, as far as an answer depends on it. */
export interface Surface {
  /** The platform's name as people write it. */
  name: string;
  /** How many choices, each with a button, one card can hold. */
  choices: number;
  /**
   * How a person types this invocation here: `/paper lora --hide`, `/paper query:lora hide:True`.
   *
   * @param locale of the person's client: a platform may have the names in their language.
   */
  typed: (invocation: Invocation, definition: Command, locale?: string) => string;
}

/** Who asks, and where. Ids are the platform's own; together they mean one person in one place. */
export interface Caller {
  /** The platform: the adapter's name, like `slack`. */
  platform: string;
  /** What they are asking for, where the adapter has the bot serve it. */
  request?: Request;
  surface: Surface;
  /** The Slack workspace or the Discord server; empty where there is none, as in a direct message. */
  workspace: string;
  channel: string;
  user: string;
  /** The person wherever they are on the platform: on Slack one per workspace, on Discord one in all servers. */
  person: string;
  /** Whether Paperboy is no member here but came with this person: answers are private unless shared. */
  guest?: boolean;
  /** Whether Paperboy reads what people write to each other; undefined where it never does. */
  readsMessages?: boolean;
  /** The language of the person's client, like `en-GB`, where the platform tells it. */
  locale?: string;
  /** The language of the server, where the platform tells it. */
  placeLocale?: string;
  /** The person's time zone, like `Europe/London`, where the platform knows it. */
  timezone: () => Promise<string | undefined>;
  /** Whether the person may decide what the channel gets. */
  mayManage: () => Promise<boolean>;
  /** Whether this act was answered before, and is only drawn in another way: it counts once. */
  echo?: true;
  /**
   * What keeps Paperboy from posting in the channel unasked, and what to do; undefined when nothing does.
   *
   * @param threads whether it is to open threads below its posts.
   */
  hindrance: (threads: boolean) => Promise<string | undefined>;
}

/** What a running Paperboy tells about itself. */
export interface Status {
  version: string;
  notes: number;
  /** What is wrong with notes that are left out, one line each. */
  problems: string[];
}

/** What suggestions may use. */
export interface SuggestContext {
  catalog: Catalog;
  caller: Caller;
  store: Store;
}

/** What a command may use. It never sees a platform's event. */
export interface Context extends SuggestContext {
  daily: Daily;
  counts: Counts;
  commands: readonly Command[];
  status: Status;
  /** What shortens answers, if the team has one. */
  model?: Model;
  /** How often questions are answered; always, where there are none. */
  limits?: Limits;
  /** Keeps a question, where the settings say so. @param answered whether the notes had an answer. */
  keepQuestion?: (question: string, answered: boolean) => void;
}

/** A command as everything else sees it. */
export interface Command {
  /** One word, or two for a part of a family: `daily set` is typed `/daily set`. */
  name: string;
  /**
   * Of a one-word command with parts: the word that stands for it where a platform wants a part
   * named, like `/shelf show` for `/shelf` on Discord. Without it such a platform has only the parts.
   */
  bare?: string;
  /** The adapters it makes sense on; without it, all. */
  platforms?: readonly string[];
  description: string;
  /** Whether it is for those who look after a place; a platform may show it to them alone. */
  manage?: true;
  /** What to type after the name, for usage hints and help. */
  examples: Invocation['options'][];
  options: Options;
  run: (options: Invocation['options'], context: Context) => Reply | Promise<Reply>;
}

/** A command that knows its name and the types of its options. */
export interface TypedCommand<O extends Options, N extends string = string> extends Command {
  name: N;
  options: O;
}

/** The values a command takes: `ValuesOf<typeof paper>`. */
export type ValuesOf<C> = C extends TypedCommand<infer O> ? Values<O> : never;

/**
 * Defines a command. Its registration on every platform, the help and the README's table all follow
 * from this one object.
 *
 * @param definition `name` in lower case, each word at most 32 characters, see {@link Command} for
 *   names of two words; `description` at most 100; `examples` as option values; `run` gets options
 *   of the defined types.
 */
export function defineCommand<const O extends Options, const N extends string>(definition: {
  name: N;
  bare?: string;
  platforms?: readonly string[];
  description: string;
  manage?: true;
  examples: NoInfer<Values<O>>[];
  options: O;
  run: (options: NoInfer<Values<O>>, context: Context) => Reply | Promise<Reply>;
}): TypedCommand<O, N> {
  return {
    ...definition,
    examples: definition.examples,
    run: (options, context) => definition.run(options as Values<O>, context),
  };
}

/** Whether a command makes sense on a platform. */
export function worksOn({ platforms }: Command, platform: string): boolean {
  return platforms?.includes(platform) ?? true;
}

/**
 * A reply that everybody in the channel sees (unless the caller asked to hide it).
 *
 * @param again the shortest invocation that gives this answer: a button can hold 100 characters.
 */
export function toChannel(card: Card, again: Invocation): Reply {
  return { card, to: 'channel', again };
}

/** A reply for the caller alone: a mistake, a question back, nothing found. */
export function toCaller(card: Card): Reply {
  return { card, to: 'caller' };
}
