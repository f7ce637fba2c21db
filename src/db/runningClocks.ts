import { morningSteps, type Step } from '../domain/ladder.ts';
import type { RunningClock, RunningFilter } from '../ports.ts';
import type { ClockRow } from './entities/clocks.ts';
import { type Parameter, present, type Session } from './session.ts';
import { conditions } from './where.ts';

/** A clock with its appeal and one of its reminders, or none: the morning steps to come and the first word of 超期. */
interface JoinedRow extends ClockRow, Pick<RunningClock, 'status' | 'submittedBy' | 'receivedAt'> {
  company: string | null;
  town: string | null;
  reminder: string | null;
  step: Step | null;
  stepDueAt: string | null;
  sentAt: string | null;
}

const columns = `c.id, c.appeal, c.assignment, c.kind, c.owner, c.task_force AS "taskForce", c.unit, c.rule,
  c.started_at AS "startedAt", c.due_at AS "dueAt", c.derivation, c.owed_at AS "owedAt",
  c.first_due_at AS "firstDueAt", c.paused_at AS "pausedAt", c.stopped_at AS "stoppedAt", c.ended,
  a.status, a.company, a.town, a.submitted_by AS "submittedBy", a.received_at AS "receivedAt",
  r.id AS reminder, r.step, r.due_at AS "stepDueAt", r.sent_at AS "sentAt"`;

function select(filter: RunningFilter): { sql: string; parameters: Parameter[] } {
  const { parameters, bind, list, add, among, where } = conditions();
  const morning = list(morningSteps);
  add('a.number = c.appeal');
  add('c.stopped_at IS NULL');
  // An answered appeal is still to be told to its company: only the ends are left out.
  add(`a.status NOT IN ('closed', 'withdrawn')`);
  if (filter.owner !== undefined) add(`c.owner = ${bind(filter.owner)}`);
  among('c.task_force', filter.taskForces);
  among('c.unit', filter.units);
  if (filter.submittedBy !== undefined) add(`a.submitted_by = ${bind(filter.submittedBy)}`);
  return {
    parameters,
    // SQLite goes through the tables of a CROSS JOIN in this order: few clocks run, and many appeals are.
    sql: `SELECT ${columns} FROM clocks c CROSS JOIN appeals a LEFT JOIN reminders r ON r.clock = c.id
        AND (r.state = 'pending' AND r.step IN (${morning}) OR r.state = 'sent' AND r.step = 'overdue')
      ${where()} ORDER BY c.owed_at, c.id, r.due_at, r.id`,
  };
}

/** See `Store.running`. */
export async function runningClocks(session: Session, filter: RunningFilter): Promise<RunningClock[]> {
  const { sql, parameters } = select(filter);
  const clocks: RunningClock[] = [];
  for (const row of await session.rows<JoinedRow>(sql, parameters)) {
    const { reminder: id, step, stepDueAt: dueAt, sentAt, ...clock } = row;
    if (clocks.at(-1)?.id !== clock.id) clocks.push({ ...present(clock), stepsDue: [] });
    const last = clocks.at(-1) as RunningClock;
    if (sentAt !== null) last.toldAt = last.toldAt && last.toldAt < sentAt ? last.toldAt : sentAt;
    else if (id !== null) last.stepsDue.push({ id, step: step as Step, dueAt: dueAt as string });
  }
  return clocks;
}
