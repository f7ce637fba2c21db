import type { Appeal } from '../domain/appeal.ts';
import { authorize } from '../domain/policy.ts';
import { inform } from '../domain/timeDecisions.ts';
import { record } from './record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from './work.ts';

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
