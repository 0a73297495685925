/** One note on one person's shelf. */
export interface ShelfTable {
  platform: string;
  /** Who, wherever they are on the platform: see `Caller.person`. */
  reader: string;
  /** The note's id. */
  note: string;
  state: 'saved' | 'reading' | 'read';
  changed_at: number;
  /** Where the person was then, see `Caller.workspace`; empty for rows older than that. */
  workspace: string;
}
