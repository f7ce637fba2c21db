import type { RunningClock } from '../../ports/rows.ts';
import type { Session } from '../engines/session.ts';
import { longList } from './longList.ts';

const ofClock = {
  id: 'c.id',
  appeal: 'c.appeal',
  kind: 'c.kind',
  owner: 'c.owner',
  taskForce: 'c.task_force',
  unit: 'c.unit',
  dueAt: 'c.due_at',
  owedAt: 'c.owed_at',
  firstDueAt: 'c.first_due_at',
  pausedAt: 'c.paused_at',
};

const ofAppeal = {
  status: 'a.status',
  town: 'a.town',
  submittedBy: 'a.submitted_by',
  leadTaskForce: 'a.lead_task_force',
  leadUnit: 'a.lead_unit',
};

const toldAt = `(SELECT MIN(r.sent_at) FROM reminders r
  WHERE r.clock = c.id AND r.state = 'sent' AND r.step = 'overdue' AND r.sent_at > c.owed_at)`;

/**
 * SQLite reads the tables of a CROSS JOIN in this order: first the clocks, since few run, then the appeals, which are
 * many. It would look the appeals up one by one in a table of a million; the index holds only the few open ones, with
 * everything a list needs.
 */
const tables = {
  sqlite: 'clocks c CROSS JOIN appeals a INDEXED BY appeals_open',
  postgres: 'clocks c CROSS JOIN appeals a',
};

/**
 * See `Store.running`. An answered appeal still has to be told to its company, so only closed and withdrawn ones are
 * left out.
 */
export async function runningClocks(session: Session): Promise<RunningClock[]> {
  const from = `FROM ${tables[session.dialect]}
    WHERE a.number = c.appeal AND c.stopped_at IS NULL AND a.status NOT IN ('closed', 'withdrawn')
    ORDER BY c.owed_at, c.id`;
  return longList<RunningClock>(session, { ...ofClock, ...ofAppeal, toldAt }, { from, parameters: [] });
}
