import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 退件不成立,视同签收 by whoever had asked: decided by the centre in the name of the district office. Throws Refusal
 * `reason.missing`.
 */
export async function refuseReturn(
  work: Work,
  acting: Acting,
  { number, reason }: { number: string; reason: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'refuseReturn', appeal);
  const [asking] = await work.store.lastEvents([number], 'return_asked');
  const signer = asking?.by.person;
  return record(
    work,
    acting,
    decisions.refuseReturn(appeal, { reason, signer }, stampOf(work, acting, { verb: 'refuseReturn', appeal })),
  );
}
