import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Levels of LOG_LEVEL, quietest last. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** JSON lines on standard error; standard output is for what people read at the start. */
export function createLog(level: (typeof LEVELS)[number]): Logger {
  return pino(
    { level, base: undefined, serializers: { err: describeError } },
    pino.destination({ dest: 2, sync: true }),
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
