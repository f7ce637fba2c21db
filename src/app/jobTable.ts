import type { JobName } from '../domain/rules.ts';
import { todaysList } from '../jobs/reminders/todaysList.ts';
import { cityContact, halfMonthPack, monthlyMeeting, monthlySummary, morningDigest } from '../jobs/reports/reports.ts';
import type { Job } from '../jobs/timetable/occurrencesDue.ts';

/** What each job of the timetable does: a job name without an entry here does not compile. */
export const jobTable = {
  'morning-digest': morningDigest,
  'todays-list': todaysList,
  'half-month-pack': halfMonthPack,
  'monthly-summary': monthlySummary,
  'monthly-meeting': monthlyMeeting,
  'city-contact': cityContact,
} as const satisfies Record<JobName, Job>;
