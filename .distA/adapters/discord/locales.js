import { RequestMethod } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { keepNewest } from "../../src/newest.js";
/** An answer waits no longer than this for its language; English then. */
const WAIT_MS = 1000;
/** How long what Discord said is believed, and how long it is not asked again after it said nothing. */
const KEPT_MS = 3_600_000;
const PAUSE_MS = 60_000;
/** People, and servers, that are remembered, some 100 bytes each. */
const KEPT = 10_000;
export function createLocales(send, log, now = Date.now) {
    const people = new Map();
    const servers = new Map();
    async function ask(guild) {
        try {
            const request = { method: RequestMethod.Get, fullRoute: Routes.guild(guild) };
            const until = performance.now() + WAIT_MS;
            const found = await send(request, { until, tryMs: WAIT_MS, repeatable: true });
            return found.preferred_locale;
        }
        catch (error) {
            log.warn({ err: error, platform: 'Discord' }, 'a server’s language could not be asked');
            const entry = servers.get(guild);
            if (entry)
                entry.until = now() + PAUSE_MS;
            return undefined;
        }
    }
    return {
        note(interaction) {
            const { guild_id: guild, guild_locale: server, member } = interaction;
            const user = (member?.user ?? interaction.user)?.id;
            if (user !== undefined && 'locale' in interaction)
                keepNewest(people, user, interaction.locale, KEPT);
            if (guild !== undefined && server !== undefined) {
                keepNewest(servers, guild, { locale: Promise.resolve(server), until: now() + KEPT_MS }, KEPT);
            }
        },
        ofPerson: (user) => people.get(user),
        ofServer(guild) {
            const known = servers.get(guild);
            if (known && known.until > now())
                return known.locale;
            const entry = {
                locale: Promise.resolve(undefined),
                until: now() + KEPT_MS,
            };
            keepNewest(servers, guild, entry, KEPT);
            entry.locale = ask(guild);
            return entry.locale;
        },
    };
}
//# sourceMappingURL=locales.js.map