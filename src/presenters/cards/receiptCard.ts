import type { Candidate, Routing } from '../../domain/appeal.ts';
import { chinaDate, dayTimeText, shortDayText, timeText } from '../../domain/chinaTime.ts';
import type { Instant } from '../../domain/events.ts';
import { currentAssignment } from '../../domain/evolve.ts';
import { taskForce } from '../../domain/rules.ts';
import type { Block, Button, Card, Span } from '../card.ts';
import { statusWords } from '../words.ts';
import {
  type AppealFacts,
  attachmentText,
  companyText,
  dueOf,
  holderUnit,
  line,
  muted,
  press,
  targetText,
} from './facts.ts';

/** Private to the submitter: what was understood, where it goes and when (WORDING sample 1). */
export function receiptCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  return {
    kind: 'card',
    title: `诉求已受理 ${appeal.number}`,
    tone: appeal.status === 'withdrawn' ? 'grey' : appeal.status === 'answered' ? 'green' : 'blue',
    tag: statusWords[appeal.status],
    blocks: [...understood(facts), ...whereTo(facts), ...actions(facts)],
    summary: `${appeal.number} ${statusWords[appeal.status]}`,
  };
}

function understood({ appeal, rules }: AppealFacts): Block[] {
  const attachments = attachmentText(appeal);
  return [
    line({ bold: '企业：' }, companyText(appeal, rules)),
    line({ bold: '事项：' }, appeal.title, attachments ? `（${attachments}）` : ''),
  ];
}

function whereTo(facts: AppealFacts): Block[] {
  const { appeal, rules } = facts;
  if (appeal.status === 'confidential') {
    return [line('本件涉及敏感内容，不发任何群和单位，由区营商办专人保密办理。')];
  }
  if (appeal.status === 'withdrawn') return [line('本件已撤回，不再办理。')];
  const held = currentAssignment(appeal);
  const blocks = held ? [line({ bold: '承办：' }, targetText(held, rules))] : [line(...proposal(facts))];
  const due = dueOf(facts, 'plan');
  if (due) blocks.push(line({ bold: '方案时限：' }, `${due}（${planBasis(facts)}）`));
  return [...blocks, ...answers(facts)];
}

/** "11月20日受理，5日内" */
function planBasis({ clocks, appeal }: AppealFacts): string {
  const running = clocks.find(({ kind, stoppedAt }) => kind === 'plan' && stoppedAt === undefined);
  const began = running?.startedAt === appeal.receivedAt ? '受理' : '起算';
  return `${shortDayText(running?.startedAt ?? appeal.receivedAt)}${began}，${running?.rule ?? ''}内`;
}

function proposal({ appeal, rules }: AppealFacts): Span[] {
  const { routing, dispatchAt } = appeal;
  if (routing.kind === 'guess' || routing.kind === 'decided') {
    const why = reasonText(routing);
    const target = `${targetText(routing.choice, rules)}${why}。`;
    if (!dispatchAt) return [{ bold: '拟派：' }, target, '待区为企服务中心交办。'];
    return [
      { bold: '拟派：' },
      target,
      `${graceText(dispatchAt, appeal.updatedAt)}点【换一个】；无需操作则届时自动交办。`,
    ];
  }
  return ['暂不能确定由哪个专班办理，请点选；未选的由区为企服务中心确定。'];
}

/** Why this task force: a person's word, or the words in the text. */
function reasonText(routing: Extract<Routing, { choice: Candidate }>): string {
  if (routing.kind === 'decided')
    return { mention: '（按您@的联系人）', words: '（按您写明的专班）', person: '（按您的选择）' }[routing.by];
  const { words } = routing.choice;
  return words.length > 0 ? `（因提到“${words.join('、')}”）` : '';
}

/** Until when the routing can be changed. A grace of less than a minute (the sandbox's) is told in seconds. */
function graceText(dispatchAt: Instant, from: Instant): string {
  const seconds = Math.round((Date.parse(dispatchAt) - Date.parse(from)) / 1000);
  if (seconds < 60) return `如有不妥，请于${seconds}秒内`;
  if (chinaDate(dispatchAt) === chinaDate(from)) return `如有不妥，请于${timeText(dispatchAt)}前`;
  return `现在是非工作时间，如有不妥，请于${dayTimeText(dispatchAt)}前`;
}

function answers(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  const blocks: Block[] = [];
  const signedAt = currentAssignment(appeal)?.signedAt;
  if (signedAt) blocks.push(line({ bold: '签收：' }, `${holderUnit(facts)}，${dayTimeText(signedAt)}`));
  if (appeal.plan) blocks.push(line({ bold: '方案：' }, appeal.plan.companyText));
  // One channel (RULES 19): until the centre approves, the submitter reads only that it was handed in.
  if (appeal.status === 'resolved') blocks.push(line('已提交办结，待审核。'));
  if (appeal.status === 'answered' && appeal.result) {
    blocks.push(line({ bold: '答复：' }, `${appeal.result.outcome}。${appeal.result.companyText}`));
  }
  return blocks;
}

function actions(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  const more = press('补充', '打开 补充', appeal);
  const withdraw: Button = { ...press('撤回', '撤回', appeal), confirm: `确定撤回 ${appeal.number} 吗？` };
  const how = press('怎么算的', '怎么算的', appeal);
  switch (appeal.status) {
    case 'received': {
      const { routing } = appeal;
      const choices = routing.kind === 'unsure' ? choiceButtons(facts) : [press('换一个', '换一个', appeal)];
      return [
        { kind: 'buttons', buttons: [...choices, more, withdraw, how] },
        muted('后续照片、语音直接发我，自动归入本件。'),
      ];
    }
    case 'dispatched':
    case 'signed':
      return [{ kind: 'buttons', buttons: [more, withdraw, how] }, muted('办理情况会私发给您。')];
    case 'planned':
    case 'returned':
    case 'resolved':
      return [{ kind: 'buttons', buttons: [more, how] }, muted('办理情况会私发给您。')];
    case 'confidential':
      return [muted('如需补充，请回复本条。')];
    default:
      return [muted('本件无需操作。')];
  }
}

/** The best candidates and 其他…, each said as 拟派 NUMBER TASK-FORCE. */
export function choiceButtons({ appeal, rules }: AppealFacts): Button[] {
  const candidates: Candidate[] = appeal.routing.kind === 'sensitive' ? [] : appeal.routing.candidates;
  const best = candidates.map(({ taskForce: number }): Button => {
    const label = `${taskForce(rules, number).name}专班`;
    return { label, say: `拟派 ${appeal.number} 专班${number}`, rev: appeal.version, style: 'primary' };
  });
  return [...best, press(best.length > 0 ? '其他…' : '选择专班', '其他专班', appeal)];
}
