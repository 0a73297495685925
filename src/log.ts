import { pino, type Logger } from 'pino';
import { readableLine } from './log-line.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Levels of LOG_LEVEL, quietest last. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * Lines wait for each other until they are this long together, bytes, and no longer than this, ms. Just
 * less than the library writes at a time.
 */
const HELD = 16_000;
const HELD_MS = 100;
/** What is wrong goes out at once. */
const WARN = pino.levels.values['warn'] ?? 0;

/**
 * A log on standard error; standard output is for what people read at the start.
 *
 * @param readable for a person at a terminal; else JSON, a line each.
 */
export function createLog(
  level: (typeof LEVELS)[number],
  readable = process.stderr.isTTY && process.env['NODE_ENV'] !== 'production',
): Logger {
  // A write for each line takes a twelfth of all that a command does. What is held back goes out at the
  // exit at the latest.
  const file = pino.destination({
    dest: 2,
    sync: false,
    minLength: HELD,
    periodicFlush: HELD_MS,
    // Of text, all that is held would be joined and measured anew for each line.
    contentMode: 'buffer',
  });
  /** The library's types know nothing of its `contentMode`. */
  const write = (line: Buffer): unknown => file.write(line as never);
  return pino(
    {
      level,
      base: undefined,
      serializers: { err: describeError },
      hooks: {
        logMethod(args, method, number) {
          method.apply(this, args);
          if (number >= WARN) file.flush();
        },
      },
    },
    { write: (line: string) => write(Buffer.from(readable ? readableLine(line) : line)) },
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
