// What the tests hear of programs: their logs, and what they say in chats. See secrets.ts.

/** What tokens of either platform look like, wherever they come from. */
const SHAPES = [
  /xox[a-z]-[\w-]{4,}/,
  /xapp-[\w-]{4,}/,
  /[\w-]{18,}\.[\w-]{6}\.[\w-]{20,}/,
  /postgres(?:ql)?:\/\/[^:/\s]+:[^@/\s]+@/,
];
const state = ((globalThis as { paperboySecrets?: State }).paperboySecrets ??= {
  known: new Set(['0123456789abcdef0123456789abcdef', 'hunter2', 'reader-of-metrics-1']),
  leaks: [],
});
interface State {
  known: Set<string>;
  leaks: string[];
}

/** Takes note of something that is written to a log or told of an error. */
export function hear(text: string): void {
  const secret =
    [...state.known].find((known) => text.includes(known)) ??
    SHAPES.flatMap((shape) => shape.exec(text)?.[0] ?? [])[0];
  if (secret !== undefined) state.leaks.push(`${secret} in: ${text.slice(0, 500)}`);
}

/** What was heard and should not have been; forgotten with this. */
export const takeLeaks = (): string[] => state.leaks.splice(0);

/** Takes note of values that are secret whatever they look like. */
export function keepSecret(values: readonly string[]): void {
  for (const value of values) state.known.add(value);
}
