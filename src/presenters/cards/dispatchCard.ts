import type { Appeal, AppealStatus } from '../../domain/appeal.ts';
import { dayText, dayTimeText } from '../../domain/chinaTime.ts';
import { currentAssignment } from '../../domain/evolve.ts';
import { maskContact } from '../../domain/masking.ts';
import { taskForce } from '../../domain/rules.ts';
import type { Block, Card } from '../card.ts';
import { forGroup } from '../groupText.ts';
import { statusWords } from '../words.ts';
import {
  type AppealFacts,
  attachmentText,
  companyText,
  dueOf,
  holderUnit,
  line,
  mentions,
  muted,
  press,
} from './facts.ts';

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

/** The task force's card: who is asked to do what by when, masked, and the buttons that fit now (WORDING sample 2). */
export function dispatchCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  const tone = tones[appeal.status as keyof typeof tones] ?? 'grey';
  return {
    kind: 'card',
    title: `企业诉求交办 ${appeal.number}`,
    tone,
    tag: statusWords[appeal.status],
    blocks: [...matter(facts), ...steps(facts), ...actions(facts)],
    summary: `${appeal.number} ${shown(facts)(appeal.title)}`,
  };
}

/** The same appeal after it went elsewhere: no names to press. */
export function closedDispatchCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  return {
    kind: 'card',
    title: `企业诉求交办 ${appeal.number}`,
    tone: 'grey',
    tag: '已改派',
    blocks: [
      line(`事项：${shown(facts)(appeal.title)}`),
      muted('本件已改派其他专班或单位办理，本卡片不再更新，无需操作。'),
    ],
  };
}

/** Everything people wrote goes through this: the card stands in a group. */
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
  ];
}

function forceName({ appeal, rules }: AppealFacts): string {
  const held = currentAssignment(appeal);
  return held ? `${taskForce(rules, held.taskForce).name}专班` : '';
}

function steps(facts: AppealFacts): Block[] {
  const { appeal, signer, progress } = facts;
  const text = shown(facts);
  const blocks: Block[] = [];
  const signedAt = currentAssignment(appeal)?.signedAt;
  if (signedAt) blocks.push(line({ bold: '签收：' }, `${signer?.name ?? '视同签收'}，${dayTimeText(signedAt)}`));
  if (appeal.plan) {
    const { promisedOn } = appeal.plan;
    const promise = promisedOn ? `，计划${dayText(promisedOn)}办结` : '';
    const bold = isFormer(appeal) ? '原方案（改派前）：' : '方案：';
    blocks.push(line({ bold }, text(appeal.plan.text), promise));
  }
  if (progress) blocks.push(line({ bold: '最新进展：' }, `${text(progress.text)}（${dayTimeText(progress.at)}）`));
  if (appeal.returnReason) blocks.push(line({ bold: '退件理由：' }, text(appeal.returnReason)));
  // A result that was sent back is no result any more.
  if (appeal.result && handedIn.has(appeal.status)) {
    blocks.push(line({ bold: '办结：' }, `${appeal.result.outcome}。${text(appeal.result.companyText)}`));
  }
  return blocks;
}

function actions(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  const open = (label: string, form: string, primary = false) =>
    press(label, `打开 ${form}`, appeal, primary ? 'primary' : 'default');
  switch (appeal.status) {
    case 'dispatched':
      return [
        line(
          `请于${dueOf(facts, 'sign-in') ?? '今日'}前签收并联系企业，${planDue(facts)}不属本单位职责的，请于签收时限前点【申请退件】并说明依据。`,
        ),
        {
          kind: 'buttons',
          buttons: [press('签收', '签收', appeal, 'primary'), open('直接填方案', '方案'), open('申请退件', '退件')],
        },
        muted('请点按钮，或回复本条并@诉求管家；仅在群内回复“收到”，系统无法识别。'),
      ];
    case 'signed':
      return [
        line(`请${planDue(facts) ? `于${planDue(facts)}` : '提出解决方案。'}`),
        {
          kind: 'buttons',
          buttons: [
            open('填方案', '方案', true),
            open('报进展', '进展'),
            open('办结', '办结'),
            open('申请退件', '退件'),
          ],
        },
        muted('当场办好的可直接点【办结】；申请退件限签收当日。'),
      ];
    case 'planned':
      return [
        ...(dueOf(facts, 'result') || dueOf(facts, 'rework')
          ? [line(`请于${dueOf(facts, 'rework') ?? dueOf(facts, 'result')}前办结。`)]
          : []),
        { kind: 'buttons', buttons: [open('报进展', '进展', true), open('办结', '办结')] },
        muted('有新情况请点【报进展】，办好后点【办结】并写明答复企业的内容。'),
      ];
    case 'resolved':
      return [muted('已提交办结，由区为企服务中心审核；如有新情况仍可回复本条并@诉求管家。')];
    case 'returned':
      return [muted('退件申请由区为企服务中心认定，结果会更新在本卡片上。')];
    case 'answered':
      return [muted('办结已审核通过，由专员答复企业，无需操作。')];
    default:
      return [muted(`${statusWords[appeal.status]}，无需操作。`)];
  }
}

function planDue(facts: AppealFacts): string {
  const due = dueOf(facts, 'plan');
  if (!due) return '';
  return isFormer(facts.appeal) ? `${due}前确认或更新方案。` : `${due}前提出解决方案。`;
}

/** The plan was made by the unit that had it before: the new one confirms or replaces it (DOMAIN §2). */
function isFormer({ plan, ...appeal }: Appeal): boolean {
  return plan !== undefined && plan.assignment !== currentAssignment(appeal)?.id;
}
