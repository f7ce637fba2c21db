import type { Appeal } from '../../domain/appeal/appeal.ts';
import { withdraw } from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { relations } from '../../domain/people/relations.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 撤回: by the submitter until there is a plan, later only by the centre after a call back. */
export async function withdrawAppeal(
  work: Work,
  acting: Acting,
  { number, reason }: { number: string; reason?: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  const person = personOf(acting);
  authorize(person, 'withdraw', appeal);
  const centre = relations(person, appeal).has('centre');
  return record(
    work,
    acting,
    withdraw(appeal, { centre, reason }, stampOf(work, acting, { verb: 'withdraw', appeal })),
  );
}
