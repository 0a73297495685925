/**
 * The response, broken off by a signal, or where it does not come to an end. Node may collect what would
 * have fetch itself listen to the signal once the response has begun, and then waits for five minutes.
 *
 * @param signal as it was given to fetch. @param most bytes.
 */
export function bounded(
  response: Response,
  signal: AbortSignal | null | undefined,
  most = Infinity,
): Response {
  if (!response.body) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
    },
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > most) controller.error(new Error('the answer does not end'));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(limit), response);
}
