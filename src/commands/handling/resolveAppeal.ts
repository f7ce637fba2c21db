import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import { backfillOf } from '../shared/backfill.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 办结: an outcome and a text that answers the company; goes to the centre for review (docs/develop/rules.md#rule-19).
 */
export async function resolveAppeal(
  work: Work,
  acting: Acting,
  { number, doneOn, ...resolution }: { number: string; doneOn?: ChinaDate } & Omit<decisions.Resolution, 'doneAt'>,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'resolve', appeal);
  const stamp = stampOf(work, acting, { verb: 'resolve', appeal });
  const done = { ...resolution, ...backfillOf(work, appeal, doneOn) };
  return record(work, acting, decisions.resolve(appeal, done, stamp, work.rules.district));
}
