import type { Appeal } from '../domain/appeal.ts';
import type { PauseCause } from '../domain/events.ts';
import { authorize } from '../domain/policy.ts';
import * as decisions from '../domain/timeDecisions.ts';
import { record } from './record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from './work.ts';

/** 申请暂停计时 for a cause outside the unit; the centre decides (DOMAIN §3). Throws Refusal as `decisions.askPause`. */
export async function askPause(
  work: Work,
  acting: Acting,
  { number, ...asked }: { number: string; cause: PauseCause } & decisions.Asked,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'askTime', appeal);
  const timing = { district: work.rules.district, calendar: work.calendar };
  const stamp = stampOf(work, acting, { verb: 'askTime', appeal });
  const clocks = await work.store.clocks(number);
  return record(work, acting, decisions.askPause(appeal, asked, clocks, stamp, timing));
}
