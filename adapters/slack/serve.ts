import type { Request } from '../../src/request.ts';
import type { Desk } from './index.ts';

/**
 * Serves what somebody asked for. Where the answer does not get through, that is logged.
 *
 * @param what the event, for the log.
 */
export function serve(
  request: Request,
  what: string,
  { bot, log, track }: Pick<Desk, 'bot' | 'log' | 'track'>,
  work: () => Promise<void>,
): Promise<void> {
  return track(
    bot.serve(request, work).catch((error: unknown) => {
      const told = { err: error, platform: 'Slack', command: what, request: request.id };
      log.error(told, 'answer did not get through');
    }),
  );
}

/** Tells Slack that the event was received. */
export async function acknowledge(request: Request, ack: () => Promise<unknown>): Promise<void> {
  await ack();
  request.ackedAt = performance.now();
}
