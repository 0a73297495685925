import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeReceiver, type App, type Logger, type Receiver } from '@slack/bolt';
import { bounded } from '../../src/bounded.ts';
import type { Log } from '../../src/log.ts';

/** Slack hands an event to any open connection, so with two nothing is lost while one reconnects. */
const CONNECTIONS = 2;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/**
 * Slack renews a connection when it is some hours old, see `approximate_connection_time` in its hello:
 * two that were opened together would be deaf together.
 */
const APART_MS = 2000;
/** How long Slack may take to say where to connect to, and then to say hello there, ms. */
const OPEN_MS = 10_000;
/** Slack closes a connection itself some 10 s after it has asked to renew it. */
const LINGER_MS = 1000;

export interface Sockets extends Receiver {
  /** How many connections are open. */
  open: () => number;
}

/**
 * Socket Mode over two connections. The client's own reconnect gives up at the first network error
 * with a rejection nobody can catch, so reconnecting is done here: for ever, with longer and longer waits.
 */
export function createSockets(options: {
  appToken: string;
  apiUrl: string | undefined;
  logger: Logger;
  log: Log;
}): Sockets {
  const stopping = new AbortController();
  const receivers = Array.from(
    { length: CONNECTIONS },
    () =>
      new SocketModeReceiver({
        appToken: options.appToken,
        logger: options.logger,
        autoReconnectEnabled: false,
        installerOptions: {
          clientOptions: {
            retryConfig: { retries: 2 },
            timeout: OPEN_MS,
            fetch: async (...asked: Parameters<typeof fetch>) =>
              bounded(await fetch(...asked), asked[1]?.signal),
            ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
          },
        },
      }),
  );
  const connected = new Set<SocketModeReceiver>();
  const connecting = new Set<SocketModeReceiver>();
  const pause = (ms: number) =>
    wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  async function open(receiver: SocketModeReceiver): Promise<void> {
    // A connection that is open and says nothing is waited for by the SDK for ever.
    const late = setTimeout(() => void receiver.client.disconnect(), 2 * OPEN_MS);
    try {
      await receiver.start();
    } finally {
      clearTimeout(late);
    }
  }

  async function connect(receiver: SocketModeReceiver, apart: boolean): Promise<void> {
    connecting.add(receiver);
    if (apart) await pause(APART_MS);
    for (let ms = FIRST_WAIT_MS; !stopping.signal.aborted; ms = Math.min(ms * 2, LONGEST_WAIT_MS)) {
      try {
        await open(receiver);
        connecting.delete(receiver);
        return;
      } catch (error) {
        options.log.warn(
          { err: error, platform: 'Slack', retryMs: ms },
          'socket did not reconnect',
        );
        await pause(ms);
      }
    }
  }

  for (const receiver of receivers) {
    linger(receiver.client);
    receiver.client.on('connected', () => connected.add(receiver));
    receiver.client.on('disconnected', () => {
      // A start that fails reports that itself; only an open connection that closed is opened again.
      if (!connected.delete(receiver) || stopping.signal.aborted) return;
      void connect(receiver, connecting.size > 0);
    });
  }

  return {
    init: (app: App) => receivers.forEach((receiver) => receiver.init(app)),
    async start() {
      const [first, ...others] = receivers;
      if (first) await open(first);
      for (const receiver of others) void connect(receiver, true);
    },
    stop: () => {
      stopping.abort();
      return Promise.all(receivers.map((receiver) => receiver.stop()));
    },
    open: () => connected.size,
  };
}

/**
 * Asked to renew a connection, the SDK closes it at once, and what it was just about to acknowledge
 * fails for people. So it is told a moment later, unless the connection is closed by then.
 */
function linger(client: SocketModeReceiver['client']): void {
  const [hear] = client.listeners('ws_message') as ((data: unknown, isBinary: boolean) => void)[];
  if (!hear) return;
  let connection = 0;
  client.on('disconnected', () => (connection += 1));
  client.removeListener('ws_message', hear);
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    if (isBinary || !/"type":\s*"disconnect"/.test(String(data))) {
      hear(data, isBinary);
      return;
    }
    const asked = connection;
    setTimeout(() => {
      if (connection === asked) hear(data, isBinary);
    }, LINGER_MS).unref();
  });
}
