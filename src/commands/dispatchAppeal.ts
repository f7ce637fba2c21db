import type { Appeal } from '../domain/appeal.ts';
import { withinHours } from '../domain/calendar.ts';
import { dispatch } from '../domain/decisions.ts';
import { record } from './record.ts';
import { type Acting, appealOf, stampOf, type Work } from './work.ts';

/**
 * 交办 by the clock, after the grace time or at opening. An appeal that meanwhile was withdrawn, dispatched or left
 * undecided is returned as it is: the step came too late and that is no fault.
 */
export async function dispatchAppeal(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  const { routing, status } = appeal;
  if (status !== 'received' || routing.kind === 'unsure' || routing.kind === 'sensitive') return appeal;
  const when = withinHours(work.at, work.rules.district.dispatch, work.calendar);
  if (when !== work.at) {
    // The step came late, after a standstill: dispatching waits for the opening like everything else.
    await work.store.addStep({ id: work.newId(), kind: 'dispatch', ref: number, dueAt: when });
    return appeal;
  }
  const { taskForce, unit } = routing.choice;
  return record(work, acting, dispatch(appeal, { assignment: work.newId(), taskForce, unit }, stampOf(work, acting)));
}
