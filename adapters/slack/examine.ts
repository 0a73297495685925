import {
  askApi,
  clocks,
  fault,
  fine,
  warning,
  type Diagnosis,
  type Examine,
} from '../../src/tools/doctor.ts';
import { SCOPES } from './manifest.ts';

const PART = 'slack';
const API = 'https://slack.com/api';
const APPS = 'https://api.slack.com/apps';

/** Whether Slack takes the tokens, and whether the app has the scopes that its manifest asks for. */
export const examineSlack: Examine = async ({ slack }) => {
  if (!slack) return [fine(PART, 'not configured')];
  const base = slack.apiUrl?.replace(/\/+$/, '') ?? API;
  const found: Diagnosis[] = [];
  if (slack.botToken === undefined) {
    const { headers } = await call(base, 'api.test');
    found.push(
      fine(PART, 'can be reached; each workspace gives its own token when it installs the app'),
      ...clocks(PART, headers.get('date')),
    );
  } else found.push(...(await examineToken(base, slack.botToken)));
  if (slack.mode === 'socket') {
    const { answer } = await call(base, 'apps.connections.open', slack.appToken);
    found.push(
      answer.ok === true
        ? fine(PART, 'the app-level token opens a socket')
        : fault(
            PART,
            `SLACK_APP_TOKEN was refused (${answer.error ?? 'no reason given'}); it needs the scope connections:write and Socket Mode switched on at ${APPS}`,
          ),
    );
  }
  return found;
};

/** The token of the one workspace, and its scopes. */
async function examineToken(base: string, botToken: string): Promise<Diagnosis[]> {
  const { answer, headers } = await call(base, 'auth.test', botToken);
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
  return found;
}

interface Answer {
  ok?: boolean;
  error?: string;
  team?: string;
}

async function call(
  base: string,
  method: string,
  token?: string,
): Promise<{ answer: Answer; headers: Headers }> {
  const { body, headers } = await askApi(
    { name: 'Slack', setting: 'SLACK_API_URL' },
    `${base}/${method}`,
    {
      method: 'POST',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    },
  );
  return { answer: body as Answer, headers };
}
