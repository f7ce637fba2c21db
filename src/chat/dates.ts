import { DateTime } from 'luxon';
import { addDays, chinaDate, inChina } from '../domain/chinaTime.ts';
import type { ChinaDate, Instant } from '../domain/events.ts';

const dateWords =
  '(?:\\d{4}\\s*[-年/.]\\s*\\d{1,2}\\s*[-月/.]\\s*\\d{1,2}\\s*日?|\\d{1,2}\\s*月\\s*\\d{1,2}\\s*[日号]?|今天|明天|后天|(?:下周|本周|这周)[一二三四五六日天])';

const promise = new RegExp(
  `[(（]?\\s*(?:计划|预计|拟于?|力争)?(?:于|在)?\\s*(${dateWords})\\s*(?:之?前|底前)?\\s*(?:办结|完成|解决|办好|办理完毕)\\s*[)）]?`,
);
const inParentheses = new RegExp(`[(（]\\s*(${dateWords})\\s*[)）]`);

/** Reads "2026-11-30 +0800", "11月30日", "2026年11月30日", 明天, 下周三. Undefined when it is no date. */
export function readDate(words: string, now: Instant): ChinaDate | undefined {
  const text = words.trim().replace(/\s\+\d{4}$/, '');
  const today = chinaDate(now);
  const near = { 今天: 0, 明天: 1, 后天: 2 }[text];
  if (near !== undefined) return addDays(today, near);
  const week = /^(下周|本周|这周)([一二三四五六日天])$/.exec(text);
  if (week) return weekday(now, week[1] === '下周' ? 1 : 0, week[2] ?? '');
  const full = /^(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?$/.exec(text);
  if (full) return valid(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/.exec(text);
  return short ? nearest(today, Number(short[1]), Number(short[2])) : undefined;
}

function valid(year: number, month: number, day: number): ChinaDate | undefined {
  const date = DateTime.utc(year, month, day);
  return date.isValid ? date.toFormat('yyyy-MM-dd') : undefined;
}

/** Without a year: the one that puts the date less than three months back or nine ahead. */
function nearest(today: ChinaDate, month: number, day: number): ChinaDate | undefined {
  const year = Number(today.slice(0, 4));
  const earliest = DateTime.fromISO(today).minus({ months: 3 }).toFormat('yyyy-MM-dd');
  const years = [year - 1, year, year + 1].map((candidate) => valid(candidate, month, day));
  return years.find((date) => date !== undefined && date >= earliest);
}

function weekday(now: Instant, weeks: number, day: string): ChinaDate {
  const index = '一二三四五六日'.indexOf(day === '天' ? '日' : day);
  return inChina(now).startOf('week').plus({ weeks, days: index }).toFormat('yyyy-MM-dd');
}

/** Finds "(计划11月30日办结)" in a plan and takes it out of the text. */
export function takePromise(text: string, now: Instant): { text: string; promisedOn?: ChinaDate } {
  const match = promise.exec(text);
  const promisedOn = match?.[1] ? readDate(match[1], now) : undefined;
  if (!match || !promisedOn) return { text };
  // In brackets it is an aside; inside a sentence the words stay.
  const aside = /^[(（]/.test(match[0]) || match[0].length === text.length - match.index;
  const rest = aside ? text.replace(match[0], '').replace(/[\s,，;；]+$/, '') : text;
  return { text: rest.trim() || text, promisedOn };
}

/** Finds "(12月30日)" right after an outcome. */
export function takeAside(text: string, now: Instant): { text: string; date?: ChinaDate } {
  const match = inParentheses.exec(text);
  const date = match?.[1] ? readDate(match[1], now) : undefined;
  return match && date ? { text: text.replace(match[0], '').trim(), date } : { text };
}
