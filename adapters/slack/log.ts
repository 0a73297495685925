import { LogLevel, type Logger } from '@slack/bolt';
import type { Log } from '../../src/log.ts';

/** Paperboy's log as the Slack packages want it. Their level follows ours. */
export function slackLogger(log: Log): Logger {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...words: unknown[]): void =>
      log[level]({ platform: 'Slack' }, words.map(String).join(' '));
  // They tell much, for every event; put together only where somebody reads it.
  const detail = log.isLevelEnabled('debug') ? say('debug') : () => undefined;
  return {
    debug: detail,
    // What they call information is detail to whoever hosts the bot.
    info: detail,
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => (log.isLevelEnabled('debug') ? LogLevel.DEBUG : LogLevel.WARN),
    setName: () => undefined,
  };
}
