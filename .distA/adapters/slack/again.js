import { setTimeout as wait } from 'node:timers/promises';
import { asPostError } from "./publisher.js";
const TRIES = 3;
const PAUSE_MS = 500;
/** The longest that something waits for its turn, ms. */
const PATIENCE_MS = 30_000;
/**
 * Does something until Slack has taken it, at most three times: where Slack asks to wait that is
 * done, and where its answer is lost the same is sent again, if that does no harm.
 *
 * @throws {PostError} as the last try did.
 */
export async function again(work, { repeatable }) {
    for (let attempt = 1;; attempt++) {
        try {
            return await work();
        }
        catch (error) {
            const failure = asPostError(error);
            const { reason, retryMs = PAUSE_MS } = failure;
            const mayGoOn = reason === 'later' || (reason === 'unknown' && repeatable);
            if (!mayGoOn || attempt >= TRIES || retryMs > PATIENCE_MS)
                throw failure;
            await wait(retryMs);
        }
    }
}
//# sourceMappingURL=again.js.map