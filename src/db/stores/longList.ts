import type { Parameter, Session } from '../engines/session.ts';

/** The SQL expression for each property of a row. */
type Fields<T> = { [K in keyof T]-?: string };

interface Query {
  /** Everything after the SELECT list. */
  from: string;
  parameters: Parameter[];
}

const arrayOf = { sqlite: 'json_array', postgres: 'json_build_array' };

/**
 * Rows with their parts in one statement, NULLs left out. Each row comes as one JSON text, because SQLite's driver
 * takes longer to hand over a value than the database takes to find it.
 */
export async function longList<T extends object>(at: Session, fields: Fields<T>, query: Query): Promise<T[]> {
  const names = Object.keys(fields);
  const row = `CAST(${arrayOf[at.dialect]}(${Object.values(fields).join(', ')}) AS text)`;
  const found = await at.rows<{ row: string }>(`SELECT ${row} AS "row" ${query.from}`, query.parameters);
  return found.map(({ row: values }) => named<T>(names, JSON.parse(values) as unknown[]));
}

function named<T>(names: string[], values: unknown[]): T {
  const row: Record<string, unknown> = {};
  names.forEach((name, index) => {
    if (values[index] !== null) row[name] = values[index];
  });
  return row as T;
}

const objectOf = { sqlite: 'json_object', postgres: 'json_build_object' };
const listOf = { sqlite: 'json_group_array', postgres: 'json_agg' };

/**
 * The rows of a subquery as one more value of a row, not sorted: an array, or NULL on PostgreSQL when there are none.
 */
export function nested<T extends object>({ dialect }: Session, fields: Fields<T>, from: string): string {
  const pairs = Object.entries(fields).map(([name, expression]) => `'${name}', ${expression}`);
  return `(SELECT ${listOf[dialect]}(${objectOf[dialect]}(${pairs.join(', ')})) ${from})`;
}
