import { DateTime } from 'luxon';
import { addDays, chinaDate, inChina } from '../domain/chinaTime.ts';
import type { ChinaDate, Instant } from '../domain/events.ts';

const day = '\\d{4}\\s*[-年/.]\\s*\\d{1,2}\\s*[-月/.]\\s*\\d{1,2}\\s*[日号]?|\\d{1,2}\\s*月\\s*\\d{1,2}\\s*[日号]?';
const near = '今天|明天|后天|(?:下周|下星期|本周|这周)[一二三四五六日天]|(?:\\d{1,2}|本|这个?)?月底|年底';
const dateWords = `(?<![\\d年])(?:${day}|${near})`;

const aim = '计划|预计|拟|力争|争取|将';
const before = '(?:之?前|以前)?';
const promise = new RegExp(
  `[(（]?\\s*(?<aim>${aim})?(?:于|在)?\\s*(?<date>${dateWords})\\s*${before}\\s*(?<end>办结|完成|解决|办好|办理完毕)?\\s*[)）]?`,
  'g',
);
const aside = new RegExp(
  `[(（]\\s*(?:${aim})?(?:于|在)?\\s*(${dateWords})\\s*${before}\\s*(?:办结|完成|解决)?\\s*[)）]|^[\\s,，:：]*(${dateWords})\\s*${before}(?:办结|完成|解决)?(?=[\\s,，。;；:：]|$)`,
);

const upTo = `(?:申请)?(?:延期?|顺延|展期|暂停)?[至到]`;
const ending = '(?:之?前|以前|为?止)?';
const untilFirst = new RegExp(`^[\\s,，:：;；]*(?:${upTo}|于|在)?\\s*(${dateWords})\\s*${ending}`);
const untilLater = new RegExp(`[,，;；。\\s]*${upTo}\\s*(${dateWords})\\s*${ending}`);

/** Finds "至12月10日" in what is asked, "11月24日" before what was done; the date goes, the rest stays. */
export function takeDay(text: string, now: Instant): { text: string; date?: ChinaDate } {
  const match = untilFirst.exec(text) ?? untilLater.exec(text);
  const date = match?.[1] ? readDate(match[1], now) : undefined;
  if (!match || !date) return { text: text.trim() };
  const rest = `${text.slice(0, match.index)}${match.index > 0 ? '，' : ''}${text.slice(match.index + match[0].length)}`;
  return { text: bare(rest), date };
}

function bare(text: string): string {
  return text.replace(/^[\s,，。:：;；]+|[\s,，:：;；]+$/g, '').replace(/，[\s,，。:：;；]+/g, '，');
}

/** Reads "2026-11-30 +0800", "11月30日", "2026年11月30日", 明天, 下周三, 11月底. Undefined when it is no date. */
export function readDate(words: string, now: Instant): ChinaDate | undefined {
  const text = words.trim().replace(/\s\+\d{4}$/, '');
  const today = chinaDate(now);
  const soon = { 今天: 0, 明天: 1, 后天: 2 }[text];
  if (soon !== undefined) return addDays(today, soon);
  const week = /^(下周|下星期|本周|这周)([一二三四五六日天])$/.exec(text);
  if (week) return weekday(now, week[1]?.startsWith('下') ? 1 : 0, week[2] ?? '');
  const full = /^(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*[日号]?$/.exec(text);
  if (full) return valid(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/.exec(text);
  return short ? nearest(today, Number(short[1]), Number(short[2])) : lastDay(text, today);
}

function valid(year: number, month: number, date: number): ChinaDate | undefined {
  const found = DateTime.utc(year, month, date);
  return found.isValid ? found.toFormat('yyyy-MM-dd') : undefined;
}

/** Without a year: the one that puts the date less than three months back or nine ahead. */
function nearest(today: ChinaDate, month: number, date: number): ChinaDate | undefined {
  const year = Number(today.slice(0, 4));
  const earliest = DateTime.fromISO(today).minus({ months: 3 }).toFormat('yyyy-MM-dd');
  const years = [year - 1, year, year + 1].map((candidate) => valid(candidate, month, date));
  return years.find((found) => found !== undefined && found >= earliest);
}

/** 月底, 11月底, 年底. */
function lastDay(text: string, today: ChinaDate): ChinaDate | undefined {
  if (text === '年底') return `${today.slice(0, 4)}-12-31`;
  const month = /^(\d{1,2}|本|这个?)?月底$/.exec(text);
  if (!month) return undefined;
  const named = Number(month[1]);
  const first = named ? nearest(today, named, 1) : `${today.slice(0, 7)}-01`;
  return first && DateTime.fromISO(first).endOf('month').toFormat('yyyy-MM-dd');
}

function weekday(now: Instant, weeks: number, name: string): ChinaDate {
  const index = '一二三四五六日'.indexOf(name === '天' ? '日' : name);
  return inChina(now).startOf('week').plus({ weeks, days: index }).toFormat('yyyy-MM-dd');
}

/**
 * Finds "(计划11月30日办结)" in a plan and takes it out of the text. What is planned goes before what was merely done
 * ("11月20日完成勘查,计划11月30日办结"); a date gone by is a promise only when it says so. 完成 with an object is a step on
 * the way ("11月25日完成勘查"), unless it is planned and no other date follows.
 */
export function takePromise(text: string, now: Instant): { text: string; promisedOn?: ChinaDate } {
  const today = chinaDate(now);
  const dated = [...text.matchAll(promise)];
  const found = dated.flatMap((match, index) => {
    const { aim: planned, date = '', end } = match.groups ?? {};
    const meant = end && (!hasObject(match, text) || (planned && index === dated.length - 1));
    const promisedOn = meant ? readDate(date, now) : undefined;
    return promisedOn && (planned || promisedOn >= today) ? [{ match, planned, promisedOn }] : [];
  });
  const best = found.filter(({ planned }) => planned).at(-1) ?? found.at(-1);
  if (!best) return { text };
  return { text: without(text, best.match) || text, promisedOn: best.promisedOn };
}

/** 完成现场勘查: something else than the matter itself is what will be done by then. */
function hasObject({ 0: words, index }: RegExpExecArray, text: string): boolean {
  return /(?:完成|解决)\s*$/.test(words) && !/^了?\s*(?:[,，.。;；、]|$)/.test(text.slice(index + words.length));
}

/** In brackets or at the end it is an aside and goes; inside a sentence the words stay. */
function without(text: string, { 0: words, index }: RegExpMatchArray & { index: number }): string {
  const bracketed = /^[(（].*[)）]$/.test(words);
  const last = !/^[(（]|[)）]$/.test(words) && /^[\s。.;；]*$/.test(text.slice(index + words.length));
  if (!bracketed && !last) return text.trim();
  const rest = text.slice(0, index) + (bracketed ? text.slice(index + words.length) : '');
  return rest.replace(/[\s,，;；]+$/, '').trim();
}

/** Finds "(12月30日)" or "12月30日前," right after an outcome. */
export function takeAside(text: string, now: Instant): { text: string; date?: ChinaDate } {
  const match = aside.exec(text);
  const words = match?.[1] ?? match?.[2];
  const date = words ? readDate(words, now) : undefined;
  return match && date ? { text: text.replace(match[0], '').trim(), date } : { text };
}
