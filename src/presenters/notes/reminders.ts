import type { ClockRow } from '../../domain/clocks/clocks.ts';
import type { Block, Button, Card, Text } from '../../domain/message.ts';
import { dayTimeText } from '../../domain/time/chinaTime.ts';
import { type AppealFacts, companyText, holderUnit, line, muted, press } from '../cards/facts.ts';
import { forGroup } from '../group/groupText.ts';
import { clockWords } from '../words/words.ts';
import { say } from './notes.ts';

/**
 * The private last call on the last day: which clock, whose step, by when, and the buttons for the step
 * (docs/develop/domain.md#ladder).
 */
export function lastCallCard(facts: AppealFacts, clock: ClockRow, late: boolean): Card {
  const { appeal, rules } = facts;
  // The centre's last call is shown in its group.
  const shown = (text: string) => (clock.owner === 'centre' ? forGroup(text, rules, appeal) : text);
  return {
    kind: 'card',
    title: `最后提醒${late ? '（补发）' : ''} ${appeal.number}`,
    tone: 'orange',
    blocks: [
      line({ bold: '企业：' }, shown(companyText(appeal, rules))),
      line({ bold: '事项：' }, shown(appeal.title)),
      line(`${clockWords[clock.kind]}时限为${dayTimeText(clock.owedAt)}，系统尚未见录入。${request(clock)}`),
      ...actions(facts, clock),
    ],
    summary: `最后提醒 ${appeal.number}：${clockWords[clock.kind]}，${dayTimeText(clock.owedAt)}前`,
  };
}

function request({ kind, owner }: ClockRow): string {
  if (owner === 'centre') return '请及时处理。';
  if (kind === 'instruction') return '请及时回复批示。';
  return kind === 'plan' ? '请及时提出；情况复杂的，可先报阶段性方案。' : '请及时办理并录入。';
}

const formOf: { [K in ClockRow['kind']]?: string } = { plan: '方案', result: '办结', rework: '办结' };

function actions({ appeal }: AppealFacts, { kind, owner }: ClockRow): Block[] {
  if (owner === 'centre') {
    return [{ kind: 'buttons', buttons: [press('查看详情', '查', appeal)] }, muted('处理后不再提醒。')];
  }
  const form = formOf[kind];
  const first: Button[] = kind === 'sign-in' ? [press('签收', '签收', appeal, 'primary')] : [];
  if (form) first.push(press(`填${form}`, `打开 ${form}`, appeal, 'primary'));
  return [
    { kind: 'buttons', buttons: [...first, press('查看详情', '查', appeal)] },
    muted('录入后不再提醒。已办未录的，到期后仍可补录实际日期。'),
  ];
}

/** To the centre's head and 区营商办: one of the centre's own clocks is overdue. */
export function centreOverdueNote(facts: AppealFacts, clock: ClockRow): Text {
  const { appeal } = facts;
  const unit = holderUnit(facts);
  return say(
    `${appeal.number}“${appeal.title}”${unit ? `（${unit}承办）` : ''}：区为企服务中心的${clockWords[clock.kind]}时限为${dayTimeText(clock.owedAt)}，尚未处理，已在服务中心提示。烦请督促。`,
  );
}

const rungWords = { officer: '业务人员', deputy: '分管负责同志', head: '主要负责人' } as const;

/** To the district office: a tier of the contacts is vacant (docs/develop/rules.md#rule-8, #rule-9). */
export function vacancyNote(unit: string, rung: keyof typeof rungWords): Text {
  return say(
    `${unit}的${rungWords[rung]}在名单中空缺，有关提醒未能送达，也不会改报上一级。请督促该单位报备人员，由区营商办更新名单。`,
  );
}

export function nothingPresses(): Text {
  return say('目前没有今日需要您办理的诉求。发送“我的待办”可查看全部在办诉求。');
}

/** After the first cards of 逐件办理. */
export function pressingMore(count: number): Text {
  return say(`另有${count}件，办理后再发送“逐件办理”继续查看。`);
}
