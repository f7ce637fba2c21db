import type { Standing } from '../../domain/figures/standing.ts';
import type { Block, Card } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { line, muted } from '../cards/facts.ts';
import { cutOffText, holderName, numberButtons, sortedHolders, standingLines } from './figureWords.ts';

export interface MonthlyView {
  at: Instant;
  late: boolean;
  rules: Rules;
  report: string;
  taskForces: number[];
  standing: Standing;
}

/** To a task-force office: this month's visit to the city's office is due (docs/develop/rules.md#rule-33). */
export function cityContactCard(view: MonthlyView): Card {
  return monthlyCard(view, '市级专班对接提醒', [
    line(`${names(view)}本月须与市级专班办公室当面对接至少一次，并在专班推进会前完成。`),
    line('请与市级专班办公室约定时间，对接后留存时间、对接人和结果，供推进会听取汇报。'),
  ]);
}

/** To a task-force office: this month's meeting, held by its leader, is due (docs/develop/rules.md#rule-32). */
export function monthlyMeetingCard(view: MonthlyView): Card {
  return monthlyCard(view, '专班推进会提醒', [
    line(`${names(view)}本月须由组长召开推进会至少一次，研究工作进度，听取市级专班对接情况汇报。`),
    line('请报请组长确定时间，会后留存纪要和议定事项。已召开的，本提醒无需处理。'),
  ]);
}

function names({ taskForces, rules }: MonthlyView): string {
  return taskForces.map((number) => `${holderName(number, rules)}专班`).join('、');
}

function monthlyCard(view: MonthlyView, title: string, said: Block[]): Card {
  const { at, late, rules, report, standing } = view;
  const { lists } = standing;
  return {
    kind: 'card',
    title: `${title}${late ? '（补发）' : ''} · ${dayText(at)}`,
    tone: 'blue',
    blocks: [
      ...said,
      ...standingLines(standing, { rules, whole: false }),
      ...ofEach(view),
      ...numberButtons(report, [
        ['open', lists.open.length],
        ['overdue', lists.overdue.length],
      ]),
      muted(`${cutOffText(at, late)}点数字可看对应清单；发送“统计 本月”可看本月情况。`),
    ],
  };
}

/** One line per task force, if there are several. */
function ofEach({ standing: { byHolder }, rules }: MonthlyView): Block[] {
  if (byHolder.size < 2) return [];
  return sortedHolders(byHolder.keys()).map((holder) => {
    const row = byHolder.get(holder);
    return line(`${holderName(holder, rules)}：在办${row?.open ?? 0}件，超期${row?.overdue ?? 0}件。`);
  });
}
