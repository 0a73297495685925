/**
 * Requests that are served at once; whoever comes then is asked to come again. Discord shows an answer
 * within 3 s or never, and on a slow machine one takes 5 ms of the processor.
 */
export const MOST_UNDER_WAY = 500;
/** So late may what is due be done, ms: what stands in line behind it hardly gets an answer in those 3 s. */
const LATEST_MS = 500;
/** How often that is looked at, ms. Late once is a pause of the machine's; twice running, it is a crowd. */
const LOOK_MS = 50;

/** How much is asked of this process at this moment. */
export interface Load {
  begin: () => void;
  end: () => void;
  /** Requests that were begun and have not ended. */
  underWay: () => number;
  /** Whether more is asked than can be answered in time: a word of that costs less than an answer. */
  isTooMuch: () => boolean;
  stop: () => void;
}

export function createLoad(): Load {
  let underWay = 0;
  let due = performance.now() + LOOK_MS;
  /** By how much the last two looks were late. */
  let late = [0, 0];
  const looking = setInterval(() => {
    const now = performance.now();
    late = [late[1] ?? 0, now - due];
    due = now + LOOK_MS;
  }, LOOK_MS).unref();
  return {
    begin: () => (underWay += 1),
    end: () => (underWay -= 1),
    underWay: () => underWay,
    isTooMuch: () => underWay > MOST_UNDER_WAY || Math.min(...late) > LATEST_MS,
    stop: () => clearInterval(looking),
  };
}
