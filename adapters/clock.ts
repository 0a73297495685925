import { request } from 'undici';
import { PostError } from '../src/daily/publisher.ts';

const CLOCK_MS = 5000;

/**
 * What a platform's clock shows, ms since 1970, as every answer of its API tells it.
 *
 * @param platform its name, as people write it.
 * @param ask the address to call, and how.
 * @throws {PostError} when it does not answer.
 */
export async function platformClock(
  platform: string,
  ask: { url: string; method: 'GET' | 'POST'; headers?: Record<string, string> },
): Promise<number> {
  const { url, ...how } = ask;
  try {
    const options = { ...how, headersTimeout: CLOCK_MS, bodyTimeout: CLOCK_MS };
    const { headers, body } = await request(url, options);
    await body.dump();
    const told = Date.parse(String(headers['date']));
    if (Number.isNaN(told)) throw new Error('no date in the answer');
    return told;
  } catch (error) {
    throw new PostError('unknown', `${platform}’s clock could not be read`, { cause: error });
  }
}
