import type { ClockRow } from '../../domain/clocks/clocks.ts';
import { chinaDate, timeText } from '../../domain/time/chinaTime.ts';
import { closeOfDay, closeOfNextWorkday, timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { reportVacancyOf } from '../people/reportVacancy.ts';
import { draftForClock } from '../shared/draftPaper.ts';
import type { Work } from '../shared/work.ts';

/**
 * The clock calls for a note to the head of the unit: the duty desk reads it and releases it
 * (docs/develop/domain.md#papers).
 */
export async function draftHeadNote(work: Work, clock: ClockRow): Promise<void> {
  const appeal = await draftForClock(work, clock, { kind: 'head-note', dueAt: noteDue(work) });
  if (appeal) await reportVacancyOf(work, appeal, 'head');
}

/** What is asked for in the morning is asked for the same day, later for the next working day: nobody is rushed. */
export function noteDue(work: Work): Instant {
  const { at, calendar, rules } = work;
  const today = chinaDate(at);
  const sameDay = calendar.isWorkday(today) && timeText(at) < rules.district.reminders.sameDayUntil;
  return sameDay ? closeOfDay(today, timingOf(work)) : closeOfNextWorkday(at, timingOf(work));
}
