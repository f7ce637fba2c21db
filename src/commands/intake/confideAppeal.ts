import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';
import { readersOf } from './readers.ts';

/**
 * 转保密: the submitter, the centre or the district office sees that an ordinary appeal must stay confidential; nobody
 * but its readers and its submitter reads it from now on (docs/develop/domain.md#confidential).
 */
export async function confideAppeal(
  work: Work,
  acting: Acting,
  { number, reason }: { number: string; reason?: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'confide', appeal);
  const readers = await readersOf(work);
  return record(work, acting, decisions.confide(appeal, { reason, readers }, stampOf(work, acting)));
}
