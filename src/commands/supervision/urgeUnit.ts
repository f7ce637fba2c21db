import type { Appeal } from '../../domain/appeal/appeal.ts';
import { mustBeAble } from '../../domain/appeal/lifecycle.ts';
import { supervise } from '../../domain/appeal/timeDecisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 督办 003 黄: goes to the unit's group at once. Throws Refusal `not.allowed`, `reason.missing`, `text.sensitive`. */
export async function urgeUnit(
  work: Work,
  acting: Acting,
  { number, reason }: { number: string; reason: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'urge', appeal);
  mustBeAble(appeal, 'supervised');
  const stamp = stampOf(work, acting, { verb: 'urge', appeal });
  return record(work, acting, supervise(appeal, { level: 'yellow', reason }, stamp));
}
