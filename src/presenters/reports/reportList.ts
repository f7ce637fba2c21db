import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { AppealEvent, EventType } from '../../domain/appeal/events.ts';
import type { Button, Card } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';
import { chinaDate, dayText, dayTimeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { line, muted, shortNumber } from '../cards/facts.ts';
import { listLine } from '../notes/notes.ts';
import { eventWords } from '../words/verbs.ts';

export interface ListedAppeal {
  appeal: Appeal;
  /** Due time of its most urgent clock. */
  due?: string;
  /** What happened since the report was made, if anything did. */
  since?: AppealEvent;
}

/** One page of the appeals behind a number. */
export interface ListPage {
  name: string;
  /** How many appeals the number counts (`total`), and how many of them the list holds (`held`, the first ones). */
  total: number;
  held: number;
  /** 1 for the first page. */
  page: number;
  lines: ListedAppeal[];
  /** How many on this page this reader may not see. */
  withheld: number;
  /** When the number was counted (`at`), and when the list is read (`now`). */
  at: Instant;
  now: Instant;
  /**
   * How many became overdue so recently that their unit was not told before: only a number, no names
   * (docs/develop/domain.md#told-first).
   */
  fresh?: number;
  /** The words that ask for the next page; absent on the last page. */
  next?: string;
}

export function reportListCard(list: ListPage, { rules, masked }: { rules: Rules; masked: boolean }): Card {
  const { name, total, held, page, lines, withheld, at, now, next, fresh = 0 } = list;
  const more: Button[] = next ? [{ label: '下一页', say: next }] : [];
  const part = page > 1 || next ? `，第${page}页` : '';
  return {
    kind: 'card',
    title: `${name}（${total}件${part}）`,
    tone: 'blue',
    blocks: [
      ...(total === 0 && fresh === 0 ? [line(`目前没有${name}的诉求。`)] : []),
      ...(held < total ? [line(`共${counted(total)}件，列出前${counted(held)}件。`)] : []),
      ...lines.map(({ appeal, due, since }) =>
        line(`${dayPart(appeal)}${listLine(appeal, { due, rules, masked })}${since ? sinceText(since, now) : ''}`),
      ),
      ...(fresh > 0 ? [line(`另有新增超期${fresh}件，已列入今日提示，不计入本清单。`)] : []),
      ...(withheld > 0 ? [line(`本页另有${withheld}件不在您的查看范围内。`)] : []),
      ...(more.length > 0 ? [{ kind: 'buttons' as const, buttons: more }] : []),
      muted(`清单为${dayTimeText(at)}的情况，各件状态为最新。发送“查 编号”可查看详情。`),
    ],
  };
}

/** "3,512" */
function counted(number: number): string {
  return number.toLocaleString('en');
}

/** The part of the number before the short number: a list covers many days. */
function dayPart({ number }: Appeal): string {
  return number.slice(0, -shortNumber(number).length);
}

/** Said to the person who pressed a number in a group. */
export const listSent = '清单已私发给您。';

/** Events that move an appeal forward; others, such as a remark, say nothing about its state. */
export const telling: ReadonlySet<EventType> = new Set<EventType>([
  'dispatched',
  'transferred',
  'signed',
  'return_asked',
  'return_refused',
  'planned',
  'resolved',
  'approved',
  'rejected',
  'extended',
  'paused',
  'resumed',
  'instruction_answered',
  'withdrawn',
]);

function sinceText({ type, at }: AppealEvent, now: Instant): string {
  const day = chinaDate(at) === chinaDate(now) ? '今日' : dayText(at);
  return `；已于${day}${eventWords[type]}`;
}
