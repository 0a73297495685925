import type { FeedbackTable, QuestionTable } from '../answer/tables.ts';
import type { PickTable, SubscriptionTable } from '../daily/tables.ts';
import type { LinkedTable, LinkServerTable, LinkSwitchTable } from '../links/tables.ts';
import type { Place } from '../daily/publisher.ts';
import type { QuizTable } from '../quiz/tables.ts';
import type { ShelfTable } from '../shelf/tables.ts';
import type { CountTable } from '../stats/tables.ts';
import type { InstallationTable } from '../workspace/tables.ts';
import type { MarkTable } from './marks.ts';

/**
 * Every table, as queries see it. Both databases hold the same: text, whole numbers and fractions. A
 * moment is a whole number of ms since 1970, a truth is 0 or 1, anything with parts is JSON as text.
 */
export interface Tables {
  subscriptions: SubscriptionTable;
  picks: PickTable;
  shelf: ShelfTable;
  installations: InstallationTable;
  feedback: FeedbackTable;
  questions: QuestionTable;
  marks: MarkTable;
  link_switch: LinkSwitchTable;
  links_off: Place;
  link_servers: LinkServerTable;
  linked: LinkedTable;
  quiz: QuizTable;
  counts: CountTable;
}
