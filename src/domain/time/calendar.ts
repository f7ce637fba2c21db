import { addDays, chinaDate, instantOf, timeText } from './chinaTime.ts';
import type { ChinaDate, Instant } from './instant.ts';

/** The working-day calendar is an argument; settings.ts builds it from chinese-days and config/calendar.yaml. */
export interface Calendar {
  /** `yyyy-MM-dd` in China. */
  isWorkday(date: string): boolean;
  /** Whether the State Council's table of that year is known; in an unknown year all weekdays count as working days. */
  isKnownYear(year: number): boolean;
}

/** The date itself when people work on it, else the next working day. */
export function workdayFrom(date: ChinaDate, calendar: Calendar): ChinaDate {
  let day = date;
  while (!calendar.isWorkday(day)) day = addDays(day, 1);
  return day;
}

export function nextWorkday(date: ChinaDate, calendar: Calendar): ChinaDate {
  return workdayFrom(addDays(date, 1), calendar);
}

/** The working day before that date. */
export function workdayBefore(date: ChinaDate, calendar: Calendar): ChinaDate {
  let day = addDays(date, -1);
  while (!calendar.isWorkday(day)) day = addDays(day, -1);
  return day;
}

export function addWorkdays(date: ChinaDate, days: number, calendar: Calendar): ChinaDate {
  let day = date;
  for (let left = days; left > 0; left -= 1) day = nextWorkday(day, calendar);
  return day;
}

/** The instant itself when it lies within `from`–`to` of a working day, else the next such `from`. */
export function withinHours(at: Instant, hours: { from: string; to: string }, calendar: Calendar): Instant {
  const date = chinaDate(at);
  if (calendar.isWorkday(date)) {
    if (timeText(at) < hours.from) return instantOf(date, hours.from);
    if (timeText(at) < hours.to) return at;
  }
  return instantOf(nextWorkday(date, calendar), hours.from);
}

/**
 * Years of today and of 45 days from now whose holidays are not known yet: from mid November on, the holidays of the
 * next year are needed for what is due in January.
 */
export function unknownYears(at: Instant, calendar: Calendar): number[] {
  const dates = [chinaDate(at), addDays(chinaDate(at), 45)];
  const years = new Set(dates.map((date) => Number(date.slice(0, 4))));
  return [...years].filter((year) => !calendar.isKnownYear(year));
}
