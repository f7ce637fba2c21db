import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 审核通过: the result may be told to the company. */
export async function approveResult(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'approve', appeal);
  return record(work, acting, decisions.approve(appeal, stampOf(work, acting, { verb: 'approve', appeal })));
}
