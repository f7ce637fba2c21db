import type { AppealFilter } from '../ports.ts';
import { searchable } from './appealRows.ts';
import { type Parameter, placeholders } from './session.ts';

/** The numbers of the appeals that match, newest first; the index `appeals_newest` answers it without the table. */
export function numbersMatching(filter: AppealFilter): { sql: string; parameters: Parameter[] } {
  const parameters: Parameter[] = [];
  const conditions: string[] = [];
  const bind = (value: Parameter) => `$${parameters.push(value)}`;
  const among = (column: string, values: Parameter[] | undefined) => {
    if (!values) return;
    // `IN ()` is an error on PostgreSQL: nothing is among nothing.
    conditions.push(values.length ? `${column} IN (${placeholders(values.length, parameters.length + 1)})` : '1 = 0');
    parameters.push(...values);
  };

  among('number', filter.numbers);
  among('lead_task_force', filter.taskForces);
  among('lead_unit', filter.units);
  among('town', filter.towns);
  among('status', filter.statuses);
  if (filter.sequence !== undefined) conditions.push(`sequence = ${bind(filter.sequence)}`);
  if (filter.submittedBy !== undefined) conditions.push(`submitted_by = ${bind(filter.submittedBy)}`);
  if (filter.receivedFrom !== undefined) conditions.push(`received_at >= ${bind(filter.receivedFrom)}`);
  if (filter.search) conditions.push(`search LIKE ${bind(containing(filter.search))} ESCAPE '\\'`);

  const where = conditions.length ? `WHERE ${conditions.join(' AND ')}` : '';
  const limit = bind(filter.limit ?? 50);
  return {
    sql: `SELECT number FROM appeals ${where} ORDER BY received_at DESC, number DESC LIMIT ${limit}`,
    parameters,
  };
}

/** A LIKE pattern that finds exactly these words: wildcards in them are letters like any other. */
function containing(words: string): string {
  return `%${searchable(words).replace(/[\\%_]/g, '\\$&')}%`;
}
