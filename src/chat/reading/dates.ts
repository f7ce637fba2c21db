import type { ChinaDate, Instant } from '../../domain/time/instant.ts';
import { dayPattern, type Reading, readDate, timePattern } from './dayWords.ts';
import { countsFromElsewhere, isOwnPromise } from './promises.ts';

export { readDate } from './dayWords.ts';

const s = '\\s{0,2}';
const aim = '(?:计划|预计|拟定?|力争|争取|将|确保|保证|承诺|最迟|最晚|不晚于|不迟于|定)';
const before = '(?:之?前|以前|为止)?';
const end = '(?:办结完?毕?|完成|解决|办好|办理完毕|办理完成|办完|落实到位|解决到位|整改到位)';
/** 11月30日前可全部完成. */
const surely = '(?:可以?|能够?|予以|全部|争取|力争|确保|保证|计划|预计|将|得到|给予|彻底){0,3}';
const promise = new RegExp(
  `[(（]?${s}(?<aim>${aim}{0,3})(?:于|在)?${s}(?<date>${timePattern})${s}${before}${s}(?<surely>${surely})(?<end>${end})?${s}[)）]?`,
  'g',
);
const aside = new RegExp(
  `[(（]${s}(?:${aim})?(?:于|在)?${s}(${timePattern})${s}${before}${s}(?:${end})?${s}[)）]|^[,，:：]?${s}(${timePattern})${s}${before}(?:${end})?(?=[\\s,，。;；:：]|$)`,
);
/** Words that say by when, but give no exact day: 12月前, 次月初, 一季度, 三五天. */
const vague = new RegExp(
  `(?:${dayPattern}|[下上本次今明后去]?个?[年月周旬节][底末初中内前后]{1,2}|[一二三四]?季度|[上下]半年|\\d{1,2}月|[一二两三四五六七八九十几数半\\d]{1,3}个?(?:工作日|小时|天|日|周|月|年)(?!之?前|以前))(?:(?!已|过)[^，,。；;\\n]){0,8}${end}`,
);

const upTo = `(?:申请)?(?:延期?|顺延|展期|暂停)?[至到]`;
const ending = '(?:之?前|以前|为?止)?';
const untilFirst = new RegExp(`^(?:${upTo}|于|在)?${s}(${dayPattern})${s}${ending}`);
const untilLater = new RegExp(`${upTo}${s}(${dayPattern})${s}${ending}`);
const marks = ' \t\n\r\u3000,，。:：;；';

/** Finds "至12月10日" in a request, or "11月24日" before a step that was done; takes the date out and keeps the rest. */
export function takeDay(text: string, now: Instant, reading?: Reading): { text: string; date?: ChinaDate } {
  const said = trimmed(text, marks);
  const match = untilFirst.exec(said) ?? untilLater.exec(said);
  const date = match?.[1] ? readDate(match[1], now, reading) : undefined;
  if (!match || !date) return { text: text.trim() };
  const first = trimmed(said.slice(0, match.index), marks);
  const rest = trimmed(said.slice(match.index + match[0].length), marks);
  return { text: [first, rest].filter(Boolean).join('，'), date };
}

/** Without these signs at either end. */
function trimmed(text: string, signs: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && signs.includes(text[from] ?? '')) from += 1;
  while (to > from && signs.includes(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}

export interface Promised {
  text: string;
  promisedOn?: ChinaDate;
  /** Words that say by when, but give no certain day: they promise nothing. */
  unsure?: string;
}

interface Found {
  match: RegExpExecArray;
  planned: boolean;
  promisedOn?: ChinaDate;
}

/**
 * Finds "(计划11月30日办结)" in a plan; a bracket, or a separate last clause, is taken out of the text, which is otherwise
 * never cut. A planned date goes before one of a step that was done ("11月20日完成勘查,计划11月30日办结"); a past date is a promise
 * only when the words say so. 完成 with an object is only a step on the way ("11月25日完成勘查"), unless it is planned and no
 * other date follows.
 */
export function takePromise(text: string, now: Instant, reading: Reading = {}): Promised {
  const dated = [...text.matchAll(promise)];
  const found = dated.flatMap((match, index): Found[] => {
    const { aim: aimed = '', surely: sure = '', date = '', end: closes } = match.groups ?? {};
    const planned = aimed !== '' || /争取|力争|确保|保证|计划|预计|将/.test(sure);
    if (!closes || (hasObject(match, text) && !(planned && index === dated.length - 1))) return [];
    const at = match.index + match[0].indexOf(date);
    const readable = isOwn(match, text) && !countsFromElsewhere(text, at);
    const promisedOn = readable ? readDate(date, now, reading) : undefined;
    return [{ match, planned, ...(promisedOn && (planned || !isPast(promisedOn, now)) ? { promisedOn } : {}) }];
  });
  const told = found.filter(({ promisedOn }) => promisedOn !== undefined);
  const best = told.filter(({ planned }) => planned).at(-1) ?? told.at(-1);
  if (best) return { text: without(text, best.match) || text, promisedOn: best.promisedOn };
  const unsure = found.find(({ match }) => !isBehind(match, now, reading))?.match.groups?.date ?? vague.exec(text)?.[0];
  return { text, ...(unsure ? { unsure } : {}) };
}

function isPast(date: ChinaDate, now: Instant): boolean {
  return date < (readDate('今天', now) ?? '');
}

/** 11月10日已完成: this is not a promise. */
function isBehind({ groups }: RegExpExecArray, now: Instant, reading: Reading): boolean {
  const date = readDate(groups?.date ?? '', now, reading);
  return date !== undefined && isPast(date, now);
}

function isOwn({ 0: words, index, groups }: RegExpExecArray, text: string): boolean {
  const begins = /^[(（]/.test(words) ? index + 1 : index;
  const ends = index + words.length - (/[)）]$/.test(words) ? 1 : 0);
  return isOwnPromise(text, { index: begins, end: ends, closing: groups?.end?.startsWith('办') ?? false });
}

/** 完成现场勘查: only a part of the matter will be done by then. */
function hasObject({ 0: words, index }: RegExpExecArray, text: string): boolean {
  const after = text.slice(index + words.length, index + words.length + 4);
  return /(?:完成|解决)\s{0,2}$/.test(words) && !/^了?\s*(?:[,，.。;；、?？!！（(]|$)/.test(after);
}

/** A bracket, or a last clause that says nothing else, is taken out; a sentence stays whole. */
function without(text: string, { 0: words, index }: RegExpExecArray): string {
  const bracketed = /^[(（].*[)）]$/.test(words);
  const rest = text.slice(index + words.length);
  const first = text.slice(0, index);
  const clause =
    !/^[(（]|[)）]$/.test(words) &&
    trimmed(rest, ' 。.;；\n') === '' &&
    /(?:^|[,，。;；!！\n）)])\s{0,4}$/.test(first.slice(-5));
  if (!bracketed && !clause) return text.trim();
  return trimmed(`${first}${bracketed ? rest : ''}`, ' \n').replace(/[\s,，;；]{1,20}$/, '');
}

/** Finds "(12月30日)" or "12月30日前," right after an outcome. */
export function takeAside(text: string, now: Instant, reading?: Reading): { text: string; date?: ChinaDate } {
  const said = trimmed(text, ' \n');
  const match = aside.exec(said);
  const words = match?.[1] ?? match?.[2];
  const date = words ? readDate(words, now, reading) : undefined;
  if (!match || !date) return { text };
  return { text: `${said.slice(0, match.index)}${said.slice(match.index + match[0].length)}`.trim(), date };
}
