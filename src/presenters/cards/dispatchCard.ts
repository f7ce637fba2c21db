import { type Appeal, type AppealStatus, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Block, Card } from '../../domain/message.ts';
import { taskForce } from '../../domain/rules.ts';
import { maskContact } from '../../domain/texts/masking.ts';
import { dayText, dayTimeText } from '../../domain/time/chinaTime.ts';
import { forGroup } from '../group/groupText.ts';
import { roleWords, statusWords } from '../words/words.ts';
import { dispatchActions, isFormer } from './dispatchActions.ts';
import {
  type AppealFacts,
  attachmentText,
  companyText,
  holderUnit,
  line,
  mentions,
  muted,
  type Remark,
} from './facts.ts';
import { ownSupervision } from './supervisionLines.ts';
import { backfillText, firstPromise } from './timeFacts.ts';

const tones = {
  dispatched: 'blue',
  signed: 'blue',
  planned: 'blue',
  returned: 'orange',
  resolved: 'green',
  answered: 'green',
  withdrawn: 'grey',
} as const;

const handedIn = new Set<AppealStatus>(['resolved', 'answered', 'closed']);

/**
 * The task force's card, masked: who must do what by when, and the buttons for the present state
 * (docs/develop/wording.md#dispatch-card).
 */
export function dispatchCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  if (isTaken(appeal)) return takenCard(appeal);
  const tone = tones[appeal.status as keyof typeof tones] ?? 'grey';
  return {
    kind: 'card',
    title: `企业诉求交办 ${appeal.number}`,
    tone,
    tag: statusWords[appeal.status],
    blocks: [...matter(facts), ...steps(facts), ...dispatchActions(facts)],
    summary: `${appeal.number} ${shown(facts)(appeal.title)}`,
  };
}

/** Moved into confidence: nobody holds it, or nobody else may know who does. */
function isTaken(appeal: Appeal): boolean {
  return appeal.confidential || (appeal.assignments.length > 0 && !currentAssignment(appeal));
}

/** Says nothing of the matter, and not that it is confidential. */
function takenCard({ number }: Appeal): Card {
  return {
    kind: 'card',
    title: `企业诉求交办 ${number}`,
    tone: 'grey',
    tag: '已转办',
    blocks: [muted('本件自即日起由区为企服务中心统一办理，本卡片不再显示内容，本单位无需操作。')],
    summary: `${number} 已转办`,
  };
}

/** The same card after the appeal went elsewhere: no buttons, and nobody is mentioned. */
export function closedDispatchCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  if (isTaken(appeal)) return takenCard(appeal);
  return {
    kind: 'card',
    title: `企业诉求交办 ${appeal.number}`,
    tone: 'grey',
    tag: '已改派',
    blocks: [
      line(`事项：${shown(facts)(appeal.title)}`),
      ...(facts.before?.transfer ? [line(`改派理由：${shown(facts)(facts.before.transfer)}`)] : []),
      muted('本件已改派其他专班或单位办理，本卡片不再更新，无需操作。'),
    ],
  };
}

/** Everything people wrote must go through this, because the card is shown in a group. */
function shown({ appeal, rules }: AppealFacts): (text: string) => string {
  return (text) => forGroup(text, rules, appeal);
}

function matter(facts: AppealFacts): Block[] {
  const { appeal, rules } = facts;
  const contact = maskContact(appeal.contact);
  const attachments = attachmentText(appeal);
  return [
    line({ bold: '主办：' }, `${forceName(facts)} · ${holderUnit(facts)}`, ...mentions(facts.handlers)),
    line({ bold: '企业：' }, shown(facts)(companyText(appeal, rules)), contact ? `，${contact}（签收后私发）` : ''),
    { kind: 'quote', text: shown(facts)(appeal.text) },
    ...(attachments ? [muted(attachments)] : []),
    ...earlier(facts),
  ];
}

const remarksShown = 3;

/** Why the appeal was sent here, and earlier remarks: nobody of this unit has read them yet. */
function earlier(facts: AppealFacts): Block[] {
  const { remarks = [], transfer } = facts.before ?? {};
  const text = shown(facts);
  const left = remarks.length - remarksShown;
  return [
    ...(transfer ? [line({ bold: '改派理由：' }, text(transfer))] : []),
    ...remarks
      .slice(-remarksShown)
      .map((remark) => line({ bold: '备注：' }, text(remark.text), `（${remarkedBy(remark)}）`)),
    ...(left > 0 ? [muted(`更早的备注 ${left} 条，请查看办理记录。`)] : []),
  ];
}

function remarkedBy({ by, at }: Remark): string {
  return `${by.role === 'scheduler' ? '系统' : roleWords[by.role]}，${dayTimeText(at)}`;
}

function forceName({ appeal, rules }: AppealFacts): string {
  const held = currentAssignment(appeal);
  return held ? `${taskForce(rules, held.taskForce).name}专班` : '';
}

function steps(facts: AppealFacts): Block[] {
  const { appeal, signer, progress } = facts;
  const text = shown(facts);
  const supervision = ownSupervision(facts);
  const blocks: Block[] = supervision ? [line({ bold: '督办：' }, supervision)] : [];
  const signedAt = currentAssignment(appeal)?.signedAt;
  if (signedAt)
    blocks.push(
      line(
        { bold: '签收：' },
        signer?.name ?? '视同签收',
        backfillText(facts, 'signed') || `，${dayTimeText(signedAt)}`,
      ),
    );
  if (appeal.plan) {
    const { promisedOn } = appeal.plan;
    const promise = promisedOn ? `，计划${dayText(promisedOn)}办结${firstPromise(appeal)}` : '';
    const bold = isFormer(appeal) ? '原方案（改派前）：' : '方案：';
    blocks.push(line({ bold }, text(appeal.plan.text), promise, backfillText(facts, 'planned')));
  }
  if (progress) blocks.push(line({ bold: '最新进展：' }, `${text(progress.text)}（${dayTimeText(progress.at)}）`));
  if (appeal.returnReason) blocks.push(line({ bold: '退件理由：' }, text(appeal.returnReason)));
  // A result that was sent back does not count any more.
  if (appeal.result && handedIn.has(appeal.status)) {
    const { outcome, companyText: answer } = appeal.result;
    blocks.push(line({ bold: '办结：' }, `${outcome}。${text(answer)}`, backfillText(facts, 'resolved')));
  }
  return blocks;
}
