import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 备注: a remark that changes no state. */
export async function commentOnAppeal(
  work: Work,
  acting: Acting,
  { number, text }: { number: string; text: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'comment', appeal);
  return record(work, acting, decisions.comment(appeal, text, stampOf(work, acting, { verb: 'comment', appeal })));
}
