import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cpuOf, freePort, inTime, serveLocally, startProgram, withBody } from './process.js';

export const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = 'xoxb-bench';
/** Pause between two looks whether a starting bot answers, ms: the grain of its cold start. */
const LOOK_MS = 3;
const START_MS = 20_000;
/** Connections are given up after this long without use, before Node's server does so after 5 s, ms. */
const IDLE_MS = 2000;

/**
 * A stand-in for Slack with a crowd that types `/paper lora`. The tests' Slack checks every message
 * and keeps them all, which under load would be most of what is measured; this one only looks
 * whether the expected words are in the answer.
 *
 * @returns {Promise<import('./bench.js').Platform>}
 */
export async function openSlack() {
  /** @type {Map<string, (body: string) => void>} */
  const waiting = new Map();
  const standIn = await serveLocally((message, response) => {
    withBody(message, (body) => {
      if (message.url === '/api/auth.test') {
        const self = { ok: true, team_id: 'T0BENCH', user_id: 'U0BENCH', bot_id: 'B0BENCH' };
        response.setHeader('content-type', 'application/json').end(JSON.stringify(self));
        return;
      }
      if (message.url === '/api/users.info') {
        const asked = { ok: true, user: { id: 'U0READER', locale: 'en-US', tz: 'Europe/London' } };
        response.setHeader('content-type', 'application/json').end(JSON.stringify(asked));
        return;
      }
      response.end('ok');
      waiting.get(message.url ?? '')?.(body);
    });
  });

  /** @param {string} script @param {string} words @returns {import('./bench.js').Side} */
  const side = (script, words) => async (args) => {
    const port = await freePort();
    const child = startProgram({
      script: join(import.meta.dirname, script),
      args,
      env: {
        PORT: String(port),
        SLACK_BOT_TOKEN: TOKEN,
        SLACK_SIGNING_SECRET: SECRET,
        SLACK_API_URL: `http://${standIn.address}/api`,
        // Cards then carry the address of their picture, as they do once it was uploaded.
        PUBLIC_URL: 'https://bot.example.org',
      },
    });
    await inTime(child, 'answer to a request', START_MS, answering(port));
    const coldStart = performance.now() - child.startedAt;
    const startCpu = cpuOf(child.pid);
    const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
    return {
      child,
      starts: { coldStart, startCpu },
      act: (person) => slash({ port, agent, person, words }),
      stop: async () => {
        agent.destroy();
        await child.stop();
      },
    };
  };

  /**
   * One person's `/paper lora`, up to the answer in the channel.
   * @param {{ port: number, agent: Agent, person: number, words: string }} where
   * @returns {Promise<{ ack: number, reply: number }>} ms
   */
  const slash = async ({ port, agent, person, words }) => {
    const responsePath = `/response/${person}`;
    const { body, headers } = signedSlash(`http://${standIn.address}${responsePath}`);
    const start = performance.now();
    const replied = new Promise((resolve, reject) => {
      waiting.set(responsePath, (answer) => {
        if (answer.includes(words)) resolve(performance.now() - start);
        else reject(new Error(`an unexpected answer: ${answer}`));
      });
    });
    const acked = new Promise((resolve, reject) => {
      const sent = request({ port, agent, method: 'POST', path: '/slack/events', headers });
      sent.once('error', reject);
      sent.once('response', (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - start);
          else reject(new Error(`acknowledged with status ${response.statusCode}`));
        });
      });
      sent.end(body);
    });
    const [ack, reply] = await Promise.all([acked, replied]);
    return { ack, reply };
  };

  return {
    title: 'Slack over HTTP',
    bare: 'bare Bolt',
    ours: side('../dist/main.js', 'Low-Rank Adaptation'),
    theirs: side('bare-slack.js', 'lora'),
    close: standIn.close,
  };
}

/** A command as Slack sends it. @param {string} responseUrl */
export function signedSlash(responseUrl, command = '/paper', text = 'lora') {
  const body = new URLSearchParams({
    token: 'verification',
    team_id: 'T0BENCH',
    team_domain: 'bench',
    channel_id: 'C0BENCH',
    channel_name: 'general',
    user_id: 'U0READER',
    user_name: 'reader',
    command,
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: '1.2.3',
  }).toString();
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': String(time),
    'x-slack-signature': `v0=${signature}`,
  };
  return { body, headers };
}

/**
 * Resolves when the bot takes requests. Paperboy says 503 while it is starting; Bolt, which has no
 * such page, says 404 as soon as it listens.
 * @param {number} port
 */
export async function answering(port) {
  for (;;) {
    const status = await new Promise((resolve) => {
      const look = request({ port, path: '/healthz', agent: false });
      look.once('error', () => resolve(undefined));
      look.once('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      look.end();
    });
    if (status === 200 || status === 404) return;
    await wait(LOOK_MS);
  }
}
