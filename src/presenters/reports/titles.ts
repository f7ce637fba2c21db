import { daysOf, type Period, type Span } from '../../domain/happened.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import type { Scope } from '../../domain/scope.ts';
import { spanText } from './figureWords.ts';

export function halfMonthTitle(span: Span): string {
  return `半月调度材料 · ${spanText(span)}`;
}

/** "月度小结 · 2026年10月" */
export function monthTitle(span: Span): string {
  const [year, month] = daysOf(span).first.split('-');
  return `月度小结 · ${year}年${Number(month)}月`;
}

const periodNames: Record<Period, string> = { week: '本周', month: '本月', quarter: '本季', year: '今年' };

export function statisticsTitle(scope: Scope, period: Period, rules: Rules): string {
  return `统计 · ${scopeText(scope, rules)} · ${periodNames[period]}`;
}

function scopeText(scope: Scope, rules: Rules): string {
  if (scope === 'all') return '全区';
  const forces = scope.taskForces.map((number) => `${taskForce(rules, number).name}专班`);
  return [...forces, ...scope.units.map((unit) => unitName(rules, unit))].join('、');
}
