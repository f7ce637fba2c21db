import type { Appeal } from '../domain/appeal.ts';
import * as decisions from '../domain/decisions.ts';
import { authorize } from '../domain/policy.ts';
import { record } from './record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from './work.ts';

/** 方案: what will be done, what the company reads, and by when. */
export async function planAppeal(
  work: Work,
  acting: Acting,
  { number, ...plan }: { number: string } & decisions.Plan,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'plan', appeal);
  return record(
    work,
    acting,
    decisions.plan(appeal, plan, stampOf(work, acting, { verb: 'plan', appeal }), work.rules.district),
  );
}
