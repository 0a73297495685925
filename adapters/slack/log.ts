import { LogLevel, type Logger } from '@slack/bolt';
import type { Log } from '../../src/log.ts';

/** Paperboy's log as the Slack packages want it. */
export function slackLogger(log: Log): Logger {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...words: unknown[]): void =>
      log[level]({ platform: 'Slack' }, words.map(String).join(' '));
  // Their details carry tickets, response addresses and what people typed: none of a log's business.
  const detail = (): undefined => undefined;
  return {
    debug: detail,
    info: detail,
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
