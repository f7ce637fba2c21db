import type { EventType } from '../../../domain/appeal/events.ts';
import type { Refusal, RefusalCode, Refusals } from '../../../domain/errors.ts';
import { type Rules, unitName } from '../../../domain/rules.ts';
import { dayText, dayTimeText } from '../../../domain/time/chinaTime.ts';
import type { Verb } from '../../../domain/verbs.ts';
import { eventWords, verbWords } from '../verbs.ts';
import { statusWords } from '../words.ts';
import { reportRefusals } from './reportRefusals.ts';
import { substituteRefusals } from './substituteRefusals.ts';
import { supervisionRefusals } from './supervisionRefusals.ts';
import { timeRefusals } from './timeRefusals.ts';

type Sentences = { [C in RefusalCode]: (facts: Refusals[C], rules: Rules) => string };

/** Each says what is wrong and what to do next (docs/develop/wording.md). */
const refusals: Sentences = {
  'person.unknown': () =>
    '您还不在本系统的联系人名单中，暂不能办理。请联系区营商办报备添加；发送“我是谁”可查看您的 open_id，报备时一并提供。',
  'not.allowed': ({ verb, number }) => {
    const what = verbWords[verb as Verb] ?? verb;
    if (number) return `${number} 的“${what}”不在您的职责范围内，未办理。如有需要，请联系区为企服务中心。`;
    return `您的角色不能${what}。发送“帮助”可查看您能办理的事项。`;
  },
  'wrong.state': ({ number, status, verb }) =>
    `${number} 当前为“${statusWords[status]}”，不能${eventWords[verb as EventType] ?? verb}。发送“查 ${number}”可查看最新情况。`,
  'card.stale': ({ number, status }) => `${number} 已有新变化（${statusWords[status]}），卡片已更新，请看后再点。`,
  'appeal.unknown': ({ number }) =>
    `没有找到编号“${number}”的诉求，或您无权查看。请核对编号；发送“我的待办”可查看与您有关的诉求。`,
  'appeal.one_only': ({ verb }) =>
    `一次只能${eventWords[verb as EventType] ?? verb}一件，请逐件写明编号。本次未作任何变动。`,
  'appeal.too_many': ({ count, limit }) => `写了${count}个编号，一次最多${limit}个。本次未作任何变动，请分次发送。`,
  'appeal.none': ({ verb }) =>
    `目前没有可以${eventWords[verb as EventType] ?? verb}的诉求。发送“我的待办”可查看与您有关的诉求。`,
  'text.missing': ({ verb, number }) =>
    `请写明${eventWords[verb as EventType] ?? verb}的内容${number ? `，如“${example(verb, number)}”` : ''}。`,
  'text.sensitive': ({ number }) =>
    `内容涉及敏感事项，未加到 ${number}，以免在群和办理单位扩散。请改写后重发；确需反映的，请在与我的私聊中另发一条新消息（不要引用本件），我将按保密件只报区营商办专人。`,
  'details.unreadable': ({ number }) =>
    `没有看出 ${number} 要更正什么，未作变动。请写成“更正 ${number}：企业是××厂，联系人是王经理 13900001234，地点是沈巷镇”，只写要改的；事项内容有误的，请用“补充 ${number}：……”说明。`,
  'details.same': ({ number }) => `${number} 登记的就是这些，无需更正。发送“查 ${number}”可查看。`,
  'trial.empty': () => '请在“测试派单”后面写上要试的内容，如“测试派单 变压器增容报了两个月没批”。',
  'trial.private': () => '测试的内容可能不宜公开，请在与我的私聊中发送“测试派单 ……”。本次未作任何记录。',
  'text.too_long': ({ limit, length, begins, where }) =>
    where === 'form'
      ? `填写的内容（“${begins}……”）共${length}字，超过${limit}字上限，未予提交，已填内容仍在。请精简后再提交，详细材料可作为文件发送。`
      : `您发来的“${begins}……”共${length}字，超过${limit}字上限，未予受理，原消息仍在。请精简后重发，详细材料可作为文件发送。`,
  'text.full': ({ number, limit, held, length }) =>
    `${number} 的内容连同历次补充已有${held}字，再加${length}字将超过${limit}字上限，本次未予补充，原消息仍在。请精简后重发，详细材料可作为文件发送。`,
  'field.missing': ({ fields }) => `还缺：${fields.join('、')}。请补齐后再提交，已填内容仍在。`,
  'field.foreign': ({ fields }) => `表单含有不认识的字段（${fields.join('、')}），未予提交。请在最新的卡片上重新填写。`,
  'plan.date_later': ({ number, date, due }) =>
    `计划日期${dayText(date)}晚于现办结期限${dayText(due)}，方案未更换。需要更多时间的，请先申请延期，如“延期 ${number} 至${date}：……”；也可不写日期，只更换方案内容。`,
  'plan.date_past': ({ number, date }) => `计划日期${dayText(date)}已经过去。请为 ${number} 写今天或以后的日期。`,
  'plan.date_far': ({ number, date, months }) =>
    `计划日期${fullDay(date)}超过${months}个月。请为 ${number} 先报阶段性方案，写明第一阶段的日期。`,
  'date.unreadable': ({ text }) => `看不懂日期“${text}”。请写成“11月30日”或“2026-11-30”。`,
  'resolve.date_missing': ({ number }) => `“计划解决”须写明日期，如“办结 ${number}：计划解决（12月30日），……”。`,
  'return.too_late': ({ number }) =>
    `${number} 已签收，且已过签收当日，不能申请退件。确需调整的，请联系区为企服务中心改派。`,
  'return.not_returnable': ({ number }) => `${number} 由区营商办指定办理，不能再申请退件。如有困难，请报区营商办会商。`,
  'reason.missing': ({ verb }) => `请写明${eventWords[verb as EventType] ?? verb}的理由和依据。`,
  'withdraw.too_late': ({ number }) =>
    `${number} 已进入办理，不能自行撤回。请联系区为企服务中心，由其与企业核实后处理。`,
  'transfer.same': ({ number, target }, rules) => `${number} 现在就由${unitName(rules, target)}办理，无需改派。`,
  'transfer.no_force': ({ number }) => `${number} 还没有拟派专班，请写明专班，如“改派 ${number} 获得电力 区住建局”。`,
  'transfer.outside': ({ number, target }, rules) =>
    `${unitName(rules, target)}不是本专班成员单位，专班办公室不能把 ${number} 改派过去。请联系区为企服务中心。`,
  'task_force.unknown': ({ name }, rules) =>
    `没有“${name}”这个专班。发送“专班”可查看${rules.taskForces.length}个专班的名称和序号。`,
  'task_force.ambiguous': ({ name, candidates }) => `“${name}”可能是${candidates.join('、')}。请写专班全名或序号。`,
  'unit.unknown': ({ name, nearest }) =>
    nearest
      ? `没有“${name}”这个单位，是否指“${nearest}”？请核对后重新发送。`
      : `没有“${name}”这个单位。请写单位全称，如“区税务局”；镇、街道以联系人名单中的为准。`,
  'unit.ambiguous': ({ name, candidates }) => `“${name}”可能是${candidates.join('、')}。请写单位全称。`,
  'bind.not_group': () => '请在要绑定的群里@诉求管家发送，私聊不能绑定。',
  'bind.unknown': () => '暂时查不到本群的信息，没有绑定。请稍后再试；仍不行，请将诉求管家移出本群后重新添加。',
  'bind.external': () => '本群有外部成员，不能绑定，以免诉求信息外泄。请使用仅有内部人员的群。',
  'bind.taken': ({ name }) => `已绑定在“${name}”群。如要更换，请先在原群发送“解绑”。`,
  'bind.nothing': () => '本群没有绑定任何专班或单位，无需解绑。',
  'draft.gone': () => '这条草稿已处理或已过期。请重新发送。',
  'files.gone': ({ number }) => `${number} 没有可移出的附件，可能已经移出。`,
  'draft.done': ({ at, as }) => `这条内容您已于${dayTimeText(at)}选择“${choiceWords(as)}”，无需再点。`,
  'tip.done': ({ accepted, by, at, number }) =>
    `这条线索已${by ? `由${by}` : ''}${at ? `于${dayTimeText(at)}` : ''}${accepted ? '受理' : '标记为不予受理'}${number ? `，编号 ${number}` : ''}，无需再办。`,
  ...timeRefusals,
  ...supervisionRefusals,
  ...substituteRefusals,
  ...reportRefusals,
  confidential: () => '该件按保密要求办理，由区营商办专人负责，其他人员不能查看或办理。',
};

/** The label of the button, for the words that it sent. */
function choiceWords(as: string): string {
  return as.replace(/^新诉求/, '作为新诉求受理').replace(/^线索/, '转区为企服务中心');
}

/** "2027年11月30日": a date so far ahead needs its year. */
function fullDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function example(verb: string, number: string): string {
  if (verb === 'planned') return `方案 ${number}：……（计划11月30日办结）`;
  if (verb === 'resolved') return `办结 ${number}：已解决，……`;
  if (verb === 'instructed') return `意见 ${number}：……`;
  return `${eventWords[verb as EventType]?.replace(/^(报送|提出|提交)/, '') ?? ''} ${number}：……`;
}

/** An answer quotes only enough of a text to recognise it. */
const quotedAtMost = 40;

function shortened<F extends object>(facts: F): F {
  const short = (fact: unknown) =>
    typeof fact === 'string' && fact.length > quotedAtMost ? `${[...fact.slice(0, quotedAtMost)].join('')}……` : fact;
  const entries = Object.entries(facts).map(([name, fact]) => [
    name,
    Array.isArray(fact) ? fact.slice(0, quotedAtMost).map(short) : short(fact),
  ]);
  return Object.fromEntries(entries) as F;
}

export function refusalText<C extends RefusalCode>(refusal: Refusal<C>, rules: Rules): string {
  return refusals[refusal.code](shortened(refusal.facts), rules);
}
