// Keeps one Paperboy busy on Slack and Discord at once and tells whether it stays well:
// `npm run load -- --minutes 30`. First the bare frameworks, which send the very answers that Paperboy
// does, tell what this machine manages; --share of that (0.8) is asked of Paperboy, evenly in time,
// whether it keeps up or not. --rate N asks for N requests a second instead. Exits with 1 when a promise of docs/performance.md is broken.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { crowd } from './bench.js';
import { openDiscord } from './discord.js';
import { freePort, inTime, memoryOf, serveLocally, withBody } from './process.js';
import { answering, SECRET, signedSlash } from './slack.js';

const { values: asked } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    share: { type: 'string', default: '0.8' },
    rate: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const RUN_MS = Number(asked.minutes) * 60_000;
/** A part of the run in which it may still grow: caches fill, code is compiled. */
const WARM_UP_MS = Math.min(RUN_MS / 3, 5 * 60_000);
const BARE_MS = 4000;
const TICK_MS = 5;
const LOOK_MS = 1000;
/** An answer that takes longer is lost: Discord's limit, ms. */
const LOST_MS = 3000;
/** How long connections may take to be closed once nobody uses them, ms. */
const CLOSING_MS = 30_000;
const METRICS_TOKEN = 'bench-reads-metrics';

/** What people do, and a word of the answer that shows it is the right one. */
const SLACK = [
  ['/paper', 'lora', 'Low-Rank'],
  ['/paper', 'attention is all you need', 'Attention Is All'],
  ['/paper', 'flsh atention', 'FlashAttention'],
  ['/papers', 'retrieval', 'ColBERT'],
  ['/papers', '', '22 papers'],
  ['/cite', 'adam', 'Kingma'],
  ['/compare', 'lora vs dpo', 'Which first?'],
  ['/path', 'dpo', 'AlexNet'],
  ['/ask', 'how many parameters does LoRA train?', 'LoRA'],
  ['/shelf', 'add lora', 'shelf'],
  ['/shelf', '', 'shelf'],
  ['/quiz', '', 'Quiz'],
];
const text = (/** @type {string} */ name, /** @type {string} */ value) => ({
  name,
  type: 3,
  value,
});
const command = (/** @type {string} */ name, /** @type {object[]} */ ...options) => ({
  data: { id: '1000000000000000006', name, type: 1, options },
});
const COMPLETING = 4;
const completing = (/** @type {string} */ typed) => ({
  ...command('paper', { ...text('query', typed), focused: true }),
  type: COMPLETING,
});
/** @type {[object, string][]} */
const DISCORD = [
  [command('paper', text('query', 'lora')), 'Low-Rank'],
  [command('paper', text('query', 'kingma')), 'Adam'],
  [command('papers', text('topic', 'retrieval')), 'ColBERT'],
  [command('cite', text('paper', 'adam')), 'Kingma'],
  [command('compare', text('paper', 'lora vs dpo')), 'Which first?'],
  [command('ask', text('question', 'how many parameters does LoRA train?')), 'LoRA'],
  [completing('atten'), 'choices'],
  [completing(''), 'choices'],
];

/** @param {string} words */
function say(words) {
  if (!asked.json) console.log(words);
}

const port = await freePort();
/** @type {Map<string, (body: string) => void>} */
const waiting = new Map();
const slack = await serveLocally((message, response) => {
  withBody(message, (body) => {
    if (message.url?.startsWith('/api/')) {
      const self = {
        ok: true,
        team_id: 'T0BENCH',
        user_id: 'U0BENCH',
        bot_id: 'B0BENCH',
        ts: '1.1',
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(self));
      return;
    }
    response.end('ok');
    waiting.get(message.url ?? '')?.(body);
  });
});
/** Answers of ours, for the bare bot. */
const answersFile = join(mkdtempSync(join(tmpdir(), 'paperboy-load-')), 'answers.json');
process.once('exit', () => rmSync(dirname(answersFile), { recursive: true }));
const platform = await openDiscord({
  pictures: true,
  bare: 'bare-both.js',
  env: {
    ANSWERS: answersFile,
    PORT: String(port),
    METRICS_TOKEN,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: `http://${slack.address}/api`,
    PUBLIC_URL: 'https://bot.example.org',
  },
});
/** @param {import('./bench.js').Side} side */
async function started(side) {
  const one = await side();
  await inTime(one.child, 'get ready', 20_000, answering(port));
  return one;
}
const agent = new Agent({ keepAlive: true, timeout: 2000 });

let lastId = 0;
/** One command on Slack, up to its answer. @param {number} turn @returns {Promise<string>} */
function onSlack(turn) {
  const [name = '', words = '', seen = ''] = SLACK[turn % SLACK.length] ?? [];
  const path = `/response/${++lastId}`;
  const { body, headers } = signedSlash(`http://${slack.address}${path}`, name, words);
  return new Promise((resolve, reject) => {
    const answered = (/** @type {string} */ answer) => {
      waiting.delete(path);
      if (answer.includes(seen)) resolve(answer);
      else reject(new Error(`${name} ${words}: ${answer.slice(0, 300)}`));
    };
    waiting.set(path, answered);
    const sent = request({ port, agent, method: 'POST', path: '/slack/events', headers });
    sent.once('error', reject);
    sent.once('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      // An answer may stand in the acknowledgement already.
      withBody(response, (body) => body !== '' && answered(body));
    });
    sent.end(body);
  });
}

/** @param {number} turn @param {import('./bench.js').Running} bot */
function onDiscord(turn, bot) {
  const [more, seen] = DISCORD[turn % DISCORD.length] ?? [{}, ''];
  return bot.do(seen, more);
}

/** Requests a second that are answered by a bare bot with what Paperboy answers, half on either platform. */
async function bareRate() {
  const ours = await started(platform.ours);
  const slackAnswers = await inTurn(SLACK, async ([name, words], turn) => [
    `${name} ${words}`,
    JSON.parse(await onSlack(turn)),
  ]);
  const discordAnswers = await inTurn(DISCORD, async ([more], turn) => {
    const { answer } = await onDiscord(turn, ours);
    const { data, type } = /** @type {any} */ (more);
    return [
      `${data.name} ${data.options[0].value}${type === COMPLETING ? '…' : ''}`,
      recorded(answer),
    ];
  });
  await ours.stop();
  const answers = {
    slack: Object.fromEntries(slackAnswers),
    discord: Object.fromEntries(discordAnswers),
  };
  writeFileSync(answersFile, JSON.stringify(answers));
  const bare = await started(platform.theirs);
  let turn = 0;
  const mixed = {
    ...bare,
    act: async () => {
      const half = turn++ >> 1;
      await (turn % 2 === 0 ? onSlack(half) : onDiscord(half, bare));
      return { ack: 0 };
    },
  };
  await crowd(mixed, 1000, Infinity);
  const { acks, ms } = await crowd(mixed, Infinity, BARE_MS);
  await bare.stop();
  return acks.length / (ms / 1000);
}

/** @template T, R @param {T[]} list @param {(one: T, turn: number) => Promise<R>} work */
async function inTurn(list, work) {
  const done = [];
  for (const [turn, one] of list.entries()) done.push(await work(one, turn));
  return done;
}

/** An interaction's answer, and its picture if it has one. @param {string} body */
function recorded(body) {
  if (body.startsWith('{')) return { data: JSON.parse(body).data };
  const json = Buffer.from(/\{"type":.*/.exec(body)?.[0] ?? '', 'latin1').toString();
  const png = /image\/png\r\n\r\n([^]*?)\r\n--/.exec(body)?.[1] ?? '';
  return { data: JSON.parse(json).data, png: Buffer.from(png, 'latin1').toString('base64') };
}

const perSecond = asked.rate === undefined ? await bareRate() : Number(asked.rate);
if (asked.rate === undefined) say(`a bare bot answers ${perSecond.toFixed(0)} times a second`);
const rate = asked.rate === undefined ? Number(asked.share) * perSecond : perSecond;
const bot = await started(platform.ours);

/** Paperboy's own numbers, by name with labels. */
async function metrics() {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const read = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
  const lines = (await read.text()).split('\n').filter((line) => /^\w/.test(line));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const gauge = (/** @type {Map<string, number>} */ from, /** @type {string} */ name) =>
  from.get(name) ?? NaN;

/** Answers that were not the right ones. @type {string[]} */
const errors = [];
/** What was not answered within the limit. @type {string[]} */
const lost = [];
/** Of questions, which have a limit a person and a workspace, and of all commands when it is too busy. */
const POLITE = /ask again in|busy right now/i;
/** Answers that said so. */
let politelyPutOff = 0;
/** @type {number[]} */
const times = [];
/** @type {Set<Promise<void>>} */
const underWay = new Set();
let sent = 0;

/** @param {Promise<unknown>} act @param {string} what */
function follow(act, what) {
  const start = performance.now();
  const over = new AbortController();
  const late = wait(LOST_MS, 'late', { signal: over.signal });
  late.catch(() => undefined);
  const followed = Promise.race([act, late])
    .then(
      (end) => {
        if (end === 'late') lost.push(what);
        else times.push(performance.now() - start);
      },
      (/** @type {Error} */ { message }) => {
        if (POLITE.test(message)) politelyPutOff += 1;
        else errors.push(message);
      },
    )
    .finally(() => {
      over.abort();
      underWay.delete(followed);
    });
  underWay.add(followed);
}

/** Asks at a pace for so long, or ever faster up to it, and looks now and then. */
async function ask(
  /** @type {number} */ ms,
  /** @type {() => Promise<void>} */ look,
  { rising = false } = {},
) {
  const start = performance.now();
  let done = 0;
  let looked = start;
  while (performance.now() - start < ms) {
    const seconds = (performance.now() - start) / 1000;
    const due = Math.floor(rising ? (rate * seconds ** 2) / (ms / 500) : seconds * rate);
    for (; done < due; done++) {
      const turn = sent >> 1;
      if (sent++ % 2 === 0) follow(onSlack(turn), `${SLACK[turn % SLACK.length]} on Slack`);
      else follow(onDiscord(turn, bot), JSON.stringify(DISCORD[turn % DISCORD.length]));
    }
    await wait(TICK_MS);
    if (performance.now() - looked < LOOK_MS) continue;
    looked = performance.now();
    await look();
  }
  await Promise.all(underWay);
}

say(`asking ${rate.toFixed(0)} times a second for ${asked.minutes} minutes`);
// No crowd is there in the second of a start.
await ask(WARM_UP_MS, () => Promise.resolve(), { rising: true });
await wait(500);
const before = await metrics();
const [warmSent, warmErrors, warmLost] = [sent, errors.length, lost.length];
times.length = 0;
/** @type {[minutes: number, MB: number][]} */
const memory = [];
/** @type {number[]} */
const delays = [];
const start = performance.now();
await ask(RUN_MS - WARM_UP_MS, async () => {
  memory.push([(performance.now() - start) / 60_000, memoryOf(bot.child.pid)]);
  const now = await metrics();
  delays.push((now.get('paperboy_event_loop_delay_seconds{quantile="0.99"}') ?? NaN) * 1000);
});
agent.destroy();
// Each look opens one of its own.
let after = before;
for (const end = performance.now() + CLOSING_MS; performance.now() < end;) {
  await wait(6500);
  after = await metrics();
  if (gauge(after, 'paperboy_handles') <= gauge(before, 'paperboy_handles')) break;
}

/** By how much the memory grows in ten minutes, MB: the line of least squares. */
function slope() {
  const mean = (/** @type {number[]} */ list) =>
    list.reduce((sum, it) => sum + it, 0) / list.length;
  const [x, y] = [mean(memory.map(([at]) => at)), mean(memory.map(([, mb]) => mb))];
  const over = memory.reduce((sum, [at, mb]) => sum + (at - x) * (mb - y), 0);
  return (10 * over) / memory.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}
const quantile = (/** @type {number[]} */ list, /** @type {number} */ q) =>
  [...list].sort((a, b) => a - b)[Math.floor(q * (list.length - 1))] ?? NaN;
const result = {
  asked: sent,
  measured: sent - warmSent,
  perSecond: (sent - warmSent) / ((RUN_MS - WARM_UP_MS) / 1000),
  errors: errors.length,
  errorsWhileWarmingUp: warmErrors,
  lost: lost.length,
  lostWhileWarmingUp: warmLost,
  politelyPutOff,
  answerP50: quantile(times, 0.5),
  answerP99: quantile(times, 0.99),
  delayP99: quantile(delays, 0.5),
  delayP99Worst: quantile(delays, 1),
  memory: memory.at(-1)?.[1] ?? NaN,
  memoryPer10Minutes: slope(),
  handlesBefore: gauge(before, 'paperboy_handles'),
  handlesAfter: gauge(after, 'paperboy_handles'),
  underWay: gauge(after, 'paperboy_requests_under_way'),
};
const written = await bot.stop().then(() => bot.child.said());
await Promise.all([platform.close(), slack.close()]);
const leaks = /MaxListenersExceeded/.test(written);
const broken = [
  ...(result.errors > 0 ? [`${result.errors} errors, like: ${errors[0]}`] : []),
  ...(result.lost > 0 ? [`${result.lost} without an answer in time, like: ${lost[0]}`] : []),
  ...(result.underWay > 0 ? [`${result.underWay} requests never ended`] : []),
  ...(result.handlesAfter > result.handlesBefore ? ['handles stay open'] : []),
  ...(leaks ? ['listeners pile up'] : []),
  ...(RUN_MS >= 10 * 60_000 && result.memoryPer10Minutes >= 1 ? ['memory grows'] : []),
  ...(result.delayP99 >= 50 ? ['work waits for its turn'] : []),
];
if (asked.json) console.log(JSON.stringify({ ...result, leaks, broken }));
else {
  for (const [name, value] of Object.entries(result)) {
    console.log(`  ${name.padEnd(22)} ${Number(value.toFixed(1)).toLocaleString('en')}`);
  }
  console.log(broken.length === 0 ? 'All is well.' : `Broken: ${broken.join('; ')}`);
}
process.exit(broken.length === 0 ? 0 : 1);
