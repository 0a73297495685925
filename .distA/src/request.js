/**
 * What became of a request: answered as asked; a mistake of the person's, told so; failed, which is
 * ours; the database was away; turned away since too much was under way, or too soon after others of
 * the same person; or answered, but the answer did not get through.
 */
export const OUTCOMES = [
    'answered',
    'mistake',
    'failed',
    'no-store',
    'busy',
    'early',
    'lost',
];
/** @param kind what happened on the platform, in a word of ours: nothing that people typed. */
export function openRequest(platform, kind) {
    return {
        id: Math.random().toString(36).slice(2, 10),
        platform,
        receivedAt: performance.now(),
        inLineMs: 0,
        workspace: '',
        command: kind,
        outcome: 'answered',
    };
}
//# sourceMappingURL=request.js.map