import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { StartError } from './start-error.ts';
import type { Log } from './log.ts';

/** Connections that wait to be taken; the system turns others away without a word, and allows no more. */
const WAITING = 4096;

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** By method and path: `GET /healthz` exactly, or `GET /pictures/*` for everything below a folder. */
export type Routes = Record<string, Handler>;

export interface HttpServer {
  /** Where it listens, with the port that was really taken. */
  address: string;
  port: number;
  /** Takes no new requests, lets running ones finish for up to `ms` milliseconds, then closes. */
  stop: (ms: number) => Promise<void>;
}

/**
 * The one HTTP server: the playground, Slack and health share it.
 *
 * @throws {StartError} when the port or the host can't be had.
 */
export async function serve(
  routes: Routes,
  { host, port, log }: { host: string; port: number; log: Log },
): Promise<HttpServer> {
  const table = new Map(Object.entries(routes));
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    const folder = path.replace(/[^/]*$/, '*');
    const handler = table.get(`${method} ${path}`) ?? table.get(`${method} ${folder}`);
    if (!handler) {
      const known = [...table.keys()].some((route) => route.endsWith(` ${path}`));
      sendText(response, known ? 405 : 404, known ? 'Method not allowed' : 'Not found');
      return;
    }
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error: unknown) => {
        log.error({ err: error, path }, 'request failed');
        if (!response.headersSent) sendText(response, 500, 'Something went wrong; see the log');
        else response.end();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ port, host, backlog: WAITING }, resolve);
  });
  const bound = server.address();
  const taken = typeof bound === 'object' && bound ? bound.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    address: `http://${shown.includes(':') ? `[${shown}]` : shown}:${taken}`,
    port: taken,
    stop: async (ms) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // A connection that was busy above is idle once its answer is out; it would hold the process up.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), ms);
      await closed;
      clearInterval(sweep);
      clearTimeout(late);
    },
  };
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `PORT ${port} is taken by another program. Stop that one, or set PORT to a free one, like PORT=${port < 65_535 ? port + 1 : 3000}.`,
      );
    case 'EACCES':
      return new StartError(
        `PORT ${port} needs more rights. Set PORT to 1024 or above, like PORT=3000.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(
        `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 in a container.`,
      );
    default:
      return error;
  }
}

/** The body of a request. @throws {RangeError} when it is longer than `most` bytes. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= most) chunks.push(chunk);
  }
  // Read to its end all the same: an answer to a request cut short would not arrive.
  if (length > most) throw new RangeError(`a body of more than ${most} bytes`);
  return Buffer.concat(chunks);
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

export function sendJson(response: ServerResponse, status: number, data: unknown): void {
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    })
    .end(JSON.stringify(data));
}
