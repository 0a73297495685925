/** The name under which a message between processes holds it. */
const KEY = 'paperboy metrics';
/**
 * Metrics of a process that nobody asks for them: it tells them to the one that started it. Not of the
 * notes, which every process reads again.
 *
 * @param send sends a message to that process.
 */
export function tellMetrics(send) {
    const tell = (told) => send({ [KEY]: told });
    return {
        answered({ platform, command, outcome, receivedAt, ackedAt }, ms) {
            const ackMs = ackedAt === undefined ? {} : { ackMs: ackedAt - receivedAt };
            tell({ answered: { platform, command, outcome }, ...ackMs, ms });
        },
        waited: (platform) => tell({ waited: platform }),
        reread: () => undefined,
    };
}
/** Counts what another process told, see {@link tellMetrics}; leaves any other message alone. */
export function hearMetrics(message, metrics) {
    if (typeof message !== 'object' || message === null || !(KEY in message))
        return;
    const told = message[KEY];
    if ('waited' in told)
        metrics.waited(told.waited);
    else {
        const { answered, ackMs, ms } = told;
        const ackedAt = ackMs === undefined ? {} : { ackedAt: ackMs };
        metrics.answered({ ...answered, receivedAt: 0, ...ackedAt }, ms);
    }
}
//# sourceMappingURL=afar.js.map