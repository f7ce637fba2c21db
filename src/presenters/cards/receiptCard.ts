import { type AppealStatus, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Candidate, Routing } from '../../domain/appeal/parts.ts';
import type { Block, Card, Span } from '../../domain/message.ts';
import { type Rules, taskForce } from '../../domain/rules.ts';
import { chinaDate, dayText, dayTimeText, shortDayText, timeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { correctedText } from '../words/understandingWords.ts';
import { statusWords } from '../words/words.ts';
import { adviceLine } from './adviceLine.ts';
import {
  type AppealFacts,
  attachmentText,
  companyDueOf,
  companyText,
  holderUnit,
  type Lacking,
  line,
  targetText,
} from './facts.ts';
import { receiptActions } from './receiptActions.ts';
import { backfillText, expectedOn, timeLines } from './timeFacts.ts';

/** Private to the submitter: what was understood, where it goes and when (docs/develop/wording.md#receipt). */
export function receiptCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  return {
    kind: 'card',
    title: `诉求已受理 ${appeal.number}`,
    tone: appeal.status === 'withdrawn' ? 'grey' : appeal.status === 'answered' ? 'green' : 'blue',
    tag: statusWords[appeal.status],
    blocks: [...understood(facts), ...whereTo(facts), ...receiptActions(facts)],
    summary: `${appeal.number} ${statusWords[appeal.status]}`,
  };
}

function understood({ appeal, rules, lacking = [] }: AppealFacts): Block[] {
  const attachments = attachmentText(appeal);
  return [
    line({ bold: '企业：' }, companyText(appeal, rules)),
    line({ bold: '事项：' }, appeal.title, attachments ? `（${attachments}）` : ''),
    ...asked(lacking),
  ];
}

const lackingWords: Record<Lacking, string> = { company: '企业名称', contact: '联系人', phone: '联系电话' };

/** What is missing, with an answer as an example; it goes on without one. */
function asked(lacking: Lacking[]): Block[] {
  if (lacking.length === 0) return [];
  const whom = `${lacking.includes('contact') ? '王经理' : ''}${lacking.includes('phone') ? '13900001234' : ''}`;
  const example = [lacking.includes('company') ? '同兴五金厂' : '', whom].filter(Boolean).join('，');
  const missing = lacking.map((field) => lackingWords[field]).join('、');
  return [line({ bold: '还缺：' }, `${missing}。请直接回复，如“${example}”；暂时没有的，照常办理。`)];
}

function whereTo(facts: AppealFacts): Block[] {
  const { appeal, rules } = facts;
  if (appeal.status === 'confidential') {
    const held = appeal.routing.kind === 'sensitive' ? '本件涉及敏感内容，不发' : '本件已转为保密件，不再发';
    return [line(`${held}任何群和单位，由区营商办专人保密办理。`)];
  }
  if (appeal.status === 'withdrawn') return [line('本件已撤回，不再办理。')];
  const held = currentAssignment(appeal);
  const blocks = held
    ? [line({ bold: '承办：' }, targetText(held, rules))]
    : [line(...proposal(facts)), ...adviceLine(facts)];
  if (facts.before?.transfer) blocks.push(line({ bold: '改派理由：' }, facts.before.transfer));
  const due = companyDueOf(facts, 'plan');
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
  const known = routing.kind === 'unsure' ? precedents(routing, rules) : '';
  return [`暂不能确定由哪个专班办理，请点选；未选的由区为企服务中心确定。${known}`];
}

/** Why this task force: a person's word, or the words in the text. */
function reasonText(routing: Extract<Routing, { choice: Candidate }>): string {
  if (routing.kind === 'decided')
    return { mention: '（按您@的联系人）', words: '（按您写明的专班）', person: '（按您的选择）' }[routing.by];
  const { words, corrections } = routing.choice;
  const reasons = [
    ...(words.length > 0 ? [`因提到“${words.join('、')}”`] : []),
    ...(corrections ? [correctedText(corrections)] : []),
  ];
  return reasons.length > 0 ? `（${reasons.join('，')}）` : '';
}

/** Nobody can tell, and people said of texts like this one where they belong. */
function precedents({ candidates }: Extract<Routing, { kind: 'unsure' }>, rules: Rules): string {
  const known = candidates.flatMap(({ taskForce: number, corrections }) =>
    corrections ? [`${taskForce(rules, number).name}专班（${correctedText(corrections)}）`] : [],
  );
  return known.length > 0 ? `供参考：${known.join('、')}。` : '';
}

/** Until when the routing can be changed. A time of less than a minute (in the sandbox) is given in seconds. */
function graceText(dispatchAt: Instant, from: Instant): string {
  const seconds = Math.round((Date.parse(dispatchAt) - Date.parse(from)) / 1000);
  if (seconds < 60) return `如有不妥，请于${seconds}秒内`;
  if (chinaDate(dispatchAt) === chinaDate(from)) return `如有不妥，请于${timeText(dispatchAt)}前`;
  return `现在是非工作时间或临近下班，如有不妥，请于${dayTimeText(dispatchAt)}前`;
}

/** States in which progress is shown; afterwards the answer says it. */
const reports = new Set<AppealStatus>(['dispatched', 'signed', 'planned', 'returned', 'resolved']);

function answers(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  const blocks: Block[] = [];
  const signedAt = currentAssignment(appeal)?.signedAt;
  if (signedAt)
    blocks.push(
      line({ bold: '签收：' }, holderUnit(facts), backfillText(facts, 'signed') || `，${dayTimeText(signedAt)}`),
    );
  if (appeal.plan) blocks.push(line({ bold: '方案：' }, appeal.plan.companyText));
  if (facts.progress && reports.has(appeal.status)) {
    const { text, at } = facts.progress;
    blocks.push(line({ bold: '最新进展：' }, `${text}（${dayTimeText(at)}）`));
  }
  if (appeal.status === 'planned') blocks.push(...timing(facts));
  // One channel (docs/develop/rules.md#rule-19): until the centre approves, the submitter reads only that a result was
  // handed in.
  if (appeal.status === 'resolved') blocks.push(line('已提交办结，待审核。'));
  if (appeal.status === 'answered' && appeal.result) {
    blocks.push(line({ bold: '答复：' }, `${appeal.result.outcome}。${appeal.result.companyText}`));
  }
  return blocks;
}

/** What the company may know about time; a request for more time is not told before it is decided. */
function timing(facts: AppealFacts): Block[] {
  const expected = expectedOn(facts);
  return [
    ...(expected ? [line({ bold: '预计办结：' }, dayText(expected))] : []),
    ...(facts.appeal.paused ? timeLines(facts) : []),
  ];
}
