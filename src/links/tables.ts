/** Whether links to papers are answered in a channel or, with none, in a server; else it is as usual there. */
export interface LinkSwitchTable {
  platform: string;
  workspace: string;
  channel: string;
  /** 0 or 1. */
  is_on: number;
}

/** What {@link LinkSwitchTable} took the place of: nobody reads it, but a workspace's is forgotten. */
export interface LinkServerTable {
  platform: string;
  workspace: string;
}

/** A paper whose link was answered in a channel, on one day. */
export interface LinkedTable {
  /** The date in UTC, `YYYY-MM-DD`. */
  day: string;
  platform: string;
  channel: string;
  /** The note's id. */
  note: string;
}
