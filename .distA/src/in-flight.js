export function createInFlight() {
    const running = new Set();
    return {
        track(work) {
            running.add(work);
            const done = () => void running.delete(work);
            work.then(done, done);
            return work;
        },
        async drained(ms) {
            const deadline = AbortSignal.timeout(ms);
            const late = new Promise((resolve) => deadline.addEventListener('abort', () => resolve()));
            while (running.size > 0 && !deadline.aborted) {
                await Promise.race([Promise.allSettled(running), late]);
            }
        },
    };
}
//# sourceMappingURL=in-flight.js.map