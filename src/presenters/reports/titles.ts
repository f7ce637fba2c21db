import { daysOf, type Period, type Span } from '../../domain/figures/happened.ts';
import type { Scope } from '../../domain/people/visibility.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { chinaDate, instantOf, shortDayText } from '../../domain/time/chinaTime.ts';
import type { ChinaDate, Instant } from '../../domain/time/instant.ts';

/** "11月1日至15日", "2025年1月1日至12月31日": the year is given when it differs from the year of `now` (or of the last day). */
export function spanText(span: Span, now?: Instant): string {
  const { first, last } = daysOf(span);
  const present = yearOf(now ? chinaDate(now) : last);
  const start = `${yearOf(first) === present ? '' : `${yearOf(first)}年`}${dayOf(first)}`;
  if (first === last) return start;
  if (first.slice(0, 7) === last.slice(0, 7)) return `${start}至${Number(last.slice(8))}日`;
  return `${start}至${yearOf(last) === yearOf(first) ? '' : `${yearOf(last)}年`}${dayOf(last)}`;
}

function yearOf(date: ChinaDate): string {
  return date.slice(0, 4);
}

function dayOf(date: ChinaDate): string {
  return shortDayText(instantOf(date, '12:00'));
}

export function halfMonthTitle(span: Span): string {
  return `半月调度材料 · ${spanText(span)}`;
}

/** "月度小结 · 2026年10月" */
export function monthTitle(span: Span): string {
  const [year, month] = daysOf(span).first.split('-');
  return `月度小结 · ${year}年${Number(month)}月`;
}

const periodNames: Record<Period, string> = { week: '本周', month: '本月', quarter: '本季', year: '今年' };
const namesBefore: Record<Period, string> = { week: '上周', month: '上月', quarter: '上季', year: '去年' };

/** The period that figures are asked for: the current one, or the whole one before it, which is shown with its days. */
export interface AskedPeriod {
  period: Period;
  before: boolean;
  span: Span;
  now: Instant;
}

/** "统计 · 全区 · 本月", "统计 · 全区 · 上月（10月1日至31日）" */
export function statisticsTitle(scope: Scope, { period, before, span, now }: AskedPeriod, rules: Rules): string {
  const when = before ? `${namesBefore[period]}（${spanText(span, now)}）` : periodNames[period];
  return `统计 · ${scopeText(scope, rules)} · ${when}`;
}

/** "获得电力专班超期": the name of a list, and the title above it. */
export function listName(scope: Scope, name: string, rules: Rules): string {
  return `${scopeText(scope, rules)}${name}`.replace(/\s/g, '');
}

function scopeText(scope: Scope, rules: Rules): string {
  if (scope === 'all') return '全区';
  const forces = scope.taskForces.map((number) => `${taskForce(rules, number).name}专班`);
  return [...forces, ...scope.units.map((unit) => unitName(rules, unit))].join('、');
}
