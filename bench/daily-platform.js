import { PostError } from '../dist/src/daily/publisher.js';

/** Time that goes on when all there is to do at a moment is done: an hour takes as long as its work. */
export function createTime(/** @type {number} */ start) {
  let now = start;
  /** @type {{ at: number, go: (value?: undefined) => void }[]} */
  const timers = [];
  return {
    now: () => now,
    /** @param {number} ms @param {AbortSignal} [signal] @returns {Promise<void>} */
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const timer = { at: now + ms, go: resolve };
        const place = timers.findIndex(({ at }) => at > timer.at);
        timers.splice(place < 0 ? timers.length : place, 0, timer);
        signal?.addEventListener('abort', () => {
          const index = timers.indexOf(timer);
          if (index >= 0) timers.splice(index, 1);
        });
      }),
    /** Lets time go on until a condition holds. @param {() => boolean} until */
    async run(until) {
      while (!until()) {
        // By then whatever hung on the last timer is done: SQLite answers at once.
        for (let turns = 0; turns < (timers.length > 0 ? 2 : 1000); turns++) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        if (until()) return;
        const timer = timers.shift();
        if (!timer) throw new Error('nothing is left to wait for');
        now = timer.at;
        timer.go();
      }
    },
  };
}

/** Messages a workspace takes in a minute, from the first on; more are refused with Retry-After. */
const A_MINUTE = 300;
/** An answer takes this long, ms, one that never comes until it is given up. */
const ANSWER_MS = [120, 400];
const SILENT_MS = 5000;

/**
 * A platform that keeps count of what it is sent, with a limit per workspace.
 * @param {ReturnType<typeof createTime>} time
 * @param {number} everyMs
 * @param {(channel: string) => boolean} isSilent channels for which no answer ever comes
 */
export function createPlatform(time, everyMs, isSilent) {
  /** @type {{ workspace: string, channel: string, at: number }[]} */
  const posts = [];
  /** @type {Map<string, number[]>} */
  const recent = new Map();
  let refused = 0;
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 0x7fffffff) / 0x7fffffff;
  /** @type {import('../dist/src/daily/publisher.js').Publisher} */
  const publisher = {
    everyMs,
    async post({ workspace, channel }) {
      const at = time.now();
      const sent = (recent.get(workspace) ?? []).filter((moment) => moment > at - 60_000);
      recent.set(workspace, sent);
      const [least = 0, most = 0] = ANSWER_MS;
      if (sent.length >= A_MINUTE + 1) {
        refused += 1;
        await time.wait(least);
        throw new PostError('later', ['asksToWait', 'Chat'], { retryMs: 1000 });
      }
      sent.push(at);
      if (isSilent(channel)) {
        await time.wait(SILENT_MS);
        throw new PostError('unknown', ['noAnswer', 'Chat', 'lost']);
      }
      posts.push({ workspace, channel, at });
      await time.wait(least + random() * (most - least));
      return { id: String(posts.length) };
    },
    find: () => Promise.resolve(undefined),
    replace: () => Promise.resolve(),
    reply: () => Promise.resolve(),
    typed: ({ command }) => `/${command}`,
    link: ({ channel }) => `https://chat.example/${channel}`,
    tell: () => Promise.resolve(),
    now: () => Promise.resolve(time.now()),
  };
  return { publisher, posts, refused: () => refused };
}
