import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { Block, Card, Text } from '../../domain/message.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import { forGroup } from '../group/groupText.ts';
import { listLine, say } from '../notes/notes.ts';
import { roleWords, statusWords, tierWords } from '../words/words.ts';
import { type AppealFacts, companyText, line, muted } from './facts.ts';
import { historyFor, historyLine } from './history.ts';
import { instructionLines } from './instructionLists.ts';
import { supervisedUntil, supervisionText } from './supervisionLines.ts';
import { dueText, runningClock, timeLines } from './timeFacts.ts';

export function listCard(
  title: string,
  lines: { appeal: Appeal; due?: string }[],
  { rules, masked, total }: { rules: Rules; masked: boolean; total: number },
): Card {
  const shown: Block[] = lines.map(({ appeal, due }) => line(`${listLine(appeal, { due, rules, masked })}`));
  const more = total > lines.length ? [muted(`共${total}件，仅列最近${lines.length}件。`)] : [];
  const body = total === 0 ? [line('没有找到与您有关的诉求。')] : shown;
  return {
    kind: 'card',
    title: `${title}（${total}件）`,
    tone: 'blue',
    blocks: [...body, ...more, muted('发送“查 编号”可查看详情。')],
  };
}

/** How one reader sees an appeal: masked or not, and whether he is on the company's side. */
export interface DetailView {
  masked: boolean;
  /** A result under review is not shown (docs/develop/rules.md#rule-19). */
  oneChannel: boolean;
  internal?: boolean;
  names?: ReadonlyMap<string, string>;
}

/** One appeal with its history. */
export function detailCard(facts: AppealFacts, timeline: AppealEvent[], view: DetailView): Card {
  const { masked, oneChannel } = view;
  const { appeal, rules } = facts;
  const shown = (text: string) => (masked ? forGroup(text, rules, appeal) : text);
  const held = appeal.assignments.at(-1);
  const clock = runningClock(facts, 'rework', 'result', 'plan');
  const result = appeal.result && (isAnswered(appeal) || !oneChannel) ? appeal.result : undefined;
  return {
    kind: 'card',
    title: `诉求 ${appeal.number}`,
    tone: 'blue',
    tag: statusWords[appeal.status],
    blocks: [
      line({ bold: '企业：' }, shown(companyText(appeal, rules))),
      { kind: 'quote', text: shown(appeal.text) },
      ...(held
        ? [line({ bold: '承办：' }, `${taskForce(rules, held.taskForce).name}专班，${unitName(rules, held.unit)}`)]
        : []),
      ...(clock ? [line({ bold: '当前时限：' }, dueText(clock))] : []),
      ...(oneChannel && !appeal.paused ? [] : timeLines(facts)),
      ...(oneChannel ? [] : upwardBlocks(facts, timeline, shown)),
      ...(appeal.plan
        ? [line({ bold: '方案：' }, shown(oneChannel ? appeal.plan.companyText : appeal.plan.text))]
        : []),
      ...(result ? [line({ bold: '结果：' }, `${result.outcome}。${shown(result.companyText)}`)] : []),
      ...historyBlocks(facts, timeline, { view, skipped: 0 }),
      muted(`发送“怎么算的 ${appeal.number}”可查看时限依据。`),
    ],
  };
}

/** Older pages of a history that is longer than a card. */
export function historyCard(facts: AppealFacts, timeline: AppealEvent[], view: DetailView, skipped: number): Card {
  const { number } = facts.appeal;
  const blocks = historyBlocks(facts, timeline, { view, skipped });
  return {
    kind: 'card',
    title: `办理记录 ${number}`,
    tone: 'blue',
    blocks: [...blocks, muted(`发送“查 ${number}”可查看本件。`)],
  };
}

function isAnswered({ status }: Appeal): boolean {
  return status === 'answered' || status === 'closed';
}

const openLines = 8;
/** The most lines and characters of history that fit into a card together with the appeal's text. */
const pageLines = 40;
const pageLength = 4500;

/** Newest first; older ones in a fold, and behind a button when there are more than a card holds. */
function historyBlocks(
  { appeal, rules }: AppealFacts,
  timeline: AppealEvent[],
  { view, skipped }: { view: DetailView; skipped: number },
): Block[] {
  const { masked, oneChannel, internal = false, names = new Map() } = view;
  const shown = (text: string) => (masked ? forGroup(text, rules, appeal) : text);
  const how = { rules, shown, masked, oneChannel, internal, names, answered: isAnswered(appeal) };
  const events = historyFor(timeline, how).toReversed();
  const lines: string[] = [];
  let length = 0;
  for (const event of events.slice(skipped, skipped + pageLines)) {
    const text = historyLine(event, how);
    length += text.length;
    if (lines.length > 0 && length > pageLength) break;
    lines.push(text);
  }
  const older = lines.slice(openLines);
  const next = skipped + lines.length;
  return [
    line({ bold: `办理记录（共${events.length}条，新的在前）` }),
    ...lines.slice(0, openLines).map((text) => line(text)),
    ...(older.length > 0
      ? [{ kind: 'fold' as const, title: `更早的记录 ${older.length} 条`, blocks: older.map((text) => line(text)) }]
      : []),
    ...(next < events.length
      ? [{ kind: 'buttons' as const, buttons: [{ label: '更早的记录', say: `办理记录 ${appeal.number} ${next}` }] }]
      : []),
  ];
}

/** 督办 and 批示: for readers inside, not for the company's side. */
function upwardBlocks({ appeal }: AppealFacts, timeline: AppealEvent[], shown: (text: string) => string): Block[] {
  const supervision = supervisionText(appeal, supervisedUntil(timeline));
  return [...(supervision ? [line({ bold: '督办：' }, supervision)] : []), ...instructionLines(appeal, shown)];
}

export function taskForcesCard(rules: Rules): Card {
  return {
    kind: 'card',
    title: `${rules.taskForces.length}个专班`,
    tone: 'blue',
    blocks: [
      ...rules.taskForces.map(({ number, name, leadUnit }) =>
        line(`${number}. ${name}专班（${unitName(rules, leadUnit)}）`),
      ),
      muted('提交诉求时写“获得电力专班”或“3号专班”，即直接交办。'),
    ],
  };
}

export function whoAmI(person: Person | undefined, openId: string, rules: Rules): Text {
  if (!person || person.memberships.length === 0) {
    return say(`您还不在联系人名单中。您的 open_id 是 ${openId}，请连同姓名、单位、职务一并报区营商办添加。`);
  }
  const held = person.memberships.map(({ role, unit, taskForce: number, tier, title, until }) =>
    [
      unit ? unitName(rules, unit) : '',
      number ? `${taskForce(rules, number).name}专班` : '',
      role === 'contact' && tier ? tierWords[tier] : roleWords[role],
      title ? `（${title}）` : '',
      until ? `（代岗至${dayText(until)}）` : '',
    ].join(''),
  );
  return say(`${person.name}：${held.join('；')}。open_id：${openId}。`);
}
