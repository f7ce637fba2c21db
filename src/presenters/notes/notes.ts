import type { Appeal, AppealStatus } from '../../domain/appeal/appeal.ts';
import type { Actor } from '../../domain/appeal/events.ts';
import type { Card, Text } from '../../domain/message.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { dayText, dayTimeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import {
  type AppealFacts,
  companyDueOf,
  companyText,
  dueOf,
  holderUnit,
  line,
  muted,
  press,
  shortNumber,
} from '../cards/facts.ts';
import { firstPromise } from '../cards/timeFacts.ts';
import { forGroup } from '../group/groupText.ts';
import { roleWords } from '../words/words.ts';

/** Private and group notes: each a sentence or a small card. */
export function say(text: string): Text {
  return { kind: 'text', spans: [text] };
}

/** To the centre: the plan that the company knows was replaced, and why. */
export function planReplacedNote(facts: AppealFacts, reason: string): Text {
  const { appeal, rules } = facts;
  const promised = appeal.plan?.promisedOn;
  const date = promised ? `，计划${dayText(promised)}办结${firstPromise(appeal)}` : '';
  const shown = (text: string) => forGroup(text, rules, appeal);
  return say(`${appeal.number}“${shown(appeal.title)}”：${holderUnit(facts)}已更换方案${date}。原因：${shown(reason)}`);
}

function head({ appeal }: AppealFacts): string {
  return `${appeal.number}“${appeal.title}”`;
}

/** "原因：企业已自行解决。" */
function because(what: string, reason: string | undefined): string {
  return reason ? `${what}：${reason}${/[。！？.!?]$/.test(reason) ? '' : '。'}` : '';
}

/** "JJ20261130-003 已定为获得电力，12月21日(周一)08:30交办"; without `at` a person dispatches it. */
export function setFor(number: string, { force, at }: { force: string; at?: Instant }): string {
  return `${number} 已定为${force}${at ? `，${dayTimeText(at)}交办` : '，待交办'}`;
}

/** Added after the answer to an act outside the sending hours: a sentence that follows others. */
export function heldUntil(until: Instant): string {
  return `现在是非工作时间，有关人员将于${dayTimeText(until)}收到。`;
}

/** In a group the submitter is only told the number (docs/develop/domain.md#groups). */
export function receivedInGroup(appeal: Appeal): Text {
  return say(`已受理，编号 ${appeal.number}，详情已私发给提交人。`);
}

export function signedNote(facts: AppealFacts): Text {
  const due = companyDueOf(facts, 'plan');
  return say(`${head(facts)}：${holderUnit(facts)}已签收${due ? `，将于${due}前提出解决方案` : ''}。`);
}

/** The full contact, only to the person who signed in. */
export function contactNote({ appeal, rules }: AppealFacts, { corrected = false } = {}): Card {
  const { contact } = appeal;
  return {
    kind: 'card',
    title: `企业联系方式${corrected ? '（已更正）' : ''} ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line({ bold: '企业：' }, companyText(appeal, rules)),
      line(
        { bold: '联系人：' },
        [contact?.name, contact?.phone].filter(Boolean).join(' ') || '未登记，请向提交的专员了解',
      ),
      { kind: 'quote', text: appeal.text },
      muted('仅供办理本件使用，请勿转发。请及时联系企业。'),
    ],
  };
}

/** To the unit's people: the result was sent back. */
export function rejectedNote(facts: AppealFacts, reason: string): Card {
  const { appeal } = facts;
  const due = dueOf(facts, 'rework');
  return {
    kind: 'card',
    title: `请补正 ${appeal.number}`,
    tone: 'orange',
    blocks: [
      line(`“${appeal.title}”的办结材料需要补正：${reason}`),
      line(`${due ? `请于${due}前` : '请'}补正后重新提交办结。`),
      { kind: 'buttons', buttons: [press('重新提交办结', '打开 办结', appeal, 'primary')] },
      muted('在期限内首次提交的，补正不计逾期。'),
    ],
  };
}

export function returnRefusedNote(facts: AppealFacts, reason: string | undefined): Text {
  const due = dueOf(facts, 'plan');
  return say(
    `${head(facts)}：经认定，退件理由不成立，视同签收。${reason ? `理由：${reason}。` : ''}${due ? `请于${due}前提出解决方案。` : ''}`,
  );
}

/** To the former handler; `sees`: he may still read what the appeal is about. */
export function movedAwayNote(facts: AppealFacts, { sees, reason }: { sees: boolean; reason?: string }): Text {
  const what = sees ? head(facts) : facts.appeal.number;
  return say(`${what} 已改派${holderUnit(facts)}办理，您单位无需继续办理。${because('改派理由', reason)}`);
}

/** To the submitter, when somebody else withdrew it. */
export function withdrawnForYou(facts: AppealFacts, { by, reason }: { by: Actor; reason?: string }): Text {
  return say(
    `${head(facts)} 已由${by.role === 'scheduler' ? '系统' : roleWords[by.role]}撤回，不再办理。${reason ? `原因：${reason}。` : ''}如有疑问，请联系区为企服务中心。`,
  );
}

/** To the centre: no one in the district office can receive a confidential appeal. */
export function noReaderNote(number: string): Text {
  return say(`收到保密件 ${number}，但区营商办没有可接收的人员。请立即请区营商办报备接收人员，本件不发其他单位。`);
}

/** To the centre: the submitter left his post and has no successor. Names only the number. */
export function noSubmitterNote(number: string): Text {
  return say(
    `${number} 有新的办理情况，但提交人已不在岗，属地没有可接收的专员。请区为企服务中心接续，查看本件后告知企业。`,
  );
}

export function withdrawnNote(facts: AppealFacts, { by, reason }: { by: Actor; reason?: string }): Text {
  const whom = by.role === 'specialist' ? '提交方' : by.role === 'scheduler' ? '系统' : roleWords[by.role];
  return say(`${head(facts)} 已由${whom}撤回，无需继续办理。${because('原因', reason)}`);
}

/** To the handler: the submitter added something. */
export function supplementNote(facts: AppealFacts, more: { text?: string; attachments: number }): Text {
  const files = more.attachments > 0 ? `附件 ${more.attachments} 个` : '';
  return say(`${head(facts)}：提交人补充：${[more.text, files].filter(Boolean).join('，')}。`);
}

/** To those who handle it: the company or its place was read wrongly, or told only now. */
export function correctedNote(facts: AppealFacts, what: string): Text {
  return say(`${head(facts)}：${what}，请以此为准。`);
}

/** To the handler: something that was added has been taken out, because it belongs to another matter. */
export function takenOutNote(facts: AppealFacts): Text {
  return say(`${head(facts)}：提交人已撤出误归入本件的补充内容或附件，请以卡片现有内容为准。`);
}

export function commentNote(facts: AppealFacts, text: string): Text {
  return say(`${head(facts)}：新备注：${text}`);
}

/** To the centre: an appeal was dispatched and there is nobody to tell. */
export function nobodyNote(facts: AppealFacts): Text {
  return say(
    `${head(facts)} 已交办${holderUnit(facts)}，但该单位没有绑定群，也没有可通知的联系人。请电话告知，并报区营商办补录联系人。`,
  );
}

/** To the submitter, when somebody else moved it into confidence. */
export function confidedForYou(facts: AppealFacts): Text {
  return say(`${head(facts)} 已转为保密件，由区营商办专人办理，不再发任何群和单位。如需补充，请回复回执卡片。`);
}

/** To whoever worked on an appeal that was moved into confidence: only that his part is over. */
export function takenToCentreNote(number: string): Text {
  return say(
    `${number} 已转由区为企服务中心统一办理，请停止办理，您不再收到本件的提醒。如有疑问，请联系区为企服务中心。`,
  );
}

/** To the two readers of a confidential appeal; `confided`: who moved it into confidence, and why. */
export function confidentialNote({ appeal, rules }: AppealFacts, terms: string[], confided?: Confided): Card {
  return {
    kind: 'card',
    title: `保密件 ${appeal.number}`,
    tone: 'red',
    blocks: [
      line(confided ? whyConfided(confided) : whyHeld(appeal, terms)),
      line({ bold: '企业：' }, companyText(appeal, rules)),
      { kind: 'quote', text: appeal.text },
      ...(mayRelease(appeal)
        ? [{ kind: 'buttons' as const, buttons: [{ label: '转普通件', say: `转普通件 ${appeal.number}` }] }]
        : []),
      muted('请勿转发。回复本条可记备注。'),
    ],
  };
}

interface Confided {
  by: Actor;
  reason?: string;
}

function whyConfided({ by, reason }: Confided): string {
  const whom = by.role === 'scheduler' ? '系统' : roleWords[by.role];
  return `本件由${whom}转为保密件。${because('原因', reason)}群内卡片已不再显示内容，时限和提醒已停止，请专人办理。无需保密的，请点【转普通件】。`;
}

/** Held on suspicion, or by a person's word alone: one press of a reader lets it go the ordinary way. */
function mayRelease({ status, routing }: Appeal): boolean {
  return status === 'confidential' && (routing.kind !== 'sensitive' || routing.suspected === true);
}

function whyHeld({ routing }: Appeal, terms: string[]): string {
  if (terms.length === 0) return '提交人有新的补充，未发任何群和单位，请专人办理。';
  const suspected = routing.kind === 'sensitive' && routing.suspected;
  const words = `“${terms.join('、')}”`;
  return suspected
    ? `内容疑似敏感：${words}。未发任何群和单位。属普通事项的，请点【转普通件】。`
    : `内容涉及${words}，未发任何群和单位，请专人办理。`;
}

/** The line of an appeal in lists: "003 ××机械 增容|方案时限11月25日|区发改委". */
export function listLine(appeal: Appeal, facts: { due?: string; rules: Rules; masked: boolean }): string {
  const { company, title, status } = appeal;
  const matter = [company, title].filter(Boolean).join(' ');
  const about = facts.masked ? forGroup(matter, facts.rules, appeal) : matter;
  const unit = appeal.assignments.at(-1)?.unit;
  const who = unit ? `，${unitName(facts.rules, unit)}` : '';
  const due = facts.due ? `，${dayTimeText(facts.due)}前` : '';
  return `${shortNumber(appeal.number)} ${about}，${shortStatus[status]}${due}${who}`.replace(/\s+/g, ' ');
}

const shortStatus: Record<AppealStatus, string> = {
  received: '待交办',
  confidential: '保密办理',
  dispatched: '待签收',
  returned: '待认定退件',
  signed: '待提方案',
  planned: '办理中',
  resolved: '待审核',
  answered: '已答复',
  closed: '已结案',
  withdrawn: '已撤回',
};
