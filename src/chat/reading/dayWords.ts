import { DateTime } from 'luxon';
import { addDays, chinaDate } from '../../domain/time/chinaTime.ts';
import { type Festival, festivalNames } from '../../domain/time/festivals.ts';
import type { ChinaDate, Instant } from '../../domain/time/instant.ts';
import {
  ahead,
  aroundHoliday,
  nearest,
  partOf,
  type Reading,
  stepsIn,
  type Told,
  termFrom,
  valid,
  weekday,
  weekEnd,
  yearOf,
} from './dayReading.ts';
import { numeral } from './numerals.ts';

export type { Reading } from './dayReading.ts';

/**
 * How people write a day, and which day they mean, depending on when they say it. Longer words come first, because 下下周三
 * contains 下周三.
 */

type Parts = (string | undefined)[];

interface Row {
  /** Its groups are the parts passed to `read`. */
  words: string;
  /** Patterns of what must come before (`behind`) and after (`ahead`) when the words are inside a sentence. */
  behind?: string;
  ahead?: string;
  read(parts: Parts, told: Told): ChinaDate | undefined;
}

const s = '\\s{0,2}';
const cn = '(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?![一二三四五六七八九十])';
const number = `\\d{1,2}|${cn}`;
const yearWord = '今|明|后|去|本|来|次|\\d{4}|\\d{2}';
const monthPart = '底|末|内|上旬|中旬|下旬|中';
const within = '(?:之内|以内|内)';
/** Excludes words before that change the meaning: 每月底, 三年底, 隔周三. */
const alone = '(?<![0-9一二三四五六七八九十百两几数多半下上次本这个当每隔逐再前后去今明来大头第同翌近年月周])';
/** 本周 and 三天 give a limit only with 内, or directly before words such as 办结. */
const ends = `(?:(?<=内)|(?=${s}(?:可以?|能够?|予以|全部)?(?:办结|办完|办好|完成|解决)))`;

/** Days written with numbers. */
const dated: Row[] = [
  {
    words: `(\\d{4})${s}[-年/.]${s}(\\d{1,2})${s}[-月/.]${s}(\\d{1,2})${s}[日号]?`,
    ahead: '(?!\\d)',
    read: ([year, month, day]) => valid(Number(year), Number(month), Number(day)),
  },
  {
    words: `(${yearWord})${s}年${s}(${number})${s}月份?${s}(\\d{1,2}${s}[日号]?|${cn}[日号])`,
    ahead: '(?!\\d)',
    read: ([year, month, day], told) => valid(yearOf(year, told), numeral(month), numeral(day)),
  },
  {
    words: `(${yearWord})${s}年${s}(${number})${s}月份?(${monthPart})`,
    read: ([year, month, part], told) => partOf(valid(yearOf(year, told), numeral(month), 1), part),
  },
  {
    words: `(${number})${s}月份?${s}(\\d{1,2}${s}[日号]|${cn}[日号])`,
    read: ([month, day], told) => nearest(told, (year) => valid(year, numeral(month), numeral(day))),
  },
  {
    words: `(\\d{1,2})${s}月${s}(\\d{1,2})`,
    ahead: `(?!${s}[\\d个天年月家户台次份件%.-])`,
    read: ([month, day], told) => nearest(told, (year) => valid(year, Number(month), Number(day))),
  },
  {
    words: `(?:(\\d{1,2})${s}月份?(${monthPart})|(${cn})月份?(底|末|上旬|中旬|下旬))`,
    read: ([month, part, spelt, partOfSpelt], told) =>
      nearest(told, (year) => partOf(valid(year, numeral(month ?? spelt), 1), part ?? partOfSpelt)),
  },
  {
    // 25日前 of this month; a past one may mean the next month.
    words: `(\\d{1,2})${s}[日号]`,
    behind: '(?<![\\d月年第至到~～—.-])',
    ahead: '(?=之?前|以前)',
    read: ([day], told) =>
      ahead(valid(Number(told.today.slice(0, 4)), Number(told.today.slice(5, 7)), Number(day)), told),
  },
];

const byMonth: Row[] = [
  {
    behind: '(?<![下再隔])',
    words: `(下下|下|次|本|这|当|上)个?月份?(?:(${monthPart})|(\\d{1,2})${s}[日号])`,
    read: ([which, part, day], told) => {
      const first = DateTime.fromISO(`${told.today.slice(0, 7)}-01`).plus({ months: stepsIn(which) });
      return day ? valid(first.year, first.month, Number(day)) : partOf(first.toFormat('yyyy-MM-dd'), part);
    },
  },
  { words: `月(${monthPart})`, behind: alone, read: ([part], told) => ahead(partOf(told.today, part), told) },
  {
    words: '本旬(?:之?内)?',
    read: (_, { today }) => partOf(today, today.slice(8) <= '10' ? '上旬' : today.slice(8) <= '20' ? '中旬' : '底'),
  },
  { words: '([上中下]旬)', behind: alone, read: ([part], told) => ahead(partOf(told.today, part), told) },
  {
    words: '(今|明|本|来)?年?(?:第?([一二三四])季度|(上|下)半年)(?:底|末|内)',
    read: ([year, quarter, half], told) => {
      const month = quarter ? numeral(quarter) * 3 : half === '上' ? 6 : 12;
      const end = partOf(valid(yearOf(year, told), month, 1));
      return year ? end : ahead(end, told);
    },
  },
  { words: `(${yearWord})${s}年年?(?:底|末|内)`, read: ([year], told) => valid(yearOf(year, told), 12, 31) },
  { words: '年(?:底|末|内)', behind: alone, read: (_, { today }) => `${today.slice(0, 4)}-12-31` },
];

const byWeek: Row[] = [
  {
    words: '(下下|下|本|这|上)个?(?:周|星期|礼拜)([一二三四五六日天末])',
    behind: '(?<![下再隔])',
    read: ([which, day], { now }) => weekday(now, stepsIn(which), day),
  },
  {
    words: `(下下|下|本|这)个?(?:周|星期|礼拜)${within}?`,
    behind: '(?<![下再隔])',
    ahead: ends,
    read: ([which], told) => weekEnd(told, which),
  },
  { words: `周${within}`, behind: alone, read: (_, told) => weekEnd(told, '本') },
  {
    // On that weekday itself, or after it, the words may mean this week or the next, so there is no certain date.
    words: '(?:周|星期|礼拜)([一二三四五六日天])',
    behind: alone,
    read: ([day], { now, today }) => [weekday(now, 0, day)].find((found) => found > today),
  },
];

// biome-ignore format: a table is read by column
const soon: Record<string, number> = {
  大大后天: 4, 大后天: 3, 后天: 2, 后日: 2, 明天: 1, 明日: 1, 今天: 0, 今日: 0, 当天: 0, 当日: 0,
  大前天: -3, 前天: -2, 昨天: -1, 昨日: -1,
};

const byDay: Row[] = [
  {
    words: `(${Object.keys(soon).join('|')})`,
    behind: '(?<![今以之先大])',
    ahead: '(?![气津])',
    read: ([word = ''], { today }) => addDays(today, soon[word] ?? 0),
  },
];

const byFestival: Row[] = [
  {
    words: `(${festivalNames.filter((name) => name !== '节').join('|')})节?(?:假期|长假)?([前后])(?:的?(?:第一|首)个工作日)?`,
    behind: '(?<![0-9一二三四五六七八九十])',
    read: ([name, side], told) => aroundHoliday(name as Festival, side, told),
  },
  {
    words: '节([前后])(?:的?(?:第一|首)个工作日)?',
    behind: '(?:(?<![\\u4e00-\\u9fff])|(?<=[于在到至划计拟将取争保迟]))',
    read: ([side], told) => aroundHoliday('节', side, told),
  },
  {
    words: '年(前)',
    behind: '(?:(?<![0-9\\u4e00-\\u9fff])|(?<=[于在到至划计拟将取争保迟]))',
    read: ([side], told) => aroundHoliday('春节', side, told),
  },
];

const count = `\\d{1,3}|${cn}|半`;
/** 第3天, 每3日, 近3日, 上半年. */
const noOther = '(?<![第近每上下\\d一二三四五六七八九十百几数])';
/** How long from now. 3天前 is in the past. The caller recognises terms that are counted from something else. */
const terms: Row[] = [
  {
    words: `(${count})${s}(日|自然日|年)${within}`,
    behind: noOther,
    read: ([many, unit], told) => termFrom(told, many, unit),
  },
  {
    // 3月内 is not accepted: it may mean March.
    words: `(${count})${s}(个${s}(?:工作日|自然日|星期|月|小时)|工作日|天|周|星期|小时)${s}${within}?`,
    behind: noOther,
    ahead: ends,
    read: ([many, unit], told) => termFrom(told, many, unit?.replace(/^个\s*/, '')),
  },
];

/**
 * A pattern for any of the rows, not inside a longer number; without capturing groups, and in time linear in the text.
 */
function oneOf(rows: Row[]): string {
  const words = rows.map((row) => `${row.behind ?? ''}${row.words.replace(/\((?!\?)/g, '(?:')}${row.ahead ?? ''}`);
  return `(?<![\\d.])(?:${words.join('|')})`;
}

const days = [...dated, ...byMonth, ...byWeek, ...byDay, ...byFestival];

/** A day, as a part of a pattern. */
export const dayPattern = oneOf(days);
/** A day, or a term from now. */
export const timePattern = oneOf([...terms, ...days]);

const readers = [...terms, ...days].map(({ words, read }) => ({ read, pattern: new RegExp(`^(?:${words})$`) }));
/** Nobody writes a day longer than that. */
const longest = 40;

/** Reads "2026-11-30 +0800", "11月30日", 明天, 下周三, 次月底, 三个工作日内. Undefined when the date is not certain. */
export function readDate(words: string, now: Instant, reading: Reading = {}): ChinaDate | undefined {
  if (words.length > longest) return undefined;
  const text = words.trim().replace(/\s\+\d{4}$/, '');
  for (const { read, pattern } of readers) {
    const match = pattern.exec(text);
    if (match) return read(match.slice(1), { ...reading, now, today: chinaDate(now) });
  }
  return undefined;
}
