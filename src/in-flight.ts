/** Work that has begun and must be finished before the process ends. */
export interface InFlight {
  /** Counts a piece of work until it settles. Its failure is the caller's to handle. */
  track: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves when nothing is left, or after `ms` milliseconds. */
  drained: (ms: number) => Promise<void>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      running.add(work);
      const done = (): void => void running.delete(work);
      work.then(done, done);
      return work;
    },
    async drained(ms) {
      const deadline = AbortSignal.timeout(ms);
      const late = new Promise<void>((resolve) =>
        deadline.addEventListener('abort', () => resolve()),
      );
      while (running.size > 0 && !deadline.aborted) {
        await Promise.race([Promise.allSettled(running), late]);
      }
    },
  };
}
