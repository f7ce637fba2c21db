import { createRequire } from 'node:module';
import { DateTime } from 'luxon';
import type { Calendar } from '../domain/time/calendar.ts';
import { addDays } from '../domain/time/chinaTime.ts';
import type { CalendarFile } from './schemas.ts';

const require = createRequire(import.meta.url);

/**
 * Only the library's tables are used: its functions read dates in the host's zone, so west of Greenwich every day would
 * become the day before.
 */
const published: Record<
  'holidays' | 'workdays',
  Record<string, string>
> = require('chinese-days/dist/chinese-days.json');

/** Ten years of days: more are never needed at once. */
const remembered = 4000;

/**
 * Working days (docs/develop/domain.md#working-days): single days of config/calendar.yaml first, then that file's table
 * of the year, then the library's, then plain weekdays. Answers are cached, because parsing a date takes time.
 */
export function makeCalendar({ knownYears, years, overrides }: CalendarFile): Calendar {
  const tables = Object.values(years);
  const off = new Set([...tables.flatMap(({ holidays }) => holidays), ...overrides.holidays]);
  const worked = new Set([...tables.flatMap(({ workdays }) => workdays), ...overrides.workdays]);
  for (const date of overrides.holidays) worked.delete(date);
  for (const date of overrides.workdays) off.delete(date);
  const trusted = new Set(knownYears);
  const answers = new Map<string, boolean>();

  function decide(date: string): boolean {
    const day = DateTime.fromISO(date, { zone: 'utc' });
    if (!isDate(date)) throw new RangeError('a date must be yyyy-MM-dd');
    if (off.has(date)) return false;
    if (worked.has(date)) return true;
    if (day.year in years || !trusted.has(day.year)) return day.weekday <= 5;
    return date in published.workdays || (day.weekday <= 5 && !(date in published.holidays));
  }

  return {
    isWorkday(date) {
      let answer = answers.get(date);
      if (answer === undefined) {
        answer = decide(date);
        if (answers.size >= remembered) answers.clear();
        answers.set(date, answer);
      }
      return answer;
    },
    isKnownYear: (year) => trusted.has(year) || year in years,
  };
}

/** What is wrong with the dates of calendar.yaml; empty when nothing is wrong. */
export function calendarFaults({ knownYears, years, overrides }: CalendarFile): string[] {
  return [
    ...repeated(knownYears).map((year) => `knownYears: ${year} stands twice`),
    ...knownYears
      .filter((year) => !(year in years) && !libraryKnows(year))
      .map((year) => `knownYears: ${year} is in no table: the library does not know it yet and \`years\` has none`),
    ...Object.entries(years).flatMap(([year, table]) => [
      ...listFaults(table).map((fault) => `years.${year}: ${fault}`),
      ...yearFaults(year, table),
    ]),
    ...listFaults(overrides).map((fault) => `overrides: ${fault}`),
    ...endlessFaults([...Object.values(years), overrides]),
  ];
}

const longestHolidayDays = 31;

/** No holiday may be longer than a month: with endless days off nothing would ever fall due. */
function endlessFaults(tables: Days[]): string[] {
  const worked = new Set(tables.flatMap(({ workdays }) => workdays));
  const off = new Set(tables.flatMap(({ holidays }) => holidays).filter((date) => isDate(date) && !worked.has(date)));
  const rests = (date: string) => off.has(date) || (new Date(date).getUTCDay() % 6 === 0 && !worked.has(date));
  const tooLong = [...off].find((date) => {
    if (rests(addDays(date, -1))) return false;
    let days = 1;
    while (days <= longestHolidayDays && rests(addDays(date, days))) days += 1;
    return days > longestHolidayDays;
  });
  return tooLong === undefined ? [] : [`more than ${longestHolidayDays} days off from ${tooLong} on`];
}

interface Days {
  holidays: string[];
  workdays: string[];
}

function listFaults({ holidays, workdays }: Days): string[] {
  const both = holidays.filter((date) => workdays.includes(date));
  return [
    ...[...holidays, ...workdays].filter((date) => !isDate(date)).map((date) => `"${date}" is no date (yyyy-MM-dd)`),
    ...repeated(holidays).map((date) => `${date} stands twice in holidays`),
    ...repeated(workdays).map((date) => `${date} stands twice in workdays`),
    ...new Set(both.map((date) => `${date} stands in holidays and in workdays`)),
  ];
}

function yearFaults(year: string, { holidays, workdays }: Days): string[] {
  if (!/^20\d\d$/.test(year)) return [`years: "${year}" is no year`];
  return [
    // A year's own table replaces the library's: if it is empty, every holiday would be a plain weekday.
    ...(holidays.some((date) => isDate(date)) ? [] : [`years.${year}: holidays is empty; copy the whole notice`]),
    ...[...holidays, ...workdays]
      .filter((date) => isDate(date) && !date.startsWith(`${year}-`))
      .map((date) => `years.${year}: ${date} is of another year`),
    ...workdays
      .filter((date) => isDate(date) && DateTime.fromISO(date).weekday <= 5)
      .map((date) => `years.${year}: ${date} is worked anyway; workdays are Saturdays and Sundays`),
  ];
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** New Year's Day is off in every published table. */
function libraryKnows(year: number): boolean {
  return `${year}-01-01` in published.holidays;
}

export function repeated<T>(values: T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
