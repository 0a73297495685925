import type { Request } from '../request.ts';
import type { Metrics } from './metrics.ts';

/** What a process tells of one measure. */
type Told =
  | { answered: Pick<Request, 'platform' | 'command' | 'outcome'>; ackMs?: number; ms: number }
  | { waited: string };

/** The name under which a message between processes holds it. */
const KEY = 'paperboy metrics';

/**
 * Metrics of a process that nobody asks for them: it tells them to the one that started it. Not of the
 * notes, which every process reads again.
 *
 * @param send sends a message to that process: by itself to the one that began this, if it still lives.
 */
export function tellMetrics(send: (message: object) => void = toParent): Metrics {
  const tell = (told: Told): void => send({ [KEY]: told });
  return {
    answered({ platform, command, outcome, receivedAt, ackedAt }, ms) {
      const ackMs = ackedAt === undefined ? {} : { ackMs: ackedAt - receivedAt };
      tell({ answered: { platform, command, outcome }, ...ackMs, ms });
    },
    waited: (platform) => tell({ waited: platform }),
    reread: () => undefined,
  };
}

function toParent(message: object): void {
  // Without somebody to be told of it, a message to a parent that is gone ends this process.
  process.send?.(message, undefined, undefined, () => undefined);
}

/** Counts what another process told, see {@link tellMetrics}; leaves any other message alone. */
export function hearMetrics(message: unknown, metrics: Metrics): void {
  if (typeof message !== 'object' || message === null || !(KEY in message)) return;
  const told = message[KEY] as Told;
  if ('waited' in told) metrics.waited(told.waited);
  else {
    const { answered, ackMs, ms } = told;
    const ackedAt = ackMs === undefined ? {} : { ackedAt: ackMs };
    metrics.answered({ ...answered, receivedAt: 0, ...ackedAt }, ms);
  }
}
