import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/timeDecisions.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 回复批示: one answer answers all that is open. Throws Refusal `instruction.none`, `text.missing`. */
export async function answerInstruction(
  work: Work,
  acting: Acting,
  { number, text }: { number: string; text: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'answerInstruction', appeal);
  if (!text.trim()) throw new Refusal('text.missing', { verb: 'instruction_answered', number });
  const stamp = stampOf(work, acting, { verb: 'answerInstruction', appeal });
  return record(work, acting, decisions.answerInstruction(appeal, text, stamp));
}
