import type { HappenedFigure, Span } from '../../domain/figures/happened.ts';
import { type Listed, type Standing, stateFigures } from '../../domain/figures/standing.ts';
import type { Block, Card } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { line, muted } from '../cards/facts.ts';
import {
  cutOffText,
  figureNames,
  happenedText,
  holderName,
  holderTable,
  lastDayText,
  numberButtons,
  sortedHolders,
  standingChart,
  standingLines,
} from './figureWords.ts';
import { type Watched, watchedLines } from './watched.ts';

/** The facts of every report, and who reads it. */
export interface ReportView {
  at: Instant;
  late: boolean;
  rules: Rules;
  /** Id of the saved report behind the numbers. */
  report: string;
  /** True when a group reads it. */
  masked: boolean;
  /** True when it covers the whole district. */
  whole: boolean;
  standing: Standing;
  span: Span;
  happened: Record<HappenedFigure, Listed>;
  watched: Watched[];
}

export interface DigestView extends ReportView {
  /** A coming year whose working days are not published yet. */
  unknownYear?: number;
  /** True when the reader may have a remark passed on as 批示. */
  instructs: boolean;
}

/** 新收 is shown only for the whole district: task forces and units get appeals by dispatch. */
export function happenedShown(whole: boolean): HappenedFigure[] {
  return [...(whole ? (['received'] as const) : []), 'dispatched', 'signed', 'planned', 'resolved', 'answered'];
}

/** Every state except 新增超期: nobody is named before he was told (docs/develop/domain.md#told-first). */
export const stateShown = stateFigures.filter((figure) => figure !== 'newlyOverdue');

/**
 * 企业诉求晨报 (docs/develop/wording.md#digest): what needs attention, then the numbers as text, each with its list behind a
 * button.
 */
export function digestCard(view: DigestView): Card {
  const { at, late, rules, report, masked, whole, standing, span, happened, watched } = view;
  const { lists } = standing;
  const figures = happenedShown(whole);
  return {
    kind: 'card',
    title: `企业诉求晨报${late ? '（补发）' : ''} · ${dayText(at)}`,
    tone: lists.overdue.length > 0 ? 'orange' : 'blue',
    blocks: [
      muted(cutOffText(at, late)),
      ...watchedSection(watched, lists.overdue.length, { rules, masked }),
      ...standingLines(standing, { rules, whole }),
      line({ bold: `${lastDayText(span)}：` }, `${happenedText(happened, figures)}。`),
      ...numberButtons(
        report,
        stateShown.map((figure) => [figure, lists[figure].length]),
      ),
      ...numberButtons(
        report,
        figures.map((figure) => [figure, happened[figure].total]),
      ),
      ...digestTable(standing, rules),
      ...(whole ? standingChart(standing, rules) : []),
      ...unknownYearLine(view.unknownYear),
      muted(ending(view)),
    ],
    summary: `企业诉求晨报：在办${lists.open.length}件，超期${lists.overdue.length}件`,
  };
}

export function watchedSection(watched: Watched[], total: number, how: { rules: Rules; masked: boolean }): Block[] {
  if (watched.length === 0) return [];
  const rest = total > watched.length ? `，列最早到期的${watched.length}件` : '';
  return [line({ bold: `需关注${total}件${rest}：` }), ...watchedLines(watched, how)];
}

/** With fewer than two holders no table is needed. */
function digestTable({ byHolder }: Standing, rules: Rules): Block[] {
  if (byHolder.size < 2) return [];
  const columns: [name: 'open' | 'dueToday' | 'overdue', label: string][] = [
    ['open', figureNames.open],
    ['dueToday', figureNames.dueToday],
    ['overdue', figureNames.overdue],
  ];
  const rows = sortedHolders(byHolder.keys()).map(
    (holder): [string, Record<'open' | 'dueToday' | 'overdue', string>] => {
      const { open = 0, dueToday = 0, overdue = 0 } = byHolder.get(holder) ?? {};
      return [holderName(holder, rules), { open: `${open}`, dueToday: `${dueToday}`, overdue: `${overdue}` }];
    },
  );
  return holderTable(columns, rows);
}

function unknownYearLine(year: number | undefined): Block[] {
  if (year === undefined) return [];
  return [line(`${year}年节假日安排尚未录入，该年时限暂按周一至周五计算，请督促系统管理员更新日历。`)];
}

function ending({ masked, instructs }: DigestView): string {
  if (masked) return '点数字可看对应清单，清单私发给点击的同志。';
  const remark = instructs ? '发送“意见 编号：内容”可留一条意见；' : '';
  return `点数字可看对应清单；${remark}发送“统计 本月”可看本月情况。`;
}
