import type { Server } from 'node:http';
import { deflateSync } from 'node:zlib';

import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';

import { isObj, list, str } from './discord-form.ts';
import type { Obj } from './discord-form.ts';
import { IDS, guildObject, userObject } from './discord-objects.ts';
import { snowflake } from './discord-world.ts';
import type { World } from './discord-world.ts';

// Gateway Intents reference. Everything up to bit 25 exists but 17-19, 22 and 23.
const KNOWN_INTENTS = 0b11_0011_0001_1111_1111_1111_1111;
const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
/** Members, presences and message content: off unless `allowedIntents` has them. */
export const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
/** What an application may use without asking. */
export const ORDINARY_INTENTS = KNOWN_INTENTS & ~PRIVILEGED_INTENTS;

type EventOf = (intents: number) => unknown;

interface Session {
  id: string;
  intents: number;
  shard: readonly [number, number];
  compress: boolean;
  /** Everything dispatched so far, for RESUME; event n has sequence n + 1. */
  events: { t: string; d: unknown }[];
  socket: WebSocket | undefined;
  ready: boolean;
}

/** The gateway side of the server. */
export interface Gateway {
  /**
   * Sends an event to every session that may see it; kept for RESUME while a session is away.
   * @param d the event's data, or what makes it from a session's intents
   */
  dispatch: (t: string, d: unknown, guild?: string) => void;
  /** Closes all connections with a code; sessions stay resumable. */
  close: (code: number) => void;
  /** Sends a text frame as it is, to every connection. */
  sendRaw: (text: string) => void;
  /** Forgets all sessions and says so (op 9). */
  invalidate: () => void;
  /** Asks all clients to reconnect (op 7). */
  reconnect: () => void;
  /** Acknowledges no heartbeats on the present connections any more, as a dead one does. */
  mute: () => void;
  /** How many connections have had READY or RESUMED. */
  online: () => number;
  /** Everything clients sent, in order. */
  received: { op: number; d: unknown }[];
  stop: () => void;
}

/** Adds a gateway (JSON, uncompressed or identify-compressed) to an HTTP server, at /gateway. */
export function startGateway(world: World, server: Server, onReady: () => void): Gateway {
  const { options } = world;
  const wss = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  const timers = new Set<NodeJS.Timeout>();
  const received: Gateway['received'] = [];
  const muted = new WeakSet<WebSocket>();

  const write = (socket: WebSocket, payload: Obj, compress = false) => {
    const text = JSON.stringify(payload);
    socket.send(compress ? deflateSync(text) : text);
  };
  const replay = (session: Session, from: number) => {
    for (const [i, event] of session.events.entries())
      if (i >= from && session.socket)
        write(session.socket, { op: 0, s: i + 1, ...event }, session.compress);
  };
  const emit = (session: Session, t: string, d: unknown) => {
    session.events.push({ t, d });
    replay(session, session.events.length - 1);
  };
  const sees = (session: Session, t: string, guild?: string) => {
    const [index, count] = session.shard;
    if (index !== (guild === undefined ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count))))
      return false;
    if (t === 'MESSAGE_CREATE')
      return (session.intents & (guild === undefined ? DIRECT_MESSAGES : GUILD_MESSAGES)) !== 0;
    return t.startsWith('GUILD_') ? (session.intents & GUILDS) !== 0 : true;
  };

  const ready = (session: Session, address: string) => {
    emit(session, 'READY', {
      v: 10,
      user: { ...userObject(IDS.app), verified: true, mfa_enabled: false, email: null },
      guilds: [{ id: IDS.guild, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: address,
      shard: session.shard,
      application: { id: IDS.app, flags: 0 },
    });
    session.ready = true;
    if (!options.withholdGuildCreate && sees(session, 'GUILD_CREATE', IDS.guild))
      emit(session, 'GUILD_CREATE', guildObject(options.lockedChannels, options.guildLocale));
    onReady();
  };

  const identify = (socket: WebSocket, d: Obj, address: string): Session | number => {
    if (options.identifyCloseCode !== undefined) return options.identifyCloseCode;
    if (d.token !== options.token) return 4004;
    const intents = Number(d.intents);
    if (!Number.isInteger(intents) || (intents & ~KNOWN_INTENTS) !== 0) return 4013;
    if ((intents & ~options.allowedIntents) !== 0) return 4014;
    const [index, count] = list(d.shard ?? [0, 1]).map(Number);
    if (index === undefined || count === undefined || index >= count) return 4010;
    const session: Session = {
      id: `session-${snowflake()}`,
      intents,
      shard: [index, count],
      events: [],
      compress: d.compress === true,
      socket,
      ready: false,
    };
    sessions.set(session.id, session);
    const timer = setTimeout(() => {
      timers.delete(timer);
      ready(session, address);
    }, options.readyDelayMs);
    timers.add(timer);
    return session;
  };

  const resume = (socket: WebSocket, d: Obj): Session | number | undefined => {
    if (d.token !== options.token) return 4004;
    const session = sessions.get(str(d.session_id));
    if (!session) return undefined;
    if (Number(d.seq) > session.events.length) return 4007;
    session.socket = socket;
    replay(session, Number(d.seq));
    emit(session, 'RESUMED', {});
    onReady();
    return session;
  };

  wss.on('connection', (socket, request) => {
    const query = new URL(request.url ?? '/', 'ws://127.0.0.1').searchParams;
    const address = `ws://${request.headers.host ?? ''}/gateway`;
    let session: Session | undefined;
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      if (session?.socket === socket) session.socket = undefined;
      // Gateway reference: closing with 1000 or 1001 gives the session up.
      if (session && (code === 1000 || code === 1001)) sessions.delete(session.id);
    });
    if (query.get('v') !== '10') {
      socket.close(4012, 'Invalid API version');
      return;
    }
    if (query.get('encoding') !== 'json' || query.has('compress')) {
      socket.close(4000, 'This server speaks uncompressed JSON only.');
      return;
    }
    socket.on('message', (data: RawData) => {
      const message = parse(data);
      if (!message) {
        socket.close(4002, 'Error while decoding payload.');
        return;
      }
      const { op, d } = message;
      received.push({ op: Number(op), d });
      if (op === 1) {
        if (muted.has(socket)) return;
        write(socket, { op: 11 }, session?.compress);
        return;
      }
      if (op === 2 || op === 6) {
        if (session) {
          socket.close(4005, 'Already authenticated.');
          return;
        }
        const body = isObj(d) ? d : {};
        const outcome = op === 2 ? identify(socket, body, address) : resume(socket, body);
        if (outcome === undefined) {
          write(socket, { op: 9, d: false });
          return;
        }
        if (typeof outcome === 'number') {
          socket.close(outcome, CLOSE_REASONS[outcome]);
          return;
        }
        session = outcome;
        return;
      }
      if (![3, 4, 8, 31].includes(Number(op))) {
        socket.close(4001, 'Unknown opcode.');
        return;
      }
      if (!session) socket.close(4003, 'Not authenticated.');
    });
    write(socket, { op: 10, d: { heartbeat_interval: options.heartbeatMs } });
  });

  const live = () => [...sessions.values()];
  return {
    dispatch(t, d, guild) {
      for (const session of live())
        if (session.ready && sees(session, t, guild))
          emit(session, t, typeof d === 'function' ? (d as EventOf)(session.intents) : d);
    },
    close(code) {
      for (const socket of wss.clients) socket.close(code, CLOSE_REASONS[code]);
    },
    sendRaw(text) {
      for (const socket of wss.clients) socket.send(text);
    },
    invalidate() {
      const open = live().flatMap((session) => session.socket ?? []);
      sessions.clear();
      for (const socket of open) write(socket, { op: 9, d: false });
    },
    reconnect() {
      for (const socket of wss.clients) write(socket, { op: 7, d: null });
    },
    mute() {
      for (const socket of wss.clients) muted.add(socket);
    },
    online: () => live().filter((session) => session.ready && session.socket).length,
    received,
    stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of wss.clients) socket.terminate();
      wss.close();
    },
  };
}

// Gateway Close Event Codes.
const CLOSE_REASONS: Record<number, string> = {
  4000: 'Unknown error.',
  4004: 'Authentication failed.',
  4007: 'Invalid seq.',
  4008: 'You are being rate limited.',
  4009: 'Session timed out.',
  4010: 'Invalid shard.',
  4011: 'Sharding required.',
  4013: 'Invalid intent(s).',
  4014: 'Disallowed intent(s).',
};

function parse(data: RawData): Obj | undefined {
  try {
    const buffer = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    const value: unknown = JSON.parse(buffer.toString());
    return isObj(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
