/** Where the bot was installed, and with what it speaks there. */
export interface InstallationTable {
  platform: string;
  /** The organisation's id; empty for a workspace that is in none. */
  enterprise: string;
  /** The workspace's id; empty for an installation that serves a whole organisation. */
  team: string;
  /** Encrypted JSON; null for a workspace that its organisation's installation serves. */
  sealed: string | null;
  installed_at: number;
  /** Until when somebody exchanges its token for a new one, and nobody else may. */
  refreshing_until: number;
  /** Counts the changes of this row. */
  revision: number;
}
