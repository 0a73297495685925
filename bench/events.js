// Prints how long the built bot takes from an event of Slack's to what Slack is sent for it, over
// local HTTP: the Home tab (views.publish), a card under a link (chat.unfurl), a mention's answer
// (chat.postMessage). `npm run bench:events`, with DATABASE_URL=postgres://… for PostgreSQL.
import { createHmac, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { record } from './record.js';
import { freePort, inTime, serveLocally, startProgram, withBody } from './process.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const ROUNDS = 200;
const WARM_UP = 20;
const START_MS = 20_000;

/** Calls that are waited for, by method. @type {Map<string, () => void>} */
const waiting = new Map();
const slack = await serveLocally((message, response) => {
  withBody(message, () => {
    const method = (message.url ?? '').replace('/api/', '');
    const self = { ok: true, team_id: 'T0BENCH', user_id: 'U0BENCH', bot_id: 'B0BENCH', ts: '1.1' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(self));
    waiting.get(method)?.();
  });
});
const port = await freePort();
const child = startProgram({
  script: join(import.meta.dirname, '..', 'dist', 'main.js'),
  env: {
    PORT: String(port),
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: `http://${slack.address}/api`,
    PUBLIC_URL: 'https://bot.example.org',
    ...(process.env.DATABASE_URL && { DATABASE_URL: process.env.DATABASE_URL }),
  },
});

/** Sends an event. @param {{ team?: string }} event */
async function send({ team = 'T0BENCH', ...event }) {
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: team,
    event_id: `Ev${randomUUID()}`,
    authorizations: [{ team_id: team, user_id: 'U0BENCH', is_bot: true, enterprise_id: null }],
    event,
  });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex');
  const { status } = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  if (status !== 200) throw new Error(`the bot answered ${status}`);
}

/** @param {string} method @param {(i: number) => { team?: string }} event @returns {Promise<number[]>} ms, sorted */
async function measure(method, event) {
  const times = [];
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    const start = performance.now();
    const called = new Promise((resolve) => waiting.set(method, () => resolve(undefined)));
    await send(event(i));
    await called;
    if (i >= WARM_UP) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

async function ready() {
  for (;;) {
    const health = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (health?.status === 200) return;
    await wait(20);
  }
}

await inTime(child, 'get ready', START_MS, ready());
const ts = (/** @type {number} */ i) => `1795700000.${String(i).padStart(6, '0')}`;
/** @type {[string, string, (i: number) => { team?: string }][]} */
const rows = [
  [
    'the Home tab is opened',
    'views.publish',
    // Everybody their own: one person's is published once in two seconds.
    (i) => ({ type: 'app_home_opened', user: `U${i}`, channel: `D${i}`, tab: 'home' }),
  ],
  [
    'a link is pasted',
    'chat.unfurl',
    (i) => ({
      type: 'link_shared',
      user: 'U1',
      channel: 'C1',
      message_ts: ts(i),
      links: [{ domain: 'arxiv.org', url: 'https://arxiv.org/abs/2106.09685' }],
    }),
  ],
  [
    'a mention asks',
    'chat.postMessage',
    // Nor does anybody ask more than is answered in a minute.
    (i) => ({
      type: 'app_mention',
      team: `T${i % 5}`,
      user: `U${i}`,
      channel: 'C1',
      ts: ts(i),
      text: '<@U0BENCH> how many parameters does LoRA train?',
    }),
  ],
];
console.log(`from the event to the call, ms, ${ROUNDS} rounds each`);
console.log('| event | call | median | p99 |\n|---|---|---|---|');
for (const [what, method, event] of rows) {
  const times = await measure(method, event);
  const at = (/** @type {number} */ share) =>
    times[Math.floor((times.length - 1) * share)]?.toFixed(1);
  const values = { median: Number(at(0.5)), p99: Number(at(0.99)) };
  record('Slack’s events, from the event to the call, ms', what, values);
  console.log(`| ${what} | \`${method}\` | ${at(0.5)} | ${at(0.99)} |`);
}
await child.stop();
await slack.close();
process.exit(0);
