import type { AskRequest } from '../api.ts';
import type { Answer } from './talk.ts';

/** Something somebody typed or pressed, and what came of it. */
export interface Turn {
  id: string;
  /** The typed line, or the pressed button's label. */
  said: string;
  request: AskRequest;
  state:
    { kind: 'asking' } | { kind: 'answered'; answer: Answer } | { kind: 'failed'; why: string };
}

export type Change =
  | { kind: 'put'; turn: Turn }
  | { kind: 'remove'; id: string }
  /** `turn` takes the place of the turn with this id; it comes last if that one is gone. */
  | { kind: 'replace'; id: string; turn: Turn };

/** The conversation after a change. Putting a turn that is already there updates it. */
export function change(turns: readonly Turn[], next: Change): readonly Turn[] {
  const id = next.kind === 'put' ? next.turn.id : next.id;
  if (next.kind === 'remove') return turns.filter((turn) => turn.id !== id);
  return turns.some((turn) => turn.id === id)
    ? turns.map((turn) => (turn.id === id ? next.turn : turn))
    : [...turns, next.turn];
}

// The time keeps ids apart from those that history entries of an earlier load carry.
const load = Date.now().toString(36);
let turns = 0;

export function newTurnId(): string {
  turns += 1;
  return `turn-${load}-${turns}`;
}
