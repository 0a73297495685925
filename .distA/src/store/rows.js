import { sql } from 'kysely';
/**
 * Rows as a table that a query can read from: thousands of them take one parameter and one statement.
 * The statement is the same for any number of rows, so that it is prepared once.
 *
 * @param columns the type of each column. @param rows their values in the same order; what needs no
 *   quoting in JSON is read faster.
 * @returns to be used as `from ${rowsAs(...)} as v`.
 */
export function rowsAs({ kind }, columns, rows) {
    const names = Object.keys(columns);
    const json = JSON.stringify(rows);
    const values = sql.join(names.map((name, at) => {
        switch (columns[name]) {
            case 'bigint':
                return sql `cast(value ->> ${sql.lit(at)} as bigint) as ${sql.ref(name)}`;
            case 'text':
                return sql `value ->> ${sql.lit(at)} as ${sql.ref(name)}`;
        }
    }));
    return kind === 'postgres'
        ? sql `(select ${values} from jsonb_array_elements(${json}::jsonb))`
        : sql `(select ${values} from json_each(${json}))`;
}
//# sourceMappingURL=rows.js.map