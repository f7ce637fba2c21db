import type { Retention, RetentionPlace, RetentionStep } from '../../ports/queues.ts';
import type { Engine } from '../engines/engine.ts';
import type { Parameter, Session } from '../engines/session.ts';
import { placeholders } from '../stores/tables.ts';
import { type Retained, retained } from './retained.ts';

/** Rows per step: on SQLite a step holds the writer for a few milliseconds. */
const batch = 200;

type Found = Record<string, string | number>;

/**
 * Reads old rows along an index without waiting for writers, from where the last look ended. Only rows found there are
 * changed, by their key, and only if the conditions still hold at that time.
 */
export function createRetention(engine: Engine): Retention {
  return {
    async step(kind, { before, after }): Promise<RetentionStep> {
      const what = retained[kind];
      const found = await engine.look((session) => lookAlong(session, what, { before, after }));
      const last = found.at(-1);
      if (!last) return { deleted: 0 };
      const deleted = await engine.write((session) => remove(session, what, { before, found }));
      const next = found.length < batch ? undefined : placeOf(what, last);
      return { deleted, next };
    },
  };
}

function placeOf({ key }: Retained, row: Found): RetentionPlace {
  return ['since', ...key].map((column) => row[column] as RetentionPlace[number]);
}

function lookAlong(
  { rows }: Session,
  { table, key, since, done = 'TRUE' }: Retained,
  { before, after = [] }: { before: string; after?: RetentionPlace },
): Promise<Found[]> {
  const order = [since, ...key].join(', ');
  const further = after.length > 0 ? `AND (${order}) > (${placeholders(after.length, 2)})` : '';
  return rows<Found>(
    `SELECT ${since} AS since, ${key.join(', ')} FROM ${table} WHERE ${done} AND ${since} < $1 ${further}
     ORDER BY ${order} LIMIT ${batch}`,
    [before, ...after],
  );
}

async function remove(
  session: Session,
  what: Retained,
  { before, found }: { before: string; found: Found[] },
): Promise<number> {
  const { table, key, since, done = 'TRUE', only = 'TRUE', emptied } = what;
  const parameters: Parameter[] = found.flatMap((row) => key.map((column) => row[column] as Parameter));
  if (what.ofAppeal) await holdAppeals(session, what, parameters);
  const how = emptied ? `UPDATE ${table} SET ${emptied}` : `DELETE FROM ${table}`;
  const sql = `${how} WHERE ${since} < $1 AND ${among(key, found.length, 2)} AND ${done} AND ${only} RETURNING 1 AS one`;
  return (await session.rows(sql, [before, ...parameters])).length;
}

/**
 * A command on an appeal redraws its cards: on PostgreSQL the lock waits until the command ends, and then sees its
 * rows.
 */
async function holdAppeals({ dialect, rows }: Session, { table, key }: Retained, keys: Parameter[]): Promise<void> {
  if (dialect === 'sqlite') return;
  const appeals = `SELECT appeal FROM ${table} WHERE ${among(key, keys.length / key.length, 1)}`;
  await rows(`SELECT number FROM appeals WHERE number IN (${appeals}) ORDER BY number FOR UPDATE`, keys);
}

/** SQL for the rows with these keys; a key of several columns is written in a form that both databases accept. */
function among(key: string[], count: number, from: number): string {
  if (key.length === 1) return `${key[0]} IN (${placeholders(count, from)})`;
  const each = Array.from({ length: count }, (_, row) => `(${placeholders(key.length, from + row * key.length)})`);
  return `(${key.join(', ')}) IN (VALUES ${each.join(', ')})`;
}
