/**
 * Serves what somebody asked for. Where the answer does not get through, that is logged.
 *
 * @param what the event, for the log.
 */
export function serve(request, what, { bot, log, track }, work) {
    return track(bot.serve(request, work).catch((error) => {
        const told = { err: error, platform: 'Slack', command: what, request: request.id };
        log.error(told, 'answer did not get through');
    }));
}
/** Tells Slack that the event was received. */
export async function acknowledge(request, ack) {
    await ack();
    request.ackedAt = performance.now();
}
//# sourceMappingURL=serve.js.map