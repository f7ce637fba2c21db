import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { PauseCause } from '../../domain/appeal/parts.ts';
import * as decisions from '../../domain/appeal/timeDecisions.ts';
import { askingTime } from '../shared/askingTime.ts';
import { record } from '../shared/record.ts';
import type { Acting, Work } from '../shared/work.ts';

/**
 * 申请暂停计时 for a cause outside the unit; the centre decides (docs/develop/domain.md#more-time). Throws Refusal as
 * `decisions.askPause`.
 */
export async function askPause(
  work: Work,
  acting: Acting,
  { number, ...asked }: { number: string; cause: PauseCause } & decisions.TimeAsked,
): Promise<Appeal> {
  const [appeal, ...how] = await askingTime(work, acting, { number, verb: 'askPause' });
  return record(work, acting, decisions.askPause(appeal, asked, ...how));
}
