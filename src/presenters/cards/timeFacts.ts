import type { ClockKind, ClockRow } from '../../domain/clocks/clocks.ts';
import type { Block, Button } from '../../domain/message.ts';
import { chinaDate, dayText, dayTimeText } from '../../domain/time/chinaTime.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import { type AppealFacts, line, press } from './facts.ts';

/** What the clocks of an appeal say on its cards. */

export function runningClock({ clocks }: AppealFacts, ...kinds: ClockKind[]): ClockRow | undefined {
  return kinds.flatMap((kind) => clocks.find((row) => row.kind === kind && row.stoppedAt === undefined) ?? [])[0];
}

/** "（首次期限11月30日(周一)17:30）": the first due date stays visible (docs/develop/domain.md#more-time). */
export function firstText({ dueAt, firstDueAt }: ClockRow): string {
  return firstDueAt && firstDueAt !== dueAt ? `（首次期限${dayTimeText(firstDueAt)}）` : '';
}

/** "12月10日(周四)17:30（首次期限11月30日(周一)17:30）" */
export function dueText(clock: ClockRow): string {
  return `${dayTimeText(clock.dueAt)}${firstText(clock)}`;
}

/** When the company may expect the result: the promised day, or the day to which an extension or a pause moved it. */
export function expectedOn(facts: AppealFacts): ChinaDate | undefined {
  const promised = facts.appeal.plan?.promisedOn;
  const clock = runningClock(facts, 'result');
  return promised && clock?.firstDueAt ? chinaDate(clock.dueAt) : promised;
}

/** "（原计划12月20日(周日)）": the first promised date stays visible. */
export function firstPromise({ plan }: AppealFacts['appeal']): string {
  return plan?.firstPromisedOn ? `（原计划${dayText(plan.firstPromisedOn)}）` : '';
}

/** A running pause, or a request that the centre has not decided. */
export function timeLines({ appeal: { paused, asked } }: AppealFacts): Block[] {
  if (paused) {
    return [line({ bold: '已暂停计时：' }, `${paused.cause}，至${dayText(paused.until)}，恢复后期限相应顺延。`)];
  }
  if (asked?.kind === 'extension') {
    return [line({ bold: '延期申请待定：' }, `申请延至${dayText(asked.until)}，审核期间现期限不变。`)];
  }
  if (asked) {
    const why = `${asked.cause ?? ''}，申请暂停至${dayText(asked.until)}，审核期间照常计时。`;
    return [line({ bold: '暂停申请待定：' }, why)];
  }
  return [];
}

/** Whether the handling unit is now late with a step, counted by its own window. */
export function isOverdue({ clocks, appeal, at = appeal.updatedAt }: AppealFacts): boolean {
  return clocks.some(
    ({ owner, stoppedAt, pausedAt, owedAt }) =>
      owner === 'handler' && stoppedAt === undefined && pausedAt === undefined && owedAt < at,
  );
}

/** "（补录：11月24日(周二)办理，11月27日(周五)录入）"; nothing when it was entered at once (docs/develop/domain.md#backfill). */
export function backfillText(facts: AppealFacts, step: keyof NonNullable<AppealFacts['backfilled']>): string {
  const entry = facts.backfilled?.[step];
  return entry ? `（补录：${dayText(entry.doneAt)}办理，${dayText(entry.at)}录入）` : '';
}

/** Whether the company must still be told: of the answer once it is approved, else of the plan. */
function isUntold({ status, plan, informed }: AppealFacts['appeal']): boolean {
  if (status === 'answered') return informed?.result === undefined;
  return (status === 'planned' || status === 'resolved') && plan !== undefined && informed?.plan === undefined;
}

/** 【已告知企业】, as long as the company has not been told. */
export function informButton({ appeal }: AppealFacts, style?: Button['style']): Button[] {
  return isUntold(appeal) ? [press('已告知企业', '已告知', appeal, style)] : [];
}
