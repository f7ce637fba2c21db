import type { HappenedFigure } from '../../domain/figures/happened.ts';
import type { Rate, RatedKind } from '../../domain/figures/rates.ts';
import type { Holder } from '../../domain/figures/standing.ts';
import type { Block, Card } from '../../domain/message.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { line, muted } from '../cards/facts.ts';
import { happenedShown, type ReportView, stateShown, watchedSection } from './digestCard.ts';
import {
  cutOffText,
  figureNames,
  happenedText,
  holderName,
  holderTable,
  numberButtons,
  rateText,
  sortedHolders,
  standingChart,
  standingLines,
} from './figureWords.ts';
import { spanText } from './titles.ts';

/** On-time figures of one task force, or of one unit. */
export interface RateRow {
  of: { taskForce?: number; unit?: string };
  rates: Record<RatedKind, Rate>;
}

export interface PeriodView extends ReportView {
  title: string;
  /** True for figures that a person has to release (docs/develop/domain.md#reports). */
  draft: boolean;
  /** How many appeals each event happened to, by task force. */
  counts: Map<Holder, Record<HappenedFigure, number>>;
  /** Rates of all together and of each; absent when the report shows no rates. */
  rates?: { all: RateRow['rates']; rows: RateRow[] };
}

/** Numbers of a period and how things stand now: 半月调度材料, 月度小结, 统计. */
export function periodCard(view: PeriodView): Card {
  const { at, late, rules, report, masked, whole, standing, span, happened, watched, rates } = view;
  const { lists } = standing;
  const figures = happenedShown(whole);
  return {
    kind: 'card',
    title: `${view.title}${late ? '（补发）' : ''}`,
    tone: 'blue',
    tag: view.draft ? '初稿' : undefined,
    blocks: [
      muted(`统计期间：${spanText(span, at)}。${cutOffText(at, late)}`),
      line({ bold: '期间：' }, `${happenedText(happened, figures)}。`),
      ...numberButtons(
        report,
        figures.map((figure) => [figure, happened[figure].total]),
      ),
      ...standingLines(standing, { rules, whole }),
      ...numberButtons(
        report,
        stateShown.map((figure) => [figure, lists[figure].length]),
      ),
      ...watchedSection(watched, lists.overdue.length, { rules, masked }),
      ...periodTable(view),
      ...(whole ? standingChart(standing, rules) : []),
      ...(rates ? rateBlocks(rates, rules) : []),
      muted(masked ? '点数字可看对应清单，清单私发给点击的同志。' : endingOf(view)),
    ],
    summary: `${view.title}：${happenedText(happened, figures)}`,
  };
}

function endingOf({ draft, whole }: PeriodView): string {
  const use = draft ? '本件为初稿，供审核后使用。' : '';
  const more = whole ? '发送“统计 获得电力 本月”可看某个专班的情况' : '发送“统计 今年”可看全年情况';
  return `${use}点数字可看对应清单；${more}。`;
}

type PeriodColumn = 'dispatched' | 'planned' | 'answered' | 'open' | 'overdue';

function periodTable({ counts, standing, rules }: PeriodView): Block[] {
  const columns: [PeriodColumn, string][] = (['dispatched', 'planned', 'answered', 'open', 'overdue'] as const).map(
    (figure) => [figure, figureNames[figure]],
  );
  const holders = sortedHolders([...counts.keys(), ...standing.byHolder.keys()]);
  const rows = holders.map((holder): [string, Record<PeriodColumn, string>] => {
    const { dispatched = 0, planned = 0, answered = 0 } = counts.get(holder) ?? {};
    const { open = 0, overdue = 0 } = standing.byHolder.get(holder) ?? {};
    const numbers = { dispatched, planned, answered, open, overdue };
    const texts = Object.entries(numbers).map(([name, number]) => [name, `${number}`]);
    return [holderName(holder, rules), Object.fromEntries(texts)];
  });
  return holderTable(columns, rows);
}

const rateNames: Record<RatedKind, string> = { 'sign-in': '按时签收率', plan: '按时方案率', result: '按时办结率' };

function rateBlocks({ all, rows }: { all: RateRow['rates']; rows: RateRow[] }, rules: Rules): Block[] {
  const kinds = Object.keys(rateNames) as RatedKind[];
  const total = kinds.map((kind) => `${rateNames[kind]}${rateText(all[kind])}`).join('，');
  const table = rows.map(({ of, rates }): [string, Record<RatedKind, string>] => {
    const texts = kinds.map((kind) => [kind, rateText(rates[kind])]);
    return [
      of.unit ? unitName(rules, of.unit) : holderName(of.taskForce ?? 'centre', rules),
      Object.fromEntries(texts),
    ];
  });
  const named = rows.some(({ of }) => of.unit) ? '单位' : '专班';
  return [
    line({ bold: '期间到期的：' }, `${total}。`),
    ...holderTable(
      kinds.map((kind) => [kind, rateNames[kind]]),
      table,
    ).map((block) => ({
      ...block,
      columns: block.columns.map((column) => (column.name === 'holder' ? { ...column, label: named } : column)),
    })),
    muted('比率为“按时办理件数/到期件数”，到期不足5件的不计算比率。'),
  ];
}
