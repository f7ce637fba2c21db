import { type Calendar, nextWorkday } from './calendar.ts';
import { chinaDate } from './chinaTime.ts';
import type { ClockRow } from './clocks.ts';
import type { Instant } from './events.ts';

/** One line of the list: an appeal with those of its clocks that press, the most urgent first. */
export interface Pressed<R extends ClockRow> {
  appeal: string;
  clocks: R[];
}

/** 今日办理提醒 (DOMAIN §4.1): one line an appeal, under its most urgent clock; what does not press is only counted. */
export interface MorningList<R extends ClockRow> {
  /** Appeals with a running clock here, urgent or not. */
  open: number;
  overdue: Pressed<R>[];
  today: Pressed<R>[];
  tomorrow: Pressed<R>[];
  /** Dispatched and neither signed nor due before tomorrow: they had their card and are not asked for again. */
  fresh: Pressed<R>[];
}

export const sections = ['overdue', 'today', 'tomorrow', 'fresh'] as const;
export type Section = (typeof sections)[number];

/** `rows` may be in any order; paused clocks press nobody. */
export function morningList<R extends ClockRow>(rows: R[], now: Instant, calendar: Calendar): MorningList<R> {
  const list: MorningList<R> = { open: 0, overdue: [], today: [], tomorrow: [], fresh: [] };
  list.open = new Set(rows.map(({ appeal }) => appeal)).size;
  const byAppeal = new Map<string, R[]>();
  for (const row of inOrder(rows)) {
    if (sectionOf(row, now, calendar)) byAppeal.set(row.appeal, [...(byAppeal.get(row.appeal) ?? []), row]);
  }
  for (const [appeal, clocks] of byAppeal) {
    const [worst] = clocks;
    const section = worst && sectionOf(worst, now, calendar);
    if (section) list[section].push({ appeal, clocks });
  }
  return list;
}

/** Where a clock stands this morning; undefined when nothing about it presses. */
export function sectionOf(row: ClockRow, now: Instant, calendar: Calendar): Section | undefined {
  if (row.pausedAt !== undefined) return undefined;
  const [day, today] = [chinaDate(row.owedAt), chinaDate(now)];
  if (row.owedAt < now) return 'overdue';
  if (day === today) return 'today';
  if (row.kind === 'sign-in') return 'fresh';
  return day <= nextWorkday(today, calendar) ? 'tomorrow' : undefined;
}

/** Whether anybody must be told this morning. */
export function presses({ overdue, today, tomorrow }: MorningList<ClockRow>): boolean {
  return overdue.length + today.length + tomorrow.length > 0;
}

function inOrder<R extends ClockRow>(rows: R[]): R[] {
  return [...rows].sort((a, b) => a.owedAt.localeCompare(b.owedAt) || a.appeal.localeCompare(b.appeal));
}
