const PLATFORM = 'slack';
export function createInstallations(store, seal) {
    const { db } = store;
    const about = ({ enterprise, team }) => [PLATFORM, enterprise, team].join('|');
    const rows = () => db.selectFrom('installations').selectAll().where('platform', '=', PLATFORM);
    const close = (site, grant) => seal.close(JSON.stringify(grant), about(site));
    const ofOrganisation = (enterprise) => rows().where('enterprise', '=', enterprise).where('team', '=', '').executeTakeFirst();
    /** The rows of a workspace, its own installation first, the newest first of those. */
    async function ofWorkspace(team) {
        if (team === '')
            return [];
        const all = await rows().where('team', '=', team).execute();
        return all.sort((a, b) => Number(a.sealed === null) - Number(b.sealed === null) || b.installed_at - a.installed_at);
    }
    async function find(asker) {
        let row = asker.orgWide ? await ofOrganisation(asker.enterprise) : undefined;
        if (!row) {
            const [own] = await ofWorkspace(asker.team);
            row = own?.sealed === null ? await ofOrganisation(own.enterprise) : own;
        }
        if (!row || row.sealed === null)
            return undefined;
        const { enterprise, team, revision } = row;
        const grant = JSON.parse(seal.open(row.sealed, about(row)));
        return { enterprise, team, revision, grant };
    }
    return {
        find,
        async save(site, grant) {
            const fresh = {
                sealed: close(site, grant),
                installed_at: await store.now(),
                refreshing_until: 0,
            };
            await db
                .insertInto('installations')
                .values({ platform: PLATFORM, ...place(site), ...fresh, revision: 1 })
                .onConflict((it) => it.columns(['platform', 'enterprise', 'team']).doUpdateSet((row) => ({
                ...fresh,
                revision: row('installations.revision', '+', 1),
            })))
                .execute();
        },
        async join(site) {
            const link = { sealed: null, installed_at: 0, refreshing_until: 0, revision: 1 };
            await db
                .insertInto('installations')
                .values({ platform: PLATFORM, ...place(site), ...link })
                .onConflict((it) => it.doNothing())
                .execute();
        },
        async claim(installation, ms) {
            const now = await store.now();
            const done = await db
                .updateTable('installations')
                .set({ refreshing_until: now + ms })
                .where('platform', '=', PLATFORM)
                .where('enterprise', '=', installation.enterprise)
                .where('team', '=', installation.team)
                .where('revision', '=', installation.revision)
                .where('refreshing_until', '<=', now)
                .executeTakeFirst();
            return Number(done.numUpdatedRows) > 0;
        },
        async renew(installation, grant) {
            const done = await db
                .updateTable('installations')
                .set({
                sealed: close(installation, grant),
                refreshing_until: 0,
                revision: installation.revision + 1,
            })
                .where('platform', '=', PLATFORM)
                .where('enterprise', '=', installation.enterprise)
                .where('team', '=', installation.team)
                .where('revision', '=', installation.revision)
                .executeTakeFirst();
            return Number(done.numUpdatedRows) > 0;
        },
        async leave({ enterprise, team, orgWide }, at) {
            if (!orgWide) {
                const own = await ofWorkspace(team);
                return own.some(({ installed_at: since }) => since > at) ? [] : [team];
            }
            const done = await db
                .deleteFrom('installations')
                .where('platform', '=', PLATFORM)
                .where('enterprise', '=', enterprise)
                .where('team', '=', '')
                .where('installed_at', '<=', at)
                .executeTakeFirst();
            if (Number(done.numDeletedRows) === 0 && (await ofOrganisation(enterprise)))
                return [];
            const served = await rows()
                .where('enterprise', '=', enterprise)
                .where('sealed', 'is', null)
                .execute();
            return served.map((row) => row.team);
        },
        async sites() {
            const installed = await rows().where('sealed', 'is not', null).execute();
            return installed.map(place);
        },
        async unreadable() {
            let count = 0;
            for (const row of await rows().where('sealed', 'is not', null).execute()) {
                try {
                    seal.open(row.sealed ?? '', about(row));
                }
                catch {
                    count += 1;
                }
            }
            return count;
        },
    };
}
function place({ enterprise, team }) {
    return { enterprise, team };
}
//# sourceMappingURL=installations.js.map