import { currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Block, Card } from '../../domain/message.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import { forGroup } from '../group/groupText.ts';
import { statusWords } from '../words/words.ts';
import { adviceLine } from './adviceLine.ts';
import { askedTask } from './askedTask.ts';
import { type AppealFacts, companyText, dueOf, line, muted, press, targetText, withdrawalLine } from './facts.ts';
import { choiceButtons, confideButton } from './receiptActions.ts';
import { backfillText } from './timeFacts.ts';

/** The service centre's work item: what a person must decide on this appeal now. */
export function centreCard(facts: AppealFacts): Card {
  const { appeal, rules } = facts;
  const task = taskOf(facts);
  return {
    kind: 'card',
    title: `${task.title} ${appeal.number}`,
    tone: task.tone,
    tag: statusWords[appeal.status],
    blocks: [
      line({ bold: '企业：' }, shown(facts)(companyText(appeal, rules))),
      line({ bold: '事项：' }, shown(facts)(appeal.title)),
      ...task.blocks,
    ],
    summary: `${task.title} ${appeal.number}`,
  };
}

/** A work item that is done, or that a newer card replaced. */
export function closedCentreCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  return {
    kind: 'card',
    title: `待办事项 ${appeal.number}`,
    tone: 'grey',
    tag: statusWords[appeal.status],
    blocks: [line(`事项：${shown(facts)(appeal.title)}`), muted('本事项已处理，无需操作。')],
  };
}

/** Makes text fit for a group: the card may be shown in the centre's group. */
function shown({ appeal, rules }: AppealFacts): (text: string) => string {
  return (text) => forGroup(text, rules, appeal);
}

interface Task {
  title: string;
  tone: Card['tone'];
  blocks: Block[];
}

function taskOf(facts: AppealFacts): Task {
  switch (facts.appeal.status) {
    case 'received':
      return choosing(facts);
    case 'returned':
      return determining(facts);
    case 'resolved':
      return reviewing(facts);
    default:
      return askedTask(facts) ?? settled(facts);
  }
}

function settled(facts: AppealFacts): Task {
  return { title: '待办事项', tone: 'grey', blocks: [...withdrawalLine(facts), muted('本事项已处理，无需操作。')] };
}

function choosing(facts: AppealFacts): Task {
  const due = dueOf(facts, 'dispatch');
  return {
    title: '请确定承办专班',
    tone: 'orange',
    blocks: [
      { kind: 'quote', text: shown(facts)(facts.appeal.text) },
      line(`未能确定承办专班，${due ? `请于${due}前` : '请'}点选交办。`),
      ...adviceLine(facts),
      {
        kind: 'buttons',
        buttons: [...choiceButtons(facts), press('查看详情', '查', facts.appeal), confideButton(facts.appeal)],
      },
      muted('点选后即交办，专班群随即收到交办卡片。'),
    ],
  };
}

function determining(facts: AppealFacts): Task {
  const { appeal, rules } = facts;
  const held = currentAssignment(appeal);
  const due = dueOf(facts, 'determination');
  return {
    title: '请认定退件',
    tone: 'orange',
    blocks: [
      line({ bold: '原承办：' }, held ? targetText(held, rules) : ''),
      line({ bold: '退件理由：' }, shown(facts)(appeal.returnReason ?? '')),
      line(`${due ? `请于${due}前` : '请'}以区营商办名义认定。退件成立的，请同时改派；不成立的，视同原单位签收。`),
      {
        kind: 'buttons',
        buttons: [
          press('退件成立，改派', '打开 改派', appeal, 'primary'),
          press('退件不成立', '打开 不成立', appeal),
          confideButton(appeal),
        ],
      },
      muted('请写明理由；认定结果会更新在专班卡片上，并告知原单位。'),
    ],
  };
}

function reviewing(facts: AppealFacts): Task {
  const { appeal, rules } = facts;
  const held = currentAssignment(appeal);
  const {
    outcome,
    text,
    companyText: answer,
    promisedOn,
  } = appeal.result ?? { outcome: '', text: '', companyText: '' };
  const due = dueOf(facts, 'review');
  return {
    title: '请审核办结',
    tone: 'blue',
    blocks: [
      line({ bold: '承办：' }, held ? targetText(held, rules) : ''),
      line(
        { bold: '结果：' },
        outcome,
        promisedOn ? `（计划${dayText(promisedOn)}解决）` : '',
        backfillText(facts, 'resolved'),
      ),
      line({ bold: '答复企业：' }, shown(facts)(answer)),
      ...(text && text !== answer ? [line({ bold: '办理情况：' }, shown(facts)(text))] : []),
      line(`${due ? `请于${due}前` : '请'}审核。通过后由专员答复企业。`),
      {
        kind: 'buttons',
        buttons: [
          press('审核通过', '审核通过', appeal, 'primary'),
          press('退回补正', '打开 补正', appeal),
          press('查看详情', '查', appeal),
          confideButton(appeal),
        ],
      },
      muted('退回的，请写明需要补正的内容。'),
    ],
  };
}
