import { LogLevel } from '@slack/bolt';
import type { Logger } from '@slack/bolt';
import type { Log } from '../../src/log.ts';

/** Paperboy's log as the Slack packages want it. Their own level stays open: ours decides. */
export function slackLogger(log: Log): Logger {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...words: unknown[]): void =>
      log[level]({ platform: 'Slack' }, words.map(String).join(' '));
  return {
    debug: say('debug'),
    // What the packages call information is detail to whoever hosts the bot.
    info: say('debug'),
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.DEBUG,
    setName: () => undefined,
  };
}
