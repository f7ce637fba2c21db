import type { Refusals } from '../../domain/errors.ts';
import { dayText, dayTimeText } from '../../domain/time/chinaTime.ts';

type UpwardCode = Extract<keyof Refusals, `head.${string}` | `supervision.${string}` | `rules.${string}`>;

/** Why a note, a 督办 or new deadlines cannot go out, and what to do instead. */
export const upwardRefusals: { [C in UpwardCode]: (facts: Refusals[C]) => string } = {
  'head.vacant': ({ number, unit }) =>
    `${number} 的提示暂不能发送：名单中没有${unit}主要负责人，或其账号未匹配。请区营商办补报后再点【发送】。`,
  'supervision.open': ({ number }) => `${number} 已有待签发的督办单，请在该单上修改事由后签发。`,
  'supervision.running': ({ number, document, due }) =>
    `${number} 已督办（${document}，限${dayTimeText(due)}），期限未到，不重复拟单。期限届满仍未办理的，可以续督。`,
  'supervision.blue': ({ number }) =>
    `蓝色为临期提示，由系统在到期前自动发出，无需发起。需要提醒承办单位的，请发送“督办 ${number} 黄 原因”。`,
  'supervision.date_far': ({ number, date, months }) =>
    `${number} 的督办期限${date}超过${months}个月，请核对年份后重新签发。`,
  'supervision.date': ({ number, date }) => `${number} 的督办期限${dayText(date)}已过，请改为今天下班前或以后的日期。`,
  'rules.changed': () => '时限规则或日历又有变化，本次未作调整。请发送“时限变化”查看最新影响。',
  'rules.settled': () => '目前没有待处理的时限变化，可能已经处理过。',
};
