/**
 * Measures Paperboy beside the least bot that its frameworks allow: `npm run bench`, or
 * `node bench/bench.js slack` for one of the two. Plain JavaScript, so that Node 20 runs it without
 * a build of its own. Each bot is a process; this one plays the platform and its users.
 *
 * The two bots take turns in slices of a second, so that whatever else the machine does hits both
 * alike. A row shows the medians of all slices; the ratio is the median of the slices' ratios. Of
 * starts, which are few, the best of each counts: other work only ever makes one slower.
 */
import { availableParallelism, loadavg } from 'node:os';
import { openDiscord } from './discord.js';
import { inTime, memoryOf } from './process.js';
import { record } from './record.js';
import { openSlack } from './slack.js';

/**
 * A running bot. `starts` has times from spawning it, and the processor's, ms; `act` is one user's command, with the
 * times to the platform's first answer and to what people see, ms.
 * @typedef {object} Running
 * @property {import('./process.js').Child} child
 * @property {{ coldStart: number, startCpu: number, firstAnswer?: number }} starts
 * @property {(person: number) => Promise<{ ack: number, reply?: number }>} act
 * @property {() => Promise<void>} stop
 *
 * Starts a bot; `args` are for Node.
 * @typedef {(args?: string[]) => Promise<Running>} Side
 *
 * @typedef {{ title: string, bare: string, aimless?: boolean, ours: Side, theirs: Side, close: () => unknown }} Platform
 *
 * @typedef {Record<string, number | undefined>} Sample
 */

/** Pairs of processes that are put under load, and all pairs: the others are only started. */
const LOAD_PAIRS = 2;
const PAIRS = 5;
/** No further pair is only started after this long on one platform, ms. */
const BUDGET_MS = 38_000;
/** Turns of each process of a pair under load. */
const SLICES = 4;
const WARM_UP_ACTS = 1500;
const SINGLE_ACTS = 250;
const SINGLE_MS = 500;
const PEOPLE = 16;
const CROWD_MS = 600;
const SLICE_LIMIT_MS = 30_000;

/**
 * @typedef {{ key: string, label: string, digits: number, best?: true, aim?: [ratio: 'at most' | 'at least' | 'MB more', number] }} Row
 * @type {Row[]}
 */
const ROWS = [
  { key: 'ack50', label: 'ack p50, one at a time, ms', digits: 2, aim: ['at most', 1.1] },
  { key: 'ack99', label: 'ack p99, one at a time, ms', digits: 2 },
  { key: 'reply50', label: 'answer seen p50, one at a time, ms', digits: 2 },
  // No aim: with the bot kept busy, how long one waits is how many wait, divided by commands/s.
  { key: 'crowd50', label: `ack p50, ${PEOPLE} at a time, ms`, digits: 2 },
  { key: 'crowd99', label: `ack p99, ${PEOPLE} at a time, ms`, digits: 2 },
  { key: 'rate', label: `commands/s, ${PEOPLE} at a time`, digits: 0, aim: ['at least', 0.9] },
  { key: 'coldStart', label: 'cold start, best, ms', digits: 0, best: true, aim: ['at most', 1.3] },
  { key: 'startCpu', label: 'processor time of it, best, ms', digits: 0, best: true },
  { key: 'firstAnswer', label: 'start to first answer, best, ms', digits: 0, best: true },
  {
    key: 'memory',
    label: `RSS after ${WARM_UP_ACTS} commands, MB`,
    digits: 0,
    aim: ['MB more', 40],
  },
];

/** @param {Platform} platform */
async function measure(platform) {
  /** @type {[ours: Sample, theirs: Sample][]} */
  const pairs = [];
  const began = performance.now();
  for (let pair = 0; pair < PAIRS; pair++) {
    const loaded = pair < LOAD_PAIRS;
    if (!loaded && performance.now() - began > BUDGET_MS) break;
    // Whoever goes first may find the machine busier; so they swap.
    const sides =
      pair % 2 === 0 ? [platform.ours, platform.theirs] : [platform.theirs, platform.ours];
    const [first, second] = sides;
    if (!first || !second) continue;
    /** @param {Sample} a @param {Sample} b */
    const keep = (a, b) => pairs.push(pair % 2 === 0 ? [a, b] : [b, a]);
    const one = await first();
    if (!loaded) await one.stop();
    const two = await second();
    keep(one.starts, two.starts);
    if (loaded) {
      await warmUp(one);
      await warmUp(two);
      // Here both have done the same number of commands; below, the faster one does more.
      keep({ memory: memoryOf(one.child.pid) }, { memory: memoryOf(two.child.pid) });
      for (let slice = 0; slice < SLICES; slice++) keep(await load(one), await load(two));
      await one.stop();
    }
    await two.stop();
  }
  return pairs;
}

/** @param {Running} bot */
const warmUp = (bot) => crowd(bot, WARM_UP_ACTS, Infinity);

/**
 * One slice: people who wait for each other, then a crowd.
 * @param {Running} bot
 * @returns {Promise<Sample>}
 */
async function load(bot) {
  const single = await crowd(bot, SINGLE_ACTS, SINGLE_MS, 1);
  const many = await crowd(bot, Infinity, CROWD_MS);
  return {
    ack50: quantile(single.acks, 0.5),
    ack99: quantile(single.acks, 0.99),
    reply50: single.replies.length > 0 ? quantile(single.replies, 0.5) : undefined,
    crowd50: quantile(many.acks, 0.5),
    crowd99: quantile(many.acks, 0.99),
    rate: many.acks.length / (many.ms / 1000),
  };
}

/**
 * People who each type their next command when the last one is answered.
 * @param {Running} bot
 * @param {number} acts how many commands at most
 * @param {number} ms how long at most
 */
export async function crowd(bot, acts, ms, people = PEOPLE) {
  /** @type {number[]} */
  const acks = [];
  /** @type {number[]} */
  const replies = [];
  let left = acts;
  const start = performance.now();
  const person = async (/** @type {number} */ who) => {
    while (left-- > 0 && performance.now() - start < ms) {
      const { ack, reply } = await bot.act(who);
      acks.push(ack);
      if (reply !== undefined) replies.push(reply);
    }
  };
  const all = Promise.all(Array.from({ length: people }, (_, who) => person(who)));
  await inTime(bot.child, 'end of a slice', SLICE_LIMIT_MS, all);
  return { acks, replies, ms: performance.now() - start };
}

/** @param {number[]} list @param {number} q between 0 and 1 */
function quantile(list, q) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

/** @param {Platform} platform @param {[Sample, Sample][]} pairs */
function table({ title, bare, aimless = false }, pairs) {
  const lines = [[title, 'Paperboy', bare, 'ratio', 'aim', '']];
  for (const { key, label, digits, best = false, aim: wanted } of ROWS) {
    const aim = aimless ? undefined : wanted;
    const values = pairs.flatMap(([{ [key]: ours }, { [key]: theirs }]) =>
      ours === undefined || theirs === undefined ? [] : [{ ours, theirs }],
    );
    if (values.length === 0) continue;
    const middle = (/** @type {(value: { ours: number, theirs: number }) => number} */ of) =>
      quantile(values.map(of), best ? 0 : 0.5);
    const ratio = best
      ? middle(({ ours }) => ours) / middle(({ theirs }) => theirs)
      : middle(({ ours, theirs }) => ours / theirs);
    const more = middle(({ ours, theirs }) => ours - theirs);
    const columns = {
      Paperboy: middle(({ ours }) => ours),
      [bare]: middle(({ theirs }) => theirs),
    };
    record(title, label, { ...columns, ratio }, key === 'rate' ? 'more' : 'less');
    const [kind, limit = 0] = aim ?? [];
    const met =
      kind === 'MB more' ? more <= limit : kind === 'at most' ? ratio <= limit : ratio >= limit;
    lines.push([
      label,
      middle(({ ours }) => ours).toFixed(digits),
      middle(({ theirs }) => theirs).toFixed(digits),
      kind === 'MB more' ? `${more < 0 ? '' : '+'}${more.toFixed(0)} MB` : `${ratio.toFixed(2)}x`,
      kind === undefined
        ? ''
        : kind === 'MB more'
          ? `<= +${limit} MB`
          : `${kind === 'at most' ? '<=' : '>='} ${limit}x`,
      kind === undefined ? '' : met ? 'met' : 'MISSED',
    ]);
  }
  const widths = [0, 1, 2, 3, 4, 5].map((i) =>
    Math.max(...lines.map((line) => line[i]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n');
}

/** @type {Record<string, () => Promise<Platform>>} */
const PLATFORMS = {
  slack: openSlack,
  discord: openDiscord,
  'discord-card': () => openDiscord({ sameMessage: true }),
  'discord-pictures': () => openDiscord({ pictures: true }),
};

/** @param {string[]} names none: all */
async function main(names) {
  const began = performance.now();
  const busy = loadavg()[0]?.toFixed(1) ?? '?';
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} cores, load ${busy} before the start\n`,
  );
  if (Number(busy) > availableParallelism() / 2) {
    console.log('The machine is busy with other work: repeat this before trusting it.\n');
  }
  for (const [name, open] of Object.entries(PLATFORMS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const platform = await open();
    console.log(`${table(platform, await measure(platform))}\n`);
    await platform.close();
  }
  console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
}

if (import.meta.filename === process.argv[1]) await main(process.argv.slice(2));
