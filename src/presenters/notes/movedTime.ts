import { dayTimeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** Why the sandbox's clock was not moved, for the person at the page. */
export const unreadableTime = '请选择快进多久，或者写明快进到的日期和时间。';

export function pastTime(now: Instant): string {
  return `沙盒时间只能向前，不能倒退。现在是${dayTimeText(now)}，请选更晚的时间。`;
}

export function farTime(days: number): string {
  return `一次最多快进${days}天，请选近一些的时间。`;
}
