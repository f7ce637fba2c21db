import type { ClockMove } from '../../domain/appeal/events.ts';
import type { Block, Card } from '../../domain/message.ts';
import { dayTimeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { closedCard, line, muted } from '../cards/facts.ts';
import { clockWords } from '../words/words.ts';

export interface RuleChange {
  /** Report id. */
  id: string;
  /** When it was counted. */
  at: Instant;
  total: number;
  earlier: number;
  later: number;
  /** How many of the earlier ones would already be past. */
  past: number;
  /** The first of the clocks that move. */
  rows: (Pick<ClockMove, 'kind' | 'from' | 'to'> & { number: string })[];
}

/**
 * To the district office: rules or calendar have changed since the running deadlines were counted
 * (docs/develop/domain.md#rule-change).
 */
export function ruleChangeCard(change: RuleChange): Card {
  const { id, at, total, earlier, later, past, rows } = change;
  const moved = earlier + later;
  return {
    kind: 'card',
    title: '时限规则或日历有变化',
    tone: 'orange',
    tag: '待确定',
    blocks: [
      line(
        `时限规则或日历有变化：在办时限${total}个，其中提前${earlier}个、推后${later}个、不变${total - moved}个（截至${dayTimeText(at)}）。`,
      ),
      ...(past > 0 ? [line({ warn: `提前的时限中，${past}个调整后即已到期。` })] : []),
      table(rows, moved),
      {
        kind: 'buttons',
        buttons: [
          {
            label: '按新规则调整',
            say: `按新规则调整 ${id}`,
            style: 'primary',
            confirm: `确定调整${moved}个在办时限吗？`,
          },
          { label: '保持原时限', say: `保持原时限 ${id}` },
        ],
      },
      muted('点选前在办时限不变；新起算的时限已按新规则计算。发送“时限变化”可再次查看。'),
    ],
  };
}

function table(rows: RuleChange['rows'], moved: number): Block {
  return {
    kind: 'table',
    columns: [
      { name: 'number', label: '编号' },
      { name: 'kind', label: '时限' },
      { name: 'from', label: '原到期' },
      { name: 'to', label: '调整后' },
    ],
    rows: rows.map(({ number, kind, from, to }) => ({
      number,
      kind: clockWords[kind],
      from: dayTimeText(from),
      to: dayTimeText(to),
    })),
    ...(moved > rows.length ? { more: moved - rows.length } : {}),
  };
}

const decided = { adjusted: '已按新规则调整', kept: '保持原时限' } as const;

export function ruleChangeSettled(how: keyof typeof decided): Card {
  const tag = decided[how];
  return closedCard('时限规则或日历有变化', tag);
}
