import type { Appeal } from '../../domain/appeal/appeal.ts';
import { dispatch, reroute } from '../../domain/appeal/decisions.ts';
import { mustBeAble } from '../../domain/appeal/lifecycle.ts';
import { authorize } from '../../domain/people/access.ts';
import { taskForce as findTaskForce } from '../../domain/rules.ts';
import { withinHours } from '../../domain/time/calendar.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** 换一个: a person names the task force before the dispatch; within the dispatch hours it goes out at once. */
export async function rerouteAppeal(
  work: Work,
  acting: Acting,
  { number, taskForce, unit }: { number: string; taskForce: number; unit?: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'reroute', appeal);
  mustBeAble(appeal, 'rerouted');
  const handling = unit ?? findTaskForce(work.rules, taskForce).leadUnit;
  const stamp = stampOf(work, acting, { verb: 'reroute', appeal });
  const dispatchAt = withinHours(work.at, work.rules.district.dispatch, work.calendar);
  const changed = reroute(appeal, { taskForce, unit: handling, dispatchAt }, stamp);
  if (dispatchAt !== work.at) return record(work, acting, changed);
  const sent = dispatch(changed.appeal, { assignment: work.newId(), taskForce, unit: handling }, stamp);
  return record(work, acting, { appeal: sent.appeal, events: [...changed.events, ...sent.events] });
}
