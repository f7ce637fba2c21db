import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import { backfillOf } from '../shared/backfill.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 方案: what will be done, what the company reads, and by when. */
export async function planAppeal(
  work: Work,
  acting: Acting,
  { number, doneOn, ...plan }: { number: string; doneOn?: ChinaDate } & Omit<decisions.Plan, 'doneAt'>,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'plan', appeal);
  const stamp = stampOf(work, acting, { verb: 'plan', appeal });
  const done = { ...plan, ...backfillOf(work, appeal, doneOn) };
  return record(work, acting, decisions.plan(appeal, done, stamp, work.rules.district));
}
