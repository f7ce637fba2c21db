import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import type { Found } from '../../domain/appeal/parts.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 更正: company, contact or place as the submitting side says they are (docs/develop/domain.md#correction).
 * Throws Refusal `details.same`, `text.sensitive`.
 */
export async function correctDetails(
  work: Work,
  acting: Acting,
  { number, told }: { number: string; told: Found },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'correct', appeal);
  const stamp = stampOf(work, acting, { verb: 'correct', appeal });
  return record(work, acting, decisions.correctDetails(appeal, told, stamp));
}
