import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Paper } from '../../domain/appeal/papers.ts';
import type { ClockKind, ClockRow } from '../../domain/clocks/clocks.ts';
import type { Text } from '../../domain/message.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { dayTimeText, inChina, shortDayText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { AppealFacts, PaperFacts } from '../cards/facts.ts';
import { say } from '../notes/notes.ts';

/** Words shared by notes to heads, 督办 and leaders' remarks. */

interface Wanted {
  limit: string;
  /** The step that the system has no record of. */
  seen: string;
  ask: string;
  way: string;
}

const plan: Wanted = {
  limit: '解决方案时限',
  seen: '方案',
  ask: '提出方案',
  way: '情况复杂的，可先报阶段性方案，写明堵点和预计日期。',
};
const result: Wanted = {
  limit: '办结时限',
  seen: '办结',
  ask: '提交办结',
  way: '确有困难的，请写明堵点和预计日期。',
};
const wantedBy: { [K in ClockKind]?: Wanted } = {
  plan,
  result,
  rework: { ...result, limit: '补正时限', seen: '补正后的办结', ask: '补正并重新提交办结' },
};

/** What a clock asks of the unit; without one, what the appeal still lacks. */
export function wantedOf({ appeal }: Pick<AppealFacts, 'appeal'>, clock: ClockRow | undefined): Wanted {
  return (clock && wantedBy[clock.kind]) ?? (appeal.plan ? result : plan);
}

/** False for court, procuratorate, tax and municipal branches: they get a 商请, not a 督办. */
export function isSupervisable(unit: string, { units }: Rules): boolean {
  return units.find(({ id }) => id === unit)?.supervisable ?? true;
}

/** 贵委, 贵局, 贵院, by the ending of the unit's name. */
export function yourUnit(unit: string, rules: Rules): string {
  const [end = ''] = /(?:局|委|院|镇|街道|中心|公司)$/.exec(unitName(rules, unit)) ?? [];
  return end ? `贵${end}` : '贵单位';
}

/** A lead unit works through the task force's liaison, any other through its officer (docs/develop/rules.md#rule-6). */
export function officerWord(unit: string, { appeal, rules }: Pick<AppealFacts, 'appeal' | 'rules'>): string {
  const held = currentAssignment(appeal);
  const leads = held?.unit === unit && taskForce(rules, held.taskForce).leadUnit === unit;
  return leads ? '联络员' : '业务人员';
}

/** "2026年11月26日", as documents write it. */
export function documentDay(at: Instant): string {
  return inChina(at).toFormat('yyyy年M月d日');
}

/** "此前11月24日、11月25日（补发）已提示联络员，11月26日已提示联络员和分管负责同志。"; empty when nobody was reminded. */
export function toldText({ told }: PaperFacts, clock: string | undefined, officer: string): string {
  const own = told.filter((one) => one.clock === clock);
  const alone = days(own.filter(({ step }) => step !== 'overdue'));
  const both = days(own.filter(({ step }) => step === 'overdue'));
  const parts = [
    ...(alone ? [`${alone}已提示${officer}`] : []),
    ...(both ? [`${both}已提示${officer}和分管负责同志`] : []),
  ];
  return parts.length > 0 ? `此前${parts.join('，')}。` : '';
}

function days(told: PaperFacts['told']): string {
  const shown = told.map(({ at, late }) => `${shortDayText(at)}${late ? '（补发）' : ''}`);
  return [...new Set(shown)].join('、');
}

/** Why a paper is not needed any more, for its card. */
export function voidWords(paper: Paper, appeal: Appeal): string {
  if (appeal.status === 'withdrawn') return '本件已撤回';
  if (appeal.status === 'returned') return '本件已申请退件';
  if (currentAssignment(appeal)?.unit !== paper.unit) return '本件已改派';
  return '已办理';
}

/** The first reason in a 督办 draft. */
export function overdueReason(facts: Pick<AppealFacts, 'appeal'>, clock: ClockRow): string {
  const { limit, seen } = wantedOf(facts, clock);
  return `${limit}${dayTimeText(clock.owedAt)}已过，经提示仍未见${seen}`;
}

/** 续督 names the 督办 before it, whose term has passed. */
export function againReason(reason: string, before: Pick<Paper, 'number' | 'dueAt'> | undefined): string {
  return before ? `${reason}（续督：上次${before.number ?? '督办'}，限${shortDayText(before.dueAt)}，已逾期）` : reason;
}

/** What the officer reads after a head's 【转联络员办理】. */
export function handOnText(officer: string): string {
  return `单位主要负责人请${officer}接续办理本件，办理情况请及时录入。`;
}

/** To the centre: something waits for the district office, and nobody there can be reached. */
export function noOfficeNote(): Text {
  return say('有待区营商办签发的事项，但名单中没有可通知的区营商办人员。请电话告知，并更新名单。');
}

/** To the centre: the unit should be urged, and nobody there can be reached. */
export function unreachedNote({ appeal, rules }: Pick<AppealFacts, 'appeal' | 'rules'>): Text {
  const held = currentAssignment(appeal);
  const unit = held ? unitName(rules, held.unit) : '承办单位';
  return say(
    `${appeal.number} 的督办未能送达：${unit}没有绑定群，也没有可通知的联系人。请电话告知，并报区营商办补录联系人。`,
  );
}
