import { sql, type RawBuilder } from 'kysely';
import type { Store } from './store.ts';

/**
 * Rows as a table that a query can read from: thousands of them take one parameter and one statement.
 *
 * @param columns the type of each column.
 * @returns to be used as `from ${rowsAs(...)} as v`.
 */
export function rowsAs<C extends string>(
  { kind }: Pick<Store, 'kind'>,
  columns: Record<C, 'text' | 'bigint'>,
  rows: readonly Record<C, string | number | null>[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  const entries = Object.entries(columns) as [C, 'text' | 'bigint'][];
  if (kind === 'postgres') {
    const types = sql.join(entries.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
    return sql`(select * from json_to_recordset(${json}::json) as r(${types}))`;
  }
  const values = sql.join(
    entries.map(([name]) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`),
  );
  return sql`(select ${values} from json_each(${json}))`;
}
