import { cityContact, halfMonthPack, monthlyMeeting, monthlySummary, morningDigest } from './reports.ts';
import type { Jobs } from './slots.ts';
import { todaysList } from './todaysList.ts';

/** What each line of the timetable does. A line whose job is not here is left out. */
export const jobTable: Jobs = {
  'morning-digest': morningDigest,
  'todays-list': todaysList,
  'half-month-pack': halfMonthPack,
  'monthly-summary': monthlySummary,
  'monthly-meeting': monthlyMeeting,
  'city-contact': cityContact,
};
