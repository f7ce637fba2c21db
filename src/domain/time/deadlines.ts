import type { DayRule, District, Rules } from '../rules.ts';
import { addWorkdays, type Calendar, nextWorkday, workdayFrom } from './calendar.ts';
import { addDays, chinaDate, dayText, dayTimeText, inChina, instantOf, timeText, toInstant } from './chinaTime.ts';
import type { ChinaDate, Instant } from './instant.ts';

/** A last moment and, in words, how it was found (docs/develop/domain.md#deadlines). */
export interface Deadline {
  rule: string;
  dueAt: Instant;
  derivation: string;
}

export interface Timing {
  district: District;
  calendar: Calendar;
}

/** What deadlines are counted with, taken from any object that holds the rules and the calendar. */
export function timingOf({ rules, calendar }: { rules: Rules; calendar: Calendar }): Timing {
  return { district: rules.district, calendar };
}

function closeOfBusiness({ district }: Timing): string {
  const last = district.workingHours.at(-1);
  if (!last) throw new RangeError('working hours are empty');
  return last.to;
}

/** Close of business of that day, whether people work on it or not. */
export function closeOfDay(date: ChinaDate, timing: Timing): Instant {
  return instantOf(date, closeOfBusiness(timing));
}

/** Close of business of the next working day after this moment. */
export function closeOfNextWorkday(at: Instant, timing: Timing): Instant {
  return closeOfDay(nextWorkday(chinaDate(at), timing.calendar), timing);
}

/**
 * Close of business of that day; moved to a later day if it is a day off, or if business had closed before the start.
 */
function closing(date: ChinaDate, startedAt: Instant, timing: Timing): { dueAt: Instant; moved: string } {
  const last = workdayFrom(date, timing.calendar);
  const dueAt = instantOf(last, closeOfBusiness(timing));
  const moved = last === date ? '' : ` → ${dayText(date)}非工作日，顺延`;
  if (dueAt > startedAt) return { dueAt, moved };
  return { dueAt: closeOfNextWorkday(startedAt, timing), moved: ' → 当日已过下班时间，顺延' };
}

/**
 * The start day is day 0; the term ends at close of business of its last day; if that is a day off, on the next working
 * day (docs/develop/domain.md#deadlines, docs/develop/rules.md#rule-17, #gap-1, #gap-2, #gap-3). `began` names the
 * start, such as 受理.
 */
export function dueAfterDays(startedAt: Instant, rule: DayRule, began: string, timing: Timing): Deadline {
  const start = chinaDate(startedAt);
  const working = rule.dayMode === 'working';
  const counted = working ? addWorkdays(start, rule.days, timing.calendar) : addDays(start, rule.days);
  const { dueAt, moved } = closing(counted, startedAt, timing);
  const span = working ? `${rule.days}个工作日` : `${rule.days}日`;
  return { rule: span, dueAt, derivation: `${dayText(start)}${began} → ${span}${moved} → ${dayTimeText(dueAt)}` };
}

/** The deadline of a promised date: close of business of that day, moved on if it is a day off. */
export function dueOnDate(date: ChinaDate, startedAt: Instant, timing: Timing): Deadline {
  const { dueAt, moved } = closing(date, startedAt, timing);
  return {
    rule: '方案计划日期',
    dueAt,
    derivation: `${dayText(startedAt)}提出方案 → 计划${dayText(date)}办结${moved} → ${dayTimeText(dueAt)}`,
  };
}

/** Counts only minutes inside working hours. */
export function dueAfterWorkingHours(startedAt: Instant, hours: number, began: string, timing: Timing): Deadline {
  let left = hours * 60;
  let date = workdayFrom(chinaDate(startedAt), timing.calendar);
  let from = date === chinaDate(startedAt) ? timeText(startedAt) : '00:00';
  let dueAt: Instant | undefined;
  while (dueAt === undefined) {
    for (const { from: opens, to } of timing.district.workingHours) {
      const begin = opens.localeCompare(from) < 0 ? from : opens;
      const minutes = minutesBetween(begin, to);
      if (minutes >= left && minutes > 0) {
        dueAt = toInstant(inChina(instantOf(date, begin)).plus({ minutes: left }));
        break;
      }
      left -= Math.max(0, minutes);
    }
    date = nextWorkday(date, timing.calendar);
    from = '00:00';
  }
  const rule = `${hours}个工作小时`;
  return { rule, dueAt, derivation: `${dayTimeText(startedAt)}${began} → ${rule} → ${dayTimeText(dueAt)}` };
}

function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(to) - minutes(from);
}

/**
 * A return asked for by the cutoff of a working day is decided the same day; a later one by noon of the next working
 * day.
 */
export function determinationDue(startedAt: Instant, timing: Timing): Deadline {
  const { cutoff, sameDay, nextDay } = timing.district.clocks.determination;
  const date = chinaDate(startedAt);
  const inTime = timing.calendar.isWorkday(date) && timeText(startedAt) <= cutoff;
  const dueAt = inTime ? instantOf(date, sameDay) : instantOf(nextWorkday(date, timing.calendar), nextDay);
  const rule = inTime ? `${cutoff}前申请，当日认定` : `${cutoff}后申请，次一工作日${nextDay}前认定`;
  return { rule, dueAt, derivation: `${dayTimeText(startedAt)}申请退件 → ${rule} → ${dayTimeText(dueAt)}` };
}
