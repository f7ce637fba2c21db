import { DateTime } from 'luxon';
import { addWorkdays, type Calendar, workdayBefore } from '../../domain/time/calendar.ts';
import { addDays, inChina } from '../../domain/time/chinaTime.ts';
import { daysOff, type Festival } from '../../domain/time/festivals.ts';
import type { ChinaDate, Instant } from '../../domain/time/instant.ts';
import { numeral } from './numerals.ts';

/** Finds the day that words mean, depending on the day when they are said. */

export interface Reading {
  /** Used to read working days and holidays; without a calendar those are not a date. */
  calendar?: Calendar;
  /** True for a step that was done: a day without a year is then in the past, not ahead. */
  past?: boolean;
}

export interface Told extends Reading {
  now: Instant;
  today: ChinaDate;
}

export function valid(year: number, month: number, day: number): ChinaDate | undefined {
  const found = DateTime.utc(year, month, day);
  return found.isValid ? found.toFormat('yyyy-MM-dd') : undefined;
}

export function yearOf(word = '', { today }: Told): number {
  if (/^\d+$/.test(word)) return word.length === 4 ? Number(word) : 2000 + Number(word);
  const steps: Record<string, number> = { 去: -1, 明: 1, 来: 1, 次: 1, 后: 2 };
  return Number(today.slice(0, 4)) + (steps[word] ?? 0);
}

/** 本 0, 下 and 次 1, 下下 2, 上 −1. */
export function stepsIn(which = ''): number {
  const steps: Record<string, number> = { 下下: 2, 下: 1, 次: 1, 上: -1 };
  return steps[which] ?? 0;
}

/** The end of that part of the date's month; the end of the month if no part is named. */
export function partOf(date: ChinaDate | undefined, part = '底'): ChinaDate | undefined {
  const day = { 上旬: '10', 中旬: '20', 中: '15' }[part];
  if (!date || day) return date && `${date.slice(0, 8)}${day}`;
  return DateTime.fromISO(date).endOf('month').toFormat('yyyy-MM-dd');
}

/** Undefined for a past date, which may mean the next one: then it is not a certain date. */
export function ahead(date: ChinaDate | undefined, { today, past }: Told): ChinaDate | undefined {
  return date && (past || date >= today) ? date : undefined;
}

/**
 * The year of a day without one: last year if that is less than a month ago, else this year unless that is more than
 * three months ago. For a step that was done, which is in the past: last year if that is less than three months ago.
 */
export function nearest({ today, past }: Told, inYear: (year: number) => ChinaDate | undefined): ChinaDate | undefined {
  const year = Number(today.slice(0, 4));
  const [last, own, next] = [inYear(year - 1), inYear(year), inYear(year + 1)];
  const back = (months: number) => DateTime.fromISO(today).minus({ months }).toFormat('yyyy-MM-dd');
  if (last && last >= back(past ? 3 : 1) && !(past && own && own <= today)) return last;
  return own && own >= back(3) ? own : next;
}

export function weekday(now: Instant, weeks: number, name = '日'): ChinaDate {
  const index = '一二三四五六日'.indexOf(name === '天' || name === '末' ? '日' : name);
  return inChina(now).startOf('week').plus({ weeks, days: index }).toFormat('yyyy-MM-dd');
}

/** The last working day of the week: Sunday is a day off, unless it is worked in exchange for a holiday. */
export function weekEnd(told: Told, which: string | undefined): ChinaDate | undefined {
  const monday = addDays(weekday(told.now, stepsIn(which)), 1);
  return ahead(told.calendar ? workdayBefore(monday, told.calendar) : addDays(monday, -3), told);
}

/** The day before the days off, or the first day after them. */
export function aroundHoliday(
  name: Festival,
  side: string | undefined,
  { today, calendar }: Told,
): ChinaDate | undefined {
  const off = calendar && daysOff(name, today, calendar);
  const day = off && (side === '前' ? addDays(off.from, -1) : addDays(off.to, 1));
  return day && day >= today ? day : undefined;
}

export function termFrom({ today, calendar }: Told, many: string | undefined, unit = ''): ChinaDate | undefined {
  if (many === '半') return { 月: addDays(today, 15), 年: monthsOn(today, 6) }[unit];
  const whole = numeral(many);
  if (unit === '工作日') return calendar && whole <= 250 ? addWorkdays(today, whole, calendar) : undefined;
  if (unit === '小时') return whole % 24 === 0 ? addDays(today, whole / 24) : undefined;
  if (unit === '月') return monthsOn(today, whole);
  if (unit === '年') return monthsOn(today, whole * 12);
  return addDays(today, whole * (unit === '周' || unit === '星期' ? 7 : 1));
}

function monthsOn(date: ChinaDate, months: number): ChinaDate {
  return DateTime.fromISO(date).plus({ months }).toFormat('yyyy-MM-dd');
}
