import { clocks, fault, fine, warning, } from "../../src/tools/doctor.js";
import { SCOPES } from "./manifest.js";
const PART = 'slack';
const API = 'https://slack.com/api';
const APPS = 'https://api.slack.com/apps';
const PATIENCE_MS = 10_000;
/** Whether Slack takes the tokens, and whether the app has the scopes that its manifest asks for. */
export const examineSlack = async ({ slack }) => {
    if (!slack)
        return [fine(PART, 'not configured')];
    const base = slack.apiUrl?.replace(/\/+$/, '') ?? API;
    const found = [];
    if (slack.botToken === undefined) {
        const { headers } = await call(base, 'api.test');
        found.push(fine(PART, 'can be reached; each workspace gives its own token when it installs the app'), ...clocks(PART, headers.get('date')));
    }
    else
        found.push(...(await examineToken(base, slack.botToken)));
    if (slack.mode === 'socket') {
        const { answer } = await call(base, 'apps.connections.open', slack.appToken);
        found.push(answer.ok === true
            ? fine(PART, 'the app-level token opens a socket')
            : fault(PART, `SLACK_APP_TOKEN was refused (${answer.error ?? 'no reason given'}); it needs the scope connections:write and Socket Mode switched on at ${APPS}`));
    }
    return found;
};
/** The token of the one workspace, and its scopes. */
async function examineToken(base, botToken) {
    const { answer, headers } = await call(base, 'auth.test', botToken);
    if (answer.ok !== true) {
        return [
            fault(PART, `SLACK_BOT_TOKEN was refused (${answer.error ?? 'no reason given'}); copy it again from OAuth & Permissions at ${APPS}`),
        ];
    }
    const found = [fine(PART, `the bot token works, in ${answer.team ?? 'its workspace'}`)];
    const granted = (headers.get('x-oauth-scopes') ?? '').split(/[,\s]+/).filter(Boolean);
    const missing = SCOPES.filter((scope) => !granted.includes(scope));
    if (granted.length > 0 && missing.length > 0) {
        found.push(warning(PART, `scopes are missing: ${missing.join(', ')}; paste the manifest (npm run manifest) again at ${APPS} and reinstall the app`));
    }
    found.push(...clocks(PART, headers.get('date')));
    return found;
}
async function call(base, method, token) {
    const response = await fetch(`${base}/${method}`, {
        method: 'POST',
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((error) => {
        const { cause, name } = error;
        const why = cause?.code ?? name;
        throw new Error(`Slack could not be reached (${why}); check the network and SLACK_API_URL`);
    });
    const answer = (await response.json().catch(() => ({})));
    return { answer, headers: response.headers };
}
//# sourceMappingURL=examine.js.map