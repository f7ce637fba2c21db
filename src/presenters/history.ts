import { dayText, dayTimeText } from '../domain/chinaTime.ts';
import type { AppealEvent } from '../domain/events.ts';
import { type Rules, unitName } from '../domain/rules.ts';
import { eventWords, roleWords } from './words.ts';

export interface HistoryView {
  rules: Rules;
  /** Makes words of people fit for where they are shown. */
  shown(text: string): string;
  /** The company's side: what the unit and the centre tell each other stays inside (RULES 19). */
  oneChannel: boolean;
}

/** "11月20日(周五)10:00 签收 区发改委（补录，11月19日(周四)办理）" */
export function historyLine(event: AppealEvent, view: HistoryView): string {
  const { at, type, by } = event;
  const who = by.role === 'scheduler' ? '系统' : by.unit ? unitName(view.rules, by.unit) : roleWords[by.role];
  return `${dayTimeText(at)} ${eventWords[type]} ${who}${more(event, view)}`;
}

/** What else a reader must know of it; both dates of what was entered later (DOMAIN §2). */
function more(event: AppealEvent, { shown, oneChannel }: HistoryView): string {
  const because = (reason: string) => (oneChannel ? '' : `：${shown(reason)}`);
  switch (event.type) {
    case 'signed':
    case 'planned':
    case 'resolved':
      return event.doneAt ? `（补录，${dayText(event.doneAt)}办理）` : '';
    case 'extension_asked':
      return `，至${dayText(event.until)}${because(event.reason)}`;
    case 'pause_asked':
      return `，${event.cause}，至${dayText(event.until)}${because(event.reason)}`;
    case 'extended':
    case 'paused':
      return `，至${dayText(event.until)}`;
    case 'extension_refused':
    case 'pause_refused':
      return because(event.reason);
    case 'resumed':
      return `，顺延${event.days}个工作日`;
    case 'informed':
      return `${event.of === 'plan' ? '（解决方案）' : '（办理结果）'}${event.how ? `：${shown(event.how)}` : ''}`;
    case 'nudged':
      return event.text ? because(event.text) : '';
    default:
      return '';
  }
}
