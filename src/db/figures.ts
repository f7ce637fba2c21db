import type { KeptCount, Occurrence, Store } from '../ports.ts';
import { longList } from './longList.ts';
import type { Session } from './session.ts';
import { conditions } from './where.ts';

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

/** At the instant of a handover it is the new holder's; whoever is the last one has it to his very end. */
const heldBy = `held.appeal = t.appeal AND held.kind = 'lead' AND held.from_at <= t.at
  AND (held.to_at IS NULL OR held.to_at > t.at OR held.to_at = t.at AND NOT EXISTS (
    SELECT 1 FROM assignments next WHERE next.appeal = t.appeal AND next.kind = 'lead'
      AND next.from_at = t.at AND next.position > held.position))`;

/** What is confidential, or was when it was taken back, is in no figure (DOMAIN §2). */
const openToAll = 't.appeal NOT IN (SELECT number FROM appeals WHERE confidential = TRUE)';

function occurrences(session: Session, { from, to, types }: Asked): Promise<Occurrence[]> {
  const { parameters, bind, add, among, where } = conditions();
  among('t.type', types);
  add(`t.at >= ${bind(from)}`);
  add(`t.at < ${bind(to)}`);
  add(openToAll);
  const fields = { appeal: 't.appeal', type: 't.type', at: 't.at', taskForce: 'held.task_force', unit: 'held.unit' };
  return longList<Occurrence>(session, fields, {
    from: `FROM timeline t LEFT JOIN assignments held ON ${heldBy} ${where()} ORDER BY t.at, t.appeal, t.position`,
    parameters,
  });
}

/**
 * On time means stopped by its own step; a clock that still runs, or was handed on late, came due and was not kept. One
 * that stands still since before its due does not come due.
 */
function keptClocks(session: Session, from: string, to: string): Promise<KeptCount[]> {
  const due = 'COUNT(*)';
  const still = 'paused_at IS NOT NULL AND paused_at <= owed_at';
  const kept = `SUM(CASE WHEN ended = 'done' AND (stopped_at <= owed_at OR ${still}) THEN 1 ELSE 0 END)`;
  return longList<KeptCount>(
    session,
    { kind: 'kind', taskForce: 'task_force', unit: 'unit', due, kept },
    {
      from: `FROM clocks WHERE owner = 'handler' AND owed_at >= $1 AND owed_at < $2
        AND (ended = 'done' OR (ended IS NULL OR ended = 'moved' AND stopped_at > owed_at) AND NOT (${still}))
      GROUP BY kind, task_force, unit ORDER BY kind, COALESCE(task_force, 0), COALESCE(unit, '')`,
      parameters: [from, to],
    },
  );
}
