import type { HappenedFigure, Span } from '../../domain/figures/happened.ts';
import { percentOf, type Rate } from '../../domain/figures/rates.ts';
import type { Holder, Listed, Standing, StateFigure } from '../../domain/figures/standing.ts';
import type { Block, Button, Chart, Table } from '../../domain/message.ts';
import { type Rules, taskForce } from '../../domain/rules.ts';
import { chinaDate, dayText, timeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { line } from '../cards/facts.ts';

export type Figure = StateFigure | HappenedFigure;

/** Names of the figures: people read them, and a press asks for the list by them. */
export const figureNames: Record<Figure, string> = {
  open: '在办',
  dueToday: '今日到期',
  dueNext: '次一工作日到期',
  overdue: '超期',
  newlyOverdue: '新增超期',
  review: '待审核',
  extension: '延期或暂停待审',
  paused: '暂停计时',
  instruction: '批示待回复',
  received: '新收',
  dispatched: '交办',
  signed: '签收',
  planned: '提出方案',
  resolved: '提交办结',
  answered: '答复',
};

export function count(figure: Figure, number: number): string {
  return `${figureNames[figure]}${number}件`;
}

/** A button that opens the list of a number: 【超期3】. Zero gets no button. */
export function numberButtons(report: string, figures: [Figure, number][]): Block[] {
  const buttons = figures
    .filter(([, number]) => number > 0)
    .map(
      ([figure, number]): Button => ({
        label: `${figureNames[figure]}${number}`,
        say: `清单 ${report} ${figureNames[figure]}`,
        style: figure === 'overdue' ? 'primary' : undefined,
      }),
    );
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
}

export function holderName(holder: Holder, rules: Rules): string {
  return holder === 'centre' ? '区为企服务中心' : taskForce(rules, holder).name;
}

/** "获得电力1，办理建筑许可2" */
export function overdueByHolder({ byHolder }: Standing, rules: Rules): string {
  return sortedHolders([...byHolder].filter(([, row]) => row.overdue > 0).map(([holder]) => holder))
    .map((holder) => `${holderName(holder, rules)}${byHolder.get(holder)?.overdue}`)
    .join('，');
}

/** By number, the centre last. */
export function sortedHolders(holders: Iterable<Holder>): Holder[] {
  const rank = (holder: Holder) => (holder === 'centre' ? Number.MAX_SAFE_INTEGER : holder);
  return [...new Set(holders)].sort((a, b) => rank(a) - rank(b));
}

/** How things stand, in sentences; zeros are left out, except for 在办 and 超期. */
export function standingLines(standing: Standing, { rules, whole }: { rules: Rules; whole: boolean }): Block[] {
  const { lists } = standing;
  const overdue = whole && lists.overdue.length > 0 ? `（${overdueByHolder(standing, rules)}）` : '';
  const due = some(lists, ['dueToday', 'dueNext']).map((text) => `${text}，`);
  const fresh =
    lists.newlyOverdue.length > 0 ? `；${count('newlyOverdue', lists.newlyOverdue.length)}，${freshNote}` : '';
  const waiting = some(lists, ['review', 'extension', 'paused', 'instruction']);
  return [
    line(
      { bold: count('open', lists.open.length) },
      `：${due.join('')}${count('overdue', lists.overdue.length)}${overdue}${fresh}。`,
    ),
    ...(waiting.length > 0 ? [line(`其中${waiting.join('，')}。`)] : []),
  ];
}

const freshNote = '已列入今日提示，不计入前数';

function some(lists: Record<StateFigure, string[]>, figures: StateFigure[]): string[] {
  return figures.filter((figure) => lists[figure].length > 0).map((figure) => count(figure, lists[figure].length));
}

/** "新收6件，提出方案4件" of everything that happened; "无新的办理情况" when nothing happened. */
export function happenedText(happened: Record<HappenedFigure, Listed>, figures: readonly HappenedFigure[]): string {
  const parts = figures.filter((one) => happened[one].total > 0).map((one) => count(one, happened[one].total));
  return parts.length > 0 ? parts.join('，') : '无新的办理情况';
}

/** "昨日" when the span is one day; after days off, the day on which it began. */
export function lastDayText({ from, to }: Span): string {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days <= 1 ? '昨日' : `${dayText(chinaDate(from))}以来`;
}

export function cutOffText(at: Instant, late: boolean): string {
  return `数据截至${timeText(at)}${late ? '，系统恢复后补发' : ''}。`;
}

/** "18/20（90%）"; small samples have no rate. */
export function rateText(rate: Rate): string {
  if (rate.due === 0) return '—';
  const percent = percentOf(rate);
  return `${rate.kept}/${rate.due}（${percent === undefined ? '样本不足' : `${percent}%`}）`;
}

type Columns<K extends string> = [name: K, label: string][];

/** A table with a row for each holder that has any number; the first column names the holder. */
export function holderTable<K extends string>(
  columns: Columns<K>,
  rows: [name: string, values: Record<K, string>][],
): Table[] {
  if (rows.length === 0) return [];
  const numbers = columns.map(([name, label]) => ({ name, label, align: 'right' as const }));
  return [
    {
      kind: 'table',
      columns: [{ name: 'holder', label: '专班' }, ...numbers],
      rows: rows.map(([holder, values]) => ({ holder, ...values })),
    },
  ];
}

/** 在办 and 超期 of each holder side by side; a single holder needs no picture. */
export function standingChart({ byHolder }: Standing, rules: Rules): Chart[] {
  const holders = sortedHolders(byHolder.keys());
  if (holders.length < 2) return [];
  const bars = (['open', 'overdue'] as const).flatMap((figure) =>
    holders.map((holder) => ({
      label: holderName(holder, rules),
      value: byHolder.get(holder)?.[figure] ?? 0,
      series: figureNames[figure],
    })),
  );
  return [{ kind: 'chart', type: 'bar', title: '各专班在办和超期', data: bars }];
}
