import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/timeDecisions.ts';
import { askingTime } from '../shared/askingTime.ts';
import { record } from '../shared/record.ts';
import type { Acting, Work } from '../shared/work.ts';

/**
 * 申请延期 by the handling unit; the centre decides (docs/develop/domain.md#more-time). Throws Refusal as
 * `decisions.askExtension`.
 */
export async function askExtension(
  work: Work,
  acting: Acting,
  { number, ...asked }: { number: string } & decisions.TimeAsked,
): Promise<Appeal> {
  const [appeal, ...how] = await askingTime(work, acting, { number, verb: 'askExtension' });
  return record(work, acting, decisions.askExtension(appeal, asked, ...how));
}
