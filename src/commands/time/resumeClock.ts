import type { Appeal } from '../../domain/appeal/appeal.ts';
import { resume, resumesAt } from '../../domain/appeal/timeDecisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 恢复计时 before the pause ends, by the handling unit or the centre. Throws Refusal `pause.none`. */
export async function resumeClock(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'resume', appeal);
  return record(work, acting, resume(appeal, stampOf(work, acting, { verb: 'resume', appeal }), work.calendar));
}

/** The pause ends by itself; a step for a pause that is over, or was granted anew until later, does nothing. */
export async function endPause(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const { calendar, at } = work;
  const appeal = await appealOf(work, number);
  const { paused, status } = appeal;
  if (!paused || status !== 'planned') return appeal;
  if (at < resumesAt(paused.until, timingOf(work))) return appeal;
  return record(work, acting, resume(appeal, stampOf(work, acting), calendar));
}
