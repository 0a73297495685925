import type { AskRequest, AskResponse, SuggestResponse } from '../api.ts';
import { locale, phrases } from './language.tsx';

/** An answer that can be drawn, and when it came. */
export type Answer = Required<Omit<AskResponse, 'kind' | 'beside'>> & { at: Date };

/** What came back: an answer to show or share, something to take away, or why there is none. */
export type Outcome =
  | { kind: 'reply' | 'share'; answer: Answer; beside: boolean }
  | { kind: 'dismiss' | 'link' }
  | { kind: 'failed'; why: string };

/** Milliseconds after which nobody waits any longer. */
const PATIENCE = 20_000;

/**
 * Asks the server. Never rejects: what went wrong comes back in words, with a next step.
 *
 * @param improve is given the better answers that come after the first.
 */
export async function ask(
  request: AskRequest,
  improve: (answer: Answer) => void = () => undefined,
): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch('/playground/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...request, lang: locale }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.ok) {
      const answers = linesOf(response);
      const first = await answers.next();
      if (first.done !== true) {
        // Only once the first is shown; an answer that is broken off stays as it is.
        setTimeout(() => void followUp(answers, improve).catch(() => undefined));
        return read(first.value);
      }
    }
  } catch {
    return { kind: 'failed', why: phrases.away };
  }
  return {
    kind: 'failed',
    why: response.status === 400 ? phrases.tooLong : phrases.ownProblem(response.status),
  };
}

async function followUp(
  answers: AsyncIterable<AskResponse>,
  improve: (answer: Answer) => void,
): Promise<void> {
  for await (const better of answers) {
    const outcome = read(better);
    if ('answer' in outcome) improve(outcome.answer);
  }
}

/** What stands in a response, an answer a line, as the lines come. */
async function* linesOf({ body }: Response): AsyncGenerator<AskResponse, void> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const chunk = await reader?.read();
    text += chunk?.value ?? '';
    const lines = text.split('\n');
    if (chunk?.done !== false) break;
    text = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as AskResponse;
  }
  if (text.trim() !== '') yield JSON.parse(text) as AskResponse;
}

function read({
  kind,
  slack,
  discord,
  plain = '',
  private: alone = false,
  attachments = {},
  beside = false,
}: AskResponse): Outcome {
  if (kind === 'dismiss' || kind === 'link') return { kind };
  return slack && discord
    ? {
        kind,
        beside,
        answer: { slack, discord, plain, private: alone, attachments, at: new Date() },
      }
    : { kind: 'failed', why: phrases.cantDraw };
}

/** Lines to offer for what is typed so far. Rejects when `signal` aborts or the server is away. */
export async function suggest(
  text: string,
  signal: AbortSignal,
): Promise<SuggestResponse['suggestions']> {
  const query = new URLSearchParams({ text, lang: locale });
  const response = await fetch(`/playground/suggest?${query.toString()}`, { signal });
  return response.ok ? ((await response.json()) as SuggestResponse).suggestions : [];
}

/** What is wrong with the notes right now; nothing when the server is away. */
export async function problems(): Promise<string[]> {
  try {
    const response = await fetch('/playground/problems', { signal: AbortSignal.timeout(PATIENCE) });
    return response.ok ? ((await response.json()) as string[]) : [];
  } catch {
    return [];
  }
}
