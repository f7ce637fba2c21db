import { groupBy } from '../grouped.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { ListedClock } from './clocks.ts';
import type { MorningStep } from './ladder.ts';
import { type Edges, edgesAt } from './urgency.ts';

/** One line of the list: an appeal with its urgent clocks, the most urgent first. */
export interface Pressed<R extends ListedClock> {
  appeal: string;
  clocks: R[];
}

/**
 * 今日办理提醒 (docs/develop/domain.md#todays-list): one line per appeal, under its most urgent clock; appeals that are not
 * urgent are only counted.
 */
export interface TodaysList<R extends ListedClock> {
  /** Appeals with a running clock here, urgent or not. */
  open: number;
  overdue: Pressed<R>[];
  today: Pressed<R>[];
  tomorrow: Pressed<R>[];
  /** Dispatched, not signed and not due before tomorrow: the unit has the card and is not reminded again. */
  fresh: Pressed<R>[];
}

export const sections = ['overdue', 'today', 'tomorrow', 'fresh'] as const;
export type Section = (typeof sections)[number];

/** The rung that each section of the list takes: what the list told is not told again. */
export const rungOf: Record<Section, MorningStep | undefined> = {
  overdue: 'overdue',
  today: 'today',
  tomorrow: 'tomorrow',
  fresh: undefined,
};

/** `rows` may be in any order; a paused clock is not urgent. */
export function todaysListOf<R extends ListedClock>(rows: R[], now: Instant, calendar: Calendar): TodaysList<R> {
  const list: TodaysList<R> = { open: 0, overdue: [], today: [], tomorrow: [], fresh: [] };
  list.open = new Set(rows.map(({ appeal }) => appeal)).size;
  const edges = edgesAt(now, calendar);
  const pressing = inOrder(rows).filter((row) => sectionOf(row, edges));
  for (const [appeal, clocks] of groupBy(pressing, (row) => row.appeal)) {
    const [worst] = clocks;
    const section = worst && sectionOf(worst, edges);
    if (section) list[section].push({ appeal, clocks });
  }
  return list;
}

/** The section of a clock this morning; undefined when it is not urgent. */
export function sectionOf(row: ListedClock, { now, tomorrow, afterNext }: Edges): Section | undefined {
  if (row.pausedAt !== undefined) return undefined;
  if (row.owedAt < now) return 'overdue';
  if (row.owedAt < tomorrow) return 'today';
  if (row.kind === 'sign-in') return 'fresh';
  return row.owedAt < afterNext ? 'tomorrow' : undefined;
}

/** Whether anybody must be told this morning. */
export function presses({ overdue, today, tomorrow }: TodaysList<ListedClock>): boolean {
  return overdue.length + today.length + tomorrow.length > 0;
}

function inOrder<R extends ListedClock>(rows: R[]): R[] {
  return [...rows].sort((a, b) => compare(a.owedAt, b.owedAt) || compare(a.appeal, b.appeal));
}

/** Compares code units, which is fast and enough: the texts are ASCII, and there are thousands of them. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
