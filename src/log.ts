import { pino, type Logger } from 'pino';
import { readableLine } from './log-line.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Levels of LOG_LEVEL, quietest last. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * A log on standard error; standard output is for what people read at the start.
 *
 * @param readable for a person at a terminal; else JSON, a line each.
 */
export function createLog(
  level: (typeof LEVELS)[number],
  readable = process.stderr.isTTY && process.env['NODE_ENV'] !== 'production',
): Logger {
  // What comes while something is being written goes out together after it, and at the exit at the latest.
  const file = pino.destination({ dest: 2, sync: false });
  return pino(
    { level, base: undefined, serializers: { err: describeError } },
    readable ? { write: (line: string) => file.write(readableLine(line)) } : file,
  );
}

/** What is told of an error. Platforms' errors carry their requests, and those carry tokens. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, code, status, cause } = error as Error & Record<string, unknown>;
  return {
    name,
    message,
    code,
    status,
    stack,
    ...(cause instanceof Error && { cause: cause.message }),
  };
}
