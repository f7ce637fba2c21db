import type { Appeal } from '../../domain/appeal/appeal.ts';
import { nudge } from '../../domain/appeal/timeDecisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 催办, heard privately by whose step it is. Throws Refusal `nudge.too_soon`, `text.sensitive`. */
export async function nudgeAppeal(
  work: Work,
  acting: Acting,
  { number, text }: { number: string; text?: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'nudge', appeal);
  const stamp = stampOf(work, acting, { verb: 'nudge', appeal });
  return record(work, acting, nudge(appeal, text, stamp, timingOf(work)));
}
