import type { Appeal } from '../../domain/appeal/appeal.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';

/** Questions asked before something is done that cannot be undone. */

/** Said when a verb was followed by a number that may be a count. */
export const numberHint = '如指编号，请写作“003”“3号”或完整编号。';

/** For example 12号签收, said on the 12th: the number may be a date. */
export function maybeNumber(written: string, appeals: Pick<Appeal, 'number' | 'title'>[]): string {
  const meant = appeals.map(({ number, title }) => `${number}“${title}”`).join('、');
  return `“${written}”也可能不是编号，尚未办理。是否指 ${meant}？您刚才发来：`;
}

/** For example 改派 003 获得信贷 企业说应该找区财政局: the unit in the reason may be the target. */
export function maybeUnit(asked: {
  appeal: Pick<Appeal, 'number' | 'title'>;
  words: string;
  target: { taskForce?: number; unit?: string; reason?: string };
  rules: Rules;
}): string {
  const { appeal, words, target, rules } = asked;
  const force = target.taskForce === undefined ? '' : `${taskForce(rules, target.taskForce).name}专班`;
  const to = [force, target.unit === undefined ? '' : unitName(rules, target.unit)].filter(Boolean).join('、');
  const why = target.reason ? `，理由：${target.reason}` : '';
  return `“${words}”不能确定是否为承办单位，尚未办理。是否将 ${appeal.number}“${appeal.title}”改派${to}${why}？您刚才发来：`;
}

/** `unsure`: words about a date that could not be read with certainty. */
export function planTaken(number: string, { unsure, rules }: { unsure?: string; rules: Rules }): string {
  if (!unsure) return `已记录方案 ${number}`;
  const { days, dayMode } = rules.district.clocks.result;
  const span = `${days}${dayMode === 'working' ? '个工作日' : '日'}`;
  return `已记录方案 ${number}。“${unsure}”未计作承办单位的计划办结日期，办结时限按默认的${span}计算。`;
}
