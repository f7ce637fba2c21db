import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 进展: changes no state; on an unsigned appeal it implies 签收. */
export async function reportProgress(
  work: Work,
  acting: Acting,
  { number, ...report }: { number: string } & decisions.Report,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'progress', appeal);
  return record(work, acting, decisions.progress(appeal, report, stampOf(work, acting, { verb: 'progress', appeal })));
}
