import type { Kept } from '../../domain/figures/rates.ts';
import type { Session } from '../engines/session.ts';
import { longList } from './longList.ts';

/**
 * Kept means: its own step stopped it in time. A clock that still runs, or was handed over late, came due and was not
 * kept. A clock paused since before its due has not come due.
 */
export function keptClocks(session: Session, from: string, to: string): Promise<Kept[]> {
  const due = 'COUNT(*)';
  const still = 'paused_at IS NOT NULL AND paused_at <= owed_at';
  const kept = `SUM(CASE WHEN ended = 'done' AND (stopped_at <= owed_at OR ${still}) THEN 1 ELSE 0 END)`;
  return longList<Kept>(
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
