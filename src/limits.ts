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

/** How often questions are answered, as far as this process knows. */
export interface Limits {
  /** Counts a question. @returns undefined when it may be answered now; else it is not counted. */
  take: (caller: Pick<Caller, 'platform' | 'workspace' | 'person' | 'echo'>) => Early | undefined;
}

/** @param now the clock, ms. */
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
      const all = recent(`workspace ${caller.platform} ${caller.workspace}`);
      const mine = waitOf(own, person);
      if (mine > 0) return { who: 'person', wait: mine };
      // A direct message on Discord, or the playground, is in none.
      const ours = caller.workspace === '' ? 0 : waitOf(all, workspace);
      if (ours > 0) return { who: 'workspace', wait: ours };
      own.push(now());
      if (caller.workspace !== '') all.push(now());
      return undefined;
    },
  };
}
