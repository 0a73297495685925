import type { Counted } from '../card.ts';

/** How often something happened in a workspace on one day. No names, no words. */
export interface CountTable {
  platform: string;
  workspace: string;
  /** The day in UTC, `YYYY-MM-DD`. */
  day: string;
  what: Counted['what'];
  /** The topic's id; empty where it is about none, as a question that is refused. */
  topic: string;
  times: number;
}
