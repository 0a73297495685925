import type { Request } from '../request.ts';

/** What is measured while it happens. Nothing here takes time or fails. */
export interface Metrics {
  /** A request whose answer was taken, or lost, just now. @param ms since it was received. */
  answered: (
    request: Pick<Request, 'platform' | 'command' | 'outcome' | 'receivedAt' | 'ackedAt'>,
    ms: number,
  ) => void;
  /** A platform asked to wait. */
  waited: (platform: string) => void;
  /** The notes were read again. @param ms how long that took. */
  reread: (ms: number) => void;
}

/** Where nobody reads them. */
export const NO_METRICS: Metrics = {
  answered: () => undefined,
  waited: () => undefined,
  reread: () => undefined,
};
