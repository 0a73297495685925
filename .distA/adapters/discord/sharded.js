import { setTimeout as wait } from 'node:timers/promises';
import { RequestMethod, ShardingManager } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { hearMetrics } from "../../src/metrics/afar.js";
import { StartError } from "../../src/start-error.js";
import { createDiscordPublisher } from "./publisher.js";
import { unreachable } from "./reasons.js";
import { createBudget, createSend } from "./requests.js";
/** Discord lets one connection (or its `max_concurrency`) in within 5 s. */
const APART_MS = 5500;
const READY_MS = 60_000;
/** The wait before a process that ended is started again, ms; each further time it is twice as long. */
const AGAIN_MS = 1000;
const AGAIN_MOST_MS = 60_000;
/** A process that could not start this often in a row won't without somebody's help. */
const TRIES = 5;
const STOP_MS = 4000;
/**
 * Discord, with a process for each of the gateway connections that it recommends. This process answers
 * none of it, but may post: whoever claims a daily pick first.
 *
 * @param program what a process runs, with the argument `shard`.
 * @param lostForGood is told when a process can't be kept running.
 */
export function createSharded(config, bot, log, program, lostForGood) {
    const budget = createBudget(log, { waited: () => bot.metrics.waited('discord') });
    const send = createSend(config, budget.makeRequest);
    const lost = new Map();
    let state = 'starting';
    let shards = [];
    /** Shards whose process ended and is being started again. */
    const reviving = new Set();
    function watch(shard) {
        const { id } = shard;
        lost.set(id, 'starting');
        shard.on('message', (message) => hearMetrics(message, bot.metrics));
        shard.on('ready', () => lost.delete(id));
        shard.on('resume', () => lost.delete(id));
        shard.on('reconnecting', () => lost.set(id, 'reconnecting'));
        shard.on('disconnect', () => lost.set(id, 'disconnected'));
        shard.on('death', () => {
            lost.set(id, 'restarting');
            if (state !== 'running' || reviving.has(id))
                return;
            reviving.add(id);
            void revive(shard).finally(() => reviving.delete(id));
        });
    }
    async function revive(shard) {
        log.error({ platform: 'Discord', shard: shard.id }, 'a shard’s process ended; starting it again');
        for (let tries = 0; tries < TRIES; tries++) {
            await wait(Math.min(AGAIN_MS * 2 ** tries, AGAIN_MOST_MS), undefined, { ref: false });
            if (state !== 'running' || shard.process)
                return;
            const isReady = await shard.spawn(READY_MS).then(() => true, () => false);
            if (isReady)
                return;
        }
        lostForGood(new StartError(`Discord: shard ${shard.id} could not be kept running; see above.`));
    }
    return {
        name: 'discord',
        publisher: createDiscordPublisher(config, bot, log, budget.makeRequest),
        start: async () => {
            const effort = { until: performance.now() + 20_000, tryMs: 5000, repeatable: true };
            const gateway = (await send({ method: RequestMethod.Get, fullRoute: Routes.gatewayBot() }, effort).catch((error) => {
                throw unreachable(error, 'the number of shards could not be had');
            }));
            const manager = new ShardingManager(program, {
                token: config.token,
                totalShards: gateway.shards,
                shardArgs: ['shard'],
                respawn: false,
            });
            manager.on('shardCreate', (shard) => {
                shards.push(shard);
                watch(shard);
            });
            const delay = Math.ceil(APART_MS / gateway.session_start_limit.max_concurrency);
            await manager.spawn({ delay, timeout: READY_MS }).catch((error) => {
                throw new StartError(`Discord: shard ${shards.at(-1)?.id ?? 0} of ${gateway.shards} did not start (${error.message}); see above.`);
            });
            state = 'running';
            log.info({ platform: 'Discord', shards: gateway.shards }, 'all shards are connected');
        },
        health: () => {
            if (state === 'starting')
                return { ok: false, reason: 'starting' };
            const [first] = lost;
            return first ? { ok: false, reason: `shard ${first[0]} is ${first[1]}` } : { ok: true };
        },
        stop: async () => {
            state = 'stopping';
            const running = shards.flatMap(({ process }) => (process ? [process] : []));
            shards = [];
            await Promise.all(running.map(async (child) => {
                const ended = new Promise((resolve) => child.once('exit', resolve));
                child.kill('SIGTERM');
                const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
                await ended;
                clearTimeout(late);
            }));
        },
    };
}
//# sourceMappingURL=sharded.js.map