import { type Calendar, nextWorkday, workdayBefore } from './calendar.ts';
import { addDays } from './chinaTime.ts';
import type { ChinaDate } from './instant.ts';

/**
 * Holidays as people name them: the least number of days off, and the dates between which at least one of these days
 * falls. Only the calendar knows exactly which days are off (调休 moves them every year). 节 is the next holiday of any
 * name.
 */
const festivals = {
  春节: { least: 5, from: '01-21', to: '02-20' },
  国庆: { least: 3, from: '10-01', to: '10-01' },
  十一: { least: 3, from: '10-01', to: '10-01' },
  元旦: { least: 1, from: '01-01', to: '01-01' },
  五一: { least: 1, from: '05-01', to: '05-01' },
  劳动节: { least: 1, from: '05-01', to: '05-01' },
  清明: { least: 1, from: '04-04', to: '04-05' },
  端午: { least: 3, from: '05-28', to: '06-25' },
  节: { least: 3, from: '01-01', to: '12-31' },
} as const;

export type Festival = keyof typeof festivals;
export const festivalNames = Object.keys(festivals) as Festival[];

/**
 * First and last day off of the next holiday of that name, or of the current one while it lasts. Undefined when the
 * calendar does not know it.
 */
export function daysOff(
  name: Festival,
  today: ChinaDate,
  calendar: Calendar,
): { from: ChinaDate; to: ChinaDate } | undefined {
  let day = today;
  for (let left = 366; left > 0 && calendar.isKnownYear(Number(day.slice(0, 4))); left -= 1, day = addDays(day, 1)) {
    if (!isHoliday(day, calendar)) continue;
    const found = { from: addDays(workdayBefore(day, calendar), 1), to: addDays(nextWorkday(day, calendar), -1) };
    if (fits(found, name)) return found;
    day = found.to;
  }
  return undefined;
}

/** A weekday that is off: a weekend alone is not a holiday. */
function isHoliday(day: ChinaDate, calendar: Calendar): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay()) && !calendar.isWorkday(day);
}

function fits(off: { from: ChinaDate; to: ChinaDate }, name: Festival): boolean {
  const { least, from, to } = festivals[name];
  for (let day = off.from; day <= off.to; day = addDays(day, 1)) {
    const date = day.slice(5);
    if (date >= from && date <= to) return addDays(off.from, least - 1) <= off.to;
  }
  return false;
}
