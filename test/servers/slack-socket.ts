import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
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
      const open = [...sockets].filter((ws) => ws.readyState === ws.OPEN);
      const ws = open[turn % open.length];
      if (ws === undefined) return Promise.resolve({ status: 'unreachable', body: undefined });
      turn += 1;
      const envelope_id = randomUUID();
      return new Promise((resolve) => {
        const done = (result: EnvelopeResult) => {
          clearTimeout(timer);
          waiting.delete(envelope_id);
          resolve(result);
        };
        const timer = setTimeout(
          () => done({ status: 'timeout', body: undefined }),
          options.ackTimeoutMs,
        );
        waiting.set(envelope_id, done);
        const accepts_response_payload = type !== 'events_api';
        ws.send(JSON.stringify({ envelope_id, type, accepts_response_payload, payload, ...more }));
      });
    },

    /**
     * Tells every open socket to reconnect, then closes it; resolves when all are closed. Slack's
     * reasons: `warning`, `refresh_requested`, `link_disabled`.
     */
    async disconnect(reason: string): Promise<void> {
      await Promise.all(
        [...sockets].map(async (ws) => {
          const closed = once(ws, 'close');
          ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info }));
          ws.close(1000);
          await closed;
        }),
      );
    },

    close(): void {
      clearInterval(pinger);
      for (const done of [...waiting.values()]) done({ status: 'unreachable', body: undefined });
      for (const ws of sockets) ws.terminate();
      wss.close();
    },
  };
}
