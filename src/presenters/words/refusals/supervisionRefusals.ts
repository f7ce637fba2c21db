import type { Refusals } from '../../../domain/errors.ts';
import { dayText, dayTimeText } from '../../../domain/time/chinaTime.ts';

type Code = Extract<
  keyof Refusals,
  | `nudge.${string}`
  | `inform.${string}`
  | `instruction.${string}`
  | `paper.${string}`
  | `head.${string}`
  | `supervision.${string}`
>;

/** Why nothing is sent to a unit, its head or the company, and what to do instead. */
export const supervisionRefusals: { [C in Code]: (facts: Refusals[C]) => string } = {
  'nudge.too_soon': ({ number, until }) =>
    `${number} 刚催办过，${dayTimeText(until)}后可再次催办。发送“查 ${number}”可查看进展。`,
  'instruction.none': ({ number }) => `${number} 没有待回复的批示。发送“查 ${number}”可查看最新情况。`,
  'instruction.sensitive': ({ number }) =>
    `内容涉及敏感事项，不能发给 ${number} 的承办单位，未发出。可点【只记录，不发出】留存，并请直接联系区营商办。`,
  'inform.done': ({ number, of }) => `${number} 已记录告知企业${of === 'plan' ? '解决方案' : '办理结果'}，无需重复。`,
  'paper.decided': ({ number, kind, released, at, by }) => {
    const left = kind === 'head-note' ? '暂不发送' : '不签发';
    return `${number} 的${kind === 'head-note' ? '提示' : '督办单'}已由${by ?? '他人'}于${dayTimeText(at)}${released ? '签发' : `决定${left}`}，无需再办。`;
  },
  'paper.gone': ({ number }) => `${number} 没有待签发的提示或督办，可能已签发，或因已办理而撤销。`,
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
};
