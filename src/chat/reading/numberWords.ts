import { wholeNumber } from '../../domain/appeal/appealNumber.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import { addDays, chinaDate } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';

/**
 * How people write the number of an appeal. A count is not such a number: 撤回 3 天前提交的那件, 签收3件, 进展 220 千伏线路已送电. Digits
 * are a number if they have a leading zero or 号, or if nothing they could count can follow: before a colon, or at the
 * end of the text.
 */

/** Dates, amounts, percentages, times of day, ranges and parts of longer numbers. */
const notNumber = '(?!\\d|[月日年点个万元%‰-]|[.]\\d)';
const notTime = '(?![:：][0-5]\\d(?!\\d))';
const padded = `0\\d{2,3}号?${notNumber}|0\\d号?${notNumber}${notTime}`;
const withSign = `[1-9]\\d{0,3}号${notNumber}`;

/**
 * Things that are counted, and letters of units: digits before one of these are a quantity, with or without a blank.
 */
const measures =
  '[月日年点个万千百亿元块角%‰℃°天周旬季岁时秒次件份台家户人名位条项套张只根辆栋幢座间层楼米里伏瓦安亩吨斤克升度成倍折批轮期步种类样处所起宗笔页章册道遍趟回场支组队桶箱包袋瓶盒车船架艘把副双群级档股片段节面棵株头匹两多余几等A-Za-z]|平方|平米|公[里斤分顷]|分[钟之]|立方|小时|[至到~～]\\s{0,4}\\d';
const long = `[1-9]\\d{2,3}(?!\\s{0,4}(?:${measures}))${notNumber}`;
/** 3 and 12 must be alone: before a colon, at the end, or before the next number of a list. 3,000 is an amount. */
const alone = `(?=\\s{0,4}(?:[:：]|[。.!！?？]{0,2}\\s{0,4}$|[、和]\\s{0,4}\\d|[,，]\\s{0,4}\\d{1,2}(?!\\d)|\\s\\d))`;
const short = `[1-9]\\d?${notNumber}${notTime}${alone}`;

/** One number as people write it. */
export const oneNumber = `(?:${wholeNumber}|${padded}|${withSign}|${long}|${short})`;
/** One or several numbers as people write them: "3号", "003、005", "JJ20261120-003". */
export const numberList = `${oneNumber}(?:[、,，和\\s]+${oneNumber})*`;

const each = new RegExp(oneNumber, 'g');

/** The numbers of a list as written, each once. */
export function numbersOf(words: string | undefined): string[] {
  return [...new Set(words?.match(each))];
}

const wordsBehind = /^\s{0,4}[\u4e00-\u9fff]/;
const wordsBehindDate = /^[\s,，]{0,4}[\u4e00-\u9fff]/;

/** A number of the list that may mean something else: 12号签收 said on the 12th, or a bare 120 followed by words. */
export function doubtfulNumber(text: string, words: string | undefined, at: Instant): string | undefined {
  const today = chinaDate(at);
  const dates = [today, addDays(today, -1)].map((date) => Number(date.slice(8)));
  const plain = plainText(text);
  return numbersOf(words).find((written) => {
    if (written.startsWith('0') || written.includes('-')) return false;
    const isDate = written.endsWith('号') && dates.includes(Number.parseInt(written, 10));
    if (!isDate && written.endsWith('号')) return false;
    const parts = plain.split(written);
    return parts.some((behind, place) => {
      if (place === 0 || /\d$/.test(parts[place - 1] ?? '')) return false;
      return (isDate ? wordsBehindDate : wordsBehind).test(behind);
    });
  });
}
