import type { AppealStatus } from '../domain/appeal.ts';
import type { AppealFilter } from '../ports.ts';
import { searchable } from './appealRows.ts';
import { type Dialect, type Parameter, placeholders } from './session.ts';

/** Few appeals have these at a time; closed and withdrawn ones pile up. */
const isRunning = (status: AppealStatus) => status !== 'closed' && status !== 'withdrawn';

/**
 * SQLite guesses that an index on a column leaves few rows. Words in the closed appeals of a task force would be looked
 * up in the table a hundred thousand times; reading through the one index that holds all columns takes half a second
 * for a million appeals.
 */
function source({ search, numbers, sequence, submittedBy, statuses }: AppealFilter, dialect: Dialect): string {
  const leavesFew = numbers || sequence !== undefined || submittedBy !== undefined || statuses?.every(isRunning);
  return dialect === 'sqlite' && search && !leavesFew ? 'appeals INDEXED BY appeals_newest' : 'appeals';
}

/** The numbers of the appeals that match, newest first. */
export function numbersMatching(filter: AppealFilter, dialect: Dialect): { sql: string; parameters: Parameter[] } {
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
  const from = source(filter, dialect);
  const limit = bind(filter.limit ?? 50);
  return {
    sql: `SELECT number FROM ${from} ${where} ORDER BY received_at DESC, number DESC LIMIT ${limit}`,
    parameters,
  };
}

/** A LIKE pattern that finds exactly these words: wildcards in them are letters like any other. */
function containing(words: string): string {
  return `%${searchable(words).replace(/[\\%_]/g, '\\$&')}%`;
}
