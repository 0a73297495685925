import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
/** Seconds: both platforms give up after three, and people see a tenth. */
const ACK_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const ANSWER_S = [...ACK_S, 5, 10, 30, 60];
/** What Prometheus reads. Its labels hold names of ours alone: no person, no place, no words. */
export function createPrometheus() {
    const registry = new Registry();
    const registers = [registry];
    let sources;
    const requests = new Counter({
        name: 'paperboy_requests_total',
        help: 'Requests by platform, command and what became of them',
        labelNames: ['platform', 'command', 'outcome'],
        registers,
    });
    const acks = new Histogram({
        name: 'paperboy_ack_seconds',
        help: 'From an event until the platform had the first sign of an answer',
        labelNames: ['platform'],
        buckets: ACK_S,
        registers,
    });
    const answers = new Histogram({
        name: 'paperboy_answer_seconds',
        help: 'From an event until the platform had the answer',
        labelNames: ['platform'],
        buckets: ANSWER_S,
        registers,
    });
    const waits = new Counter({
        name: 'paperboy_rate_limit_waits_total',
        help: 'How often a platform asked to wait',
        labelNames: ['platform'],
        registers,
    });
    const reloads = new Histogram({
        name: 'paperboy_reload_seconds',
        help: 'Reading notes again after a change',
        buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        registers,
    });
    /** A number that is looked up when it is read. */
    function looked(name, help, value) {
        const gauge = new Gauge({
            name,
            help,
            registers,
            collect: () => {
                if (sources)
                    gauge.set(value(sources));
            },
        });
    }
    looked('paperboy_requests_under_way', 'Requests that are being served', ({ bot }) => bot.underWay());
    looked('paperboy_notes', 'Notes in the catalog', ({ bot }) => bot.status().notes);
    looked('paperboy_note_problems', 'What is wrong with notes', ({ bot }) => bot.status().problems.length);
    looked('paperboy_picks_under_way', 'Daily picks that are claimed and not posted', ({ daily }) => daily.counts().underWay);
    looked('paperboy_resident_memory_bytes', 'Memory that the process holds', () => process.memoryUsage.rss());
    looked('paperboy_handles', 'What is open: connections, timers, watched folders, files being read', () => process.getActiveResourcesInfo().length);
    const connected = new Gauge({
        name: 'paperboy_connected',
        help: 'Whether messages come in and go out: 1, or 0',
        labelNames: ['platform'],
        registers,
        collect: () => {
            for (const { name, health } of sources?.adapters ?? []) {
                connected.set({ platform: name }, health().ok ? 1 : 0);
            }
        },
    });
    const picks = new Counter({
        name: 'paperboy_picks_total',
        help: 'Daily picks of this process: posted, posted late, put off, missed or failed',
        labelNames: ['outcome'],
        registers,
        collect: () => {
            if (!sources)
                return;
            const { posted, late, later, missed, failed } = sources.daily.counts();
            picks.reset();
            const counts = { posted: posted - late, late, 'put off': later, missed, failed };
            for (const [outcome, count] of Object.entries(counts))
                picks.inc({ outcome }, count);
        },
    });
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const loop = new Gauge({
        name: 'paperboy_event_loop_delay_seconds',
        help: 'How long work waited for its turn since the metrics were last read',
        labelNames: ['quantile'],
        registers,
        collect: () => {
            for (const quantile of [50, 99]) {
                loop.set({ quantile: String(quantile / 100) }, delay.percentile(quantile) / 1e9);
            }
            loop.set({ quantile: '1' }, delay.max / 1e9);
            delay.reset();
        },
    });
    return {
        answered({ platform, command, outcome, receivedAt, ackedAt }, ms) {
            requests.inc({ platform, command, outcome });
            if (ackedAt !== undefined)
                acks.observe({ platform }, (ackedAt - receivedAt) / 1000);
            if (outcome !== 'lost')
                answers.observe({ platform }, ms / 1000);
        },
        waited: (platform) => waits.inc({ platform }),
        reread: (ms) => reloads.observe(ms / 1000),
        async read(from) {
            sources = from;
            return { type: registry.contentType, text: await registry.metrics() };
        },
    };
}
//# sourceMappingURL=prometheus.js.map