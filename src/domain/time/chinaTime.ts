import { DateTime } from 'luxon';
import type { ChinaDate, Instant } from './instant.ts';

/**
 * Day arithmetic is done in China; instants are UTC ISO text (house rule). China has had no daylight saving since 1991:
 * a fixed offset gives the same as Asia/Shanghai, and lists of ten thousand clocks are faster without a table of zones.
 */
const zone = 'UTC+8';
const aheadOfUtcMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

export function inChina(at: Instant | Date): DateTime {
  const time = typeof at === 'string' ? DateTime.fromISO(at, { zone }) : DateTime.fromJSDate(at, { zone });
  if (!time.isValid) throw new RangeError(`not an instant: ${String(at)}`);
  return time;
}

export function toInstant(time: DateTime | Date): Instant {
  return (time instanceof Date ? time : time.toJSDate()).toISOString();
}

export function chinaDate(at: Instant | Date): ChinaDate {
  return inChinaAsIso(at).slice(0, 10);
}

/**
 * "2026-11-25T17:30:00.000Z" for 17:30 in China. No luxon here, for speed: lists ask for the dates of thousands of
 * clocks.
 */
function inChinaAsIso(at: Instant | Date): string {
  const time = typeof at === 'string' ? Date.parse(at) : at.getTime();
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${String(at)}`);
  return new Date(time + aheadOfUtcMs).toISOString();
}

/** The instant of `HH:mm` on a China date. */
export function instantOf(date: ChinaDate, time: string): Instant {
  return new Date(`${date}T${time}:00+08:00`).toISOString();
}

export function addDays(date: ChinaDate, days: number): ChinaDate {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

/** "11月25日(周三)" */
export function dayText(at: Instant | Date | ChinaDate): string {
  const date = typeof at === 'string' && at.length === 10 ? at : chinaDate(at);
  return `${shortOf(date)}(周${weekdays[new Date(date).getUTCDay()]})`;
}

/** "11月25日" */
export function shortDayText(at: Instant | Date): string {
  return shortOf(chinaDate(at));
}

function shortOf(date: ChinaDate): string {
  const [, month, day] = date.split('-');
  return `${Number(month)}月${Number(day)}日`;
}

/** "17:30" */
export function timeText(at: Instant | Date): string {
  return inChinaAsIso(at).slice(11, 16);
}

/** "11月25日(周三)17:30" */
export function dayTimeText(at: Instant | Date): string {
  return `${dayText(at)}${timeText(at)}`;
}

/** `at` moved forward by so many seconds. */
export function addSeconds(at: Instant, seconds: number): Instant {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}

export function laterOf(one: Instant, other: Instant): Instant {
  return one.localeCompare(other) < 0 ? other : one;
}
