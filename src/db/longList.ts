import type { Parameter, Session } from './session.ts';

/** For each property of a row the SQL expression that gives it. */
type Fields<T> = { [K in keyof T]-?: string };

interface Query {
  /** All that follows the SELECT list. */
  from: string;
  parameters: Parameter[];
}

const arrayOf = { sqlite: 'json_array', postgres: 'json_build_array' };

/**
 * Rows of a list of thousands, what is NULL left out. Each comes as one JSON text, since SQLite's driver takes longer
 * to hand over a value than the database takes to find it.
 */
export async function longList<T extends object>(at: Session, fields: Fields<T>, query: Query): Promise<T[]> {
  const names = Object.keys(fields);
  const row = `CAST(${arrayOf[at.dialect]}(${Object.values(fields).join(', ')}) AS text)`;
  const found = await at.rows<{ row: string }>(`SELECT ${row} AS "row" ${query.from}`, query.parameters);
  return found.map(({ row: values }) => named<T>(names, JSON.parse(values) as unknown[]));
}

function named<T>(names: string[], values: unknown[]): T {
  const row: Record<string, unknown> = {};
  for (const [index, name] of names.entries()) if (values[index] !== null) row[name] = values[index];
  return row as T;
}

/** The rows of a subquery as one more value of a row, an array of arrays; nothing when there are none. */
export function nested({ dialect }: Session, columns: string[], from: string): string {
  const all = dialect === 'sqlite' ? 'json_group_array' : 'json_agg';
  return `(SELECT ${all}(${arrayOf[dialect]}(${columns.join(', ')})) ${from})`;
}
