import type { Refusals } from '../../../domain/errors.ts';
import { dayText } from '../../../domain/time/chinaTime.ts';

type Code = Extract<
  keyof Refusals,
  `time.${string}` | `extension.${string}` | `pause.${string}` | `backfill.${string}` | `rules.${string}`
>;

/** Why more time cannot be given, or a term moved, and what to do instead. */
export const timeRefusals: { [C in Code]: (facts: Refusals[C]) => string } = {
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
  'backfill.date': ({ number, date, from }) =>
    `${number} 的补录日期${dayText(date)}不对：应在${dayText(from)}交办之后、今天及以前。请核对日期。`,
  'rules.changed': () => '时限规则或日历又有变化，本次未作调整。请发送“时限变化”查看最新影响。',
  'rules.settled': () => '目前没有待处理的时限变化，可能已经处理过。',
};
