import type { RunningClock, RunningFilter } from '../ports.ts';
import { longList } from './longList.ts';
import type { Dialect, Parameter, Session } from './session.ts';
import { conditions } from './where.ts';

/** A running clock has neither stopped nor ended. */
type Found = Omit<RunningClock, 'stoppedAt' | 'ended'>;

const ofClock = {
  id: 'c.id',
  appeal: 'c.appeal',
  assignment: 'c.assignment',
  kind: 'c.kind',
  owner: 'c.owner',
  taskForce: 'c.task_force',
  unit: 'c.unit',
  rule: 'c.rule',
  startedAt: 'c.started_at',
  dueAt: 'c.due_at',
  derivation: 'c.derivation',
  owedAt: 'c.owed_at',
  firstDueAt: 'c.first_due_at',
  pausedAt: 'c.paused_at',
};

const ofAppeal = {
  status: 'a.status',
  company: 'a.company',
  town: 'a.town',
  submittedBy: 'a.submitted_by',
  receivedAt: 'a.received_at',
  leadTaskForce: 'a.lead_task_force',
  leadUnit: 'a.lead_unit',
};

const toldAt = `(SELECT MIN(r.sent_at) FROM reminders r
  WHERE r.clock = c.id AND r.state = 'sent' AND r.step = 'overdue' AND r.sent_at > c.owed_at)`;
/** See `Store.running`. */
export async function runningClocks(session: Session, filter: RunningFilter): Promise<RunningClock[]> {
  return longList<Found>(session, { ...ofClock, ...ofAppeal, toldAt }, matching(filter, session.dialect));
}

/**
 * SQLite goes through the tables of a CROSS JOIN in this order: few clocks run, and many appeals are. It would look these
 * up one by one in a table of a million; the index holds the few that are open, and all that a list says of them.
 */
const tables = {
  sqlite: 'clocks c CROSS JOIN appeals a INDEXED BY appeals_open',
  postgres: 'clocks c CROSS JOIN appeals a',
};

function matching(filter: RunningFilter, dialect: Dialect): { from: string; parameters: Parameter[] } {
  const { parameters, bind, add, among, where } = conditions();
  add('a.number = c.appeal');
  add('c.stopped_at IS NULL');
  // An answered appeal is still to be told to its company: only the ends are left out.
  add(`a.status NOT IN ('closed', 'withdrawn')`);
  if (filter.owner !== undefined) add(`c.owner = ${bind(filter.owner)}`);
  among('c.task_force', filter.taskForces);
  among('c.unit', filter.units);
  if (filter.submittedBy !== undefined) add(`a.submitted_by = ${bind(filter.submittedBy)}`);
  return { from: `FROM ${tables[dialect]} ${where()} ORDER BY c.owed_at, c.id`, parameters };
}
