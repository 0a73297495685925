import { sql } from 'kysely';
import { writeBag } from '../dist/src/daily/bag.js';
import { rowsAs } from '../dist/src/store/rows.js';

/** Nine o'clock in London. */
export const MINUTE = Date.parse('2026-11-26T09:00:00Z');

/** What the clocks show then, in some of the places where channels are. */
const RHYTHMS = [
  ['09:00', 'Europe/London', '1234567'],
  ['10:00', 'Europe/Paris', '12345'],
  ['10:00', 'Europe/Berlin', '1234567'],
  ['04:00', 'America/New_York', '12345'],
  ['01:00', 'America/Los_Angeles', '1234567'],
  ['14:30', 'Asia/Kolkata', '12345'],
  ['17:00', 'Asia/Shanghai', '1234567'],
  ['18:00', 'Asia/Tokyo', '12345'],
  ['20:00', 'Australia/Sydney', '1234567'],
  ['09:00', 'UTC', '1234567'],
];

const COLUMNS = /** @type {const} */ ({
  id: 'text',
  platform: 'text',
  workspace: 'text',
  channel: 'text',
  state: 'text',
  time: 'text',
  timezone: 'text',
  days: 'text',
  topics: 'text',
  thread: 'bigint',
  set_by: 'text',
  next_at: 'bigint',
  since: 'bigint',
  bag: 'text',
  revision: 'bigint',
});

/**
 * Fills a store with subscriptions that are all due at {@link MINUTE}, each somewhere in its round.
 * @param {import('../dist/src/store/store.js').Store} store
 * @param {import('../dist/src/catalog/catalog.js').Catalog} catalog
 * @param {number} count
 * @param {(i: number) => string} workspaceOf
 */
export async function fill(store, catalog, count, workspaceOf) {
  await sql`delete from picks`.execute(store.db);
  await sql`delete from subscriptions`.execute(store.db);
  const row = (/** @type {number} */ i) => {
    const [time = '', timezone = '', days = ''] = RHYTHMS[i % RHYTHMS.length] ?? [];
    const [workspace, channel] = [workspaceOf(i), `C${i}`];
    const given = catalog.notes.slice(0, i % (catalog.notes.length - 1)).map(({ id }) => id);
    const bag = writeBag({ round: 1, given, skipped: [], last: given.at(-1) });
    const place = [`slack/${workspace}/${channel}`, 'slack', workspace, channel];
    return [...place, 'on', time, timezone, days, '[]', 0, 'U1', MINUTE, i, bag, 1];
  };
  const names = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, count - from) }, (_, i) => row(from + i));
    await sql`insert into subscriptions (${names}) select ${names} from ${rowsAs(store, COLUMNS, rows)} as v`.execute(
      store.db,
    );
  }
}
