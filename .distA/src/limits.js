/** Questions within a minute: of one person, and of one Slack workspace or Discord server. */
const PERSON = 20;
const WORKSPACE = 200;
const WINDOW_MS = 60_000;
/**
 * Without arguments, for questions.
 *
 * @param most how often a person, and a workspace or server, is answered within a minute.
 * @param now the clock, ms.
 */
export function createLimits({ person = PERSON, workspace = WORKSPACE } = {}, now = Date.now) {
    /** When each asked, oldest first: never more than its limit. */
    const asked = new Map();
    let swept = now();
    const recent = (key) => {
        const times = asked.get(key)?.filter((time) => time > now() - WINDOW_MS) ?? [];
        asked.set(key, times);
        return times;
    };
    const waitOf = (times, most) => times.length < most ? 0 : (times.at(-most) ?? 0) + WINDOW_MS - now();
    return {
        take(caller) {
            // It was asked, and counted, once.
            if (caller.echo)
                return undefined;
            if (now() > swept + WINDOW_MS) {
                swept = now();
                for (const key of asked.keys())
                    if (recent(key).length === 0)
                        asked.delete(key);
            }
            const own = recent(`person ${caller.platform} ${caller.person}`);
            // A direct message on Discord is in none.
            const shared = caller.workspace !== '' && workspace !== Infinity;
            const all = shared ? recent(`workspace ${caller.platform} ${caller.workspace}`) : [];
            const mine = waitOf(own, person);
            if (mine > 0)
                return { who: 'person', wait: mine };
            const ours = shared ? waitOf(all, workspace) : 0;
            if (ours > 0)
                return { who: 'workspace', wait: ours };
            own.push(now());
            if (shared)
                all.push(now());
            return undefined;
        },
    };
}
//# sourceMappingURL=limits.js.map