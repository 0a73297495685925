import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { memoryLog } from '../adapters/world.ts';
import { onEachDatabase } from './databases.ts';

type Row = Record<string, string | number>;
const names = Object.keys(migrations);

/** Writes rows into every table there is, as its columns are at that time. @returns them, by table. */
async function fill(store: Store): Promise<Map<string, Row[]>> {
  const tables = await store.db.introspection.getTables();
  const written = new Map<string, Row[]>();
  for (const { name, columns } of tables.filter((table) => !table.name.startsWith('kysely_'))) {
    const rows = [1, 2, 3].map((number) =>
      Object.fromEntries(
        columns.map(({ name: column, dataType }) => [
          column,
          /int/i.test(dataType)
            ? 1_795_000_000_000 * Number(/8|big/i.test(dataType)) + number
            : `${column} ${number} “é”`,
        ]),
      ),
    );
    for (const row of rows) {
      const [keys, values] = [Object.keys(row), Object.values(row)];
      await sql`insert into ${sql.table(name)} (${sql.join(keys.map((key) => sql.ref(key)))})
        values (${sql.join(values)})`.execute(store.db);
    }
    written.set(name, rows);
  }
  return written;
}

onEachDatabase('a database of an earlier Paperboy', ({ fresh }) => {
  describe.each(names)('that ended with %s', (last) => {
    it('keeps all that was in it', async () => {
      const url = await fresh();
      const known = Object.fromEntries(
        Object.entries(migrations).slice(0, names.indexOf(last) + 1),
      );
      const before = await openStore(url, memoryLog(), known);
      const written = await fill(before);
      await before.close();
      expect(written.size).toBeGreaterThan(1);
      const after = await openStore(url, memoryLog());
      const switched = await after.db.selectFrom('link_switch').selectAll().execute();
      const had = (table: string): Row[] =>
        written.has('link_switch') ? [] : (written.get(table) ?? []);
      for (const row of had('links_off')) expect(switched).toContainEqual({ ...row, is_on: 0 });
      for (const row of had('link_servers')) {
        expect(switched).toContainEqual({ ...row, channel: '', is_on: 1 });
      }
      for (const [table, rows] of written) {
        const { rows: kept } = await sql<Row>`select * from ${sql.table(table)}`.execute(after.db);
        expect(kept, table).toHaveLength(rows.length);
        for (const row of rows) expect(kept, table).toContainEqual(expect.objectContaining(row));
      }
      await after.close();
    });
  });
});
