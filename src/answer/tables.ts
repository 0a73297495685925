/** What one person thinks of one answer. */
export interface FeedbackTable {
  platform: string;
  workspace: string;
  /** Who, wherever they are on the platform: see `Caller.person`. */
  person: string;
  /** A hash of the question, see `hashOf`. */
  question: string;
  /** The ids of the notes that the answer cited, joined with commas. */
  notes: string;
  vote: Vote;
  changed_at: number;
}

export type Vote = 'helpful' | 'not';

/** A question somebody asked; kept only where the settings say so. */
export interface QuestionTable {
  platform: string;
  workspace: string;
  person: string;
  /** A hash of the question, see `hashOf`. */
  question: string;
  text: string;
  /** Whether the notes had an answer: 0 or 1. */
  answered: number;
  /** The last time, if it was asked more than once. */
  asked_at: number;
}
