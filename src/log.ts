import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'isLevelEnabled'>;

/** Levels of LOG_LEVEL, quietest last. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** JSON lines on standard error; standard output is for what people read at the start. */
export function createLog(level: (typeof LEVELS)[number]): Logger {
  return pino({ level, base: undefined }, pino.destination({ dest: 2, sync: true }));
}
