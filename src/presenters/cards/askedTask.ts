import { currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Block } from '../../domain/message.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import { forGroup } from '../group/groupText.ts';
import { type AppealFacts, dueOf, line, muted, press, targetText } from './facts.ts';
import { dueText, runningClock } from './timeFacts.ts';

/** The centre's work item while an extension or a pause is asked for; the card may be shown in the centre's group. */
export function askedTask(facts: AppealFacts): { title: string; tone: 'orange'; blocks: Block[] } | undefined {
  const { appeal, rules } = facts;
  const { asked } = appeal;
  if (!asked) return undefined;
  const held = currentAssignment(appeal);
  const clock = runningClock(facts, 'rework', 'result');
  const due = dueOf(facts, 'extension');
  const extension = asked.kind === 'extension';
  const what = extension ? '申请延至：' : '申请暂停至：';
  return {
    title: extension ? '请审核延期' : '请审核暂停计时',
    tone: 'orange',
    blocks: [
      line({ bold: '承办：' }, held ? targetText(held, rules) : ''),
      line({ bold: '现期限：' }, clock ? dueText(clock) : '无'),
      line({ bold: what }, dayText(asked.until), asked.cause ? `（${asked.cause}）` : ''),
      line({ bold: '理由：' }, forGroup(asked.reason, rules, appeal)),
      line(`${due ? `请于${due}前` : '请'}审核。审核期间原期限照常计算。`),
      {
        kind: 'buttons',
        buttons: [
          press('同意', '同意', appeal, 'primary'),
          press('不同意', '打开 不同意', appeal),
          press('查看详情', '查', appeal),
        ],
      },
      muted('不同意的，请写明理由；结果会告知承办单位。'),
    ],
  };
}
