import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Stamp } from '../../domain/appeal/decisions.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import { authorize } from '../../domain/people/access.ts';
import { type Timing, timingOf } from '../../domain/time/deadlines.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from './work.ts';

/** What an extension or a pause is asked with, by somebody who may. Throws Refusal `not.allowed`. */
export async function askingTime(
  work: Work,
  acting: Acting,
  { number, verb }: { number: string; verb: 'askExtension' | 'askPause' },
): Promise<[appeal: Appeal, clocks: ClockRow[], stamp: Stamp, timing: Timing]> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), verb, appeal);
  const stamp = stampOf(work, acting, { verb, appeal });
  return [appeal, await work.store.clocks(number), stamp, timingOf(work)];
}
