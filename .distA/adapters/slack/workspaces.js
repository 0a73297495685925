import { setTimeout as wait } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { StartError } from "../../src/start-error.js";
import { createInstallRoutes } from "./install.js";
import { createInstallations } from "./installations.js";
import { ASKED_SCOPES } from "./manifest.js";
import { refused, TAKEN_OUT } from "./refused.js";
import { createRenewal } from "./renewal.js";
import { createSeal } from "./seal.js";
/** Between two questions whether the bot is still in a workspace, ms: `auth.test` takes hundreds a minute. */
const ASK_MS = 500;
/** One workspace, whose token is a setting. It is asked about at once, while the notes are read. */
export function createOneWorkspace(token, options) {
    const client = new WebClient(token, options);
    const self = introduce(client);
    self.catch(() => undefined);
    let isOver = false;
    return {
        // Told once here, so that no event waits for auth.test.
        authorize: async () => ({ botToken: token, ...(await self) }),
        token: () => Promise.resolve(token),
        routes: {},
        ready: async () => {
            await self;
        },
        async leave({ team }) {
            // The word may come late, when the bot is back, or be about tokens of another installation.
            isOver = await isRefused(client);
            return isOver ? [team] : [];
        },
        ended: () => isOver
            ? 'Paperboy was taken out of the workspace: install it again, and start it with the new SLACK_BOT_TOKEN'
            : undefined,
        // Without its token it does not start.
        async *lost() { },
    };
}
/** All workspaces that people install the bot in. */
export function createManyWorkspaces(oauth, { store, options, logger, log, }) {
    if (!store)
        throw new StartError('Many Slack workspaces need a database.');
    const installations = createInstallations(store, createSeal(oauth.encryptionKeys));
    const find = createRenewal({ installations, oauth, options, log });
    async function wasTakenOut(site) {
        try {
            const { grant } = await find({ ...site, orgWide: site.team === '' });
            await new WebClient(grant.token, options).auth.test();
            return false;
        }
        catch (error) {
            const { data } = error;
            return TAKEN_OUT.includes(data?.error ?? '');
        }
    }
    return {
        async authorize(source, body) {
            const { enterpriseId, isEnterpriseInstall: orgWide } = source;
            const teamId = workspaceIn(source.teamId, body);
            const asker = { enterprise: enterpriseId ?? '', team: teamId ?? '', orgWide };
            const known = {
                ...(teamId !== undefined && { teamId }),
                ...(enterpriseId !== undefined && { enterpriseId }),
            };
            try {
                const { grant } = await find(asker);
                // Which organisation serves a workspace is known from its events alone.
                if (orgWide && asker.team !== '')
                    await installations.join(asker);
                const { token: botToken, botId, botUserId } = grant;
                return { ...known, botToken, botId, botUserId };
            }
            catch (error) {
                // Whoever typed or pressed something gets an answer, which needs no token.
                if (body === undefined || 'event' in body)
                    throw error;
                log.warn({ err: error, platform: 'Slack', team: teamId }, 'there is no token to answer with');
                return known;
            }
        },
        token: async (workspace) => (await find({ enterprise: '', team: workspace, orgWide: false })).grant.token,
        routes: createInstallRoutes({
            installations,
            oauth,
            scopes: ASKED_SCOPES,
            options,
            logger,
            log,
        }),
        async ready() {
            const unreadable = await installations.unreadable();
            if (unreadable === 0)
                return;
            log.error({ platform: 'Slack', unreadable }, 'some installations open with none of SLACK_ENCRYPTION_KEYS: add the key they were made with, or those workspaces must install again');
        },
        leave: installations.leave,
        ended: () => undefined,
        async *lost(signal) {
            for (const site of await installations.sites()) {
                const at = await store.now();
                if (await wasTakenOut(site))
                    yield { site, at };
                await wait(ASK_MS, undefined, { signal, ref: false }).catch(() => undefined);
                if (signal.aborted)
                    return;
            }
        },
    };
}
/** Whether Slack takes a token no more. @throws the SDK's error when Slack does not say. */
async function isRefused(client) {
    try {
        await client.auth.test();
        return false;
    }
    catch (error) {
        const { data } = error;
        if ([...TAKEN_OUT, 'invalid_auth'].includes(data?.error ?? ''))
            return true;
        throw error;
    }
}
/**
 * The workspace that something happened in. A submitted view names where the app is installed, which
 * may be an organisation: then it is the person's.
 */
function workspaceIn(team, body) {
    if (team?.startsWith('E') !== true)
        return team;
    const { user } = (body ?? {});
    return user?.team_id;
}
async function introduce(client) {
    try {
        const { bot_id: botId, user_id: botUserId } = await client.auth.test();
        return { ...(botId && { botId }), ...(botUserId && { botUserId }) };
    }
    catch (error) {
        throw refused(error, 'SLACK_BOT_TOKEN', 'copy the bot token again from OAuth & Permissions');
    }
}
//# sourceMappingURL=workspaces.js.map