import type { Parameter, Session } from '../engines/session.ts';

/** For each property of a row the SQL expression that gives it. */
type Fields<T> = { [K in keyof T]-?: string };

interface Query {
  /** All that follows the SELECT list. */
  from: string;
  parameters: Parameter[];
}

const arrayOf = { sqlite: 'json_array', postgres: 'json_build_array' };

/**
 * Rows with their parts in one statement, what is NULL left out. Each comes as one JSON text, since SQLite's driver
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

/** The rows of a subquery as one more value of a row, in no order: an array, or on PostgreSQL NULL when there are none. */
export function nested<T extends object>({ dialect }: Session, fields: Fields<T>, from: string): string {
  const pairs = Object.entries(fields).map(([name, expression]) => `'${name}', ${expression}`);
  return `(SELECT ${listOf[dialect]}(${objectOf[dialect]}(${pairs.join(', ')})) ${from})`;
}
