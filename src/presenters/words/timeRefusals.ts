import type { Refusals } from '../../domain/errors.ts';
import { dayText, dayTimeText } from '../../domain/time/chinaTime.ts';

type TimeCode = Extract<
  keyof Refusals,
  | `time.${string}`
  | `extension.${string}`
  | `pause.${string}`
  | `nudge.${string}`
  | `instruction.${string}`
  | `inform.${string}`
  | `backfill.${string}`
  | `paper.${string}`
  | `report.${string}`
  | `substitute.${string}`
>;

/** Why time cannot be had, and what to do instead. */
export const timeRefusals: { [C in TimeCode]: (facts: Refusals[C]) => string } = {
  'time.not_movable': ({ number }) =>
    `${number} 的方案时限是对企业的承诺，不能延期或暂停。情况复杂的，请先报阶段性方案，写明堵点和预计日期，如“方案 ${number}：……”。`,
  'time.asked': ({ number }) => `${number} 已有延期或暂停计时的申请，正由区为企服务中心审核，请等待结果。`,
  'time.not_asked': ({ number }) => `${number} 没有待审核的延期或暂停计时申请，可能已经审核过。`,
  'extension.once': ({ number }) => `${number} 已延期一次，不能再次延期。确有困难的，请报区为企服务中心会商。`,
  'extension.too_late': ({ number, days }) =>
    days > 0
      ? `${number} 距到期不足${days}个工作日，不能申请延期。请抓紧办理；已办未录的请点【补录】。`
      : `${number} 已经到期，不能申请暂停计时。请抓紧办理；已办未录的请点【补录】。`,
  'extension.date': ({ number, due }) =>
    `${number} 现期限为${dayText(due)}，请写明更晚的日期，如“延期 ${number} 至12月10日：理由”。`,
  'pause.too_long': ({ number, left }) =>
    left > 0
      ? `${number} 最多还可暂停${left}个工作日，请写明这个范围内的恢复日期。`
      : `${number} 可暂停的天数已经用完，不能再暂停。如有需要，请申请延期。`,
  'pause.running': ({ number }) => `${number} 正在暂停计时。可先发送“恢复 ${number}”，再办理。`,
  'pause.none': ({ number }) => `${number} 没有暂停计时，无需恢复。`,
  'nudge.too_soon': ({ number, until }) =>
    `${number} 刚催办过，${dayTimeText(until)}后可再次催办。发送“查 ${number}”可查看进展。`,
  'instruction.none': ({ number }) => `${number} 没有待回复的批示。发送“查 ${number}”可查看最新情况。`,
  'instruction.sensitive': ({ number }) =>
    `内容涉及敏感事项，不能发给 ${number} 的承办单位，未发出。可点【只记录，不发出】留存，并请直接联系区营商办。`,
  'inform.done': ({ number, of }) => `${number} 已记录告知企业${of === 'plan' ? '解决方案' : '办理结果'}，无需重复。`,
  'backfill.date': ({ number, date, from }) =>
    `${number} 的补录日期${dayText(date)}不对：应在${dayText(from)}交办之后、今天及以前。请核对日期。`,
  'paper.decided': ({ number, kind, released, at, by }) => {
    const left = kind === 'head-note' ? '暂不发送' : '不签发';
    return `${number} 的${kind === 'head-note' ? '提示' : '督办单'}已由${by ?? '他人'}于${dayTimeText(at)}${released ? '签发' : `决定${left}`}，无需再办。`;
  },
  'paper.gone': ({ number }) => `${number} 没有待签发的提示或督办，可能已签发，或因已办理而撤销。`,
  'substitute.self': () => '不能由本人代岗。请@代岗的同志，如“代岗 @某同志 至11月30日”。',
  'substitute.date': ({ date, days }) =>
    `代岗截止日期${dayText(date)}不对：应在今天及以后，最长${days}天。长期变动请报区营商办更新名单。`,
  'substitute.nothing': ({ name }) => `${name}没有可以代岗的岗位。领导、区营商办和督查室的岗位不设代岗，请报区营商办。`,
  'substitute.nobody': () => '请@代岗的同志并写明截止日期，如“代岗 @某同志 至11月30日”。代岗的同志须在联系人名单中。',
  'substitute.none': () => '目前没有可以结束的代岗，未作变动。',
  'substitute.unknown': ({ names }) =>
    `“${names.join('、')}”不在联系人名单中，或没有@到本人，未作变动。请@本人；不在名单中的，请先报区营商办添加。`,
  'report.gone': () => '这份报表的明细已找不到。发送“晨报”可查看最新情况。',
  'report.outside': ({ name, inGroup }) =>
    inGroup
      ? `群里只能查看本群的诉求，“${name}”不在其中。如有权限，请私聊诉求管家查看。`
      : `“${name}”不在您的查看范围内。发送“超期”“临期”“今日”可查看与您有关的诉求。`,
};
