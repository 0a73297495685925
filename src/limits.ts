import type { Caller } from './command.ts';

/** Questions within a minute: of one person, and of one Slack workspace or Discord server. */
const PERSON = 20;
const WORKSPACE = 200;
const WINDOW_MS = 60_000;

/** Whose turn has not come yet, and how long until it does, ms. */
export interface Early {
  who: 'person' | 'workspace';
  wait: number;
}

/** How often somebody is answered, as far as this process knows. */
export interface Limits {
  /** Counts something that is asked. @returns undefined when it may be answered now; else it is not counted. */
  take: (caller: Pick<Caller, 'platform' | 'workspace' | 'person' | 'echo'>) => Early | undefined;
}

/**
 * Without arguments, for questions.
 *
 * @param most how often a person, and a workspace or server, is answered within a minute.
 * @param now the clock, ms.
 */
export function createLimits(
  { person = PERSON, workspace = WORKSPACE } = {},
  now: () => number = Date.now,
): Limits {
  /** When each asked, oldest first: never more than its limit. */
  const asked = new Map<string, number[]>();
  let swept = now();
  const recent = (key: string): number[] => {
    const times = asked.get(key)?.filter((time) => time > now() - WINDOW_MS) ?? [];
    asked.set(key, times);
    return times;
  };
  const waitOf = (times: number[], most: number): number =>
    times.length < most ? 0 : (times.at(-most) ?? 0) + WINDOW_MS - now();

  return {
    take(caller) {
      // It was asked, and counted, once.
      if (caller.echo) return undefined;
      if (now() > swept + WINDOW_MS) {
        swept = now();
        for (const key of asked.keys()) if (recent(key).length === 0) asked.delete(key);
      }
      const own = recent(`person ${caller.platform} ${caller.person}`);
      // A direct message on Discord is in none.
      const shared = caller.workspace !== '' && workspace !== Infinity;
      const all = shared ? recent(`workspace ${caller.platform} ${caller.workspace}`) : [];
      const mine = waitOf(own, person);
      if (mine > 0) return { who: 'person', wait: mine };
      const ours = shared ? waitOf(all, workspace) : 0;
      if (ours > 0) return { who: 'workspace', wait: ours };
      own.push(now());
      if (shared) all.push(now());
      return undefined;
    },
  };
}
