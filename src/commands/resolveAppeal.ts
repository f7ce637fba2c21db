import type { Appeal } from '../domain/appeal.ts';
import * as decisions from '../domain/decisions.ts';
import { authorize } from '../domain/policy.ts';
import { record } from './record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from './work.ts';

/** 办结: an outcome and a text that answers the company; goes to the centre for review (RULES 19). */
export async function resolveAppeal(
  work: Work,
  acting: Acting,
  { number, ...resolution }: { number: string } & decisions.Resolution,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'resolve', appeal);
  return record(
    work,
    acting,
    decisions.resolve(appeal, resolution, stampOf(work, acting, { verb: 'resolve', appeal }), work.rules.district),
  );
}
