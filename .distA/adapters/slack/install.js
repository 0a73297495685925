import { InstallProvider } from '@slack/oauth';
import { StoreError } from "../../src/store/store.js";
import { sendPage } from "./page.js";
import { INSTALL_PATH, REDIRECT_PATH } from "./paths.js";
/** Only this server can set or read it: no other host, and nothing unencrypted. */
const COOKIE = '__Host-paperboy-install';
const STATE_S = 600;
const EXCHANGE_MS = 10_000;
/**
 * The two addresses that installing takes: the first sends people to Slack, with a state that is
 * signed, ends after ten minutes and holds in their browser alone; to the second Slack sends them
 * back, and what it granted is kept. @slack/oauth does the protocol.
 *
 * @param scopes what is asked for.
 */
export function createInstallRoutes({ oauth, scopes, installations, options, logger, log, }) {
    const { clientId, clientSecret, stateSecret, publicUrl } = oauth;
    const start = publicUrl + INSTALL_PATH;
    const provider = new InstallProvider({
        clientId,
        clientSecret,
        stateSecret,
        stateCookieName: COOKIE,
        stateCookieExpirationSeconds: STATE_S,
        directInstall: true,
        authorizationUrl: authorizeUrl(options.slackApiUrl),
        installationStore: {
            storeInstallation: (granted) => installations.save(siteOf(granted), grantOf(granted)),
            // Whoever asks for one asks the store itself, see workspaces.ts.
            fetchInstallation: () => Promise.reject(new Error('not asked here')),
        },
        // A code is good once: where the answer was lost, installing is begun again.
        clientOptions: { ...options, timeout: EXCHANGE_MS, retryConfig: { retries: 0 } },
        // What went wrong is logged below, without the addresses it came with.
        logger: { ...logger, error: () => undefined },
    });
    const asked = { scopes: [...scopes], redirectUri: publicUrl + REDIRECT_PATH };
    return {
        [`GET ${INSTALL_PATH}`]: async (request, response) => {
            guardPage(response);
            await provider.handleInstallPath(request, response, {}, asked);
        },
        [`GET ${REDIRECT_PATH}`]: async (request, response) => {
            guardPage(response);
            await provider.handleCallback(request, response, {
                success: (granted, _options, _request, back) => {
                    log.info({ platform: 'Slack', ...siteOf(granted) }, 'installed in a workspace');
                    sendPage(back, 200, welcome(granted));
                },
                failure: (error, _options, _request, back) => {
                    const { status, page } = apology(error, start);
                    const level = status < 500 ? 'warn' : 'error';
                    log[level]({ err: error, platform: 'Slack', said: saidBy(error) }, 'not installed');
                    sendPage(back, status, page);
                },
            });
        },
    };
}
/** The address holds a secret for a moment: it is told to no other site, and no page is kept. */
function guardPage(response) {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
}
/** Slack's page that asks people, on the same host as the API. */
function authorizeUrl(api = 'https://slack.com/api/') {
    return new URL('/oauth/v2/authorize', api).href;
}
function siteOf({ enterprise, team, isEnterpriseInstall }) {
    const whole = isEnterpriseInstall === true;
    return { enterprise: enterprise?.id ?? '', team: whole ? '' : (team?.id ?? '') };
}
function grantOf({ bot }) {
    if (!bot)
        throw new Error('Slack granted no bot');
    const { token, id: botId, userId: botUserId, refreshToken, expiresAt } = bot;
    return {
        token,
        botId,
        botUserId,
        ...(refreshToken !== undefined && { refreshToken }),
        ...(expiresAt !== undefined && { expiresAt: expiresAt * 1000 }),
    };
}
function welcome({ team, enterprise, isEnterpriseInstall, appId }) {
    const whole = isEnterpriseInstall === true;
    const name = (whole ? enterprise?.name : team?.name) ?? 'your workspace';
    const open = new URL('https://slack.com/app_redirect');
    if (appId !== undefined)
        open.searchParams.set('app', appId);
    if (!whole && team?.id !== undefined)
        open.searchParams.set('team', team.id);
    return {
        title: `Paperboy is in ${name}`,
        text: whole
            ? 'An admin of the organisation now chooses its workspaces. There, type /paper lora, or /paperboy to see what there is.'
            : 'In any channel type /paper lora, or /paperboy to see what there is.',
        next: whole ? undefined : { label: 'Open Slack', url: open.href },
    };
}
function saidBy(error) {
    return error.data?.error;
}
/** What went wrong, as far as it helps whoever wanted to install. */
function apology(error, start) {
    const again = { label: 'Start again', url: start };
    if (error instanceof StoreError) {
        return {
            status: 503,
            page: {
                title: 'Paperboy could not keep the installation',
                text: 'Its database can’t be reached right now. Please start again in a minute; doing it twice does no harm.',
                next: again,
            },
        };
    }
    const said = saidBy(error);
    if (error.code === 'slack_oauth_installer_authorization_error') {
        return {
            status: 200,
            page: {
                title: 'Nothing was installed',
                text: 'Slack says that you did not allow it. You can start again at any time.',
                next: again,
            },
        };
    }
    const stale = /^slack_oauth_(missing|invalid)_(state|code)$/.test(error.code ?? '') ||
        said === 'invalid_code' ||
        said === 'code_already_used';
    if (stale) {
        return {
            status: 400,
            page: {
                title: 'This link does not work any more',
                text: 'It holds for ten minutes, once, and in the browser it was begun in.',
                next: again,
            },
        };
    }
    const settings = said !== undefined;
    return {
        status: settings ? 500 : 502,
        page: {
            title: settings ? 'Slack and Paperboy don’t agree' : 'Slack did not answer as it should',
            text: settings
                ? 'A setting of this Paperboy does not fit its Slack app. Whoever runs it finds more in its log; please tell them.'
                : 'Nothing was installed. Please start again in a minute.',
            next: again,
        },
    };
}
//# sourceMappingURL=install.js.map