import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from "../store/store.js";
import { readBag, take } from "./bag.js";
import { deliver, NO_NOTE, TOO_LATE } from "./delivery.js";
import { claim, findDue, findUnasked, giveUp, nextMoment, takeOver, } from "./claims.js";
import { moveAsk } from "./ledger.js";
import { createLine } from "./line.js";
import { ASK_MS, askBelow } from "./questions.js";
import { createReaders } from "./readers.js";
import { dayAt, slotsAround } from "./slots.js";
import { keepWhy } from "./why.js";
/** Picks of one platform that are sent at once; a slow channel holds up none of the others. */
const AT_ONCE = 48;
/**
 * How many picks are claimed ahead of being sent, and so wait for a lease to end when the process is
 * killed. Even if each were to take as long as a post may, all are sent in half a lease.
 */
export const AHEAD = 1000;
/** The longest sleep, ms: what another replica or a command wrote is seen by then. */
const SLEEP_MS = 20_000;
/** The shortest, where something is due that can't be begun. */
const LEAST_MS = 250;
/** A pick that is posted so long after its time is counted as late, ms. */
const LATE_MS = 60_000;
/** After a failure of the store. */
const PAUSE_MS = 5_000;
/** A clock that is this far ahead of the others is wrong, ms. */
const WRONG_MS = 24 * 3_600_000;
/** How much further than the time that really passed a clock may go before it is checked, ms. */
const JUMP_MS = 3_600_000;
/** Ids of the notes of each list of topics, as thousands of subscriptions have the same. */
const chosen = new WeakMap();
/** The notes that a subscription may be given. */
export function notesFor({ topics }, catalog) {
    const byTopics = chosen.get(catalog) ?? new Map();
    chosen.set(catalog, byTopics);
    const known = byTopics.get(topics);
    if (known)
        return known;
    const wanted = JSON.parse(topics);
    const ids = catalog.notes
        .filter(({ topic }) => wanted.length === 0 || wanted.includes(topic))
        .map(({ id }) => id);
    byTopics.set(topics, ids);
    return ids;
}
/** What is due of a subscription now, as it would be claimed. */
export function claimFor(subscription, now, { catalog, catchUpMs }) {
    const bag = readBag(subscription.bag);
    const { newest, next } = slotsAround(now, subscription);
    // Nothing before the slot that was promised next, as when it was set up a moment ago.
    const due = newest && newest.at >= subscription.next_at
        ? newest
        : { day: dayAt(subscription.next_at, subscription.timezone), at: subscription.next_at };
    const taken = take(subscription.id, bag, notesFor(subscription, catalog()));
    const error = now - due.at > catchUpMs ? TOO_LATE : taken ? null : NO_NOTE;
    return {
        subscription,
        day: due.day,
        dueAt: due.at,
        note: taken?.id ?? '',
        bag: taken?.bag ?? bag,
        nextAt: next.at,
        state: error === null ? 'claimed' : 'missed',
        error: error && keepWhy(error),
    };
}
function sleepFor(ms, signal) {
    return wait(ms, undefined, { signal });
}
/**
 * @param options `clock`, `sleep`: time, which tests make pass as they like. `elapsed`: ms that really
 *   passed, whatever the clock shows.
 */
export function createDaily(options) {
    const { store, log, clock = Date.now } = options;
    const { sleep = sleepFor, elapsed = () => performance.now() } = options;
    const stopping = new AbortController();
    const loops = [];
    const troubles = new Map();
    const counts = { posted: 0, late: 0, failed: 0, missed: 0, later: 0 };
    let looking = 0;
    let known = new Map();
    const platforms = new Map();
    const desk = {
        ...options,
        clock,
        asking: new Set(),
        afterwards: ({ platform, workspace, since }, dueAt, restMs, send) => {
            const running = platforms.get(platform);
            running?.line.add([{ lane: workspace, dueAt, since, restMs, send }]);
            running?.bell.ring();
        },
    };
    /** Errands that are claimed and not begun. */
    const held = new Set();
    function errandOf(claimed, publisher, look) {
        const { pick, workspace } = claimed;
        held.add(claimed);
        return {
            lane: workspace,
            dueAt: pick.due_at,
            since: pick.since,
            async send() {
                held.delete(claimed);
                try {
                    const { outcome, restMs = 0 } = await deliver(pick, publisher, desk);
                    counts[outcome] += 1;
                    if (outcome === 'posted' && clock() - pick.due_at > LATE_MS)
                        counts.late += 1;
                    if (outcome === 'later')
                        look();
                    return restMs;
                }
                catch (error) {
                    log.error({ err: error, platform: pick.platform }, 'a pick failed');
                    return 0;
                }
            },
        };
    }
    async function loop(platform, publisher) {
        const isRight = clockCheck(platform, publisher, { store, log });
        const bell = createBell(sleep);
        stopping.signal.addEventListener('abort', bell.ring);
        const { everyMs = 0 } = publisher;
        const look = () => void (running.look = true);
        const line = createLine({
            ...{ atOnce: AT_ONCE, everyMs, elapsed },
            over: bell.ring,
            roomy: look,
        });
        const running = { line, bell, look: true };
        platforms.set(platform, running);
        let [lookAt, lookedAt] = [0, 0];
        while (!stopping.signal.aborted) {
            let pause = PAUSE_MS;
            looking += 1;
            try {
                // What is checked is what is used: the clock may jump at any moment.
                const now = clock();
                const wrong = await isRight(now);
                if (wrong === undefined)
                    troubles.delete(platform);
                else
                    troubles.set(platform, wrong);
                if (wrong === undefined) {
                    if (now >= lookAt || elapsed() - lookedAt >= SLEEP_MS)
                        running.look = true;
                    if (running.look && line.waiting() <= AHEAD / 2) {
                        running.look = false;
                        const all = await fill(platform, publisher, line, look, now);
                        const next = all ? await nextMoment(store, platform, line.busy()) : now;
                        [lookAt, lookedAt] = [next ?? Infinity, elapsed()];
                    }
                    line.begin();
                }
                pause = wrong === undefined ? Math.max(lookAt - clock(), LEAST_MS) : SLEEP_MS;
            }
            catch (error) {
                if (!(error instanceof StoreError))
                    throw error;
                troubles.set(platform, ['database']);
                log.error({ err: error, platform }, 'the daily picks wait for the database');
            }
            looking -= 1;
            const idle = line.idleFor() ?? Infinity;
            pause = Math.min(pause, SLEEP_MS);
            if ((await bell.wait(Math.min(pause, idle))) && pause <= idle)
                look();
        }
        await line.close();
    }
    /**
     * Claims as much as there is room for.
     *
     * @param look called when one of these has to be looked at again.
     * @returns whether nothing more is due, but for workspaces that have enough to do.
     */
    async function fill(platform, publisher, line, look, now) {
        const room = AHEAD - line.waiting();
        for (const { pick, workspace } of await findUnasked(store, platform, now, room)) {
            const ours = { ...pick, ask_at: now + ASK_MS };
            if (!(await moveAsk(store, pick, ours.ask_at)))
                continue;
            const lane = { platform, workspace, since: pick.since };
            askBelow(ours, lane, publisher, desk, { again: true, restMs: 0 });
        }
        const again = await takeOver(store, platform, now, room);
        const most = room - again.length;
        const due = await findDue(store, platform, now, most, line.busy());
        const fitting = line.fitting(due, ({ workspace }) => workspace);
        const claims = fitting.map((subscription) => claimFor(subscription, now, desk));
        const won = await claim(store, claims, now);
        counts.missed += claims.filter(({ state }) => state === 'missed').length;
        line.add([...again, ...won].map((claimed) => errandOf(claimed, publisher, look)));
        return due.length < most;
    }
    const publisher = (platform) => known.get(platform);
    return {
        ...desk,
        publisher,
        shelved: createReaders({ ...desk, publisher }),
        start(publishers) {
            known = publishers;
            for (const [platform, publisher] of publishers)
                loops.push(loop(platform, publisher));
        },
        async stop() {
            stopping.abort();
            await Promise.allSettled(loops);
            // Whoever goes on need not wait for the leases.
            try {
                await giveUp(store, [...held], clock());
                for (const pick of desk.asking)
                    await moveAsk(store, pick, clock());
            }
            catch (error) {
                log.error({ err: error }, 'picks that were claimed wait for their leases');
            }
            held.clear();
            desk.asking.clear();
        },
        wake() {
            for (const running of platforms.values()) {
                running.look = true;
                running.bell.ring();
            }
        },
        trouble: (platform) => troubles.get(platform),
        counts: () => {
            const lines = [...platforms.values()].map(({ line }) => line.waiting() + line.sending());
            return { underWay: lines.reduce((sum, count) => sum + count, looking), ...counts };
        },
    };
}
function createBell(sleep) {
    let rang = false;
    let wakeUp = () => undefined;
    return {
        ring() {
            rang = true;
            wakeUp();
        },
        async wait(ms) {
            if (!rang) {
                const over = new AbortController();
                const woken = new Promise((resolve) => (wakeUp = resolve));
                await Promise.race([sleep(ms, over.signal).catch(() => undefined), woken]);
                over.abort('woken');
            }
            const slept = !rang;
            rang = false;
            return slept;
        },
    };
}
/**
 * Whether the clock can be trusted: at the start, and whenever it went further than time did, it is
 * held against the database's and the platform's.
 *
 * @returns a function from what the clock shows, ms, to undefined, or what is wrong.
 */
function clockCheck(platform, publisher, { store, log }) {
    let seen;
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
        }
        catch (error) {
            if (error instanceof StoreError)
                throw error;
            log.warn({ err: error, platform }, 'the platform’s clock could not be asked');
            return ['platform'];
        }
        seen = { clock: now, real };
        return undefined;
    };
}
//# sourceMappingURL=daily.js.map