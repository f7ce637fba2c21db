import type { Appeal } from '../../domain/appeal/appeal.ts';
import { inform } from '../../domain/appeal/timeDecisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 已告知企业: the company was told of the plan, or of the approved answer (docs/develop/rules.md#rule-18, #rule-20). Throws
 * Refusal `inform.done`.
 */
export async function informCompany(
  work: Work,
  acting: Acting,
  { number, how }: { number: string; how?: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'inform', appeal);
  return record(work, acting, inform(appeal, how, stampOf(work, acting, { verb: 'inform', appeal })));
}
