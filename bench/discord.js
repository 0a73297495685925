import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { record } from './record.js';
import { cpuOf, inTime, memoryOf, serveLocally, startProgram, withBody } from './process.js';

const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAx.bench0.abcdefghijklmnopqrstuvwxyz';
const APP = '1000000000000000001';
const GUILD = '1000000000000000002';
const CHANNEL = '1000000000000000003';
const START_MS = 20_000;
/** An acknowledgement that puts the answer off, as a bot does that is slow at this moment. */
const PUT_OFF = /^\{"type":5\b/;
const MESSAGE_OF_OURS = JSON.stringify({ id: '1000000000000000007', channel_id: CHANNEL, type: 0 });

/**
 * A stand-in for Discord with a crowd that types `/paper lora`. The tests' Discord checks and keeps
 * every message and event, which under load would be most of what is measured; this one only looks
 * whether the expected words are in the answer.
 *
 * @returns {Promise<import('./bench.js').Platform>}
 */
export async function openDiscord({
  pictures = false,
  sameMessage = false,
  guilds = 1,
  env: more = {},
  bare = 'bare-discord.js',
} = {}) {
  /** @type {Map<string, (body: string) => void>} */
  const waiting = new Map();
  /** @type {unknown} */
  let commands = [];
  const standIn = await serveLocally((message, response) => {
    withBody(message, (body) => {
      const [, id] = /\/interactions\/(\d+)\//.exec(message.url ?? '') ?? [];
      if (id !== undefined) {
        response.writeHead(204).end();
        waiting.get(id)?.(body);
        return;
      }
      // What was put off is written into the message that stands for it, or beside it.
      const [, later] = /\/webhooks\/\d+\/token-(\d+)/.exec(message.url ?? '') ?? [];
      if (later !== undefined) {
        if (message.method === 'DELETE') response.writeHead(204).end();
        else {
          response.setHeader('content-type', 'application/json').end(MESSAGE_OF_OURS);
          waiting.get(later)?.(body);
        }
        return;
      }
      if (message.method === 'PUT') commands = JSON.parse(body);
      const answer = message.url?.endsWith('/gateway/bot') ? gateway : commands;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
  const limits = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  const gatewayUrl = `ws://${standIn.address}/gateway`;
  const gateway = { url: gatewayUrl, shards: 1, session_start_limit: limits };

  /** @type {(socket: import('ws').WebSocket) => void} */
  let connected = () => undefined;
  const sockets = new WebSocketServer({ server: standIn.server, path: '/gateway' });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { op } = JSON.parse(String(data));
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      if (op !== 2) return;
      socket.send(JSON.stringify({ op: 0, s: 1, t: 'READY', d: ready(gatewayUrl, guilds) }));
      connected(socket);
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
  });

  let lastId = BigInt(Date.now() - 1_420_070_400_000) << 22n;
  /**
   * One person's `/paper lora`, up to the answer.
   * @param {import('ws').WebSocket} socket
   * @param {string} words
   * @param {object} [more] what differs from that
   * @returns {Promise<{ ack: number, answer: string }>} ms, and what was sent
   */
  const slash = (socket, words, more = {}) => {
    const id = String(++lastId);
    const d = { ...interaction(id), ...more };
    const text = JSON.stringify({ op: 0, s: 2, t: 'INTERACTION_CREATE', d });
    const start = performance.now();
    let ack = NaN;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        if (Number.isNaN(ack)) ack = performance.now() - start;
        if (PUT_OFF.test(answer)) return;
        waiting.delete(id);
        if (answer.includes(words)) resolve({ ack, answer });
        else reject(new Error(`an unexpected answer: ${answer.slice(0, 300)}`));
      });
      socket.send(text);
    });
  };

  /** @param {string} script @param {string} words @param {Record<string, string>} [env] @returns {import('./bench.js').Side} */
  const side =
    (script, words, env = {}) =>
    async (args) => {
      /** @type {Promise<import('ws').WebSocket>} */
      const connection = new Promise((resolve) => (connected = resolve));
      const child = startProgram({
        script: join(import.meta.dirname, script),
        args,
        env: {
          PORT: '0',
          ...env,
          DISCORD_TOKEN: TOKEN,
          DISCORD_API_URL: `http://${standIn.address}/api`,
        },
      });
      const socket = await inTime(child, 'connection', START_MS, connection);
      const coldStart = performance.now() - child.startedAt;
      const startCpu = cpuOf(child.pid);
      await inTime(child, 'answer', START_MS, slash(socket, words));
      const firstAnswer = performance.now() - child.startedAt;
      return {
        child,
        starts: { coldStart, startCpu, firstAnswer },
        act: () => slash(socket, words),
        /** What people do besides: `more` differs from `/paper lora`. */
        do: (/** @type {string} */ seen, /** @type {object} */ more) => slash(socket, seen, more),
        stop: child.stop,
      };
    };

  const ours = side('../dist/main.js', 'Low-Rank Adaptation', { ...notesWith(pictures), ...more });
  /** The message that we answer with. */
  const messageOfOurs = async () => {
    const bot = await ours();
    const { answer } = await bot.act();
    await bot.stop();
    return JSON.stringify(JSON.parse(answer).data);
  };
  const MESSAGE = sameMessage ? await messageOfOurs() : undefined;
  return {
    title: pictures
      ? 'Discord, with a picture on the card'
      : sameMessage
        ? 'Discord, both send the card'
        : 'Discord',
    aimless: pictures,
    bare: 'bare discord.js',
    ours,
    theirs: MESSAGE
      ? side('bare-discord.js', 'Low-Rank Adaptation', { MESSAGE })
      : side(bare, 'lora', more),
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      return standIn.close();
    },
  };
}

/**
 * The bare bot sends a line of text, or, with `sameMessage`, the very card that we do. Beside it a card is
 * measured as it is without a picture, and, in a table of its own, with one, which is 100 KB more to send.
 *
 * @param {boolean} pictures
 */
function notesWith(pictures) {
  const notes = join(import.meta.dirname, '../notes');
  if (pictures) return { NOTES_DIR: notes };
  const copy = mkdtempSync(join(tmpdir(), 'paperboy-bench-notes-'));
  process.once('exit', () => rmSync(copy, { recursive: true }));
  cpSync(notes, copy, { recursive: true, filter: (path) => !path.endsWith('.svg') });
  return { NOTES_DIR: copy };
}

/** @param {string} id @param {string} name */
const user = (id, name) => ({
  id,
  username: name,
  discriminator: '0',
  global_name: null,
  avatar: null,
  bot: id === APP,
  public_flags: 0,
});

/** @param {string} gatewayUrl @param {number} guilds */
const ready = (gatewayUrl, guilds) => ({
  v: 10,
  user: user(APP, 'bench'),
  guilds: Array.from({ length: guilds }, (_, i) => ({ id: guildId(i), unavailable: true })),
  session_id: 'bench',
  resume_gateway_url: gatewayUrl,
  shard: [0, 1],
  application: { id: APP, flags: 0 },
});

/** @param {number} i */
const guildId = (i) => String(BigInt(GUILD) + (BigInt(i) << 22n));

/** A slash command as Discord sends it. @param {string} id */
const interaction = (id) => ({
  version: 1,
  id,
  token: `token-${id}`,
  type: 2,
  application_id: APP,
  channel_id: CHANNEL,
  channel: { id: CHANNEL, type: 0, guild_id: GUILD, name: 'general', position: 0, nsfw: false },
  guild_id: GUILD,
  guild: { id: GUILD, locale: 'en-US', features: [] },
  guild_locale: 'en-US',
  locale: 'en-US',
  context: 0,
  entitlements: [],
  app_permissions: '2248473465835073',
  authorizing_integration_owners: { 0: GUILD },
  attachment_size_limit: 10_485_760,
  member: {
    user: user('1000000000000000005', 'reader'),
    nick: null,
    avatar: null,
    roles: [],
    joined_at: '2026-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    premium_since: null,
    permissions: '2248473465835073',
    communication_disabled_until: null,
  },
  data: {
    id: '1000000000000000006',
    name: 'paper',
    type: 1,
    options: [{ name: 'query', type: 3, value: 'lora' }],
  },
});

/** Keystrokes of somebody who looks for a paper; the first is none. */
const TYPED = [
  '',
  'l',
  'lo',
  'lor',
  'lora',
  'a',
  'at',
  'att',
  'attention is',
  'flsh',
  'kingma',
  '2106.',
];
const ROUNDS = 100;
const SERVERS = 5000;

/** Prints what completing costs, and what a bot holds that is in many servers: `node bench/discord.js`. */
async function main() {
  const platform = await openDiscord({ guilds: SERVERS });
  const bot = await platform.ours();
  const complete = (/** @type {string} */ typed) =>
    bot.do('choices', {
      type: 4,
      data: {
        id: '1000000000000000006',
        name: 'paper',
        type: 1,
        options: [{ name: 'query', type: 3, value: typed, focused: true }],
      },
    });
  for (const typed of TYPED) await complete(typed);
  const acks = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const typed of TYPED) acks.push((await complete(typed)).ack);
  }
  acks.sort((a, b) => a - b);
  const at = (/** @type {number} */ q) => (acks[Math.floor(q * acks.length)] ?? NaN).toFixed(1);
  record('Discord, completing', 'a paper, ms', { p50: Number(at(0.5)), p99: Number(at(0.99)) });
  console.log(
    `completing a paper, ${acks.length} keystrokes: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (aim: p99 < 50 ms)`,
  );

  // Everybody somewhere else: whatever is kept of people and places is kept of all of these.
  for (let i = 0; i < SERVERS; i++) {
    const { member, channel } = interaction('1');
    const channelId = String(BigInt(CHANNEL) + (BigInt(i + 1) << 22n));
    await bot.do('Low-Rank', {
      guild_id: guildId(i),
      channel_id: channelId,
      channel: { ...channel, id: channelId, guild_id: guildId(i) },
      guild: { id: guildId(i), locale: 'en-US', features: [] },
      member: {
        ...member,
        user: user(String(2_000_000_000_000_000_000n + BigInt(i)), `reader${i}`),
      },
      authorizing_integration_owners: { 0: guildId(i) },
    });
  }
  const held = memoryOf(bot.child.pid);
  record('Discord, memory', `in ${SERVERS} servers, MB`, { RSS: held });
  console.log(
    `in ${SERVERS} servers, one command from each: RSS ${memoryOf(bot.child.pid).toFixed(0)} MB (aim: < 250 MB)`,
  );
  await bot.stop();
  await platform.close();
}

if (import.meta.filename === process.argv[1]) await main();
