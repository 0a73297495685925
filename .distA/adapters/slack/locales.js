/** An answer waits no longer than this for its language; English then, and the right one next time. */
const WAIT_MS = 1000;
/** How long what Slack said is believed, and how long it is not asked again after it said nothing. */
const KEPT_MS = 3_600_000;
const PAUSE_MS = 60_000;
/** People who are remembered, some 100 bytes each. */
const KEPT = 10_000;
/** @param apart gives a client whose waits hold up no answer, see `Posts`. */
export function createLocales(apart, log, now = Date.now) {
    const kept = new Map();
    const said = new Map();
    async function ask(client, user, key) {
        try {
            const found = await apart(client).users.info({ user, include_locale: true });
            const { locale } = found.user;
            if (locale !== undefined)
                said.set(key, locale);
            return locale;
        }
        catch (error) {
            log.warn({ err: error, platform: 'Slack' }, 'somebody’s language could not be asked');
            const entry = kept.get(key);
            if (entry)
                entry.until = now() + PAUSE_MS;
            return undefined;
        }
    }
    return {
        of(client, { workspace, user }) {
            const key = `${workspace}/${user}`;
            let entry = kept.get(key);
            const before = said.get(key);
            if (before !== undefined && entry && entry.until > now())
                return Promise.resolve(before);
            if (!entry || entry.until <= now()) {
                const [oldest] = kept.keys();
                if (!entry && kept.size >= KEPT && oldest !== undefined) {
                    kept.delete(oldest);
                    said.delete(oldest);
                }
                entry = { locale: Promise.resolve(undefined), until: now() + KEPT_MS };
                kept.set(key, entry);
                entry.locale = ask(client, user, key);
            }
            let timer;
            const late = new Promise((resolve) => {
                // What was said before is better than nothing.
                timer = setTimeout(() => resolve(before), WAIT_MS);
            });
            return Promise.race([entry.locale, late]).finally(() => clearTimeout(timer));
        },
        known: ({ workspace, user }) => said.get(`${workspace}/${user}`),
    };
}
//# sourceMappingURL=locales.js.map