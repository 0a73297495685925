/**
 * What became of a request: answered as asked; a mistake of the person's, told so; failed, which is
 * ours; the database was away; turned away since too much was under way, or too soon after others of
 * the same person; or answered, but the answer did not get through.
 */
export const OUTCOMES = [
  'answered',
  'mistake',
  'failed',
  'no-store',
  'busy',
  'early',
  'lost',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Something that somebody asks for, from its event until its answer was taken. Filled in on the way. */
export interface Request {
  /** Stands in the log, and in what the person is told when it fails. */
  id: string;
  /** The adapter's name. */
  platform: string;
  /** On the clock of `performance.now()`, ms. */
  receivedAt: number;
  /** How long it stood in line for its turn, ms. */
  inLineMs: number;
  /** When the platform had the first sign of an answer, on the same clock. */
  ackedAt?: number;
  /** When it had the answer, where more is done after it. */
  answeredAt?: number;
  workspace: string;
  /** A command's name; before that is known, and where none is meant, the kind of event. */
  command: string;
  outcome: Outcome;
}

/** @param kind what happened on the platform, in a word of ours: nothing that people typed. */
export function openRequest(platform: string, kind: string): Request {
  return {
    id: Math.random().toString(36).slice(2, 10),
    platform,
    receivedAt: performance.now(),
    inLineMs: 0,
    workspace: '',
    command: kind,
    outcome: 'answered',
  };
}
