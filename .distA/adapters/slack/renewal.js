import { setTimeout as wait } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
export class NotInstalledError extends Error {
}
/** Tokens last 12 hours; one that ends sooner than this is renewed before it is used, ms. */
const EARLY_MS = 2 * 3_600_000;
/** A token that ends sooner than this is not used any more, ms. */
const SPENT_MS = 60_000;
/** How long whoever renews a token has it alone, ms: longer than the exchange may take. */
const LEASE_MS = 30_000;
const EXCHANGE_MS = 10_000;
/** Others look this often whether it is there, and give up after that, ms. */
const LOOK_MS = 100;
const PATIENCE_MS = 12_000;
/** Waits before a new token is written down again, ms: without it the old one's end is the end. */
const WRITE_AGAIN_MS = [100, 400, 1500, 4000];
/**
 * Installations whose tokens are good for a minute at least: those that end soon are renewed.
 *
 * @returns a function that rejects with {@link NotInstalledError} where the bot is not installed.
 */
export function createRenewal({ installations, oauth, options, log, }) {
    const client = new WebClient(undefined, {
        ...options,
        timeout: EXCHANGE_MS,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
    });
    // @slack/oauth's own `authorize` exchanges one refresh token as often as events come in at once,
    // and may keep a token that Slack has taken back: its issue 2504.
    const renewing = new Map();
    async function find(asker) {
        const found = await installations.find(asker);
        if (!found)
            throw new NotInstalledError('Paperboy is not installed in this workspace');
        if (left(found.grant) > EARLY_MS)
            return found;
        const key = `${found.enterprise}|${found.team}`;
        const work = renewing.get(key) ?? renew(found).finally(() => renewing.delete(key));
        renewing.set(key, work);
        return work;
    }
    /** Of everybody who wants a new token, here and in other processes, one exchanges it. */
    async function renew(found) {
        const until = performance.now() + PATIENCE_MS;
        for (;;) {
            if (await installations.claim(found, LEASE_MS)) {
                try {
                    return await exchange(found);
                }
                catch (error) {
                    // The lease stays, so that Slack is not asked again at once.
                    log.warn({ err: error, platform: 'Slack', team: found.team }, 'a token was not renewed');
                    if (left(found.grant) > SPENT_MS)
                        return found;
                    throw error;
                }
            }
            if (left(found.grant) > SPENT_MS)
                return found;
            await wait(LOOK_MS);
            const now = await installations.find({ ...found, orgWide: found.team === '' });
            if (!now)
                throw new NotInstalledError('Paperboy was removed from this workspace');
            if (now.revision !== found.revision)
                return now;
            if (performance.now() > until)
                throw new Error('Slack gave no new token in time');
        }
    }
    async function exchange(found) {
        const answer = await client.oauth.v2.access({
            client_id: oauth.clientId,
            client_secret: oauth.clientSecret,
            grant_type: 'refresh_token',
            refresh_token: found.grant.refreshToken ?? '',
        });
        const { access_token: token, refresh_token: refreshToken, expires_in: seconds } = answer;
        if (token === undefined)
            throw new Error('Slack’s answer lacks the token');
        const grant = {
            ...found.grant,
            token,
            ...(refreshToken !== undefined && { refreshToken }),
            ...(seconds !== undefined && { expiresAt: Date.now() + seconds * 1000 }),
        };
        for (const pause of [...WRITE_AGAIN_MS, undefined]) {
            try {
                // Where it was installed again meanwhile, that one counts.
                if (await installations.renew(found, grant)) {
                    return { ...found, grant, revision: found.revision + 1 };
                }
                break;
            }
            catch (error) {
                log.error({ err: error, platform: 'Slack' }, 'a new token could not be written down');
                if (pause === undefined)
                    return { ...found, grant };
                await wait(pause);
            }
        }
        return (await installations.find({ ...found, orgWide: found.team === '' })) ?? found;
    }
    return find;
}
/** How long a token is good, ms. */
function left({ refreshToken, expiresAt }) {
    return refreshToken === undefined || expiresAt === undefined ? Infinity : expiresAt - Date.now();
}
//# sourceMappingURL=renewal.js.map