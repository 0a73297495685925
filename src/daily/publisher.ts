import type { Invocation, Reply } from '../card.ts';
import { en } from '../phrases/en.ts';
import { sayWhy, type Why } from './why.ts';

/** A channel, as the store keeps it. Ids are the platform's own. */
export interface Place {
  /** The adapter's name. */
  platform: string;
  /** The Slack workspace or the Discord server; empty where there is none. */
  workspace: string;
  channel: string;
}

/** A message that stands in a channel. */
export interface Posted {
  id: string;
  /** Where people can open it. */
  url?: string;
}

/** What posting without being asked needs of a platform. An {@link Adapter} that can has one. */
export interface Publisher {
  /** The least time between two messages to one workspace, ms, where the platform wants it. */
  everyMs?: number;
  /**
   * Posts a reply to a channel, sending it once: a lost answer is not tried again here.
   *
   * @param key at most 25 letters and digits that travel with the message, so that {@link find} finds it.
   * @param isOurs whether it is still to be sent, asked right before that, since what comes first may take
   *   its time. Where it is not, nothing is sent, and the reason is `later`.
   * @throws {PostError}
   */
  post: (
    place: Place,
    reply: Reply,
    key: string,
    isOurs?: () => Promise<boolean>,
  ) => Promise<Posted>;
  /**
   * Looks through what the channel got since a moment for the message with a key.
   *
   * @param since ms since 1970.
   * @throws {PostError} when it can't look; then nobody knows whether the message is there.
   */
  find: (place: Place, key: string, since: number) => Promise<Posted | undefined>;
  /** Puts another reply, with the same key, in place of a posted message. @throws {PostError} */
  replace: (place: Place, posted: Posted, reply: Reply, key: string) => Promise<void>;
  /** Writes below a posted message, in a thread. @throws {PostError} */
  reply: (place: Place, posted: Posted, reply: Reply) => Promise<void>;
  /** Whether a reply stands below a posted message already. @throws {PostError} when it can't look. */
  replied: (place: Place, posted: Posted, reply: Reply) => Promise<boolean>;
  /** Where people can open a channel. */
  link: (place: Place) => string;
  /** How people type an invocation there, in the language of a locale. */
  typed: (invocation: Invocation, locale?: string) => string;
  /** Tells one person something in private. @throws {PostError} */
  tell: (place: Place, user: string, reply: Reply) => Promise<void>;
  /** The platform's clock, ms since 1970. @throws {PostError} */
  now: () => Promise<number>;
}

/**
 * Why a post failed. `gone`: the channel is deleted, archived or left, or the bot was removed.
 * `forbidden`: a right is missing. `later`: the platform asks to wait; nothing was posted. `unknown`:
 * no answer came, so it may have been posted. `refused`: the message itself was refused.
 */
export class PostError extends Error {
  readonly reason: 'gone' | 'forbidden' | 'later' | 'unknown' | 'refused';
  /** The same for people; `message` says it in English. */
  readonly why: Why;
  /** How long to wait, ms, where the platform says so. */
  readonly retryMs: number | undefined;

  constructor(
    reason: PostError['reason'],
    why: Why,
    options: { retryMs?: number; cause?: unknown } = {},
  ) {
    super(sayWhy(why, en), { cause: options.cause });
    this.reason = reason;
    this.why = why;
    this.retryMs = options.retryMs;
  }
}
