import type { KeptCount, Occurrence, Store } from '../ports.ts';
import { type Present, present, type Session } from './session.ts';
import { conditions } from './where.ts';

/** A row of a count: NULL where nobody held it. */
type OrNull<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

/** What reports count (DOMAIN §6): always by who held the appeal at that moment, never by who holds it now. */
export function figures(session: Session): Pick<Store, 'occurrences' | 'keptClocks'> {
  return {
    occurrences: (from, to, types) => occurrences(session, { from, to, types }),
    keptClocks: (from, to) => keptClocks(session, from, to),
  };
}

interface Asked {
  from: string;
  to: string;
  types: readonly string[];
}

/** At the instant of a handover it is the new holder's; the last one keeps what happens as he ends. */
async function occurrences({ rows }: Session, { from, to, types }: Asked): Promise<Occurrence[]> {
  const { parameters, bind, add, among, where } = conditions();
  among('t.type', types);
  add(`t.at >= ${bind(from)}`);
  add(`t.at < ${bind(to)}`);
  const found = await rows<OrNull<Occurrence>>(
    `SELECT t.appeal, t.type, t.at, held.task_force AS "taskForce", held.unit FROM timeline t
     LEFT JOIN assignments held ON held.appeal = t.appeal AND held.kind = 'lead' AND held.from_at <= t.at
       AND (held.to_at IS NULL OR held.to_at > t.at OR held.to_at = t.at AND NOT EXISTS (
         SELECT 1 FROM assignments next WHERE next.appeal = t.appeal AND next.kind = 'lead'
           AND next.from_at = t.at AND next.position > held.position))
     ${where()} ORDER BY t.at, t.appeal, t.position`,
    parameters,
  );
  return found.map(present);
}

/** On time means stopped by its own step; a clock that still runs, or was handed on late, came due and was not kept. */
async function keptClocks({ rows }: Session, from: string, to: string): Promise<KeptCount[]> {
  const found = await rows<OrNull<KeptCount>>(
    `SELECT kind, task_force AS "taskForce", unit, CAST(COUNT(*) AS integer) AS due,
       CAST(SUM(CASE WHEN ended = 'done' AND stopped_at <= owed_at THEN 1 ELSE 0 END) AS integer) AS kept
     FROM clocks WHERE owner = 'handler' AND owed_at >= $1 AND owed_at < $2
       AND (ended IS NULL OR ended = 'done' OR ended = 'moved' AND stopped_at > owed_at)
     GROUP BY kind, task_force, unit ORDER BY kind, task_force, unit`,
    [from, to],
  );
  return found.map((row): Present<OrNull<KeptCount>> => present(row));
}
