import { createServer } from 'node:http';
import { StartError } from "./start-error.js";
/** Connections that wait to be taken; the system turns others away without a word, and allows no more. */
const WAITING = 4096;
/**
 * The one HTTP server: the playground, Slack and health share it.
 *
 * @throws {StartError} when the port or the host can't be had.
 */
export async function serve(routes, { host, port, log }) {
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
            .catch((error) => {
            log.error({ err: error, path }, 'request failed');
            if (!response.headersSent)
                sendText(response, 500, 'Something went wrong; see the log');
            else
                response.end();
        });
    });
    await new Promise((resolve, reject) => {
        server.once('error', (error) => reject(listenError(error, host, port)));
        server.listen({ port, host, backlog: WAITING }, resolve);
    });
    const bound = server.address();
    const taken = typeof bound === 'object' && bound ? bound.port : port;
    const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
    return {
        address: `http://${shown.includes(':') ? `[${shown}]` : shown}:${taken}`,
        port: taken,
        stop: async (ms) => {
            const closed = new Promise((resolve) => server.close(() => resolve()));
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
function listenError(error, host, port) {
    switch (error.code) {
        case 'EADDRINUSE':
            return new StartError(`PORT ${port} is taken by another program. Stop that one, or set PORT to a free one, like PORT=${port < 65_535 ? port + 1 : 3000}.`);
        case 'EACCES':
            return new StartError(`PORT ${port} needs more rights. Set PORT to 1024 or above, like PORT=3000.`);
        case 'EADDRNOTAVAIL':
        case 'ENOTFOUND':
            return new StartError(`HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 in a container.`);
        default:
            return error;
    }
}
/** The body of a request. @throws {RangeError} when it is longer than `most` bytes. */
export async function readBody(request, most) {
    const chunks = [];
    let length = 0;
    for await (const chunk of request) {
        length += chunk.length;
        if (length <= most)
            chunks.push(chunk);
    }
    // Read to its end all the same: an answer to a request cut short would not arrive.
    if (length > most)
        throw new RangeError(`a body of more than ${most} bytes`);
    return Buffer.concat(chunks);
}
export function sendText(response, status, text) {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
export function sendJson(response, status, data) {
    response
        .writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
    })
        .end(JSON.stringify(data));
}
//# sourceMappingURL=http.js.map