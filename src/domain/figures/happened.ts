import type { DateTime } from 'luxon';
import type { EventType } from '../appeal/events.ts';
import { covers, type Scope } from '../people/visibility.ts';
import { type Calendar, workdayBefore } from '../time/calendar.ts';
import { addDays, chinaDate, inChina, instantOf, timeText } from '../time/chinaTime.ts';
import type { Instant } from '../time/instant.ts';
import { type Holder, type Listed, listedAtMost } from './standing.ts';

/**
 * What happened to appeals in a span of time; each figure counts an appeal once, however often the event happened to
 * it.
 */
export const happenedFigures = ['received', 'dispatched', 'signed', 'planned', 'resolved', 'answered'] as const;
export type HappenedFigure = (typeof happenedFigures)[number];

/** Who held an appeal when something happened; without task force and unit nobody held it. */
export interface HeldBy {
  taskForce?: number;
  unit?: string;
}

/**
 * What happened in a span, counted by the database: the figures of every scope are exact, however many appeals they
 * count.
 */
export interface Told {
  /** How many appeals this happened to while exactly these holders held them, one holder or several in turn. */
  counts: { figure: HappenedFigure; holders: HeldBy[]; count: number }[];
  /** The first appeals of each figure, enough to fill a list for every scope that was asked about; not sorted. */
  first: { figure: HappenedFigure; holders: HeldBy[]; appeal: string; at: Instant }[];
}

/** The kinds of events that figures count, and which figure each belongs to. */
export const figureOf: { [T in EventType]?: HappenedFigure } = {
  submitted: 'received',
  dispatched: 'dispatched',
  transferred: 'dispatched',
  signed: 'signed',
  planned: 'planned',
  resolved: 'resolved',
  approved: 'answered',
};

/**
 * The figures of a scope. Appeals that nobody held count only for the whole district. Each figure lists its first
 * appeals by time, at most `listedAtMost`.
 */
export function figuresIn({ counts, first }: Told, scope: Scope): Record<HappenedFigure, Listed> {
  const isOwn = ({ holders }: { holders: HeldBy[] }) => holders.some((holder) => covers(scope, holder));
  const [ownCounts, ownFirst] = [counts.filter(isOwn), first.filter(isOwn)];
  const listed = happenedFigures.map((name): [HappenedFigure, Listed] => {
    const total = ownCounts.reduce((sum, { figure, count }) => sum + (figure === name ? count : 0), 0);
    return [name, { total, first: firstOf(ownFirst.filter(({ figure }) => figure === name)) }];
  });
  return Object.fromEntries(listed) as Record<HappenedFigure, Listed>;
}

/** Sorted by the first time the event happened to each appeal. */
function firstOf(found: Told['first']): string[] {
  const keyOf = ({ at, appeal }: Told['first'][number]) => `${at} ${appeal}`;
  const sorted = found.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return [...new Set(sorted.map(({ appeal }) => appeal))].slice(0, listedAtMost);
}

/**
 * How many appeals each event happened to, for each task force in this scope; appeals that no task force held count for
 * the centre.
 */
export function happenedByHolder({ counts }: Told, scope: Scope): Map<Holder, Record<HappenedFigure, number>> {
  const found = new Map<Holder, Record<HappenedFigure, number>>();
  for (const { figure, holders, count } of counts) {
    const own = holders.filter((holder) => covers(scope, holder));
    for (const holder of new Set(own.map(({ taskForce }) => taskForce ?? 'centre'))) {
      const row = found.get(holder) ?? nothing();
      row[figure] += count;
      found.set(holder, row);
    }
  }
  return found;
}

function nothing(): Record<HappenedFigure, number> {
  return { received: 0, dispatched: 0, signed: 0, planned: 0, resolved: 0, answered: 0 };
}

/** From `from` until just before `to`. */
export interface Span {
  from: Instant;
  to: Instant;
}

/**
 * The span that a morning's digest covers: from that hour of the previous working day until this one, without a gap.
 */
export function sinceLastMorning(slot: Instant, calendar: Calendar): Span {
  return { from: instantOf(workdayBefore(chinaDate(slot), calendar), timeText(slot)), to: slot };
}

/** The same for any moment: until this working day's hour if it is past, else until now. */
export function sinceMorning(now: Instant, hour: string, calendar: Calendar): Span {
  const today = chinaDate(now);
  const morning = instantOf(today, hour);
  const to = calendar.isWorkday(today) && morning <= now ? morning : now;
  return { from: instantOf(workdayBefore(today, calendar), hour), to };
}

/**
 * The previous half month: from the 16th on, days 1–15; before that, the 16th until the end of the previous month
 * (docs/develop/rules.md#rule-30).
 */
export function halfMonthBefore(at: Instant): Span {
  const date = inChina(at);
  const from = date.day >= 16 ? date.startOf('month') : date.minus({ months: 1 }).set({ day: 16 });
  const to = date.day >= 16 ? date.set({ day: 16 }) : date.startOf('month');
  return { from: midnight(from), to: midnight(to) };
}

export function monthBefore(at: Instant): Span {
  return periodBefore('month', at);
}

export type Period = 'week' | 'month' | 'quarter' | 'year';

/** The week, month, quarter or year of this moment, until now. */
export function periodOf(period: Period, now: Instant): Span {
  return { from: midnight(inChina(now).startOf(period)), to: now };
}

/** The whole week, month, quarter or year before the current one. */
export function periodBefore(period: Period, now: Instant): Span {
  const end = inChina(now).startOf(period);
  return { from: midnight(end.minus({ [period]: 1 })), to: midnight(end) };
}

/** First and last day of a span, both counted. */
export function daysOf({ from, to }: Span): { first: string; last: string } {
  const end = chinaDate(to);
  const last = instantOf(end, '00:00') === to ? addDays(end, -1) : end;
  return { first: chinaDate(from), last };
}

function midnight(date: DateTime): Instant {
  return instantOf(date.toFormat('yyyy-MM-dd'), '00:00');
}
