import type { AppealStatus } from '../../domain/appeal/appeal.ts';
import type { AppealFilter } from '../../ports/rows.ts';
import type { Dialect, Parameter } from '../engines/session.ts';
import { searchable } from './appealRows.ts';
import { type Conditions, conditions } from './where.ts';

export const defaultLimit = 50;

/** Few appeals have such a status at a time; closed and withdrawn ones pile up. */
const isRunning = (status: AppealStatus) => status !== 'closed' && status !== 'withdrawn';

/**
 * SQLite assumes that an index on a column leaves few rows. A search for words in the closed appeals of a task force
 * would then read the table a hundred thousand times. Reading the one index that holds all columns takes half a second
 * for a million appeals.
 */
function source({ search, numbers, sequence, submittedBy, statuses }: AppealFilter, dialect: Dialect): string {
  const leavesFew = numbers || sequence !== undefined || submittedBy !== undefined || statuses?.every(isRunning);
  return dialect === 'sqlite' && search && !leavesFew ? 'appeals INDEXED BY appeals_newest' : 'appeals';
}

function match({ bind, add, among }: Conditions, filter: AppealFilter): void {
  among('number', filter.numbers);
  among('lead_task_force', filter.taskForces);
  among('lead_unit', filter.units);
  among('town', filter.towns);
  among('status', filter.statuses);
  if (filter.sequence !== undefined) add(`sequence = ${bind(filter.sequence)}`);
  if (filter.submittedBy !== undefined) add(`submitted_by = ${bind(filter.submittedBy)}`);
  if (filter.receivedFrom !== undefined) add(`received_at >= ${bind(filter.receivedFrom)}`);
  if (filter.search) add(`search LIKE ${bind(containing(filter.search))} ESCAPE '\\'`);
}

/** How many appeals match any of these filters; their limits are ignored. */
export function countMatching(filters: AppealFilter[]): { sql: string; parameters: Parameter[] } {
  const all = conditions();
  const each = filters.map((filter) => {
    const own = all.beside();
    match(own, filter);
    return own.all() || '1 = 1';
  });
  const any = each.map((one) => `(${one})`).join(' OR ');
  return { sql: `SELECT COUNT(*) AS total FROM appeals WHERE ${any || '1 = 0'}`, parameters: all.parameters };
}

/** The numbers of the appeals that match, newest first. */
export function numbersMatching(filter: AppealFilter, dialect: Dialect): { sql: string; parameters: Parameter[] } {
  const matching = conditions();
  match(matching, filter);
  const { parameters, bind, where } = matching;
  const from = source(filter, dialect);
  const filtered = where();
  const limit = bind(filter.limit ?? defaultLimit);
  return {
    sql: `SELECT number FROM ${from} ${filtered} ORDER BY received_at DESC, number DESC LIMIT ${limit}`,
    parameters,
  };
}

/** A LIKE pattern that finds exactly these words: wildcards in them are escaped. */
function containing(words: string): string {
  return `%${searchable(words).replace(/[\\%_]/g, '\\$&')}%`;
}
