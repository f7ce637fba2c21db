import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { isRunning, movable } from '../../domain/clocks/turnClocks.ts';
import { authorize } from '../../domain/people/access.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 更换方案: another plan, with its reason, for an appeal in hand. Throws as `decisions.replacePlan`. */
export async function replacePlan(
  work: Work,
  acting: Acting,
  { number, ...plan }: { number: string } & decisions.NewPlan,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'replacePlan', appeal);
  const stamp = stampOf(work, acting, { verb: 'replacePlan', appeal });
  const clock = (await work.store.clocks(number)).find((row) => isRunning(row) && movable.includes(row.kind));
  const { district } = work.rules;
  return record(work, acting, decisions.replacePlan(appeal, plan, stamp, { district, dueAt: clock?.dueAt }));
}
