import type { Caller } from './command.ts';
import type { Load } from './load.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { phrasesFor } from './phrases/languages.ts';
import type { Request } from './request.ts';

/** What every request goes through, whatever is asked. */
export interface Serving {
  /**
   * Does all the work for a request, which ends when its answer was taken; then it is logged, in one
   * line, and measured. Rejects with what `work` rejects with.
   */
  serve: <T>(request: Request, work: () => Promise<T>) => Promise<T>;
  /** How many requests are being served. */
  underWay: () => number;
  /** What to say in place of an answer while too much is asked of this process; undefined while it is not. */
  turnAway: (request: Request, reader: Pick<Caller, 'locale'>) => string | undefined;
}

export function createServing({
  load,
  metrics,
  log,
}: {
  load: Load;
  metrics: Metrics;
  log: Log;
}): Serving {
  return {
    async serve(request, work) {
      const turn = load.begin();
      try {
        if (turn) {
          await turn;
          request.inLineMs = performance.now() - request.receivedAt;
        }
        return await work();
      } catch (error) {
        request.outcome = 'lost';
        throw error;
      } finally {
        load.end();
        const now = performance.now();
        const answered = request.answeredAt ?? now;
        metrics.answered(request, answered - request.receivedAt);
        log.info(lineOf(request, answered), 'request');
      }
    },
    underWay: load.underWay,
    turnAway(request, reader) {
      if (!load.isTooMuch(request.inLineMs)) return undefined;
      request.outcome = 'busy';
      return phrasesFor(reader).fault.busyNext;
    },
  };
}

/** What the log tells of a request; never what was typed. Times in ms. */
function lineOf(request: Request, now: number): object {
  const { id, platform, workspace, command, outcome, receivedAt, ackedAt } = request;
  const since = (moment: number): number => Math.round((moment - receivedAt) * 10) / 10;
  const ackMs = ackedAt === undefined ? undefined : since(ackedAt);
  return { request: id, platform, workspace, command, outcome, ackMs, ms: since(now) };
}
