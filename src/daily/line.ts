/** Something to be sent to a channel, waiting for its turn. */
export interface Errand {
  /** What shares a pace: the workspace. */
  lane: string;
  /** The slot it belongs to, ms since 1970; the earliest goes first. */
  dueAt: number;
  /** Of those with the same slot the least goes first. */
  since: number;
  /** How long it is not to be sent yet, ms. */
  restMs?: number;
  /** Should it reject, it is over all the same. @returns for how long the platform wants to be left alone, ms; 0 when it did not say. */
  send: () => Promise<number>;
}

/** Errands of one platform. */
export interface Line {
  /** How many wait. */
  waiting: () => number;
  /** How many are being sent. */
  sending: () => number;
  /** Lanes in which so many wait that no more are wanted. */
  busy: () => string[];
  /** Of things that are to be done in lanes, those for which there is room. */
  fitting: <T>(things: readonly T[], laneOf: (thing: T) => string) => T[];
  add: (errands: readonly Errand[]) => void;
  /** Begins to send what may be sent now. */
  begin: () => void;
  /** How long until something that waits may be sent, ms; undefined when that hangs on what is being sent. */
  idleFor: () => number | undefined;
  /** Lets those that wait go. Resolves when those that are being sent are over. */
  close: () => Promise<void>;
}

/** How many errands one lane may have waiting before it gets no more, and how few before it does again. */
const BUSY = 250;
const ROOMY = 125;

/**
 * A line of errands: first come, first sent. At most so many are sent at once, and those of one lane
 * at a pace. A lane that the platform asks to wait twice running rests as long as that; what comes
 * behind in other lanes passes by.
 *
 * @param options `everyMs`: the least time between two errands of one lane, ms. `elapsed`: a clock that
 *   only goes forward, ms, whatever the time of day is set to. `over`: called when one was sent.
 *   `roomy`: called when a busy lane takes more again.
 */
export function createLine({
  atOnce,
  everyMs,
  elapsed,
  over,
  roomy,
}: {
  atOnce: number;
  everyMs: number;
  elapsed: () => number;
  over: () => void;
  roomy: () => void;
}): Line {
  interface Waiting extends Errand {
    from: number;
  }
  const line: Waiting[] = [];
  const sending = new Set<Promise<void>>();
  const lanes = new Map<
    string,
    { waiting: number; busy: boolean; free: number; refused: number }
  >();

  function laneOf(name: string) {
    const known = lanes.get(name);
    if (known) return known;
    const fresh = { waiting: 0, busy: false, free: 0, refused: 0 };
    lanes.set(name, fresh);
    return fresh;
  }

  function send({ lane: name, send }: Errand): void {
    const lane = laneOf(name);
    lane.waiting -= 1;
    if (lane.busy && lane.waiting <= ROOMY) {
      lane.busy = false;
      roomy();
    }
    lane.free = elapsed() + everyMs;
    const done = (restMs: number): void => {
      sending.delete(sent);
      lane.refused = restMs > 0 ? lane.refused + 1 : 0;
      // One refusal may be of the channel alone.
      if (lane.refused > 1) lane.free = Math.max(lane.free, elapsed() + restMs);
      over();
    };
    const sent = send().then(done, (error: unknown) => {
      done(0);
      throw error;
    });
    sending.add(sent);
  }

  return {
    waiting: () => line.length,
    sending: () => sending.size,
    busy: () => [...lanes].flatMap(([name, { busy }]) => (busy ? name : [])),
    fitting(things, nameOf) {
      const more = new Map<string, number>();
      return things.filter((thing) => {
        const name = nameOf(thing);
        const count = (more.get(name) ?? lanes.get(name)?.waiting ?? 0) + 1;
        if (count <= BUSY) more.set(name, count);
        return count <= BUSY;
      });
    },
    add(errands) {
      const now = elapsed();
      for (const errand of errands) {
        const lane = laneOf(errand.lane);
        lane.waiting += 1;
        lane.busy ||= lane.waiting >= BUSY;
        line.push({ ...errand, from: now + (errand.restMs ?? 0) });
      }
      line.sort((a, b) => a.dueAt - b.dueAt || a.since - b.since);
    },
    begin() {
      const now = elapsed();
      for (let at = 0; at < line.length && sending.size < atOnce;) {
        const errand = line[at];
        if (errand && errand.from <= now && laneOf(errand.lane).free <= now) {
          line.splice(at, 1);
          send(errand);
        } else at += 1;
      }
      if (line.length > 0) return;
      for (const [name, { waiting, free }] of lanes) {
        if (waiting === 0 && free <= now) lanes.delete(name);
      }
    },
    idleFor() {
      if (sending.size >= atOnce || line.length === 0) return undefined;
      const now = elapsed();
      const moments = line.map(({ from, lane }) => Math.max(from, laneOf(lane).free));
      return Math.max(0, Math.min(...moments) - now);
    },
    async close() {
      line.length = 0;
      await Promise.allSettled(sending);
    },
  };
}
