import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { parseJson } from './slack-http.ts';
import { isJson, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/** Often enough for the SDK, which gives up on a socket 30 s after the last ping. */
const PING_MS = 5000;

/** How one envelope ended: acked (200, with the ack's payload if it has any) or not. */
export type EnvelopeResult = { status: 200 | 'timeout' | 'unreachable'; body: unknown };

export type SocketMode = ReturnType<typeof socketMode>;

/**
 * Slack's side of Socket Mode on an HTTP server's upgrades: hello, envelopes to one open socket
 * after the other, acks, pings. `changed` is called when a socket opens or closes.
 */
export function socketMode(
  server: Server,
  options: { appId: string; ackTimeoutMs: number; changed: () => void },
) {
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  /** Sockets that were told to reconnect, and how many envelopes on each are not acked yet. */
  const leaving = new WeakSet<WebSocket>();
  const onItsWay = new WeakMap<WebSocket, number>();
  const waiting = new Map<string, (result: EnvelopeResult) => void>();
  const debug_info = { host: 'applink-fake', approximate_connection_time: 18_060 };
  let turn = 0;

  const wss = new WebSocketServer({ noServer: true });
  server.on('upgrade', (req, socket, head) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
    // A ticket opens one connection, as at Slack.
    if (pathname !== '/link/' || !tickets.delete(searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    wss.handleUpgrade(req, socket, head, welcome);
  });

  function welcome(ws: WebSocket): void {
    sockets.add(ws);
    ws.on('close', () => {
      sockets.delete(ws);
      options.changed();
    });
    ws.on('message', (data: Buffer) => {
      const ack = parseJson(data.toString());
      if (!isJson(ack)) return;
      const { payload } = ack;
      const empty = !isJson(payload) || Object.keys(payload).length === 0;
      waiting.get(str(ack['envelope_id']))?.({ status: 200, body: empty ? undefined : payload });
    });
    const connection_info = { app_id: options.appId };
    const hello = { type: 'hello', num_connections: sockets.size, connection_info, debug_info };
    ws.send(JSON.stringify(hello));
    ws.ping();
    options.changed();
  }

  const pinger = setInterval(() => {
    for (const ws of sockets) ws.ping();
  }, PING_MS);

  return {
    /** How many sockets are open. */
    count: () => sockets.size,

    /** Path and query of an address that opens one socket. */
    ticket(): string {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${options.appId}`;
    },

    /** Sends an envelope down one open socket and waits for its ack. */
    send(
      type: 'slash_commands' | 'interactive' | 'events_api',
      payload: Json,
      more: Json = {},
    ): Promise<EnvelopeResult> {
      const open = [...sockets].filter((ws) => ws.readyState === ws.OPEN && !leaving.has(ws));
      const ws = open[turn % open.length];
      if (ws === undefined) return Promise.resolve({ status: 'unreachable', body: undefined });
      turn += 1;
      const envelope_id = randomUUID();
      return new Promise((resolve) => {
        const done = (result: EnvelopeResult) => {
          clearTimeout(timer);
          waiting.delete(envelope_id);
          onItsWay.set(ws, (onItsWay.get(ws) ?? 0) - 1);
          resolve(result);
        };
        const timer = setTimeout(
          () => done({ status: 'timeout', body: undefined }),
          options.ackTimeoutMs,
        );
        waiting.set(envelope_id, done);
        onItsWay.set(ws, (onItsWay.get(ws) ?? 0) + 1);
        const accepts_response_payload = type !== 'events_api';
        ws.send(JSON.stringify({ envelope_id, type, accepts_response_payload, payload, ...more }));
      });
    },

    /**
     * Tells open sockets to reconnect, the oldest `most` of them, then closes those; resolves when
     * they are closed. What is on its way is waited for, nothing new is sent there. Slack's reasons:
     * `warning`, `refresh_requested`, `link_disabled`.
     */
    async disconnect(reason: string, most = sockets.size): Promise<void> {
      await Promise.all(
        [...sockets].slice(0, most).map(async (ws) => {
          const closed = once(ws, 'close');
          leaving.add(ws);
          ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info }));
          for (let i = 0; i < 50 && (onItsWay.get(ws) ?? 0) > 0; i++) await wait(10);
          ws.close(1000);
          await closed;
        }),
      );
    },

    /** Cuts the oldest open socket's connection, without a word. */
    reset: (): void => {
      const [oldest] = sockets;
      oldest?.terminate();
    },

    close(): void {
      clearInterval(pinger);
      for (const done of [...waiting.values()]) done({ status: 'unreachable', body: undefined });
      for (const ws of sockets) ws.terminate();
      wss.close();
    },
  };
}
