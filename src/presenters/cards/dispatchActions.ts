import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Block, Button } from '../../domain/message.ts';
import { dayTimeText } from '../../domain/time/chinaTime.ts';
import { statusWords } from '../words/words.ts';
import { type AppealFacts, companyDueText, dueOf, line, muted, press, withdrawalLine } from './facts.ts';
import { firstText, isOverdue, runningClock, timeLines } from './timeFacts.ts';

function open(appeal: Appeal, label: string, form: string, primary = false): Button {
  return press(label, `打开 ${form}`, appeal, primary ? 'primary' : 'default');
}

/** What the unit is asked to do now, by when, and the buttons for it: five at most. */
export function dispatchActions(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  switch (appeal.status) {
    case 'dispatched':
      return toSign(facts);
    case 'signed':
      return toPlan(facts);
    case 'planned':
      return toResolve(facts);
    case 'resolved':
      return [muted('已提交办结，由区为企服务中心审核；如有新情况仍可回复本条并@诉求管家。')];
    case 'returned':
      return [muted('退件申请由区为企服务中心认定，结果会更新在本卡片上。')];
    case 'answered':
      return [muted('办结已审核通过，由专员答复企业，无需操作。')];
    default:
      return [...withdrawalLine(facts), muted(`${statusWords[appeal.status]}，无需操作。`)];
  }
}

/**
 * 补录 is for a step done in time but not entered; only an overdue unit needs the button
 * (docs/develop/domain.md#backfill).
 */
function backfill(facts: AppealFacts): Button[] {
  return isOverdue(facts) ? [open(facts.appeal, '补录', '补录')] : [];
}

function toSign(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  const by = dueOf(facts, 'sign-in') ?? '今日';
  return [
    line(`请于${by}前签收并联系企业，${planDue(facts)}不属本单位职责的，请于签收时限前点【申请退件】并说明依据。`),
    {
      kind: 'buttons',
      buttons: [
        press('签收', '签收', appeal, 'primary'),
        open(appeal, '直接填方案', '方案'),
        open(appeal, '申请退件', '退件'),
        ...backfill(facts),
      ],
    },
    muted('请点按钮，或回复本条并@诉求管家；仅在群内回复“收到”，系统无法识别。'),
  ];
}

function toPlan(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  return [
    line(`请${planDue(facts) ? `于${planDue(facts)}` : '提出解决方案。'}`),
    {
      kind: 'buttons',
      buttons: [
        open(appeal, '填方案', '方案', true),
        open(appeal, '报进展', '进展'),
        open(appeal, '办结', '办结'),
        open(appeal, '申请退件', '退件'),
        ...backfill(facts),
      ],
    },
    muted('当场办好的可直接点【办结】；申请退件限签收当日。'),
  ];
}

function toResolve(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  const clock = runningClock(facts, 'rework', 'result');
  return [
    ...(clock ? [line(`请于${dayTimeText(clock.dueAt)}前办结${firstText(clock)}。`)] : []),
    ...timeLines(facts),
    {
      kind: 'buttons',
      buttons: [
        open(appeal, '报进展', '进展', true),
        open(appeal, '办结', '办结'),
        ...timeButtons(facts),
        ...(appeal.plan ? [open(appeal, '更换方案', '更换方案')] : []),
        ...backfill(facts),
      ],
    },
    muted(
      appeal.paused
        ? '暂停原因消除的，请点【恢复计时】；到期自动恢复。'
        : '有新情况请点【报进展】，办好后点【办结】并写明答复企业的内容。',
    ),
  ];
}

/** Buttons to ask for more time; an overdue unit is too late for it (docs/develop/domain.md#more-time). */
function timeButtons(facts: AppealFacts): Button[] {
  const { appeal, rules } = facts;
  const { paused, asked, extended, pausedDays = 0 } = appeal;
  if (paused) return [press('恢复计时', '恢复', appeal)];
  if (asked || isOverdue(facts) || !runningClock(facts, 'rework', 'result')) return [];
  return [
    ...(extended ? [] : [open(appeal, '申请延期', '延期')]),
    ...(pausedDays < rules.district.pauseWorkingDays ? [open(appeal, '暂停计时', '暂停')] : []),
  ];
}

function planDue(facts: AppealFacts): string {
  const due = dueOf(facts, 'plan');
  if (!due) return '';
  const company = companyDueText(facts, 'plan');
  return `${due}前${isFormer(facts.appeal) ? '确认或更新方案' : '提出解决方案'}${company}。`;
}

/**
 * Whether the plan was made by the former unit: then the new unit confirms or replaces it
 * (docs/develop/domain.md#assignment).
 */
export function isFormer({ plan, ...appeal }: Appeal): boolean {
  return plan !== undefined && plan.assignment !== currentAssignment(appeal)?.id;
}
