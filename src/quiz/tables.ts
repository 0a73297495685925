/** One question on its way through one person's boxes. */
export interface QuizTable {
  platform: string;
  /** Who, wherever they are on the platform: see `Caller.person`. */
  reader: string;
  /** See `Question.key`. */
  question: string;
  /** The box it lies in, from 1. */
  box: number;
  /** When it may be asked again. */
  due_at: number;
  /** How often it was answered, and how often of that rightly. */
  answered: number;
  answered_right: number;
}
