import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 退回补正: the closing lacks something; the reason says what. */
export async function rejectResult(
  work: Work,
  acting: Acting,
  { number, reason }: { number: string; reason: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'reject', appeal);
  return record(work, acting, decisions.reject(appeal, reason, stampOf(work, acting, { verb: 'reject', appeal })));
}
