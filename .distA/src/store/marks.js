import { keepNewest } from "../newest.js";
import { StoreError } from "./store.js";
/** How often forgotten marks are deleted, ms. */
const SWEEP_MS = 10 * 60_000;
/** How many marks a process remembers by itself. */
const OWN = 5000;
export function createMarks({ db }, log) {
    /** Until when, by mark: answers at once within one process, and while the database is away. */
    const own = new Map();
    let sweepAt = 0;
    const nameOf = ({ platform, workspace, key }) => `${platform}/${workspace}/${key}`;
    function setOwn(name, now, until) {
        if ((own.get(name) ?? 0) > now)
            return false;
        keepNewest(own, name, until, OWN);
        return true;
    }
    async function sweep(now) {
        if (now < sweepAt)
            return;
        sweepAt = now + SWEEP_MS;
        await db.deleteFrom('marks').where('until', '<=', now).execute();
    }
    return {
        async set({ platform, workspace, key }, ms) {
            // Hours matter here, not the seconds by which replicas' clocks may differ.
            const now = Date.now();
            const until = now + ms;
            if (!setOwn(nameOf({ platform, workspace, key }), now, until))
                return false;
            try {
                await sweep(now);
                const rows = await db
                    .insertInto('marks')
                    .values({ platform, workspace, key, until })
                    .onConflict((it) => it
                    .columns(['platform', 'workspace', 'key'])
                    .doUpdateSet({ until })
                    .where('marks.until', '<=', now))
                    .returning('key')
                    .execute();
                return rows.length > 0;
            }
            catch (error) {
                if (!(error instanceof StoreError))
                    throw error;
                log.error({ err: error, platform }, 'a mark is kept by this process alone');
                return true;
            }
        },
        async has({ platform, workspace, key }) {
            const row = await db
                .selectFrom('marks')
                .select('until')
                .where('platform', '=', platform)
                .where('workspace', '=', workspace)
                .where('key', '=', key)
                .where('until', '>', Date.now())
                .executeTakeFirst();
            return row !== undefined;
        },
        async clear({ platform, workspace, key }) {
            own.delete(nameOf({ platform, workspace, key }));
            await db
                .deleteFrom('marks')
                .where('platform', '=', platform)
                .where('workspace', '=', workspace)
                .where('key', '=', key)
                .execute();
        },
    };
}
//# sourceMappingURL=marks.js.map