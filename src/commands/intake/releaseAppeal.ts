import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { candidatesFor } from '../../domain/routing/route.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 转普通件: one of its readers finds that a confidential appeal needs no confidence; the centre says where it goes. */
export async function releaseAppeal(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'release', appeal);
  const [matter] = work.rules.reader.read(appeal.text).matters;
  const routing = { kind: 'unsure', candidates: candidatesFor(matter, work.rules) } as const;
  return record(work, acting, decisions.release(appeal, routing, stampOf(work, acting)));
}
