import type { Appeal } from '../../domain/appeal/appeal.ts';
import { dispatch } from '../../domain/appeal/decisions.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 交办 by the clock, after the grace time or at opening. The step falls due within the dispatch hours, as the receipt
 * says; noticed a moment after them, or after a standstill, it is kept all the same: the card waits for the sending hours
 *, and the unit's clock with it. An appeal that meanwhile was withdrawn, dispatched or left
 * undecided is returned as it is: the step came too late and that is no fault.
 */
export async function dispatchAppeal(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  const { routing, status } = appeal;
  if (status !== 'received' || routing.kind === 'unsure' || routing.kind === 'sensitive') return appeal;
  const { taskForce, unit } = routing.choice;
  return record(work, acting, dispatch(appeal, { assignment: work.newId(), taskForce, unit }, stampOf(work, acting)));
}
