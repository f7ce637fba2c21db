import type { Jobs } from './slots.ts';
import { todaysList } from './todaysList.ts';

/** What each line of the timetable does. A line whose job is not here is left out. */
export const jobTable: Jobs = { 'todays-list': todaysList };
