import type { DateTime } from 'luxon';
import { type Calendar, workdayBefore } from './calendar.ts';
import { addDays, chinaDate, inChina, instantOf, timeText } from './chinaTime.ts';
import type { EventType, Instant } from './events.ts';
import type { Holder } from './figures.ts';
import { covers, type Scope } from './scope.ts';

/** What happened to appeals in a span of time; each figure is the list of the appeals it counts. */
export const happenedFigures = ['received', 'dispatched', 'signed', 'planned', 'resolved', 'answered'] as const;
export type HappenedFigure = (typeof happenedFigures)[number];

/** One thing that happened, and who held the appeal then. */
export interface Happened {
  appeal: string;
  type: EventType;
  taskForce?: number;
  unit?: string;
}

const figureOf: { [T in EventType]?: HappenedFigure } = {
  submitted: 'received',
  dispatched: 'dispatched',
  transferred: 'dispatched',
  signed: 'signed',
  planned: 'planned',
  resolved: 'resolved',
  approved: 'answered',
};

/** The kinds of events that figures count. */
export const countedEvents = Object.keys(figureOf) as EventType[];

/** An appeal counts once in each figure, however often it happened. What nobody held counts for the whole district. */
export function happenedIn(events: Happened[], scope: Scope): Record<HappenedFigure, string[]> {
  const found = new Map<HappenedFigure, Set<string>>(happenedFigures.map((name) => [name, new Set<string>()]));
  for (const event of events) {
    const figure = figureOf[event.type];
    if (figure && covers(scope, event)) found.get(figure)?.add(event.appeal);
  }
  return Object.fromEntries([...found].map(([name, appeals]) => [name, [...appeals]])) as Record<
    HappenedFigure,
    string[]
  >;
}

/** How often each thing happened with each task force, in this scope; what no task force held is the centre's. */
export function happenedByHolder(events: Happened[], scope: Scope): Map<Holder, Record<HappenedFigure, number>> {
  const groups = new Map<Holder, Happened[]>();
  for (const event of events.filter((one) => covers(scope, one))) {
    const holder = event.taskForce ?? 'centre';
    const known = groups.get(holder);
    if (known) known.push(event);
    else groups.set(holder, [event]);
  }
  return new Map(
    [...groups].map(([holder, own]) => {
      const counts = Object.entries(happenedIn(own, 'all')).map(([name, appeals]) => [name, appeals.length]);
      return [holder, Object.fromEntries(counts) as Record<HappenedFigure, number>];
    }),
  );
}

/** From `from` until just before `to`. */
export interface Span {
  from: Instant;
  to: Instant;
}

/** What a morning's digest looks back on: from that hour of the working day before until this one, without a gap. */
export function sinceLastMorning(slot: Instant, calendar: Calendar): Span {
  return { from: instantOf(workdayBefore(chinaDate(slot), calendar), timeText(slot)), to: slot };
}

/** The same at any moment: until this working day's hour when it has come, else until now. */
export function sinceMorning(now: Instant, hour: string, calendar: Calendar): Span {
  const today = chinaDate(now);
  const morning = instantOf(today, hour);
  const to = calendar.isWorkday(today) && morning <= now ? morning : now;
  return { from: instantOf(workdayBefore(today, calendar), hour), to };
}

/** The half month before: 1–15 from the 16th on, else the 16th until the end of the month before (RULES 30). */
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

/** The whole week, month, quarter or year before that of this moment. */
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
