import type { Log } from '../log.ts';
import { StoreError, type Store } from '../store/store.ts';
import type { Publisher } from './publisher.ts';
import type { Why } from './why.ts';

/** A clock that is this far ahead of the others is wrong, ms. */
export const WRONG_MS = 24 * 3_600_000;
/** How much further than the time that really passed a clock may go before it is checked, ms. */
export const JUMP_MS = 3_600_000;

/**
 * Whether the clock can be trusted: at the start, and whenever it went further than time did, it is
 * held against the database's and the platform's.
 *
 * @returns a function from what the clock shows, ms, to undefined, or what is wrong.
 */
export function clockCheck(
  platform: string,
  publisher: Publisher,
  { store, log }: { store: Store; log: Log },
): (now: number) => Promise<Why | undefined> {
  let seen: { clock: number; real: number } | undefined;
  return async (now) => {
    const real = performance.now();
    const jumped = !seen || now - seen.clock > real - seen.real + JUMP_MS;
    if (!jumped) {
      seen = { clock: now, real };
      return undefined;
    }
    try {
      const others = [await store.now(), await publisher.now()];
      const ahead = now - Math.min(...others);
      if (ahead >= WRONG_MS) {
        log.error({ platform, aheadHours: Math.round(ahead / 3_600_000) }, 'this clock is ahead');
        return ['clock'];
      }
    } catch (error) {
      if (error instanceof StoreError) throw error;
      log.warn({ err: error, platform }, 'the platform’s clock could not be asked');
      return ['platform'];
    }
    seen = { clock: now, real };
    return undefined;
  };
}
