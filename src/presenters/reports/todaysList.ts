import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { ListedClock } from '../../domain/clocks/clocks.ts';
import type { Block, Card } from '../../domain/message.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { addDays, chinaDate, dayText, dayTimeText, shortDayText } from '../../domain/time/chinaTime.ts';
import { line, mentions, muted, type Named } from '../cards/facts.ts';
import { forGroup } from '../group/groupText.ts';
import { clockWords } from '../words/words.ts';

export interface ListLine {
  appeal: Appeal;
  /** The urgent clocks, the most urgent first. */
  clocks: ListedClock[];
  /** An extension was asked for and is not decided: the centre is reminded, not the unit. */
  asked: boolean;
  /** The step is sent later than it was due, after downtime. */
  late: boolean;
  mentioned: Named[];
}

export interface ListSections {
  open: number;
  overdue: ListLine[];
  today: ListLine[];
  tomorrow: ListLine[];
  fresh: ListLine[];
}

export interface TodaysList extends ListSections {
  at: string;
  late: boolean;
  /** The group where it is shown; absent when it is private. */
  chat?: { bindings: { kind: string; taskForce?: number; unit?: string }[] };
}

/**
 * Lines of one card: Feishu's limits are two hundred elements and 30 KB (docs/develop/feishu.md#cards), and a line with
 * its names is long.
 */
const linesPerCard = 40;

/** 今日办理提醒 (docs/develop/wording.md#todays-list): one message; more only when the lines do not fit into one card. */
export function todaysListCards(list: TodaysList, rules: Rules): Card[] {
  const blocks = sections(list, rules);
  const pages = paged(blocks);
  return pages.map((page, index) => {
    const part = pages.length > 1 ? `（${index + 1}/${pages.length}）` : '';
    const title = `今日办理提醒${list.late ? '（补发）' : ''}${nameOf(list, rules)} · ${dayText(list.at)}${part}`;
    return {
      kind: 'card',
      title,
      tone: list.overdue.length > 0 ? 'orange' : 'blue',
      blocks: [
        ...(index === 0 ? [line(opening(list))] : []),
        ...page,
        ...(index === pages.length - 1 ? ending(list) : []),
      ],
      summary: `今日办理提醒：已到期${list.overdue.length}件，今日到期${list.today.length}件，${nextDueText(list)}${list.tomorrow.length}件`,
    };
  });
}

function nameOf({ chat }: TodaysList, rules: Rules): string {
  const names = (chat?.bindings ?? []).flatMap(({ taskForce: number, unit }) => {
    if (number !== undefined) return `${taskForce(rules, number).name}专班`;
    return unit ? unitName(rules, unit) : [];
  });
  return names.length > 0 ? ` · ${names.join('、')}` : '';
}

function opening({ open, overdue, today, tomorrow }: TodaysList): string {
  const pressing = overdue.length + today.length + tomorrow.length;
  return `在办${open}件，今日需关注${pressing}件${open > pressing ? '，其余按期办理' : ''}。`;
}

/** Before a day off the next working day is not tomorrow. */
function nextDueText({ tomorrow, at }: TodaysList): string {
  const next = addDays(chinaDate(at), 1);
  return tomorrow.every(({ clocks }) => chinaDate(clocks[0]?.owedAt ?? at) === next) ? '明日到期' : '次一工作日到期';
}

function sections(list: TodaysList, rules: Rules): Block[][] {
  const due = (rows: ListLine[]) => rows.map((row) => [line(...lineOf(row, list, rules))]);
  const headed = (title: string, rows: ListLine[]): Block[][] => {
    if (rows.length === 0) return [];
    const [first = [], ...rest] = due(rows);
    return [[line({ bold: `${title}（${rows.length}件）` }), ...first], ...rest];
  };
  return [
    ...headed('已到期未录入', list.overdue),
    ...headed('今日到期', list.today),
    ...headed(nextDueText(list), list.tomorrow),
    ...headed('新交办待签收', list.fresh),
  ];
}

/** "JJ20261120-003 ××机械 增容｜方案时限11月25日｜区发改委 @联络员"; the full number, because a short one would be read as today's. */
function lineOf({ appeal, clocks, asked, late, mentioned }: ListLine, { chat, at }: TodaysList, rules: Rules) {
  const matter = [appeal.company, appeal.title].filter(Boolean).join(' ');
  const about = chat ? forGroup(matter, rules, appeal) : matter;
  const marks = `${asked ? '｜延期申请待审核' : ''}${late ? '｜补发' : ''}`;
  const holder = clocks[0]?.unit;
  const unit = holder ? `｜${unitName(rules, holder)}` : '';
  const due = clocks.map((clock) => `${clockWords[clock.kind]}${when(clock, at)}`).join('、');
  return [`${appeal.number} ${about}｜${due}${unit}${marks}`, ...mentions(mentioned)];
}

/**
 * A unit that got the appeal late has a term of its own, shown beside the company's (docs/develop/domain.md#window).
 */
function when({ dueAt, owedAt, firstDueAt }: ListedClock, at: string): string {
  const day = chinaDate(owedAt) === chinaDate(at) ? dayTimeText(owedAt) : shortDayText(owedAt);
  const first = firstDueAt && firstDueAt !== dueAt ? `（首次期限${shortDayText(firstDueAt)}）` : '';
  if (owedAt === dueAt) return `时限${day}${first}`;
  return `本单位时限${day}（企业时限${shortDayText(dueAt)}${dueAt < at ? '已过' : ''}）`;
}

function paged(lines: Block[][]): Block[][] {
  const pages: Block[][] = [];
  for (let from = 0; from < lines.length; from += linesPerCard)
    pages.push(lines.slice(from, from + linesPerCard).flat());
  return pages;
}

function ending({ chat }: TodaysList): Block[] {
  return [
    {
      kind: 'buttons',
      buttons: [
        { label: '逐件办理', say: '逐件办理', style: 'primary' },
        { label: '全部在办', say: '我的待办' },
      ],
    },
    muted(
      chat
        ? '已办未录的，请点【逐件办理】补录；办结、协办确有困难的，请于到期前一个工作日申请延期并说明原因。'
        : '已办未录的，请点【逐件办理】补录。',
    ),
  ];
}
