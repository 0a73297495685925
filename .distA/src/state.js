import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { sendJson, sendText } from "./http.js";
/** How long the database may take to answer and count as reachable, ms. */
const STORE_MS = 2000;
/**
 * What a running Paperboy tells of itself over HTTP:
 *
 * - `/healthz`: 200 when all that is configured is connected, else 503. For whoever restarts it.
 * - `/readyz`: 200 when moreover the database answers, there are notes, and it is not being stopped.
 *   For whoever sends it requests.
 * - `/metrics`, where `metrics` are read: for Prometheus, with the token as a bearer.
 */
export function stateRoutes(parts) {
    const { adapters, bot, store, daily, version, isStopping, metrics } = parts;
    const state = () => {
        const health = adapters.map((adapter) => ({ name: adapter.name, ...adapter.health() }));
        const { notes, problems } = bot.status();
        return {
            ok: health.every((adapter) => adapter.ok),
            version,
            notes,
            problems: problems.length,
            adapters: Object.fromEntries(health.map((adapter) => [adapter.name, adapter.ok ? 'connected' : adapter.reason])),
        };
    };
    let asking;
    // However many ask, the database is asked once at a time.
    const storeAnswers = () => (asking ??= answersIn(STORE_MS, store).finally(() => (asking = undefined)));
    return {
        'GET /healthz': (_request, response) => {
            const now = state();
            sendJson(response, now.ok ? 200 : 503, now);
        },
        'GET /readyz': async (_request, response) => {
            const reachable = await storeAnswers();
            const now = state();
            const ok = now.ok && reachable && now.notes > 0 && !isStopping();
            sendJson(response, ok ? 200 : 503, {
                ...now,
                ok,
                database: reachable ? 'reachable' : 'unreachable',
                stopping: isStopping(),
            });
        },
        ...(metrics && {
            'GET /metrics': async (request, response) => {
                if (!isSame(request.headers.authorization ?? '', `Bearer ${metrics.token}`)) {
                    response.setHeader('www-authenticate', 'Bearer');
                    sendText(response, 401, 'Send METRICS_TOKEN as a bearer token');
                    return;
                }
                const { type, text } = await metrics.prometheus.read({ bot, daily, adapters });
                response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
            },
        }),
    };
}
async function answersIn(ms, { db }) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve(false), ms);
    });
    const asked = sql `select 1`.execute(db).then(() => true, () => false);
    try {
        return await Promise.race([asked, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** Compares in a time that tells nothing of either. */
function isSame(a, b) {
    const digest = (text) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(a), digest(b));
}
//# sourceMappingURL=state.js.map