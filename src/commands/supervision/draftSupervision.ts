import type { Appeal } from '../../domain/appeal/appeal.ts';
import { mustBeAble } from '../../domain/appeal/lifecycle.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { closeOfNextWorkday, timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { againReason } from '../../presenters/words/upwardWords.ts';
import { draftForClock, draftPaper } from '../shared/draftPaper.ts';
import { type Acting, appealOf, mustBePostable, personOf, type Work } from '../shared/work.ts';
import { standingOrder } from './standingOrder.ts';

/** The clock calls for a 督办: a draft for the district office to release (docs/develop/domain.md#papers). */
export async function draftSupervision(work: Work, clock: ClockRow): Promise<void> {
  await draftForClock(work, clock, { kind: 'supervision', dueAt: usualDue(work) });
}

/**
 * 督办 003 红: somebody of the district office drafts it; it goes out after the preview and a press. Throws Refusal
 * `not.allowed`, `wrong.state`, `reason.missing`, `text.sensitive`, `supervision.open`, and `supervision.running` while
 * the term of the last one runs.
 */
export async function proposeSupervision(
  work: Work,
  acting: Acting,
  { number, reason }: { number: string; reason: string },
): Promise<Appeal> {
  await work.store.alone(`appeal:${number}`);
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'supervise', appeal);
  mustBeAble(appeal, 'supervised');
  if (!reason.trim()) throw new Refusal('reason.missing', { verb: 'supervised' });
  mustBePostable(work, appeal, [reason]);
  const before = await standingOrder(work, appeal);
  if (before && before.dueAt > work.at)
    throw new Refusal('supervision.running', { number, document: before.number ?? '', due: before.dueAt });
  const said = { appeal, reason: againReason(reason.trim(), before), dueAt: usualDue(work) };
  const paper = await draftPaper(work, acting, { kind: 'supervision', ...said });
  if (!paper) throw new Refusal('supervision.open', { number });
  return appeal;
}

/** Close of business of the next working day; whoever releases it may change that. */
function usualDue(work: Work): Instant {
  return closeOfNextWorkday(work.at, timingOf(work));
}
