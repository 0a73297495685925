import { PostError } from "../src/daily/publisher.js";
const CLOCK_MS = 5000;
/**
 * What a platform's clock shows, ms since 1970, as every answer of its API tells it.
 *
 * @param platform its name, as people write it.
 * @param ask the address to call, and how.
 * @throws {PostError} when it does not answer.
 */
export async function platformClock(platform, ask) {
    const { url, ...how } = ask;
    try {
        const { headers, body } = await fetch(url, { ...how, signal: AbortSignal.timeout(CLOCK_MS) });
        await body?.cancel();
        const told = Date.parse(headers.get('date') ?? '');
        if (Number.isNaN(told))
            throw new Error('no date in the answer');
        return told;
    }
    catch (error) {
        throw new PostError('unknown', ['clockUnread', platform], { cause: error });
    }
}
//# sourceMappingURL=clock.js.map