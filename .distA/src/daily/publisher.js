import { en } from "../phrases/en.js";
import { sayWhy } from "./why.js";
/**
 * Why a post failed. `gone`: the channel is deleted, archived or left, or the bot was removed.
 * `forbidden`: a right is missing. `later`: the platform asks to wait; nothing was posted. `unknown`:
 * no answer came, so it may have been posted. `refused`: the message itself was refused.
 */
export class PostError extends Error {
    reason;
    /** The same for people; `message` says it in English. */
    why;
    /** How long to wait, ms, where the platform says so. */
    retryMs;
    constructor(reason, why, options = {}) {
        super(sayWhy(why, en), { cause: options.cause });
        this.reason = reason;
        this.why = why;
        this.retryMs = options.retryMs;
    }
}
//# sourceMappingURL=publisher.js.map