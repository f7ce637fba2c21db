import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import { backfillOf } from '../shared/backfill.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 签收: the handling unit takes the appeal. Throws Refusal `not.allowed`, `wrong.state`, `backfill.date`. */
export async function signIn(
  work: Work,
  acting: Acting,
  { number, doneOn }: { number: string; doneOn?: ChinaDate },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'signIn', appeal);
  const stamp = stampOf(work, acting, { verb: 'signIn', appeal });
  return record(work, acting, decisions.signIn(appeal, stamp, backfillOf(work, appeal, doneOn)));
}
