import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeReceiver, type App, type Logger, type Receiver } from '@slack/bolt';
import type { Log } from '../../src/log.ts';

/** Slack hands an event to any open connection, so with two nothing is lost while one reconnects. */
const CONNECTIONS = 2;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;

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
            ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
          },
        },
      }),
  );
  const connected = new Set<SocketModeReceiver>();

  async function reconnect(receiver: SocketModeReceiver): Promise<void> {
    for (let ms = FIRST_WAIT_MS; !stopping.signal.aborted; ms = Math.min(ms * 2, LONGEST_WAIT_MS)) {
      try {
        await receiver.start();
        return;
      } catch (error) {
        options.log.warn(
          { err: error, platform: 'Slack', retryMs: ms },
          'socket did not reconnect',
        );
        await wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  for (const receiver of receivers) {
    receiver.client.on('connected', () => connected.add(receiver));
    receiver.client.on('disconnected', () => {
      // A start that fails reports that itself; only an open connection that closed is opened again.
      if (!connected.delete(receiver) || stopping.signal.aborted) return;
      void reconnect(receiver);
    });
  }

  return {
    init: (app: App) => receivers.forEach((receiver) => receiver.init(app)),
    start: () => Promise.all(receivers.map((receiver) => receiver.start())),
    stop: () => {
      stopping.abort();
      return Promise.all(receivers.map((receiver) => receiver.stop()));
    },
    open: () => connected.size,
  };
}
