import type { Appeal } from '../domain/appeal.ts';
import { dayText } from '../domain/chinaTime.ts';
import type { Person, Role } from '../domain/contacts.ts';
import type { AppealEvent, EventType } from '../domain/events.ts';
import { type Relation, relations } from '../domain/policy.ts';
import { type Rules, taskForce, unitName } from '../domain/rules.ts';
import type { Block, Card, Text } from './card.ts';
import { type AppealFacts, companyText, line, muted } from './cards/facts.ts';
import { instructionLines } from './cards/instructionLists.ts';
import { supervisedUntil, supervisionText } from './cards/supervisionLines.ts';
import { dueText, runningClock, timeLines } from './cards/timeFacts.ts';
import { forGroup } from './groupText.ts';
import { historyLine } from './history.ts';
import { listLine, say } from './notes.ts';
import { roleWords, statusWords, tierWords } from './words.ts';

export function listCard(
  title: string,
  lines: { appeal: Appeal; due?: string }[],
  { rules, masked, total }: { rules: Rules; masked: boolean; total: number },
): Card {
  const shown: Block[] = lines.map(({ appeal, due }) => line(`${listLine(appeal, { due, rules, masked })}`));
  const more = total > lines.length ? [muted(`共${total}件，仅列最近${lines.length}件。`)] : [];
  const body = total === 0 ? [line('没有找到与您有关的诉求。')] : shown;
  return {
    kind: 'card',
    title: `${title}（${total}件）`,
    tone: 'blue',
    blocks: [...body, ...more, muted('发送“查 编号”可查看详情。')],
  };
}

/** One appeal with its history. `oneChannel`: a result under review is not shown (RULES 19). */
export function detailCard(
  facts: AppealFacts,
  timeline: AppealEvent[],
  { masked, oneChannel }: { masked: boolean; oneChannel: boolean },
): Card {
  const { appeal, rules } = facts;
  const shown = (text: string) => (masked ? forGroup(text, rules, appeal) : text);
  const history = oneChannel ? timeline.filter((event) => !isFromAbove(event)) : timeline;
  const held = appeal.assignments.at(-1);
  const clock = runningClock(facts, 'rework', 'result', 'plan');
  const approved = appeal.status === 'answered' || appeal.status === 'closed';
  const result = appeal.result && (approved || !oneChannel) ? appeal.result : undefined;
  return {
    kind: 'card',
    title: `诉求 ${appeal.number}`,
    tone: 'blue',
    tag: statusWords[appeal.status],
    blocks: [
      line({ bold: '企业：' }, shown(companyText(appeal, rules))),
      { kind: 'quote', text: shown(appeal.text) },
      ...(held
        ? [line({ bold: '承办：' }, `${taskForce(rules, held.taskForce).name}专班，${unitName(rules, held.unit)}`)]
        : []),
      ...(clock ? [line({ bold: '当前时限：' }, dueText(clock))] : []),
      ...(oneChannel && !appeal.paused ? [] : timeLines(facts)),
      ...(oneChannel ? [] : upwardBlocks(facts, timeline, shown)),
      ...(appeal.plan
        ? [line({ bold: '方案：' }, shown(oneChannel ? appeal.plan.companyText : appeal.plan.text))]
        : []),
      ...(result ? [line({ bold: '结果：' }, `${result.outcome}。${shown(result.companyText)}`)] : []),
      {
        kind: 'fold',
        title: `办理记录 ${history.length} 条`,
        blocks: history.map((event) => line(historyLine(event, { rules, shown, oneChannel }))),
      },
      muted(`发送“怎么算的 ${appeal.number}”可查看时限依据。`),
    ],
  };
}

const fromAbove = new Set<EventType>(['head_noted', 'supervised', 'instructed', 'instruction_answered']);
const companySide: readonly Role[] = ['specialist', 'service-centre', 'duty'];

/** A leader's 催办 too: who presses the unit from above stays inside. */
function isFromAbove({ type, by }: AppealEvent): boolean {
  return fromAbove.has(type) || (type === 'nudged' && by.role !== 'scheduler' && !companySide.includes(by.role));
}

/** What came from above: for those inside, not for the company's side. */
function upwardBlocks({ appeal }: AppealFacts, timeline: AppealEvent[], shown: (text: string) => string): Block[] {
  const supervision = supervisionText(appeal, supervisedUntil(timeline));
  return [...(supervision ? [line({ bold: '督办：' }, supervision)] : []), ...instructionLines(appeal, shown)];
}

export function taskForcesCard(rules: Rules): Card {
  return {
    kind: 'card',
    title: `${rules.taskForces.length}个专班`,
    tone: 'blue',
    blocks: [
      ...rules.taskForces.map(({ number, name, leadUnit }) =>
        line(`${number}. ${name}专班（${unitName(rules, leadUnit)}）`),
      ),
      muted('提交诉求时写“获得电力专班”或“3号专班”，即直接交办。'),
    ],
  };
}

export function whoAmI(person: Person | undefined, openId: string, rules: Rules): Text {
  if (!person || person.memberships.length === 0) {
    return say(`您还不在联系人名单中。您的 open_id 是 ${openId}，请连同姓名、单位、职务一并报区营商办添加。`);
  }
  const held = person.memberships.map(({ role, unit, taskForce: number, tier, title, until }) =>
    [
      unit ? unitName(rules, unit) : '',
      number ? `${taskForce(rules, number).name}专班` : '',
      role === 'contact' && tier ? tierWords[tier] : roleWords[role],
      title ? `（${title}）` : '',
      until ? `（代岗至${dayText(until)}）` : '',
    ].join(''),
  );
  return say(`${person.name}：${held.join('；')}。open_id：${openId}。`);
}

interface Helped {
  example: string;
  help?: string;
  who: readonly Relation[] | 'everyone';
}

/** Only what this person can do is listed. */
export function helpCard(person: Person | undefined, place: 'private' | 'group', intents: readonly Helped[]): Card {
  const own = person ? helperRelations(person) : new Set<Relation>();
  const listed = intents.filter(
    ({ help, who }) => help && (who === 'everyone' ? person : who !== undefined && fits(who, own)),
  );
  const submits = own.has('specialist') || own.has('centre');
  const opening = !person
    ? '您还不在联系人名单中，可发送“我是谁”查看 open_id，报区营商办添加。发来的诉求会作为线索转区为企服务中心。'
    : submits
      ? '直接发送企业诉求即可受理；写明“获得电力专班”或@联络员的，直接交办。'
      : '您可以这样办理：';
  return {
    kind: 'card',
    title: '诉求管家使用说明',
    tone: 'blue',
    blocks: [
      line(opening),
      ...listed.map(({ example, help }) => line({ bold: example }, `  ${help}`)),
      muted(guide(person, place)),
    ],
  };
}

function guide(person: Person | undefined, place: 'private' | 'group'): string {
  if (!person) return '如有企业诉求，也可直接联系区为企服务中心。';
  return `${place === 'group' ? '群内请@诉求管家再发送；' : ''}编号可简写，如“003”“3号”。`;
}

function fits(who: readonly Relation[], own: Set<Relation>): boolean {
  return who.some((relation) => own.has(relation));
}

/** Roles stand for what they may be to an appeal: an officer is a handler of some. */
function helperRelations(person: Person): Set<Relation> {
  const own = relations(person);
  for (const { role, tier } of person.memberships) {
    if (role === 'liaison' || role === 'office' || (role === 'contact' && tier === 3)) own.add('handler');
    if (role === 'office') own.add('office');
    if (role === 'task-force-leader') own.add('commander').add('superior');
    if (role === 'deputy-leader' || role === 'office-head' || (role === 'contact' && tier !== 3)) own.add('superior');
  }
  return own;
}
