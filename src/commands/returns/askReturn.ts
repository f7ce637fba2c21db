import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 申请退件: the unit says it is not theirs; the centre decides, the bot does not. */
export async function askReturn(
  work: Work,
  acting: Acting,
  { number, reason }: { number: string; reason: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'askReturn', appeal);
  return record(
    work,
    acting,
    decisions.askReturn(appeal, reason, stampOf(work, acting, { verb: 'askReturn', appeal }), work.rules.district),
  );
}
