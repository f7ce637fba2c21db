import type { Instruction } from '../../domain/appeal/appeal.ts';
import type { Card } from '../../domain/message.ts';
import type { Membership, Person } from '../../domain/people/contacts.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { forGroup } from '../group/groupText.ts';
import { roleWords, tierWords } from '../words/words.ts';
import { type AppealFacts, closedCard, companyText, dueOf, holderUnit, line, muted, press } from './facts.ts';

/** 领导批示; also says when the leader's liaison recorded it for him. */
export function instructionHead({ recorded }: Pick<Instruction, 'recorded'>): string {
  return recorded ? '领导批示（联络员代录）' : '领导批示';
}

/** "区发改委分管负责同志（副主任）×××": a reader, by unit and post. */
export function readerText({ name, memberships }: Person, unit: string | undefined, rules: Rules): string {
  const held = memberships.find((one) => one.unit === unit) ?? memberships[0];
  return held ? `${postText(held, rules)}${name}` : name;
}

function postText({ unit, role, tier, title }: Membership, rules: Rules): string {
  const post = role === 'contact' && tier ? tierWords[tier] : roleWords[role];
  return `${unit ? unitName(rules, unit) : ''}${post}${title ? `（${title}）` : ''} `;
}

export interface Remark {
  /** Draft id. */
  id: string;
  text: string;
  recorded: boolean;
}

/** Before anything goes out: the exact words, and exactly who will read them (docs/develop/domain.md#instructions). */
export function remarkPreview({ appeal, rules }: AppealFacts, remark: Remark, readers: string[]): Card {
  const { id, text } = remark;
  return {
    kind: 'card',
    title: `意见转办预览 ${appeal.number}`,
    tone: 'orange',
    tag: '尚未发出',
    blocks: [
      line({ bold: '企业：' }, companyText(appeal, rules)),
      line({ bold: '事项：' }, appeal.title),
      line(`作为${instructionHead(remark)}，按以下原文转办：`),
      { kind: 'quote', text },
      line({ bold: '发给：' }, readers.join('、')),
      {
        kind: 'buttons',
        buttons: [
          { label: '作为批示转办', say: `转办批示 ${id}`, rev: appeal.version, style: 'primary' },
          { label: '只记录，不发出', say: `只记录 ${id}` },
          { label: '取消', say: `不用了 ${id}` },
        ],
      },
      muted('点选前不发给任何人；只记录的，发送“我的意见”可查看。'),
    ],
  };
}

const remarkBecame = { passedOn: '已转办', kept: '只记录，未发出' } as const;

export function remarkSettled(number: string, how: keyof typeof remarkBecame): Card {
  const tag = remarkBecame[how];
  return closedCard(`意见转办预览 ${number}`, tag);
}

/** Private to the handler and the unit's deputy. `answers`: whether this reader has to answer. */
export function instructionCard(facts: AppealFacts, instruction: Instruction, answers: boolean): Card {
  const { appeal, rules } = facts;
  const due = dueOf(facts, 'instruction');
  const buttons = [press('回复批示', '打开 批示', appeal, 'primary'), press('查看详情', '查', appeal)];
  return {
    kind: 'card',
    title: `${instructionHead(instruction)} ${appeal.number}`,
    tone: 'orange',
    blocks: [
      line({ bold: '企业：' }, companyText(appeal, rules)),
      line({ bold: '事项：' }, appeal.title),
      { kind: 'quote', text: instruction.text },
      line(`${due ? `请于${due}前` : '请及时'}落实并回复。`),
      { kind: 'buttons', buttons: answers ? buttons : buttons.slice(1) },
      muted(
        answers ? '请点【回复批示】，或发送“回复批示 编号：内容”；请勿转发。' : '由承办人回复；请督促落实，勿转发。',
      ),
    ],
  };
}

/** To the centre, shown in its group, so the words are made fit for a group. */
export function instructionNote(facts: AppealFacts, instruction: Instruction): Card {
  const { appeal, rules } = facts;
  const due = dueOf(facts, 'instruction');
  return {
    kind: 'card',
    title: `${instructionHead(instruction)} ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line({ bold: '事项：' }, forGroup(appeal.title, rules, appeal)),
      { kind: 'quote', text: forGroup(instruction.text, rules, appeal) },
      line(`${holderUnit(facts) || '尚未交办，交办后转承办单位'}${due ? `，${due}前回复` : ''}。`),
      muted(holderUnit(facts) ? '已私发承办人和分管负责同志，请跟踪回复。' : '请尽快交办并跟踪回复。'),
    ],
  };
}

/** To the leader who gave the 批示, and to the centre (`group`). */
export function answerCard(facts: AppealFacts, instruction: Instruction, group: boolean): Card {
  const { appeal, rules } = facts;
  const shown = (text: string) => (group ? forGroup(text, rules, appeal) : text);
  return {
    kind: 'card',
    title: `批示已回复 ${appeal.number}`,
    tone: 'green',
    blocks: [
      line({ bold: '事项：' }, shown(appeal.title)),
      line({ bold: `${instructionHead(instruction)}：` }, shown(instruction.text)),
      line({ bold: `${holderUnit(facts)}回复：` }, shown(instruction.answer?.text ?? '')),
      muted(
        `发送“查 ${appeal.number}”可查看办理情况${group ? '' : `；如有新的意见，可再发“意见 ${appeal.number}：……”`}。`,
      ),
    ],
  };
}
