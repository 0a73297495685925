import { setImmediate as nextTurn } from 'node:timers/promises';
/** How long work goes on at a stretch before others have their turn, ms. */
const STRETCH_MS = 4;
/** Does all steps now. */
export function atOnce(steps) {
    for (;;) {
        const { done, value } = steps.next();
        if (done)
            return value;
    }
}
/** Does all steps, and lets others have their turn in between. */
export async function gently(steps) {
    for (;;) {
        const until = performance.now() + STRETCH_MS;
        do {
            const { done, value } = steps.next();
            if (done)
                return value;
        } while (performance.now() < until);
        await nextTurn();
    }
}
/**
 * A pace for work that several do side by side: each waits for it before a step, and others have their
 * turn in between however many steps are ready at once.
 */
export function pace() {
    let until = 0;
    let turn;
    return async () => {
        while (performance.now() >= until) {
            turn ??= nextTurn().then(() => {
                until = performance.now() + STRETCH_MS;
                turn = undefined;
            });
            await turn;
        }
    };
}
//# sourceMappingURL=steps.js.map