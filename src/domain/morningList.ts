import { type Calendar, nextWorkday } from './calendar.ts';
import { chinaDate } from './chinaTime.ts';
import type { ClockRow } from './clocks.ts';
import type { Instant } from './events.ts';

/** 今日办理提醒 (DOMAIN §4.1): one line an appeal, its most urgent clock; what is not urgent is only counted. */
export interface MorningList<R extends ClockRow> {
  /** Appeals with a running clock here, urgent or not. */
  open: number;
  overdue: R[];
  today: R[];
  tomorrow: R[];
  /** Dispatched and neither signed nor due before tomorrow: they had their card and are not asked for again. */
  fresh: R[];
}

/** `rows` may be in any order; paused clocks press nobody. */
export function morningList<R extends ClockRow>(rows: R[], now: Instant, calendar: Calendar): MorningList<R> {
  const today = chinaDate(now);
  const tomorrow = nextWorkday(today, calendar);
  const list: MorningList<R> = { open: 0, overdue: [], today: [], tomorrow: [], fresh: [] };
  list.open = new Set(rows.map(({ appeal }) => appeal)).size;
  for (const row of mostUrgent(rows)) {
    const day = chinaDate(row.owedAt);
    if (row.owedAt < now) list.overdue.push(row);
    else if (day === today) list.today.push(row);
    else if (row.kind === 'sign-in') list.fresh.push(row);
    else if (day <= tomorrow) list.tomorrow.push(row);
  }
  return list;
}

/** Whether anybody must be told this morning. */
export function presses({ overdue, today, tomorrow }: MorningList<ClockRow>): boolean {
  return overdue.length + today.length + tomorrow.length > 0;
}

function mostUrgent<R extends ClockRow>(rows: R[]): R[] {
  const worst = new Map<string, R>();
  for (const row of rows.filter(({ pausedAt }) => pausedAt === undefined)) {
    const known = worst.get(row.appeal);
    if (!known || row.owedAt < known.owedAt) worst.set(row.appeal, row);
  }
  return [...worst.values()].sort((a, b) => a.owedAt.localeCompare(b.owedAt) || a.appeal.localeCompare(b.appeal));
}
