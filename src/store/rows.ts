import { sql, type RawBuilder } from 'kysely';
import type { Store } from './store.ts';

/**
 * Rows as a table that a query can read from: thousands of them take one parameter and one statement.
 * The statement is the same for any number of rows, so that it is prepared once.
 *
 * @param columns the type of each column.
 * @returns to be used as `from ${rowsAs(...)} as v`.
 */
export function rowsAs<C extends string>(
  { kind }: Pick<Store, 'kind'>,
  columns: Record<C, 'text' | 'bigint'>,
  rows: readonly Record<C, string | number | null>[],
): RawBuilder<unknown> {
  const names = Object.keys(columns) as C[];
  // Lists, not objects: SQLite finds a value by its place in half the time.
  const json = JSON.stringify(rows.map((row) => names.map((name) => row[name])));
  const values = sql.join(
    names.map((name, at) =>
      columns[name] === 'bigint'
        ? sql`cast(value ->> ${sql.lit(at)} as bigint) as ${sql.ref(name)}`
        : sql`value ->> ${sql.lit(at)} as ${sql.ref(name)}`,
    ),
  );
  return kind === 'postgres'
    ? sql`(select ${values} from jsonb_array_elements(${json}::jsonb))`
    : sql`(select ${values} from json_each(${json}))`;
}
