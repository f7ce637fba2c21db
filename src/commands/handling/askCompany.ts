import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 问专员: whoever may report asks the company's side through the submitter (docs/develop/domain.md#company-side); it
 * changes no state.
 */
export async function askCompany(
  work: Work,
  acting: Acting,
  { number, text }: { number: string; text: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'askCompany', appeal);
  const stamp = stampOf(work, acting, { verb: 'askCompany', appeal });
  return record(work, acting, decisions.askCompany(appeal, text, stamp));
}
