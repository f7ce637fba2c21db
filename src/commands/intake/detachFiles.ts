import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 归错了, 另立一件: what a supplement put to the wrong appeal leaves it again. */
export async function detachFiles(
  work: Work,
  acting: Acting,
  { number, ...misfiled }: { number: string } & decisions.Misfiled,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'detach', appeal);
  return record(work, acting, decisions.detach(appeal, misfiled, stampOf(work, acting, { verb: 'detach', appeal })));
}
