import type { Appeal } from '../../domain/appeal/appeal.ts';
import { decideAsked } from '../../domain/appeal/timeDecisions.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 同意, 不同意 an extension or a pause, by the centre. `kind` is what the person believes he decides on: of something
 * else nothing is decided. Throws Refusal `time.not_asked`, `reason.missing`.
 */
export async function decideTime(
  work: Work,
  acting: Acting,
  { number, kind, ...how }: { number: string; kind?: 'extension' | 'pause'; agreed: boolean; reason?: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  const verb = how.agreed ? 'grantTime' : 'refuseTime';
  authorize(personOf(acting), verb, appeal);
  if (kind && appeal.asked && appeal.asked.kind !== kind) throw new Refusal('time.not_asked', { number });
  return record(work, acting, decideAsked(appeal, how, stampOf(work, acting, { verb, appeal })));
}
