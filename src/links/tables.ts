/** A server in which links to papers are answered unasked. */
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
