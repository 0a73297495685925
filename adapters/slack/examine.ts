import { clocks, fault, fine, warning, type Examine } from '../../src/tools/doctor.ts';
import { SCOPES } from './manifest.ts';

const PART = 'slack';
const API = 'https://slack.com/api';
const APPS = 'https://api.slack.com/apps';
const PATIENCE_MS = 10_000;

/** Whether Slack takes the tokens, and whether the app has the scopes that its manifest asks for. */
export const examineSlack: Examine = async ({ slack }) => {
  if (!slack) return [fine(PART, 'not configured')];
  const base = slack.apiUrl?.replace(/\/+$/, '') ?? API;
  const { answer, headers } = await call(base, 'auth.test', slack.botToken);
  if (answer.ok !== true) {
    return [
      fault(
        PART,
        `SLACK_BOT_TOKEN was refused (${answer.error ?? 'no reason given'}); copy it again from OAuth & Permissions at ${APPS}`,
      ),
    ];
  }
  const found = [fine(PART, `the bot token works, in ${answer.team ?? 'its workspace'}`)];
  const granted = (headers.get('x-oauth-scopes') ?? '').split(/[,\s]+/).filter(Boolean);
  const missing = SCOPES.filter((scope) => !granted.includes(scope));
  if (granted.length > 0 && missing.length > 0) {
    found.push(
      warning(
        PART,
        `scopes are missing: ${missing.join(', ')}; paste the manifest (npm run manifest) again at ${APPS} and reinstall the app`,
      ),
    );
  }
  found.push(...clocks(PART, headers.get('date')));
  if (slack.mode === 'socket') {
    const { answer: opened } = await call(base, 'apps.connections.open', slack.appToken);
    found.push(
      opened.ok === true
        ? fine(PART, 'the app-level token opens a socket')
        : fault(
            PART,
            `SLACK_APP_TOKEN was refused (${opened.error ?? 'no reason given'}); it needs the scope connections:write and Socket Mode switched on at ${APPS}`,
          ),
    );
  }
  return found;
};

interface Answer {
  ok?: boolean;
  error?: string;
  team?: string;
}

async function call(
  base: string,
  method: string,
  token: string,
): Promise<{ answer: Answer; headers: Headers }> {
  const response = await fetch(`${base}/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    const { cause, name } = error as { cause?: { code?: string }; name: string };
    const why = cause?.code ?? name;
    throw new Error(`Slack could not be reached (${why}); check the network and SLACK_API_URL`);
  });
  const answer = (await response.json().catch(() => ({}))) as Answer;
  return { answer, headers: response.headers };
}
