import { nextWorkday } from '../domain/calendar.ts';
import { chinaDate, timeText } from '../domain/chinaTime.ts';
import type { ClockRow } from '../domain/clocks.ts';
import { closeOfDay, timingOf } from '../domain/deadlines.ts';
import type { Instant } from '../domain/events.ts';
import { isRunning } from '../domain/turnClocks.ts';
import { overdueReason } from '../presenters/upwardWords.ts';
import { draftPaper } from './draftPaper.ts';
import { reportVacancyOf } from './reportVacancy.ts';
import { appealOf, scheduler, type Work } from './work.ts';

/** The clock calls for a note to the head of the unit: the duty desk reads it and releases it (DOMAIN §4.2). */
export async function draftHeadNote(work: Work, clock: ClockRow): Promise<void> {
  if (clock.owner !== 'handler' || !isRunning(clock)) return;
  const appeal = await appealOf(work, clock.appeal);
  const reason = overdueReason({ appeal }, clock);
  const drafted = { kind: 'head-note', clock: clock.id, reason, dueAt: noteDue(work) } as const;
  const paper = await draftPaper(work, scheduler, { appeal, ...drafted });
  if (paper) await reportVacancyOf(work, appeal, 'head');
}

/** What is asked for in the morning is asked for the same day, later for the next working day: nobody is rushed. */
export function noteDue(work: Work): Instant {
  const { at, calendar } = work;
  const today = chinaDate(at);
  const sameDay = calendar.isWorkday(today) && timeText(at) < '12:00';
  return closeOfDay(sameDay ? today : nextWorkday(today, calendar), timingOf(work));
}
