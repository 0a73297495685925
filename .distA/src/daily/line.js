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
export function createLine({ atOnce, everyMs, elapsed, over, roomy, }) {
    const line = [];
    const sending = new Set();
    const lanes = new Map();
    function laneOf(name) {
        const known = lanes.get(name);
        if (known)
            return known;
        const fresh = { waiting: 0, busy: false, free: 0, refused: 0 };
        lanes.set(name, fresh);
        return fresh;
    }
    function send({ lane: name, send }) {
        const lane = laneOf(name);
        lane.waiting -= 1;
        if (lane.busy && lane.waiting <= ROOMY) {
            lane.busy = false;
            roomy();
        }
        lane.free = elapsed() + everyMs;
        const sent = send().then((restMs) => {
            sending.delete(sent);
            lane.refused = restMs > 0 ? lane.refused + 1 : 0;
            // One refusal may be of the channel alone.
            if (lane.refused > 1)
                lane.free = Math.max(lane.free, elapsed() + restMs);
            over();
        });
        sending.add(sent);
    }
    return {
        waiting: () => line.length,
        sending: () => sending.size,
        busy: () => [...lanes].flatMap(([name, { busy }]) => (busy ? name : [])),
        fitting(things, nameOf) {
            const more = new Map();
            return things.filter((thing) => {
                const name = nameOf(thing);
                const count = (more.get(name) ?? lanes.get(name)?.waiting ?? 0) + 1;
                if (count <= BUSY)
                    more.set(name, count);
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
                }
                else
                    at += 1;
            }
            if (line.length > 0)
                return;
            for (const [name, { waiting, free }] of lanes) {
                if (waiting === 0 && free <= now)
                    lanes.delete(name);
            }
        },
        idleFor() {
            if (sending.size >= atOnce || line.length === 0)
                return undefined;
            const now = elapsed();
            const moments = line.map(({ from, lane }) => Math.max(from, laneOf(lane).free));
            return Math.max(0, Math.min(...moments) - now);
        },
        async close() {
            line.length = 0;
            await Promise.all(sending);
        },
    };
}
//# sourceMappingURL=line.js.map