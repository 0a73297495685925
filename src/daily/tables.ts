/** A channel that gets, or got, a daily pick. */
export interface SubscriptionTable {
  /** See `subscriptionId`. */
  id: string;
  platform: string;
  workspace: string;
  channel: string;
  /** `paused`: it could not be posted to. */
  state: 'on' | 'paused' | 'off';
  /** Why it is paused, as `keepWhy` writes it. */
  reason: string | null;
  time: string;
  timezone: string;
  days: string;
  /** JSON list of topic ids; empty for all. */
  topics: string;
  /** Whether a thread with questions is opened below the pick, 0 or 1. */
  thread: number;
  /** The user who set it up. */
  set_by: string;
  /** The server's language, like `ja`, where the platform told it as the pick was set up. */
  locale: string | null;
  /** When the next slot is due. */
  next_at: number;
  /** When it was first set up: of channels that are due together, the oldest comes first. */
  since: number;
  /** See `writeBag`. */
  bag: string;
  /** Counts the changes of this row: who read an older one changes nothing. */
  revision: number;
}

/** What became of a channel's slot on one local day. */
export interface PickTable {
  subscription: string;
  /** The local date, `YYYY-MM-DD`. */
  day: string;
  /** The subscription's, which never changes: of a day, picks that are claimed together lie together. */
  since: number;
  platform: string;
  /**
   * `claimed`: somebody is about to post it, or was. `missed`: nobody was there in time. `failed`:
   * the platform would not have it.
   */
  state: 'claimed' | 'posted' | 'missed' | 'failed';
  /** The note's id, fixed when it was claimed. */
  note: string;
  due_at: number;
  /** Counts the tries; only the newest may say that it was posted. */
  attempt: number;
  /** Until when nobody else may try. */
  lease_until: number;
  /** When the first try began: the message can't be older. */
  began_at: number;
  message: string | null;
  url: string | null;
  /** Why the last try failed, as `keepWhy` writes it. */
  error: string | null;
  /** From when on anybody may ask the questions below it, ms; null when there are none to be asked. */
  ask_at: number | null;
}
